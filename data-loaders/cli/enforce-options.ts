import { InvalidArgumentError, Option, type Command } from "commander";
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { limitsShape, type Destination, type Limits } from "../../src/lib/rule/enforce/index.js";
import { isDay } from "../../src/lib/time/index.js";
import { withSourceOptions, type SourceOptions } from "./source-options.js";

/** Options of `shrike enforce`, as commander gives them. */
export interface EnforceOptions extends SourceOptions {
  readonly apply?: boolean;
  readonly to?: string;
  readonly url?: string;
  readonly since?: string;
  readonly accounts?: string;
  readonly reverse?: string;
  readonly release?: string;
  readonly why?: string;
  readonly close?: boolean;
  readonly receipt?: string;
  readonly list?: string;
  readonly limitRule?: number;
  readonly limitBatch?: number;
  readonly limitShare?: number;
  readonly withoutProtectedAccounts?: boolean;
  readonly parallel: number;
  readonly timeout: number;
  readonly attempts: number;
  readonly backoff: number;
}

/** Adds the options of `shrike enforce`. */
export function withEnforceOptions(command: Command): Command {
  const work = ["accounts", "reverse", "release", "close"];
  const only = (flags: string, description: string, name: string): Option =>
    new Option(flags, description).conflicts([...work.filter((other) => other !== name), "since"]);
  return withSourceOptions(command)
    .option("--apply", "deliver the batch; without it nothing is sent and nothing written")
    .addOption(
      new Option("--to <dir>", "outbox that the batch is written to, a folder each").conflicts("url"),
    )
    .option("--url <url>", "endpoint that takes one request for each action", endpoint)
    .option("--since <time>", "hits later than this day or UTC time, e.g. 2026-08-01T06:00:00Z", moment)
    .addOption(
      only(
        "--accounts <file>",
        "an analyst's selection in place of hits: CSV or NDJSON",
        "accounts",
      ).argParser(file),
    )
    .addOption(
      only("--reverse <receipt>", "take back what a receipt says was done", "reverse").argParser(file),
    )
    .addOption(only("--release <rule>", "let a rule act again that a brake has stopped", "release"))
    .option("--why <text>", "reason of a release, kept with it")
    .addOption(only("--close", "finish the open batch as it stands, sending nothing more", "close"))
    .option("--receipt <file>", "write the receipt there, too")
    .option("--list <file>", "write the actions as a table (CSV), too")
    .option("--limit-rule <accounts>", "accounts that one rule may newly act on", whole(1))
    .option("--limit-batch <accounts>", "accounts that a batch may have", whole(1))
    .option("--limit-share <percent>", "percent of the active accounts that a batch may have", percent)
    .option(
      "--without-protected-accounts",
      "deliver though the source does not say which accounts are protected",
    )
    .option("--parallel <number>", "requests on their way at once", whole(1), 4)
    .option("--timeout <seconds>", "time for a request to be answered in", seconds, 10)
    .option("--attempts <number>", "requests for one action in one run", whole(1), 6)
    .option("--backoff <seconds>", "first wait between two of them, doubled each time", seconds, 0.5);
}

/** The limits that hold: the defaults where no option says otherwise. */
export function limitsOf({ limitRule, limitBatch, limitShare }: EnforceOptions): Limits {
  return limitsShape.parse({
    ...(limitRule === undefined ? {} : { per_rule: limitRule }),
    ...(limitBatch === undefined ? {} : { per_batch: limitBatch }),
    ...(limitShare === undefined ? {} : { share_of_active: limitShare / 100 }),
  });
}

/** Where to deliver; null where no option says. */
export function destinationOf({ to, url }: EnforceOptions): Destination | null {
  if (to !== undefined) return { kind: "folder", folder: resolve(to) };
  return url === undefined ? null : { kind: "endpoint", url };
}

function endpoint(value: string): string {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new InvalidArgumentError("expected an address that begins with https://.");
  if (url.username !== "" || url.password !== "")
    throw new InvalidArgumentError(
      "an address with a password would be kept in receipts; put a token into SHRIKE_ENFORCE_TOKEN.",
    );
  const isOwn = /^(localhost|127(\.\d+){3}|\[::1\])$/.test(url.hostname);
  if (url.protocol === "http:" && !isOwn)
    throw new InvalidArgumentError("http:// would show accounts and token to the network; give https://.");
  return url.href;
}

function moment(value: string): string {
  const isTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z$/.test(value);
  if (!(isTime && isDay(value.slice(0, 10)) && !Number.isNaN(Date.parse(value))) && !isDay(value))
    throw new InvalidArgumentError("expected a day, YYYY-MM-DD, or a UTC time, YYYY-MM-DDTHH:MM:SSZ.");
  return new Date(value).toISOString();
}

function file(value: string): string {
  if (!existsSync(value)) throw new InvalidArgumentError(`there is no file ${value}.`);
  return value;
}

function whole(least: number): (value: string) => number {
  return (value) => {
    const number = Number(value);
    if (!Number.isSafeInteger(number) || number < least)
      throw new InvalidArgumentError(`expected a whole number of at least ${least}.`);
    return number;
  };
}

function percent(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !(number > 0 && number <= 100))
    throw new InvalidArgumentError("expected a number above 0, up to 100.");
  return number;
}

function seconds(value: string): number {
  const number = Number(value);
  if (value.trim() === "" || !(number > 0 && number <= 3_600))
    throw new InvalidArgumentError("expected seconds above 0, up to 3600.");
  return number;
}
