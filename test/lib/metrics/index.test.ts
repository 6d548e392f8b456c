import { describe, expect, test } from "vitest";
import { canonicalTableNamed } from "../../../data-loaders/source/contract/index.js";
import { factQueries, metric, metricQueries, metrics } from "../../../src/lib/metrics/index.js";

describe("the dictionary", () => {
  test("names every metric once, in lower case", () => {
    const ids = metrics.map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[a-z][a-z_]*$/);
  });

  test.each(metrics.map((definition) => [definition.id, definition] as const))(
    "%s says what it is, how it is estimated, who owns it, and what it shows where there is nothing",
    (_, definition) => {
      for (const text of [
        definition.name,
        definition.definition,
        definition.formula,
        definition.estimator,
        definition.unitText,
        definition.owner,
        definition.degenerate,
        ...definition.caveats,
      ])
        expect(text.trim().length).toBeGreaterThan(3);
      expect(definition.caveats.length).toBeGreaterThan(0);
    },
  );

  test("needs only tables and columns of the contract", () => {
    for (const { id, tables, columns } of metrics) {
      for (const table of tables) expect(canonicalTableNamed(table), `${id}: ${table}`).toBeDefined();
      for (const [table, names] of Object.entries(columns)) {
        expect(tables).toContain(table);
        for (const name of names) expect(canonicalTableNamed(table)?.columns, id).toHaveProperty(name);
      }
    }
  });

  test("queries read canonical tables or facts, and each writes a table of its own", () => {
    const facts = factQueries.map(({ table }) => table);
    const written = [...facts, ...metricQueries.map(({ table }) => table)];
    expect(new Set(written).size).toBe(written.length);
    for (const { table, reads, sql } of [...factQueries, ...metricQueries])
      for (const read of reads) {
        expect(canonicalTableNamed(read.table) !== undefined || facts.includes(read.table), table).toBe(true);
        expect(sql).toContain(read.table);
      }
  });

  test("a metric is found by its id", () => {
    expect(metric("prevalence").name).toBe("Prevalence (spam view rate)");
  });

  test("an unknown id is refused with the nearest, or with all where none is near", () => {
    expect(() => metric("prevalance")).toThrow('unknown metric "prevalance": did you mean "prevalence"?');
    expect(() => metric("zzzzzzzzzzzz")).toThrow(/expected one of prevalence, content_actioned/);
  });
});
