import { appendFileSync, existsSync, readFileSync, truncateSync } from "node:fs";
import type { z } from "zod";

/**
 * Reads a file of one JSON value a line, each checked; empty where there is no file. A last line that a crash cut off was
 * never finished: it does not count.
 *
 * @throws with file and line, where a line is not what it should be
 */
export function readNdjson<Row>(file: string, shape: z.ZodType<Row>): Row[] {
  if (!existsSync(file)) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  if (!isJson(lines.at(-1) ?? "")) lines.pop();
  return lines.flatMap((line, index) => {
    if (line.trim() === "") return [];
    try {
      return [shape.parse(JSON.parse(line))];
    } catch (error) {
      throw new Error(
        `${file}:${index + 1}: is no such row as is written here: put it right, or take the line away`,
        { cause: error },
      );
    }
  });
}

/** Ends a file's last line, or takes it away where a crash cut it off, so that the next one begins on a line of its own. */
export function endLastLine(file: string): void {
  if (!existsSync(file)) return;
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf("\n") + 1;
  if (end === bytes.length) return;
  if (isJson(bytes.toString("utf8", end))) appendFileSync(file, "\n");
  else truncateSync(file, end);
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
