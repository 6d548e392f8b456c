/** An error as a reader of the command line should see it: its message, and its stack only where asked for. */
export function describeError(error: unknown, debug: boolean): string {
  if (!(error instanceof Error)) return `error: ${String(error)}`;
  if (debug)
    return `error: ${error.stack ?? error.message}${error.cause instanceof Error ? `\ncaused by: ${error.cause.stack ?? error.cause.message}` : ""}`;
  return `error: ${error.message}`;
}
