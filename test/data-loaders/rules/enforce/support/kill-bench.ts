import { spawn } from "node:child_process";
import { once } from "node:events";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "vitest";
import { readReceipt } from "../../../../../data-loaders/rules/enforce/batch-store.js";
import { platformServer, type Behaviour, type PlatformServer } from "./platform-server.js";

/** How a run of `shrike enforce` ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
  /** Steps of delivery that it came to; null where it was killed. */
  readonly steps: number | null;
}

const rule = `id: follows-many
title: Follows a thousand accounts
owner: example
policy: fake_account
kind: heuristic
grain: account
state: enforce
action: account_lock
target_precision: 0.9
when: following >= 1000
changes:
  - { version: 1, on: 2026-01-01, state: enforce, gate: { labels: 400, true_positives: 397, low: 0.974 }, why: gate passed }
`;

/** A small source and a rule that hits some of its accounts, to be enforced by runs that are killed. */
export interface KillBench {
  /** Runs `shrike enforce --apply` in a process of its own, killed at a step; 0 lets it end. */
  run(destination: readonly string[], killAt: number): Promise<Ended>;
  /** Folder for everything that a test writes. */
  readonly folder: string;
  /** The source's folder. */
  readonly source: string;
  readonly accounts: readonly string[];
  /** Forgets all that was delivered. */
  forget(): void;
  remove(): void;
}

const command = [
  "--import",
  "./test/data-loaders/rules/enforce/support/kill-at-step.mjs",
  "data-loaders/shrike.js",
  "enforce",
  "--apply",
];
const options = ["--limit-share", "100", "--timeout", "0.5", "--backoff", "0.01", "--attempts", "20"];

export function killBench(name: string, accounts: readonly string[]): KillBench {
  const folder = mkdtempSync(join(tmpdir(), `shrike-${name}-`));
  const source = join(folder, name);
  mkdirSync(join(source, "rules"), { recursive: true });
  writeFileSync(join(source, "source.yaml"), "title: Enforcement that is killed\nas_of: 2026-08-01\n");
  const rows = accounts.map((account) => `('${account}', 2000)`).join(", ");
  writeFileSync(
    join(source, "accounts.sql"),
    `SELECT * FROM (VALUES ${rows}, ('staff', 5000), ('other', 10)) AS t (account_id, following)`,
  );
  writeFileSync(join(source, "protected_accounts.sql"), "SELECT 'staff' AS account_id, 'ours' AS why");
  writeFileSync(join(source, "rules", "follows-many.yaml"), rule);
  const state = join(".shrike", name);
  const forget = (): void => rmSync(join(state, "enforce"), { recursive: true, force: true });
  rmSync(state, { recursive: true, force: true });
  return {
    folder,
    source,
    accounts,
    forget,
    async run(destination, killAt) {
      const steps = join(folder, "steps");
      rmSync(steps, { force: true });
      const child = spawn(process.execPath, [...command, "--source", source, ...options, ...destination], {
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, SHRIKE_TEST_KILL_AT: String(killAt), SHRIKE_TEST_STEPS: steps },
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr])
        stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
      const [code, signal] = (await once(child, "close")) as [number | null, NodeJS.Signals | null];
      return {
        code,
        signal,
        output,
        steps: existsSync(steps) ? Number(readFileSync(steps, "utf8")) : null,
      };
    },
    remove() {
      rmSync(state, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** How far a run came that was to be killed. */
export interface FirstRun {
  /** False where it ended before the step that it was to be killed at. */
  readonly killed: boolean;
  /** Batches on disk then. */
  readonly batches: number;
  /** Requests that the platform had received by then. */
  readonly requests: number;
}

function batchIds(name: string): string[] {
  const batches = join(".shrike", name, "enforce", "batches");
  return existsSync(batches) ? readdirSync(batches).filter((id) => !id.startsWith(".")) : [];
}

/** Rows of every journal of a source that say that an action has its answer. */
export function answeredKeys(name: string): string[] {
  const batches = join(".shrike", name, "enforce", "batches");
  if (!existsSync(batches)) return [];
  return readdirSync(batches)
    .map((id) => join(batches, id, "journal.ndjson"))
    .filter((file) => existsSync(file))
    .flatMap((file) => readFileSync(file, "utf8").split("\n").slice(0, -1))
    .map((line) => JSON.parse(line) as { event: string; key: string })
    .filter(({ event }) => event === "answered")
    .map(({ key }) => key);
}

/** The one receipt of a source. */
export function onlyReceipt(name: string): ReturnType<typeof readReceipt> {
  const batches = join(".shrike", name, "enforce", "batches");
  const files = readdirSync(batches).filter((id) => !id.startsWith("."));
  expect(files).toHaveLength(1);
  return readReceipt(join(batches, files[0]!, "receipt.json"));
}

/** Ways to misbehave, in the order in which requests meet them; after each of them one request may pass. */
const misbehaviours: readonly Behaviour[] = [
  "accept-and-drop",
  "fail",
  "too-many",
  "accept",
  "accept-and-fail",
  "unavailable",
  "accept",
  "drop",
  "accept-and-stall",
  "accept",
  "stall",
  "accept-by-half",
];

/** A server that misbehaves in turn, beginning with another misbehaviour for each seed. */
export function unsteadyServer(seed: number): Promise<PlatformServer> {
  return platformServer((place) => misbehaviours[(place + seed) % misbehaviours.length] ?? "accept");
}

/**
 * Enforces by runs of which the first are killed, each at its step, and checks that every action was carried out once, that nothing
 * that had an answer was sent again, and that the receipt is complete.
 *
 * @returns how far the first run came
 */
export async function deliverKilled(
  bench: KillBench,
  name: string,
  kills: readonly number[],
  more: readonly string[] = [],
): Promise<FirstRun> {
  bench.forget();
  const server = await unsteadyServer(kills[0] ?? 0);
  try {
    let first: FirstRun | undefined;
    for (const killAt of [...kills, 0]) {
      const [sent, answered] = [server.received.length, answeredKeys(name)];
      const ended = await bench.run(["--url", server.url, ...more], killAt);
      first ??= {
        killed: ended.signal === "SIGKILL",
        batches: batchIds(name).length,
        requests: server.received.length,
      };
      const again = server.received.slice(sent).map(({ key }) => key);
      expect(
        again.filter((key) => answered.includes(key)),
        ended.output,
      ).toEqual([]);
      if (ended.signal === "SIGKILL") continue;
      expect(ended.code, ended.output).toBe(0);
    }
    const receipt = onlyReceipt(name);
    const keys = receipt.answers.map(({ key }) => key).sort();
    expect(new Set(keys).size).toBe(bench.accounts.length);
    expect([...server.carriedOut.keys()].sort()).toEqual(keys);
    expect(receipt.counts).toEqual({
      accepted: bench.accounts.length,
      written: 0,
      rejected: 0,
      unanswered: 0,
      stopped: 0,
    });
    expect(receipt.answers.map(({ account_id }) => account_id).sort()).toEqual([...bench.accounts].sort());
    return first ?? { killed: false, batches: 0, requests: 0 };
  } finally {
    await server.stop();
  }
}
