import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { inspectRules } from "../../../data-loaders/rules/inspect-rules.js";
import { problemLine } from "../../../data-loaders/rules/rule-problem.js";
import { logicHash, readRules, ruleNamed } from "../../../data-loaders/rules/read-rules.js";

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
function folderOf(...files: (readonly [name: string, text: string])[]): string {
  const folder = join(root, String(folders++));
  mkdirSync(join(folder, "rules"), { recursive: true });
  for (const [name, text] of files) writeFileSync(join(folder, "rules", name), text);
  return folder;
}
const read = (...files: (readonly [name: string, text: string])[]) => readRules(folderOf(...files));
/** All that is wrong with a folder's rules, without the folder. */
const problems = (folder: string): string[] =>
  inspectRules(folder).problems.map((problem) => problemLine(problem).replaceAll(`${folder}/rules/`, ""));
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

  test("about events name what events say, and what the source says of them and of accounts itself", () => {
    const folder = join(root, String(folders++));
    mkdirSync(join(folder, "rules"), { recursive: true });
    const write = (grain: string, when: string): void =>
      writeFileSync(
        join(folder, "rules", "link-burst.yaml"),
        valid
          .replace("grain: account", `grain: ${grain}`)
          .replace("links_24h >= :min_links\n  and account_age_hours < 72", when),
      );
    const own = { accounts: { x_tier: "text" }, events: { x_score: "number" } } as const;
    const said = "has_link and links_24h >= :min_links and x_score > 0.5 and x_tier = 'free'";
    write("event", said);
    expect(readRules(folder, undefined, own)[0]!.columns).toEqual([
      "has_link",
      "links_24h",
      "x_score",
      "x_tier",
    ]);
    expect(() => readRules(folder)).toThrow(/unknown column "x_score"/);
    write("event", said.replace("x_score", "x_scor"));
    expect(() => readRules(folder, undefined, own)).toThrow(/"x_scor"; did you mean "x_score"\?/);
    write("account", "has_link and links_24h >= :min_links");
    expect(() => readRules(folder, undefined, own)).toThrow(/unknown column "has_link"/);
    write("account", "links_24h >= :min_links and x_tier = 'free'");
    expect(readRules(folder, undefined, own)).toHaveLength(1);
  });

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

  test("are refused all at once, a line for each thing that is wrong, and none is read", () => {
    const folder = folderOf(
      ["link-burst.yaml", valid],
      ["one.yaml", valid.replace("id: link-burst", "id: one").replace("< 72", "< and")],
      ["two.yaml", valid.replace("id: link-burst", "id: two").replace("owner: spam-intel\n", "")],
    );
    expect(problems(folder)).toEqual([
      "one.yaml:14:27: when: expected a value, found and",
      "two.yaml:1:1: owner: is missing: expected string",
    ]);
    expect(() => readRules(folder)).toThrow(/one\.yaml:14:27: .*\n.*two\.yaml:1:1: owner/);
    expect(inspectRules(folder).rules.map(({ rule }) => rule.id)).toEqual(["link-burst"]);
  });

  test.each([
    [
      "a predicate of 100 kB",
      valid.replace("links_24h >=", `${"links_1h > 1 or ".repeat(6_250)}links_24h >=`),
      "link-burst.yaml:13:3: when: the predicate has 100051 characters, 10000 are allowed: split the rule",
    ],
    [
      "10,000 parentheses",
      valid.replace("links_24h", `${"(".repeat(10_000)}links_24h${")".repeat(10_000)}`),
      "link-burst.yaml:13:3: when: the predicate has 20051 characters, 10000 are allowed: split the rule",
    ],
    [
      "parentheses as many as fit",
      valid.replace("links_24h", `${"(".repeat(4_900)}links_24h${")".repeat(4_900)}`),
      "link-burst.yaml:13:67: when: nested more than 64 deep: split the rule",
    ],
    [
      "lists of YAML nested 10,000 deep",
      valid.replace("Many links in a day", `${"[".repeat(10_000)}${"]".repeat(10_000)}`),
      /^link-burst\.yaml:2:\d+: \S/,
    ],
    [
      "aliases that multiply",
      `a: &a [1, 1, 1, 1, 1, 1, 1, 1, 1]\nb: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c]\n${valid}`,
      /^link-burst\.yaml: cannot be read: .*alias/,
    ],
    [
      "a megabyte of anything",
      `${valid}${"# links\n".repeat(130_000)}`,
      /^link-burst\.yaml: has 10\d{5} bytes, 1000000 are allowed/,
    ],
    ["nothing in it", "", /^link-burst\.yaml:1:1: .*expected object/],
    ["a list", "- id: link-burst\n", /^link-burst\.yaml:1:1: .*expected object/],
    [
      "a parameter named for what every object has",
      valid.replace("params: { min_links: 9 }", "params: { constructor: 9 }"),
      /changes\[0\]\.params\.constructor: parameter "constructor" is not among params \(min_links\)/,
    ],
    [
      "a range upside down",
      valid.replace("min: 1, max: 50", "min: 50, max: 1"),
      "link-burst.yaml:11:33: params.min_links.min: min 50 is above max 1",
    ],
    [
      "a parameter that changes within a version",
      valid.replace("state: enforce\n    gate", "state: enforce\n    params: { min_links: 7 }\n    gate"),
      /changes\[1\]\.params\.min_links: min_links goes from 9 to 7 within version 1: give it a new version/,
    ],
  ])("with %s are refused in one line", (_, text, message) => {
    const found = problems(folderOf(["link-burst.yaml", text]));
    expect(found[0]).toMatch(message);
    expect(found[0]!.length).toBeLessThan(600);
  });

  test.each([
    ["a block", "|\n  links_24h >= :min_links\n  and age_hours < 72\n", "14:7"],
    [
      "a block with its own indentation",
      "|2-\n    links_24h >= :min_links\n\n    and age_hours < 72\n",
      "15:9",
    ],
    ["a folded block", ">\n  links_24h >= :min_links\n  and\n  age_hours < 72\n", "15:3"],
    ["a line", "links_24h >= :min_links and age_hours < 72\n", "12:35"],
    ["several lines", "links_24h >= :min_links\n  and age_hours < 72\n", "13:7"],
    ["quotation marks", "'links_24h >= :min_links and age_hours < 72'\n", "12:36"],
  ])("name the place in a condition that is written as %s", (_, when, place) => {
    const text = valid.replace(/when: [^]*(?=changes:)/, `when: ${when}`);
    expect(problems(folderOf(["link-burst.yaml", text]))).toEqual([
      `link-burst.yaml:${place}: when: unknown column "age_hours"`,
    ]);
  });

  test("show nothing of a file that would rewrite the terminal", () => {
    const hostile = "\u202e\u001b[2J\nblocks: nothing";
    const folder = folderOf(
      [`${hostile.replace("\n", "")}.yaml`, valid],
      ["link-burst.yaml", valid.replace("account_lock", JSON.stringify(hostile))],
      ["two.yaml", valid.replace("owner:", `${JSON.stringify(hostile)}: 1\nowner:`)],
    );
    mkdirSync(join(folder, "rules", "folder.yaml"));
    const found = problems(folder);
    expect(found).toHaveLength(4);
    for (const line of found) expect(line).not.toMatch(/\p{Cc}|\p{Bidi_Control}/u);
    expect(found.join(" ")).toContain("\ufffd");
  });

  test("are named by id or by file, and a name that is neither is told the nearest", () => {
    const folder = folderOf(["link-burst.yaml", valid]);
    const rules = readRules(folder);
    expect(ruleNamed("link-burst", rules, folder)).toBe(rules[0]);
    expect(ruleNamed(join(folder, "rules", "link-burst.yaml"), [], folder).rule.id).toBe("link-burst");
    expect(() => ruleNamed("link-brust", rules, folder)).toThrow('did you mean "link-burst"?');
    const bad = join(
      folderOf(["link-burst.yaml", valid.replace("< 72", "< and")]),
      "rules",
      "link-burst.yaml",
    );
    expect(() => ruleNamed(bad, rules, folder)).toThrow(/link-burst\.yaml:14:27: when: expected a value/);
  });
});
