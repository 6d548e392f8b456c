/** A finding that cannot be published as it is written. Its message names the file, the line and the key. */
export class FindingError extends Error {
  override readonly name = "FindingError";

  constructor(
    place: { file: string; line?: number | undefined; key?: string },
    problem: string,
    options?: ErrorOptions,
  ) {
    const line = place.line === undefined ? "" : `:${place.line}`;
    super(`${place.file}${line}: ${place.key === undefined ? "" : `${place.key}: `}${problem}`, options);
  }
}
