/** A SELECT of a source that cannot be loaded: what is wrong with it, where, and the remedy. */
export class SourceError extends Error {
  override readonly name = "SourceError";
  readonly table: string;
  readonly column: string | null;
  /** Rows concerned, where they were counted. */
  readonly rows: number;
  readonly samples: readonly string[];

  constructor(
    message: string,
    table: string,
    {
      column = null,
      rows = 0,
      samples = [],
      cause,
    }: { column?: string | null; rows?: number; samples?: readonly string[]; cause?: unknown } = {},
  ) {
    super(message, cause === undefined ? undefined : { cause });
    this.table = table;
    this.column = column;
    this.rows = rows;
    this.samples = samples;
  }
}
