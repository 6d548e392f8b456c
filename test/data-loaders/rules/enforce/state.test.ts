import {
  appendFileSync,
  existsSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { openDuckDB } from "../../../../data-loaders/engine/duckdb.js";
import { BatchStore, ledgerOf, readReceipt } from "../../../../data-loaders/rules/enforce/batch-store.js";
import { addBrakes, readBrakes, releaseBrake } from "../../../../data-loaders/rules/enforce/brakes-file.js";
import { deliverBatch, type DeliverOptions } from "../../../../data-loaders/rules/enforce/deliver-batch.js";
import { alone, applyPlan, enforcePaths } from "../../../../data-loaders/rules/enforce/enforce.js";
import { Journal } from "../../../../data-loaders/rules/enforce/journal.js";
import type { Plan } from "../../../../data-loaders/rules/enforce/plan.js";
import { planReversal } from "../../../../data-loaders/rules/enforce/plan-reversal.js";
import { resumeOpen } from "../../../../data-loaders/rules/enforce/resume.js";
import { isoOf } from "../../../../data-loaders/rules/enforce/read-candidates.js";
import { planTable } from "../../../../data-loaders/rules/enforce/plan-table.js";
import type { Rule } from "../../../../data-loaders/rules/read-rules.js";
import { standingBrakes, type BrakeRow, type Destination } from "../../../../src/lib/rule/enforce/index.js";
import { actionFor, batchFor } from "./support/actions.js";
import { ruleFor } from "./support/rules.js";

const root = mkdtempSync(join(tmpdir(), "shrike-enforce-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let places = 0;
const place = (): string => join(root, String(places++));

const options: Omit<DeliverOptions, "stopped"> = {
  http: { timeout: 100, parallel: 1, attempts: 1, backoff: { first: 1, longest: 1 } },
  effects: {
    fetch,
    now: () => new Date("2026-08-10T06:00:00Z"),
    random: () => 0,
    sleep: async () => undefined,
  },
  signal: new AbortController().signal,
  progress: () => undefined,
};
const actions = ["a", "b", "c"].map((account) => actionFor(account));
const swarm = ruleFor("swarm");
const folderOf = (folder: string): Destination => ({ kind: "folder", folder });

async function delivered(store: BatchStore, outbox: string, records = actions) {
  const stored = await store.begin(batchFor(folderOf(outbox)), records);
  return readReceipt((await deliverBatch(store, stored, { ...options, stopped: () => null })).receipt);
}

describe("an outbox", () => {
  test("gets a batch as one folder, the same actions as lines and as Parquet", async () => {
    const outbox = place();
    const receipt = await delivered(new BatchStore(place()), outbox);
    expect(readdirSync(outbox)).toEqual([receipt.batch_id]);
    const folder = join(outbox, receipt.batch_id);
    expect(readdirSync(folder).sort()).toEqual(["actions.ndjson", "actions.parquet", "batch.json"]);
    const lines = readFileSync(join(folder, "actions.ndjson"), "utf8").trimEnd().split("\n");
    expect(lines.map((line) => JSON.parse(line) as unknown)).toEqual(actions);
    const engine = await openDuckDB({ path: ":memory:" });
    try {
      const rows = await engine.query<Record<string, unknown>>(
        `SELECT * FROM read_parquet('${join(folder, "actions.parquet")}') ORDER BY account_id`,
      );
      expect(
        rows.map(({ reason, first_hit_at, last_hit_at, ...row }) => ({
          ...row,
          reason: JSON.parse(String(reason)) as unknown,
          first_hit_at: isoOf(String(first_hit_at)),
          last_hit_at: isoOf(String(last_hit_at)),
        })),
      ).toEqual(actions);
    } finally {
      await engine.close();
    }
    expect(receipt).toMatchObject({
      counts: { written: 3 },
      answers: actions.map(({ key }) => ({ key, status: "written" })),
    });
  });

  test("never gets what was stopped after the batch was made", async () => {
    const [outbox, store] = [place(), new BatchStore(place())];
    const stored = await store.begin(batchFor(folderOf(outbox)), actions);
    const stopped: DeliverOptions["stopped"] = ({ account_id }) =>
      account_id === "b" ? "protected since" : null;
    const receipt = readReceipt((await deliverBatch(store, stored, { ...options, stopped })).receipt);
    expect(receipt.answers.map(({ status }) => status)).toEqual(["written", "stopped", "written"]);
    const batch = JSON.parse(readFileSync(join(outbox, receipt.batch_id, "batch.json"), "utf8")) as unknown;
    expect(batch).toMatchObject({ actions: 2, accounts: 2 });
  });
});

describe("batches on disk", () => {
  test("are numbered, and named for what is in them", async () => {
    const [outbox, store] = [place(), new BatchStore(place())];
    const [first, second] = [
      await delivered(store, outbox),
      await delivered(store, outbox, [actionFor("d")]),
    ];
    expect(first.batch_id).toBe(`000001-${first.hash.slice(0, 12)}`);
    expect(second.batch_id).toMatch(/^000002-/);
    expect(store.receipts().map(({ batch_id }) => batch_id)).toEqual([first.batch_id, second.batch_id]);
  });

  test("are not sent once changed by others", async () => {
    const store = new BatchStore(place());
    const { folder } = await store.begin(batchFor(folderOf(place())), actions);
    appendFileSync(join(folder, "actions.ndjson"), `${JSON.stringify(actionFor("intruder"))}\n`);
    expect(() => store.open()).toThrow(/actions\.ndjson is not what batch\.json says.*nothing is sent/);
  });

  test("go where they were bound for, and nowhere else", async () => {
    const paths = enforcePaths(place());
    await new BatchStore(paths.folder).begin(batchFor(folderOf("/first")), actions);
    await expect(resumeOpen(paths, [swarm], folderOf("/second"), options)).rejects.toThrow(
      /batch 000001-\w+ is open and bound for \/first, not \/second.*--close/,
    );
  });

  test("that were left open are finished, but not for a rule that was stopped or taken out of force since", async () => {
    const resumed = async (rules: readonly Rule[], brakes: readonly BrakeRow[] = []) => {
      const [paths, outbox] = [enforcePaths(place()), place()];
      await new BatchStore(paths.folder).begin(batchFor(folderOf(outbox)), actions);
      addBrakes(paths.brakes, brakes);
      return (await resumeOpen(paths, rules, folderOf(outbox), options))?.counts;
    };
    expect(await resumed([swarm])).toMatchObject({ written: 3, stopped: 0 });
    expect(await resumed([swarm], [trip("swarm")])).toMatchObject({ written: 0, stopped: 3 });
    expect(await resumed([ruleFor("swarm", { paused: "2026-08-01" })])).toMatchObject({
      written: 0,
      stopped: 3,
    });
    expect(await resumed([ruleFor("swarm", { version: 2 })])).toMatchObject({ written: 0, stopped: 3 });
    expect(await resumed([])).toMatchObject({ written: 0, stopped: 3 });
  });
});

describe("a journal", () => {
  test("forgets a line that a crash cut off, and goes on after it", () => {
    const file = place();
    const now = new Date("2026-08-10T06:00:00Z");
    const journal = new Journal(file, now);
    journal.sending("k", now);
    journal.answered({ key: "k", status: "accepted", http_status: 200, answer: null }, now);
    journal.sending("l", now);
    appendFileSync(file, '{"event":"answered","key":"l","sta');
    const again = new Journal(file, now);
    expect(again.answer("k")).toMatchObject({ status: "accepted", attempts: 1 });
    expect(again.answer("l")).toBeUndefined();
    expect([again.attempts("l"), again.runs]).toEqual([1, 2]);
    expect(new Journal(file, now).runs).toBe(3);
  });

  test("that holds something else is refused by file and line", () => {
    const file = place();
    writeFileSync(file, '{"event":"started","at":"2026-08-10T06:00:00.000Z"}\n{"event":"sent"}\n');
    expect(() => new Journal(file, new Date())).toThrow(`${file}:2: is no such row`);
  });
});

const trip = (rule: string): BrakeRow => ({
  event: "tripped",
  rule,
  version: 1,
  condition: "volume",
  reason: "",
  since: "2026-08-10T06:00:00.000Z",
});

describe("brakes on disk", () => {
  test("stay until released, and the history stays after that", () => {
    const file = join(place(), "brakes.ndjson");
    expect(readBrakes(file)).toEqual([]);
    addBrakes(file, [trip("swarm"), trip("burst")]);
    releaseBrake(file, "swarm", "looked at", new Date("2026-08-11T06:00:00Z"));
    expect(readBrakes(file)).toHaveLength(3);
    expect([...standingBrakes(readBrakes(file)).keys()]).toEqual(["burst"]);
    expect(readBrakes(file)[2]).toEqual({
      event: "released",
      rule: "swarm",
      reason: "looked at",
      since: "2026-08-11T06:00:00.000Z",
    });
  });

  test("are obeyed when written by hand without a line's end, and not lost with the next row", () => {
    const file = place();
    writeFileSync(file, JSON.stringify(trip("swarm")));
    expect([...standingBrakes(readBrakes(file)).keys()]).toEqual(["swarm"]);
    addBrakes(file, [trip("burst")]);
    expect(readBrakes(file)).toHaveLength(2);
  });

  test("that do not stop a rule cannot be released, and the nearest that does is named", () => {
    const file = place();
    addBrakes(file, [trip("swarm")]);
    const now = new Date();
    expect(() => releaseBrake(file, "swarn", "", now)).toThrow(
      '--release swarn: no brake stops this rule; did you mean "swarm"? (stopped: swarm)',
    );
    expect(() => releaseBrake(place(), "swarm", "", now)).toThrow("(none is stopped)");
  });
});

const planOf = (more: Partial<Plan> = {}): Plan => ({
  kind: "rules",
  since: "2026-08-09T00:00:00.000Z",
  until: "2026-08-10T00:00:00.000Z",
  actions,
  protectedAccounts: 0,
  activeAccounts: null,
  rules: [],
  exceeded: [],
  brakes: [],
  tripping: [],
  reverses: null,
  ...more,
});

describe("a plan that is applied", () => {
  test("is refused as a whole over its blast radius, but its brakes hold", async () => {
    const paths = enforcePaths(place());
    const plan = planOf({
      exceeded: [{ limit: "per_batch", found: 3, allowed: 2 }],
      tripping: [trip("swarm") as Plan["tripping"][number]],
    });
    await expect(applyPlan(paths, plan, folderOf(place()), false, options)).rejects.toThrow(
      "the batch is over its blast radius: 3 accounts, over the limit of 2 (--limit-batch); nothing was sent",
    );
    expect(existsSync(paths.folder)).toBe(false);
    expect([...standingBrakes(readBrakes(paths.brakes)).keys()]).toEqual(["swarm"]);
  });

  test("is refused where it is not known who is protected, unless told to go on", async () => {
    const [paths, outbox] = [enforcePaths(place()), place()];
    const plan = planOf({ protectedAccounts: null });
    await expect(applyPlan(paths, plan, folderOf(outbox), false, options)).rejects.toThrow(
      /does not say which accounts are protected.*--without-protected-accounts/,
    );
    expect(existsSync(paths.folder)).toBe(false);
    expect((await applyPlan(paths, plan, folderOf(outbox), true, options))?.counts.written).toBe(3);
  });

  test("of nothing writes nothing", async () => {
    const paths = enforcePaths(place());
    expect(await applyPlan(paths, planOf({ actions: [] }), folderOf(place()), false, options)).toBeNull();
    expect(existsSync(paths.folder)).toBe(false);
  });

  test("waits for no other run: a second one is refused", async () => {
    const paths = enforcePaths(place());
    await alone(paths, async () => {
      await expect(alone(paths, async () => undefined)).rejects.toThrow(/another shrike enforce is at work/);
    });
    await expect(alone(paths, async () => "free")).resolves.toBe("free");
  });
});

describe("a reversal", () => {
  test("takes back what was done, once, and opens a new episode with a new key", async () => {
    const [outbox, store] = [place(), new BatchStore(place())];
    const receipt = await delivered(store, outbox);
    const plan = planReversal("receipt.json", receipt, store.receipts());
    expect(plan).toMatchObject({ kind: "reversal", reverses: receipt.batch_id });
    expect(plan.actions.map(({ kind, account_id, reverses }) => [kind, account_id, reverses])).toEqual(
      actions.map(({ account_id, key }) => ["reverse", account_id, key]),
    );
    expect(new Set([...plan.actions, ...actions].map(({ key }) => key)).size).toBe(6);
    const reversal = await delivered(store, outbox, [...plan.actions]);
    expect(planReversal("receipt.json", receipt, store.receipts()).actions).toEqual([]);
    const ground = {
      accountId: "a",
      eventId: null,
      ruleId: "swarm",
      version: 1,
      action: "account_lock",
    } as const;
    const ledger = ledgerOf(store.receipts());
    expect(ledger.standing(ground)).toEqual({ episode: 2, delivered: false });
    expect(ledger.spentUntil("a")).toBe(receipt.until);
    expect(actionFor("a", {}, 2).key).not.toBe(actionFor("a").key);
    expect(() => planReversal("r.json", { ...reversal, kind: "reversal" }, [])).toThrow(
      /--reverse r\.json: is the receipt of a reversal.*--accounts/,
    );
  });

  test("takes back what may have been done, and leaves alone what was rejected or never sent", async () => {
    const store = new BatchStore(place());
    const receipt = await delivered(store, place());
    const [a, b, c] = receipt.answers;
    const answers = [
      { ...a!, status: "unanswered" as const },
      { ...b!, status: "rejected" as const },
      { ...c!, status: "stopped" as const },
    ];
    const plan = planReversal("r.json", { ...receipt, answers }, []);
    expect(plan.actions.map(({ account_id }) => account_id)).toEqual(["a"]);
  });
});

test("a batch as a table runs no formula in a spreadsheet", () => {
  const table = planTable([actionFor('=HYPERLINK("https://evil.example")')]);
  expect(table).toContain(`"'=HYPERLINK(""https://evil.example"")",,enforce,account_lock`);
});

test("a receipt that is none is refused by its file", () => {
  const file = place();
  writeFileSync(file, '{"form": "shrike-batch/1"}');
  expect(() => readReceipt(file)).toThrow(`${file} is no such file as shrike enforce writes`);
});
