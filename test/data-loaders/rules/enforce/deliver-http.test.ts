import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import { BatchStore, readReceipt } from "../../../../data-loaders/rules/enforce/batch-store.js";
import { deliverBatch, type DeliverOptions } from "../../../../data-loaders/rules/enforce/deliver-batch.js";
import { actionFor, batchFor } from "./support/actions.js";
import { platformServer, type Behaviour, type PlatformServer } from "./support/platform-server.js";

const root = mkdtempSync(join(tmpdir(), "shrike-deliver-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let server: PlatformServer | undefined;
afterEach(() => server?.stop());

const actions = ["a", "b", "c", "d"].map((account) => actionFor(account));
let stores = 0;

interface Delivery {
  readonly store: BatchStore;
  readonly server: PlatformServer;
  /** Waits that were asked for, in milliseconds. */
  readonly waits: number[];
  deliver(more?: Partial<DeliverOptions>): ReturnType<typeof deliverBatch>;
}

/** A batch on disk, bound for a server that treats each action's requests one after the other as told, and then accepts. */
async function begun(
  behaviours: Readonly<Record<string, readonly Behaviour[]>>,
  http: Partial<DeliverOptions["http"]> = {},
  seconds?: string,
): Promise<Delivery> {
  const seen = new Map<string, number>();
  const accountOf = new Map(actions.map(({ key, account_id }) => [key, account_id]));
  server = await platformServer((_, key) => {
    const place = seen.get(key) ?? 0;
    seen.set(key, place + 1);
    const told = behaviours[accountOf.get(key) ?? ""] ?? behaviours["*"] ?? [];
    return told[place] ?? "accept";
  }, seconds);
  const store = new BatchStore(join(root, String(stores++)));
  await store.begin(batchFor({ kind: "endpoint", url: server.url }), actions);
  const waits: number[] = [];
  return {
    store,
    server,
    waits,
    deliver(more = {}) {
      const open = store.open();
      if (open === undefined) throw new Error("no batch is open");
      return deliverBatch(store, open, {
        http: {
          timeout: 300,
          parallel: 1,
          attempts: 4,
          backoff: { first: 2, longest: 8 },
          ...http,
        },
        stopped: () => null,
        effects: {
          fetch,
          now: () => new Date(),
          random: () => 0.5,
          sleep: async (milliseconds, signal) => {
            if (milliseconds <= 0) return;
            waits.push(Math.round(milliseconds));
            await sleep(Math.min(milliseconds, 20), undefined, { signal });
          },
        },
        signal: new AbortController().signal,
        progress: () => undefined,
        ...more,
      });
    },
  };
}

const statuses = ({ store }: Delivery, receipt: string): Record<string, string> => {
  const read = readReceipt(receipt);
  expect(store.receiptFile(read.batch_id)).toBe(receipt);
  return Object.fromEntries(read.answers.map(({ account_id, status }) => [account_id, status]));
};

describe("delivery to an endpoint", () => {
  test("is one request an action, its key in front and the action inside, and a receipt that has them all", async () => {
    const delivery = await begun({}, { token: "secret" });
    const { receipt, counts } = await delivery.deliver();
    expect(
      delivery.server.received.map(({ key, body, authorization }) => [key, body, authorization]),
    ).toEqual(actions.map((action) => [action.key, action, "Bearer secret"]));
    expect(counts).toEqual({ accepted: 4, written: 0, rejected: 0, unanswered: 0, stopped: 0 });
    const read = readReceipt(receipt);
    expect(read).toMatchObject({
      runs: 1,
      actions: 4,
      accounts: 4,
      by_rule: [{ rule_id: "swarm", version: 1, action: "account_lock", actions: 4 }],
    });
    expect(
      read.answers.map(({ key, status, http_status, attempts, answer }) => [
        key,
        status,
        http_status,
        attempts,
        answer,
      ]),
    ).toEqual(actions.map(({ key }) => [key, "accepted", 200, 1, '{"status": 200}']));
    expect(readFileSync(receipt, "utf8")).not.toContain("secret");
    expect(delivery.store.open()).toBeUndefined();
  });

  test.each<Behaviour>([
    "accept-and-drop",
    "accept-and-stall",
    "accept-and-fail",
    "drop",
    "stall",
    "fail",
    "unavailable",
    "too-many",
    "time-out",
  ])("after %s sends the same key again until it is answered", async (behaviour) => {
    const delivery = await begun({ "*": [behaviour, behaviour] });
    const { counts } = await delivery.deliver();
    expect(counts.accepted).toBe(4);
    expect(delivery.server.received).toHaveLength(12);
    expect([...delivery.server.carriedOut.keys()].sort()).toEqual(actions.map(({ key }) => key).sort());
  });

  test("counts an answer by its status, though its body breaks off or never ends", async () => {
    const delivery = await begun({ a: ["accept-by-half"], b: ["accept-without-end"] });
    expect((await delivery.deliver()).counts.accepted).toBe(4);
    expect(delivery.server.received).toHaveLength(4);
  });

  test("writes a rejected action down and goes on with the others", async () => {
    const delivery = await begun({ b: ["reject"] });
    const { receipt, counts } = await delivery.deliver();
    expect(counts).toMatchObject({ accepted: 3, rejected: 1 });
    expect(statuses(delivery, receipt)).toEqual({
      a: "accepted",
      b: "rejected",
      c: "accepted",
      d: "accepted",
    });
    expect(readReceipt(receipt).answers[1]).toMatchObject({ http_status: 422, attempts: 1 });
  });

  test("takes a conflict for a rejection, but after a request without an answer for one that is being worked on", async () => {
    const delivery = await begun({ a: ["conflict"], b: ["accept-and-stall", "conflict"] });
    const { receipt } = await delivery.deliver();
    expect(statuses(delivery, receipt)).toMatchObject({ a: "rejected", b: "accepted" });
  });

  test("waits twice as long each time, and as long as Retry-After asks", async () => {
    const backing = await begun({ a: ["fail", "fail", "fail"] });
    await backing.deliver();
    expect(backing.waits).toEqual([2, 3, 6]);
    await server?.stop();
    const asked = await begun({ a: ["too-many"] }, {}, "7");
    await asked.deliver();
    expect(asked.waits[0]).toBe(7_000);
  });

  test("stops where it is asked to stay away for more than five minutes", async () => {
    const delivery = await begun({ b: ["unavailable"] }, {}, "301");
    await expect(delivery.deliver()).rejects.toThrow(/left alone for 301 s: run the command again/);
    expect(delivery.server.carriedOut.size).toBe(1);
  });

  test("leaves an action that is never answered for the next run, which sends it alone", async () => {
    const delivery = await begun({ b: ["fail", "fail", "fail", "fail", "fail"] });
    await expect(delivery.deliver()).rejects.toThrow(
      /1 of 4 actions of batch 000001-\w+ have no answer \(the last: answered 500\).*--close/,
    );
    expect(delivery.server.carriedOut.size).toBe(3);
    const { receipt, counts } = await delivery.deliver();
    expect(counts.accepted).toBe(4);
    expect(delivery.server.received).toHaveLength(3 + 4 + 2);
    expect(readReceipt(receipt)).toMatchObject({ runs: 2 });
    expect(readReceipt(receipt).answers[1]).toMatchObject({ attempts: 6, status: "accepted" });
  });

  test("stops after three actions in a row without an answer, and goes on from there", async () => {
    const down: Behaviour[] = ["drop", "drop", "drop", "drop"];
    const delivery = await begun({ "*": down });
    await expect(delivery.deliver()).rejects.toThrow(/seems to be down: 3 actions in a row/);
    expect(delivery.server.received).toHaveLength(12);
    expect(
      (
        await delivery.deliver({
          http: { timeout: 300, parallel: 1, attempts: 6, backoff: { first: 1, longest: 2 } },
        })
      ).counts.accepted,
    ).toBe(4);
  });

  test.each<[Behaviour, RegExp]>([
    ["unauthorized", /answers 401: put the right token into SHRIKE_ENFORCE_TOKEN/],
    ["redirect", /answers 308, a redirect: give the address that it leads to/],
  ])("stops at once where the endpoint is %s, and nothing is lost", async (behaviour, message) => {
    const delivery = await begun({ b: [behaviour] });
    await expect(delivery.deliver()).rejects.toThrow(message);
    expect(delivery.server.received).toHaveLength(2);
    expect((await delivery.deliver()).counts.accepted).toBe(4);
  });

  test("in parallel sends every action once, too", async () => {
    const delivery = await begun({ a: ["fail"], c: ["accept-and-drop"] }, { parallel: 3 });
    expect((await delivery.deliver()).counts.accepted).toBe(4);
    expect(delivery.server.received).toHaveLength(6);
    expect(delivery.server.carriedOut.size).toBe(4);
  });

  test("sends no more of a rule that was stopped in between; what may have arrived is unanswered", async () => {
    const delivery = await begun({ "*": ["accept"], b: ["unauthorized"] });
    await expect(delivery.deliver()).rejects.toThrow(/401/);
    const stopped = (): string => "stopped by a brake";
    const { receipt } = await delivery.deliver({ stopped });
    expect(statuses(delivery, receipt)).toEqual({
      a: "accepted",
      b: "unanswered",
      c: "stopped",
      d: "stopped",
    });
    expect(delivery.server.received).toHaveLength(2);
  });

  test("can be closed: what was sent without an answer is unanswered, the rest was not sent", async () => {
    const delivery = await begun({ b: ["unauthorized"] });
    await expect(delivery.deliver()).rejects.toThrow(/401/);
    const { receipt } = await delivery.deliver({ close: true });
    expect(statuses(delivery, receipt)).toEqual({
      a: "accepted",
      b: "unanswered",
      c: "stopped",
      d: "stopped",
    });
  });

  test("ends between two requests when stopped, and the next run goes on", async () => {
    const stop = new AbortController();
    const delivery = await begun({});
    await expect(
      delivery.deliver({
        signal: stop.signal,
        progress: (answered) => answered === 2 && stop.abort(new Error("stopped")),
      }),
    ).rejects.toThrow("stopped");
    expect(delivery.server.received).toHaveLength(2);
    expect((await delivery.deliver()).counts.accepted).toBe(4);
    expect(delivery.server.received).toHaveLength(4);
  });
});
