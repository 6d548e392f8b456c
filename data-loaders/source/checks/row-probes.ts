import type { CanonicalTable, Column } from "../contract/index.js";
import type { Probe } from "./probe.js";

/**
 * Checks that one row alone can break: values that are missing, not listed, out of range, or in the wrong order of time.
 * All of them are counted in one pass over the table.
 *
 * @param now what no time may be later than, `YYYY-MM-DD HH:MM:SS` in UTC
 */
export function rowProbes(table: CanonicalTable, now: string): Probe[] {
  const columns = Object.entries(table.columns);
  return [
    ...columns.flatMap(([name, column]) => valueProbes(name, column)),
    ...columns
      .filter(([, { type }]) => type === "TIMESTAMP" || type === "DATE")
      .map(([name]) => futureProbe(name, now)),
    ...table.order.map(([earlier, later]) =>
      probe(
        "time order",
        later,
        `"${later}" < "${earlier}"`,
        `${later} is earlier than ${earlier}: correct the SELECT, or leave ${later} null where it is not known`,
      ),
    ),
  ];
}

function valueProbes(name: string, { required, values, min, max, above, type }: Column): Probe[] {
  const probes: Probe[] = [];
  if (required)
    probes.push(probe("not null", name, `"${name}" IS NULL`, "values are missing: every row needs one"));
  if (values !== undefined)
    probes.push(
      probe(
        "listed value",
        name,
        `"${name}" NOT IN (${values.map((value) => `'${value}'`).join(", ")})`,
        `values are not among ${values.join(", ")}: map them in the SELECT`,
      ),
    );
  const bounds = [
    ...(min === undefined ? [] : [`"${name}" < ${min}`]),
    ...(above === undefined ? [] : [`"${name}" <= ${above}`]),
    ...(max === undefined ? [] : [`"${name}" > ${max}`]),
    ...(type === "DOUBLE" ? [`isnan("${name}")`] : []),
  ];
  if (bounds.length > 0)
    probes.push(probe("range", name, bounds.join(" OR "), `values lie outside ${range(min, above, max)}`));
  return probes;
}

function futureProbe(name: string, now: string): Probe {
  return probe(
    "no future times",
    name,
    `"${name}" > TIMESTAMP '${now}'`,
    `times are later than the present (${now} UTC): check the time zone, or the unit of the clock`,
  );
}

function probe(check: string, column: string, where: string, message: string): Probe {
  return { severity: "block", column, check, message, where, count: `count(CASE WHEN ${where} THEN 1 END)` };
}

function range(min: number | undefined, above: number | undefined, max: number | undefined): string {
  const low = min !== undefined ? `[${min}` : above !== undefined ? `(${above}` : "(−∞";
  return `${low}, ${max === undefined ? "∞)" : `${max}]`}`;
}
