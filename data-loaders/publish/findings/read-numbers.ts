import type { Engine } from "../../engine/engine.js";
import type { Finding } from "./read-finding.js";
import { checkedStatement, type QueryRow, runQuery } from "./run-query.js";

type Queries = Pick<Finding, "file" | "with" | "numbers">;

/**
 * The row of each of a finding's numbers. Those that share common table expressions are read by one statement, which
 * computes these once; where that fails, one by one, so that the error names the number.
 *
 * @returns by name; a query without a row may give one of nulls
 */
export async function readNumbers(
  engine: Engine,
  finding: Queries,
): Promise<ReadonlyMap<string, readonly QueryRow[]>> {
  return (await readAtOnce(engine, finding)) ?? (await readOneByOne(engine, finding));
}

/** The slow way, which `readNumbers` must agree with. */
export async function readOneByOne(
  engine: Engine,
  { file, numbers }: Queries,
): Promise<ReadonlyMap<string, readonly QueryRow[]>> {
  const rows = new Map<string, readonly QueryRow[]>();
  for (const [name, { sql }] of Object.entries(numbers))
    rows.set(name, await runQuery(engine, { file, key: `numbers.${name}` }, sql));
  return rows;
}

async function readAtOnce(
  engine: Engine,
  { file, with: common, numbers }: Queries,
): Promise<ReadonlyMap<string, readonly QueryRow[]> | null> {
  const entries = Object.entries(numbers);
  if (common === undefined || entries.length < 2) return null;
  const prefix = `WITH ${common}\n`;
  const columns = entries.flatMap(([name, { sql, unit }]) => {
    const query = checkedStatement({ file, key: `numbers.${name}` }, sql).slice(prefix.length);
    return unit === "rate"
      ? ["numerator", "denominator"].map(
          (part) => `(SELECT ${part} FROM (\n${query}\n) AS q) AS ${name}__${part}`,
        )
      : [`(SELECT number_value FROM (\n${query}\n) AS q(number_value)) AS ${name}__value`];
  });
  let row: QueryRow | undefined;
  try {
    [row] = await engine.query<QueryRow>(`${prefix}SELECT\n${columns.join(",\n")}`);
  } catch {
    return null;
  }
  const of = (key: string): unknown => row?.[key] ?? null;
  return new Map(
    entries.map(([name, { unit }]) => [
      name,
      unit === "rate"
        ? [{ numerator: of(`${name}__numerator`), denominator: of(`${name}__denominator`) }]
        : [{ value: of(`${name}__value`) }],
    ]),
  );
}
