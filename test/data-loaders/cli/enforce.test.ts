import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { Command, CommanderError } from "commander";
import { afterAll, describe, expect, test } from "vitest";
import { withEnforceOptions } from "../../../data-loaders/cli/enforce-options.js";
import { shrike } from "../../browser/support/shrike.js";

const folder = mkdtempSync(join(tmpdir(), "shrike-enforce-cli-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "file.csv");
writeFileSync(file, "account_id,action,policy_id,reason\n");

const source = ["--source", folder];
afterAll(() => rmSync(join(".shrike", basename(folder)), { recursive: true, force: true }));

/** What the options' parser says of arguments that it refuses. */
function refusal(args: readonly string[]): string {
  let said = "";
  const command = withEnforceOptions(new Command("enforce"))
    .exitOverride()
    .configureOutput({ writeErr: (text) => (said += text) });
  expect(() => command.parse(args, { from: "user" })).toThrow(CommanderError);
  return said;
}

describe("shrike enforce", () => {
  test.each([
    [["--to", "x", "--url", "https://x.example"], /'--to <dir>' cannot be used with option '--url <url>'/],
    [["--url", "ftp://x.example"], /--url.*expected an address that begins with https:\/\//],
    [["--url", "http://x.example"], /--url.*would show accounts and token to the network/],
    [["--url", "https://me:secret@x.example"], /--url.*SHRIKE_ENFORCE_TOKEN/],
    [["--since", "yesterday"], /--since.*'yesterday'.*expected a day, YYYY-MM-DD/],
    [["--since", "2026-02-30"], /--since.*expected a day/],
    [["--limit-share", "0"], /--limit-share.*above 0, up to 100/],
    [["--limit-batch", "many"], /--limit-batch.*whole number of at least 1/],
    [["--attempts", "0"], /--attempts.*whole number of at least 1/],
    [["--timeout", ""], /--timeout.*seconds above 0/],
    [["--accounts", "nowhere.csv"], /--accounts.*there is no file nowhere\.csv/],
    [
      ["--accounts", file, "--reverse", file],
      /'--accounts <file>' cannot be used with option '--reverse <receipt>'/,
    ],
  ])("refuses %j as wrong usage, naming what and why", (args, message) =>
    expect(refusal([...source, ...args])).toMatch(message),
  );

  test("does not deliver before it knows where to", async () => {
    const { code, output } = await shrike("enforce", ...source, "--apply");
    expect(output).toContain("error: --apply needs to know where to: add --to <dir> or --url <url>");
    expect(code).toBe(2);
  });

  test.each([
    [["--reverse", file], /file\.csv is no such file as shrike enforce writes/],
    [["--release", "swarm"], /--release swarm: no brake stops this rule \(none is stopped\)/],
    [["--close"], /--close: no batch is open/],
  ])("fails with %j, naming what and why", async (args, message) => {
    const { code, output } = await shrike("enforce", ...source, ...args);
    expect(output).toMatch(message);
    expect(output).not.toMatch(/\n {4}at /);
    expect(code).toBe(1);
  });
});
