import type { FindingTable, FindingValue } from "../../../src/lib/finding/index.js";
import { formatCount, formatInterval, formatPercent, thinSpace } from "../../../src/lib/format/index.js";
import { share } from "../../../src/lib/statistics/wilson.js";
import { html, type Markup } from "../../../src/lib/text/index.js";
import type { Engine } from "../../engine/engine.js";
import { FindingError } from "./finding-error.js";
import { formatValue, isNumeric } from "./format-value.js";
import type { Finding } from "./read-finding.js";
import { readNumbers } from "./read-numbers.js";
import { type QueryRow, runQuery } from "./run-query.js";

/** A value of a finding as it is shown. */
export interface ResolvedValue {
  /** For the list and the feed, without markup. */
  readonly text: string;
  readonly markup: Markup;
}

/**
 * Runs every query of a finding and words its result.
 *
 * @throws FindingError when a query fails, or gives no row or several where one value is meant
 */
export async function resolveValues(
  engine: Engine,
  finding: Pick<Finding, "file" | "with" | "numbers" | "tables">,
): Promise<ReadonlyMap<string, ResolvedValue>> {
  const values = new Map<string, ResolvedValue>();
  const rows = await readNumbers(engine, finding);
  for (const [name, value] of Object.entries(finding.numbers)) {
    const place = { file: finding.file, key: `numbers.${name}` };
    const text = wordNumber(place, value, rows.get(name) ?? []);
    values.set(name, { text, markup: html`<span class="finding-value" data-value="${name}">${text}</span>` });
  }
  for (const [name, table] of Object.entries(finding.tables)) {
    const place = { file: finding.file, key: `tables.${name}` };
    values.set(name, { text: table.title, markup: await resolveTable(engine, place, table) });
  }
  return values;
}

interface Place {
  readonly file: string;
  readonly key: string;
}

/** No row is unknown, like null. */
function wordNumber(place: Place, { sql, unit }: FindingValue, rows: readonly QueryRow[]): string {
  const [row] = rows;
  const columns = Object.keys(row ?? {});
  if (rows.length === 0) return unit === "rate" ? "no data" : worded(place, sql, null, unit);
  if (unit === "rate") return resolveRate(place, sql, rows);
  if (!row || rows.length !== 1 || columns.length !== 1)
    throw new FindingError(
      place,
      `expected one row with one column, the query gave ${rows.length} rows with ${columns.length} columns\nThe query is\n${sql}`,
    );
  return worded(place, sql, row[columns[0] ?? ""], unit);
}

/** "12.3 % (123 of 1 000; 95${thinSpace}% interval 10.4–14.5 %)". */
function resolveRate(place: Place, sql: string, rows: readonly QueryRow[]): string {
  const [row] = rows;
  const [numerator, denominator] = [row?.["numerator"], row?.["denominator"]];
  if (rows.length !== 1 || numerator === undefined || denominator === undefined)
    throw new FindingError(
      place,
      `expected one row with the columns numerator and denominator\nThe query is\n${sql}`,
    );
  const counts = [numerator, denominator].map((count) => (count === null ? null : Number(count)));
  const { value, low, high } = share(counts[0] ?? null, counts[1] ?? null);
  if (value === null) return "no data";
  return `${formatPercent(value)} (${formatCount(counts[0])} of ${formatCount(counts[1])}; 95${thinSpace}% interval ${formatInterval(low, high, formatPercent)})`;
}

async function resolveTable(engine: Engine, place: Place, table: FindingTable): Promise<Markup> {
  const rows = await runQuery(engine, place, table.sql);
  const columns = Object.entries(table.columns);
  const lacking = columns.find(([name]) => rows[0] && !(name in rows[0]));
  if (lacking)
    throw new FindingError(
      place,
      `the query gives no column ${lacking[0]}, only ${Object.keys(rows[0] ?? {}).join(", ")}\nThe query is\n${table.sql}`,
    );
  const heads = columns.map(
    ([name, unit]) => html`<th scope="col" ${align(unit)}>${name.replaceAll("_", " ")}</th>`,
  );
  const body = rows.map((row) => {
    const cells = columns.map(
      ([name, unit]) => html`<td${align(unit)}>${worded(place, table.sql, row[name] ?? null, unit)}</td>`,
    );
    return html`<tr>
      ${cells}
    </tr>`;
  });
  const none = html`<tr>
    <td colspan="${columns.length}">no rows</td>
  </tr>`;
  return html`<figure class="finding-table">
    <figcaption>${table.title}</figcaption>
    <table>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${rows.length ? body : none}
      </tbody>
    </table>
  </figure>`;
}

function align(unit: FindingValue["unit"]): Markup {
  return isNumeric(unit) ? html` class="number"` : html``;
}

function worded(place: Place, sql: string, value: unknown, unit: FindingValue["unit"]): string {
  try {
    return formatValue(value, unit);
  } catch (error) {
    throw new FindingError(place, `${(error as Error).message}\nThe query is\n${sql}`, { cause: error });
  }
}
