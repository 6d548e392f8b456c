import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, describe, expect, test } from "vitest";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { planSelection } from "../../../../data-loaders/rules/enforce/plan-selection.js";
import { readSelection } from "../../../../data-loaders/rules/enforce/read-selection.js";
import { limitsShape, type Receipt } from "../../../../src/lib/rule/enforce/index.js";
import { csvTable } from "../../../../src/lib/text/index.js";
import { emptyWarehouse, insert } from "../../publish/support/warehouse.js";

const root = mkdtempSync(join(tmpdir(), "shrike-selection-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));
let engine: Engine | undefined;
afterEach(() => engine?.close());

let files = 0;
function file(text: string, ending = "csv"): string {
  const path = join(root, `${files++}.${ending}`);
  writeFileSync(path, text);
  return path;
}

const header = "account_id,action,policy_id,reason";
const row = {
  account_id: "a",
  action: "account_lock",
  policy_id: "link_spam",
  reason: "same texts, one hour",
};

describe("an analyst's selection", () => {
  test("is CSV with a header, or an object a line", () => {
    const selected = [{ ...row, automated_detection: false }];
    expect(
      readSelection(file(`\ufeff${header}\r\na,account_lock,link_spam,"same texts, one hour"\r\n`)),
    ).toEqual(selected);
    expect(readSelection(file(`\n${JSON.stringify(row)}\n`, "ndjson"))).toEqual(selected);
    expect(
      readSelection(file(`${header},automated_detection\na,label,p,r,yes\nb,label,p,r,\n`)).map(
        ({ automated_detection }) => automated_detection,
      ),
    ).toEqual([true, false]);
  });

  test.each([
    ["nothing in it", "", "csv", /is empty: expected a header with account_id, action/],
    [
      "a column that is not known",
      "account,action\n",
      "csv",
      /:1: unknown column "account" \(did you mean "account_id"\?\)/,
    ],
    ["an action that is not known", `${header}\na,ban,p,r\n`, "csv", /:2: action: .*account_lock/],
    ["an action that does nothing", `${header}\na,none,p,r\n`, "csv", /:2: action: /],
    ["no reason", `${header}\nb,label,p,r\na,label,p,\n`, "csv", /:3: reason: /],
    ["a cell too many", `${header}\na,label,p,r,x\n`, "csv", /:2: has 5 cells, its header 4/],
    [
      "an account twice",
      `${header}\na,label,p,r\na,account_lock,p,r\n`,
      "csv",
      /:3: account_id: is on line 2, too/,
    ],
    ["no JSON", "a,label\n", "ndjson", /:1: is no JSON object/],
    [
      "a key that is not known",
      JSON.stringify({ ...row, note: "" }),
      "jsonl",
      /:1: .*[Uu]nrecognized key.*note/,
    ],
  ])("with %s is refused by file and line", (_, text, ending, message) => {
    expect(() => readSelection(file(text, ending))).toThrow(message);
  });
});

async function plan(ids: readonly string[], receipts: readonly Receipt[] = [], policy_id = "link_spam") {
  engine = await emptyWarehouse(["accounts", "policies", "protected_accounts"]);
  await insert(engine, "accounts", [{ account_id: "a" }, { account_id: "b" }, { account_id: "=1+1" }]);
  await insert(engine, "policies", [{ policy_id: "link_spam", name: "Link spam" }]);
  await insert(engine, "protected_accounts", [{ account_id: "b", why: "press" }]);
  return planSelection(engine, {
    file: "picked.csv",
    selected: ids.map((account_id) => ({
      ...row,
      action: "account_lock",
      account_id,
      policy_id,
      automated_detection: true,
    })),
    receipts,
    limits: limitsShape.parse({ per_batch: 1 }),
    now: new Date("2026-08-10T06:00:00Z"),
  });
}

describe("a batch from a selection", () => {
  test("goes through the same protections, and says that a person decided and why", async () => {
    const made = await plan(["a", "b"]);
    expect(made.actions).toHaveLength(1);
    expect(made.actions[0]).toMatchObject({
      account_id: "a",
      rule_id: "selection/link_spam",
      version: 0,
      hits: null,
      reason: {
        decision_facts: "same texts, one hour",
        automated_detection: "Yes",
        automated_decision: "AUTOMATED_DECISION_NOT_AUTOMATED",
      },
    });
    expect(made.rules).toEqual([
      {
        rule_id: "selection/link_spam",
        version: 0,
        action: "account_lock",
        hits: 0,
        accounts: { to_deliver: 1, protected: 1 },
      },
    ]);
  });

  test("is over its blast radius like any other", async () => {
    expect((await plan(["a", "=1+1"])).exceeded).toEqual([{ limit: "per_batch", found: 2, allowed: 1 }]);
  });

  test("knows an account by the id that a table for spreadsheets guarded", async () => {
    const table = csvTable(Object.keys(row), [["=1+1", ...Object.values(row).slice(1)]]);
    const [selected] = readSelection(file(table));
    expect(selected?.account_id).toBe("'=1+1");
    expect((await plan([selected!.account_id])).actions.map(({ account_id }) => account_id)).toEqual([
      "=1+1",
    ]);
  });

  test("names accounts that the source does not have, and policies", async () => {
    await expect(plan(["a", "x", "y"])).rejects.toThrow(
      "--accounts picked.csv: 2 of 3 accounts are not in the source, for example x, y: take them out",
    );
    await engine?.close();
    await expect(plan(["a"], [], "link_spam_")).rejects.toThrow(
      /policy_id: there is no policy "link_spam_" \(did you mean "link_spam"\?\)/,
    );
  });

  test("leaves out what has been delivered, until it was taken back", async () => {
    const [action] = (await plan(["a"])).actions;
    await engine?.close();
    const receipt = (kind: "enforce" | "reverse"): Receipt =>
      ({ answers: [{ ...action, kind, status: "accepted" }] }) as unknown as Receipt;
    expect((await plan(["a"], [receipt("enforce")])).rules[0]?.accounts).toEqual({ already_delivered: 1 });
    await engine?.close();
    const [again] = (await plan(["a"], [receipt("enforce"), receipt("reverse")])).actions;
    expect(again?.episode).toBe(2);
    expect(again?.key).not.toBe(action?.key);
  });
});
