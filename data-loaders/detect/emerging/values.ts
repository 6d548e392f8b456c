type Value = string | number | boolean | null;

/** A value of JavaScript as SQL. */
export function literal(value: Value, type: string): string {
  if (value === null) return `CAST(NULL AS ${type})`;
  return `CAST('${String(value).replaceAll("'", "''")}' AS ${type})`;
}

/**
 * SELECT of rows that are in memory, in their order.
 *
 * @param columns, types as in SQL, separated by commas
 */
export function values(columns: string, types: string, rows: readonly (readonly Value[])[]): string {
  const typesOf = types.split(", ");
  const names = columns.split(", ");
  const first = `SELECT ${names.map((name, at) => `CAST(NULL AS ${typesOf[at] ?? ""}) AS ${name}`).join(", ")} WHERE 1 = 0`;
  if (rows.length === 0) return first;
  const listed = rows.map(
    (row) => `(${row.map((value, at) => literal(value, typesOf[at] ?? "")).join(", ")})`,
  );
  return `SELECT * FROM (VALUES ${listed.join(",\n")}) AS listed (${columns})`;
}
