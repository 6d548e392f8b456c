import type { Stage } from "./stage.js";

/**
 * Stages in an order in which each runs after those whose tables it reads. The order is the same for the same set of
 * stages, however they are listed.
 *
 * @param stages all stages of a pipeline
 * @param sourceTables names of all canonical tables, whether or not the source at hand has them
 * @throws naming the stage and the table: a stage or table declared twice, a table that nobody makes, a cycle, a
 *   declaration that contradicts itself
 */
export function orderStages(stages: readonly Stage[], sourceTables: readonly string[]): Stage[] {
  const writers = writersOf(stages, sourceTables);
  for (const stage of stages) checkReads(stage, new Set([...sourceTables, ...writers.keys()]));

  const waiting = [...stages].sort((a, b) => (a.name < b.name ? -1 : 1));
  const ordered: Stage[] = [];
  const finished = new Set<Stage>();
  while (waiting.length > 0) {
    const next = waiting.findIndex((stage) =>
      upstream(stage, writers).every((writer) => finished.has(writer)),
    );
    const [stage] = next < 0 ? [] : waiting.splice(next, 1);
    if (stage === undefined)
      throw new Error(`stages read each other's tables in a cycle: ${cycle(waiting, writers).join(" → ")}`);
    ordered.push(stage);
    finished.add(stage);
  }
  return ordered;
}

/** Of stages in order, those that some tables are made by, directly or through others. */
export function stagesFor(ordered: readonly Stage[], tables: readonly string[]): Stage[] {
  const asked = new Set(tables);
  const wanted = new Set<Stage>();
  for (const stage of [...ordered].reverse()) {
    if (!stage.writes.some(({ table }) => asked.has(table))) continue;
    wanted.add(stage);
    for (const { table } of stage.reads) asked.add(table);
  }
  return ordered.filter((stage) => wanted.has(stage));
}

function writersOf(stages: readonly Stage[], sourceTables: readonly string[]): Map<string, Stage> {
  const names = new Set<string>();
  const writers = new Map<string, Stage>();
  for (const stage of stages) {
    if (!/^[a-z][a-z0-9_]*$/.test(stage.name))
      throw new Error(`stage "${stage.name}": a name is lower-case letters, digits and underscores`);
    if (names.has(stage.name)) throw new Error(`stage "${stage.name}" is declared twice`);
    names.add(stage.name);
    if (stage.writes.length === 0) throw new Error(`stage "${stage.name}" writes no table`);
    for (const { table, sql } of stage.writes) {
      const other = writers.get(table);
      if (other) throw new Error(`table "${table}" is written by stages "${other.name}" and "${stage.name}"`);
      if (sourceTables.includes(table))
        throw new Error(`stage "${stage.name}" writes "${table}", which is a table of the source`);
      if (sql === undefined && stage.run === undefined)
        throw new Error(`stage "${stage.name}" has neither sql nor run to write "${table}"`);
      writers.set(table, stage);
    }
    if (stage.run !== undefined && (stage.modules ?? []).length === 0)
      throw new Error(
        `stage "${stage.name}" has run but no modules: without them a change of its code goes unseen`,
      );
  }
  return writers;
}

function checkReads(stage: Stage, known: ReadonlySet<string>): void {
  for (const { table, from, day, lookBack = 0, lookAhead = 0, optional } of stage.reads) {
    const where = `stage "${stage.name}", reading "${table}"`;
    if (!known.has(table) && optional === undefined)
      throw new Error(`${where}: neither a canonical table nor written by any stage`);
    if (from !== undefined && day === undefined) throw new Error(`${where}: from is given without day`);
    if (!(lookBack >= 0)) throw new Error(`${where}: lookBack is ${lookBack}, expected 0 or more days`);
    if (!(lookAhead >= 0 && Number.isFinite(lookAhead)))
      throw new Error(`${where}: lookAhead is ${lookAhead}, expected a number of days`);
  }
}

function upstream(stage: Stage, writers: ReadonlyMap<string, Stage>): Stage[] {
  return stage.reads.flatMap(({ table }) => writers.get(table) ?? []);
}

function cycle(waiting: readonly Stage[], writers: ReadonlyMap<string, Stage>): string[] {
  const path: Stage[] = [];
  let stage = waiting[0];
  while (stage !== undefined && !path.includes(stage)) {
    path.push(stage);
    stage = upstream(stage, writers).find((writer) => waiting.includes(writer));
  }
  const start = stage === undefined ? 0 : path.indexOf(stage);
  return [...path.slice(start), ...(stage === undefined ? [] : [stage])].map(({ name }) => name);
}
