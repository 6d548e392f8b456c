import type { EvidenceObject, EvidencePair, NetworkEvidence } from "../../../src/lib/network/evidence.js";
import type { Engine } from "../../engine/engine.js";
import { addDays } from "../../../src/lib/time/index.js";
import { sqlList } from "../../engine/sql-list.js";
import { commonTargets } from "./common-targets.js";
import { readTextsOf } from "./read-texts-of.js";

/** Acts of a block that are published. */
const actsShown = 12_000;

interface Row {
  readonly a: string;
  readonly b: string;
  readonly kind: string;
  readonly object: string;
  readonly a_at: number;
  readonly b_at: number | null;
  readonly popularity: number;
}

export interface EvidenceOf {
  readonly id: string;
  /** Last of the 28 days. */
  readonly until: string;
  /** Members that are named, in order. */
  readonly names: readonly string[];
  /** Whether events say what was written. */
  readonly hasText: boolean;
}

/** Reads what the edges of a network are made of: each object of its strongest edges, or who first acted on what in a block. */
export async function readEvidence(
  engine: Engine,
  { id, until, names, hasText }: EvidenceOf,
): Promise<NetworkEvidence> {
  const from = addDays(until, -27);
  const places = new Map(names.map((name, at) => [name, at]));
  const rows = await engine.query<Row>(
    `SELECT a, b, kind, object_id AS object, @secs(CAST($2 AS TIMESTAMP), a_at) AS a_at, @secs(CAST($2 AS TIMESTAMP), b_at) AS b_at, popularity
     FROM cluster_evidence WHERE cluster_id = $1 ORDER BY a, b, popularity, kind, object_id`,
    [id, from],
  );
  const known = rows.filter(({ a, b, b_at }) => places.has(a) && (b_at === null || places.has(b)));
  const objects = new Map<string, number>();
  for (const { kind, object } of known) {
    const key = `${kind} ${object}`;
    if (!objects.has(key)) objects.set(key, objects.size);
  }
  const texts = hasText
    ? await readTextsOf(
        engine,
        `SELECT object_id FROM cluster_evidence WHERE kind = 'text' AND cluster_id IN (${sqlList([id])})`,
      )
    : new Map<string, string>();
  const named: EvidenceObject[] = [];
  for (const { kind, object, popularity } of known) {
    const place = objects.get(`${kind} ${object}`) ?? 0;
    named[place] ??= { kind, object, text: kind === "text" ? (texts.get(object) ?? null) : null, popularity };
  }
  const triple = ({ kind, object, a_at }: Row): [number, number] => [
    objects.get(`${kind} ${object}`) ?? 0,
    a_at,
  ];
  const acts = known
    .filter(({ b_at }) => b_at === null)
    .map((row): [number, number, number] => [places.get(row.a) ?? 0, ...triple(row)])
    .sort((one, other) => one[0] - other[0] || one[1] - other[1])
    .slice(0, actsShown);
  const block = commonTargets(acts, named);
  const pairs = block.looked > 0 ? block.pairs : await readPairs(engine, id, places, known, triple);
  const [counted] = await engine.query<{ edges: number }>(
    "SELECT count(*) AS edges FROM cluster_edges WHERE cluster_id = $1",
    [id],
  );
  const edges = counted?.edges ?? 0;
  return {
    from,
    objects: named,
    pairs,
    acts: acts.flat(),
    left:
      block.looked > 0
        ? {
            pairs: block.found - pairs.length,
            members: names.length - block.looked,
            acts: edges - acts.length,
          }
        : { pairs: edges - pairs.length, members: 0, acts: 0 },
  };
}

async function readPairs(
  engine: Engine,
  id: string,
  places: ReadonlyMap<string, number>,
  rows: readonly Row[],
  triple: (row: Row) => readonly [number, number],
): Promise<EvidencePair[]> {
  const shared = new Map<string, number[]>();
  for (const row of rows) {
    const key = `${places.get(row.a) ?? -1} ${places.get(row.b) ?? -1}`;
    const own = shared.get(key) ?? [];
    shared.set(key, own);
    own.push(...triple(row), row.b_at ?? row.a_at);
  }
  const edges = await engine.query<{ a: string; b: string; weight: number; objects: number }>(
    "SELECT a, b, weight, objects FROM cluster_edges WHERE cluster_id = $1 ORDER BY weight DESC, a, b",
    [id],
  );
  return edges.flatMap(({ a, b, weight, objects }): EvidencePair[] => {
    const [one, other] = [places.get(a) ?? -1, places.get(b) ?? -1];
    const own = shared.get(`${one} ${other}`);
    return own === undefined
      ? []
      : [{ a: one, b: other, score: Number(weight.toPrecision(4)), objects, shared: own }];
  });
}
