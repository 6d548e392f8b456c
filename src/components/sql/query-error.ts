import { explainError, type QueryProblem } from "../../lib/sql/query-error.js";

/** A query that gave no result: what was wrong, and where in its text. */
export class QueryError extends Error {
  override readonly name = "QueryError";
  readonly problem: QueryProblem;

  constructor(problem: QueryProblem, options?: ErrorOptions) {
    super(problem.message, options);
    this.problem = problem;
  }
}

/**
 * What the database said, as an error that speaks of the reader’s own text.
 *
 * @param offset characters that were put before the text
 */
export function problemOf(error: unknown, text: string, offset = 0): QueryError {
  if (error instanceof QueryError) return error;
  const raw = error instanceof Error ? error.message : String(error);
  const from = Number.POSITIVE_INFINITY;
  return new QueryError(explainError(raw, offset === 0 ? from : offset, text), { cause: error });
}
