import { InvalidArgumentError, type Command } from "commander";
import { existsSync } from "node:fs";
import { demoSource } from "./demo-data.js";

/** Options of every verb that reads a source. */
export interface SourceOptions {
  readonly source: string;
  readonly data?: string;
  readonly json?: string;
  readonly quiet?: boolean;
}

/** Adds the options of every verb that reads a source. */
export function withSourceOptions(command: Command): Command {
  return command
    .option("--source <dir>", "folder of SELECTs that maps a platform's data", folder, demoSource)
    .option("--data <dir>", "folder that {data} stands for in the SELECTs", folder)
    .option("--json <file>", "write the result as JSON, too")
    .option("--quiet", "print nothing but errors")
    .option("--debug", "print the stack of an error");
}

/** A folder that is there. */
export function folder(value: string): string {
  if (!existsSync(value)) throw new InvalidArgumentError(`there is no folder ${value}.`);
  return value;
}
