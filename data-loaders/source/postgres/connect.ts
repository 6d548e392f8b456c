import { Client, DatabaseError } from "pg";
import { SourceError } from "../source-error.js";
import type { TableSelect } from "../source.js";

/** Every value as the text that PostgreSQL sends: exact for whole numbers of 64 bits, decimals and times. */
const asText = { getTypeParser: () => (value: string) => value };

/**
 * Does work in a read-only transaction on one snapshot of the team's PostgreSQL, with times in UTC.
 *
 * @param variable environment variable that holds the connection string, which is never shown
 * @throws SourceError naming the variable, or the SELECT with line and column; the signal's reason when stopped, after the
 *   server was told to stop as well
 */
export async function withPostgres<T>(
  variable: string,
  { file, table }: TableSelect,
  signal: AbortSignal | undefined,
  work: (client: Client) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const connectionString = process.env[variable];
  if (connectionString === undefined || connectionString === "")
    throw new SourceError(
      `${file}: the environment variable ${variable} is not set: it must hold the connection string of the PostgreSQL that source.yaml names, postgresql://user@host:5432/database`,
      table.name,
    );
  const settings = { connectionString, types: asText, application_name: "shrike" };
  const client = new Client(settings);
  client.on("error", () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new SourceError(
      `${file}: cannot connect to the PostgreSQL of ${variable}: ${messageOf(error)}`,
      table.name,
      { cause: error },
    );
  }
  let stop: (() => void) | undefined;
  try {
    await client.query(
      "SET datestyle = 'ISO, YMD'; SET timezone = 'UTC'; SET intervalstyle = 'postgres'; SET extra_float_digits = 1",
    );
    const { rows } = await client.query<{ pid: string }>("SELECT pg_backend_pid() AS pid");
    const pid = Number(rows[0]?.pid);
    stop = () => void cancel(new Client(settings), pid);
    signal?.addEventListener("abort", stop, { once: true });
    await client.query("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    const result = await work(client);
    await client.query("COMMIT");
    return result;
  } catch (error) {
    signal?.throwIfAborted();
    throw error;
  } finally {
    if (stop !== undefined) signal?.removeEventListener("abort", stop);
    await client.end().catch(() => undefined);
  }
}

async function cancel(client: Client, pid: number): Promise<void> {
  try {
    await client.connect();
    await client.query("SELECT pg_cancel_backend($1)", [pid]);
  } catch {
    // The connection that is to be stopped is closed next, which ends it at its next row.
  } finally {
    await client.end().catch(() => undefined);
  }
}

/**
 * An error of the server about a SELECT that was sent inside other text, placed in the SELECT.
 *
 * @param offset characters before the SELECT in what was sent
 */
export function placed(
  error: unknown,
  { file, table }: TableSelect,
  sql: string,
  offset: number,
): SourceError {
  if (error instanceof SourceError) return error;
  const at = error instanceof DatabaseError ? Number(error.position ?? Number.NaN) - 1 - offset : Number.NaN;
  if (!(at >= 0 && at <= sql.length))
    return new SourceError(`${file}: ${messageOf(error)}`, table.name, { cause: error });
  const before = sql.slice(0, at).split("\n");
  const column = before.at(-1)?.length ?? 0;
  const line = sql.split("\n")[before.length - 1] ?? "";
  return new SourceError(
    `${file}:${before.length}:${column + 1}: ${messageOf(error)}\n\n${line}\n${" ".repeat(column)}^`,
    table.name,
    { cause: error },
  );
}

function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return messageOf(error.errors[0]);
  return error instanceof Error ? error.message : String(error);
}
