import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { logicHash, readRules } from "../../../data-loaders/rules/read-rules.js";

const root = mkdtempSync(join(tmpdir(), "shrike-rules-"));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const valid = `id: link-burst
title: Many links in a day
owner: spam-intel
policy: link_spam
kind: heuristic
grain: account
state: enforce
action: account_lock
target_precision: 0.95
params:
  min_links: { default: 5, min: 1, max: 50 }
when: |
  links_24h >= :min_links
  and account_age_hours < 72
changes:
  - { version: 1, on: 2026-01-03, state: shadow, params: { min_links: 9 }, why: first written }
  - version: 1
    on: 2026-01-10
    state: enforce
    gate: { labels: 400, true_positives: 397, low: 0.9708 }
    why: gate passed
  - { version: 2, on: 2026-02-01, params: { min_links: 5 }, why: senders slowed down }
`;

let folders = 0;
function read(...files: (readonly [name: string, text: string])[]) {
  const folder = join(root, String(folders++));
  mkdirSync(join(folder, "rules"), { recursive: true });
  for (const [name, text] of files) writeFileSync(join(folder, "rules", name), text);
  return readRules(folder);
}
const readOne = (text: string) => read(["link-burst.yaml", text])[0]!;

describe("rule files", () => {
  test("of the simulated platform are sixty, each of them read", () => {
    const rules = readRules("data-loaders/source/demo");
    expect(rules).toHaveLength(60);
    for (const { rule, periods, columns } of rules) {
      expect(periods.length, rule.id).toBeGreaterThan(0);
      expect(columns.length, rule.id).toBeGreaterThan(0);
    }
    expect(new Set(rules.flatMap(({ periods }) => periods.map(({ state }) => state)))).toEqual(
      new Set(["draft", "shadow", "review_only", "limited", "enforce", "paused", "retired"]),
    );
  });

  test("give a life in periods, each with what it takes over from the one before", () => {
    const { periods } = readOne(valid);
    expect(
      periods.map(({ version, state, params, from, until }) => [version, state, params, from, until]),
    ).toEqual([
      [1, "shadow", { min_links: 9 }, "2026-01-03", "2026-01-10"],
      [1, "enforce", { min_links: 9 }, "2026-01-10", "2026-02-01"],
      [2, "enforce", { min_links: 5 }, "2026-02-01", null],
    ]);
  });

  test("a folder without rules has none", () => expect(readRules("examples/ira")).toEqual([]));

  test("hash what they do, and not how it is worded", () => {
    const hashes = (text: string): string[] => {
      const rule = readOne(text);
      return rule.periods.map((period) => logicHash(rule, period));
    };
    const [shadow, enforced, second] = hashes(valid);
    expect(enforced).toBe(shadow);
    expect(second).not.toBe(enforced);
    expect(hashes(valid.replace("Many links", "A lot of links").replace("spam-intel", "others"))).toEqual(
      hashes(valid),
    );
    expect(hashes(valid.replace("  and account", "  and\n  account"))).toEqual(hashes(valid));
    expect(hashes(valid.replace("< 72", "< 73"))[0]).not.toBe(shadow);
  });

  test.each([
    [
      "a key that is not known",
      valid.replace("owner:", "ownr:"),
      /link-burst\.yaml:\d+:\d+: .*owner|unknown key.*did you mean "owner"/,
    ],
    [
      "a feature that is not known",
      valid.replace("links_24h", "link_24h"),
      /link-burst\.yaml:13:3: when: unknown column "link_24h"; did you mean "links_24h"\?/,
    ],
    [
      "a parameter that is not among params",
      valid.replace(":min_links\n", ":least\n"),
      /link-burst\.yaml:13:16: when: unknown parameter "least"/,
    ],
    [
      "a condition that cannot be read",
      valid.replace("< 72", "< and"),
      /link-burst\.yaml:14:27: when: expected a value, found and/,
    ],
    [
      "a state that is not known",
      valid.replace("state: enforce\naction", "state: on\naction"),
      /link-burst\.yaml:7:\d+: state: .*enforce/,
    ],
    [
      "an action that is not known",
      valid.replace("account_lock", "ban"),
      /link-burst\.yaml:8:\d+: action: .*account_lock/,
    ],
    [
      "a target precision above one",
      valid.replace("0.95", "95"),
      /link-burst\.yaml:9:\d+: target_precision: /,
    ],
    ["YAML that cannot be read", valid.replace("title:", "title: ["), /link-burst\.yaml:\d+:\d+: /],
    [
      "changes out of order",
      valid.replace("2026-02-01", "2026-01-05"),
      /version 2 on 2026-01-05 stands after version 1 on 2026-01-10; write the oldest first/,
    ],
    [
      "a parameter outside its range",
      valid.replace("min_links: 9", "min_links: 99"),
      /parameter min_links = 99 lies outside its range 1–50/,
    ],
    [
      "a present that is not what the changes lead to",
      valid.replace("state: enforce\naction", "state: paused\naction"),
      /state: paused, but the last of changes leads to enforce/,
    ],
    [
      "an id that is not the file's name",
      valid.replace("id: link-burst", "id: other"),
      /link-burst\.yaml:1:5: id: other: a rule's file is named for its id/,
    ],
  ])("with %s are refused, with file and place", (_, text, message) => {
    expect(() => readOne(text)).toThrow(message);
  });
});
