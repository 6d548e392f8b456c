import { nearest } from "../../src/lib/finding/nearest.js";

/** ` (did you mean "x"?)` where a known name is near, else nothing. */
export function didYouMean(name: string, known: Iterable<string>): string {
  const near = nearest(name, known);
  return near === null ? "" : ` (did you mean "${near}"?)`;
}
