/** What DuckDB calls a type of PostgreSQL, by the type's object identifier (`pg_type.oid`); others arrive as text. */
const byIdentifier: Readonly<Record<number, string>> = {
  16: "BOOLEAN",
  20: "BIGINT",
  21: "SMALLINT",
  23: "INTEGER",
  26: "UINTEGER",
  700: "FLOAT",
  701: "DOUBLE",
  1082: "DATE",
  1114: "TIMESTAMP",
  1184: "TIMESTAMP WITH TIME ZONE",
  2950: "UUID",
};

export function duckdbType(identifier: number): string {
  return byIdentifier[identifier] ?? "VARCHAR";
}
