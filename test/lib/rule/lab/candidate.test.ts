import { describe, expect, test } from "vitest";
import { PredicateError } from "../../../../src/lib/predicate/index.js";
import { candidateOf } from "../../../../src/lib/rule/lab/candidate.js";
import { backtestCommand } from "../../../../src/lib/rule/lab/command.js";
import { unchanged, type LabState } from "../../../../src/lib/rule/lab/state.js";
import { labHeadline, labSummary } from "../../../../src/lib/rule/lab/words.js";
import { lab, report } from "./support/small-lab.js";

const begin = unchanged(lab, "link-burst");
const said = (state: LabState): string => {
  try {
    candidateOf(lab, state);
  } catch (error) {
    return error instanceof PredicateError ? `${error.at.line}:${error.at.column} ${error.what}` : "";
  }
  return "nothing";
};

describe("a candidate", () => {
  test("is the rule with its new values, beside the version that runs", () => {
    const { conditions, params, columns, scope, modified } = candidateOf(lab, {
      ...begin,
      set: { min_links: 7 },
      to: "2026-03-01",
    });
    expect(conditions.candidate).toContain('"links_24h" >= 7');
    expect(conditions.live).toContain('"links_24h" >= 5');
    expect(params).toEqual({ min_links: 7, share: 0.5 });
    expect(columns).toEqual(["account_age_hours", "links_24h"]);
    expect(scope).toEqual({ basis: "latest", from: "2026-01-03", to: "2026-03-01", live: 2 });
    expect(modified).toBe(true);
  });

  test("of a rule that does not run, or is written here, is compared with nothing", () => {
    expect(candidateOf(lab, unchanged(lab, "other-rule")).conditions.live).toBe(null);
    const { rule, subject, scope } = candidateOf(lab, { ...unchanged(lab, null), policy: "link_spam" });
    expect(rule.report).toBe(null);
    expect(subject).toEqual({ rule: "new-rule", policy: "link_spam" });
    expect(scope.live).toBe(null);
  });

  test.each([
    ["links_24h >=", "1:13 expected a value, found the end"],
    ["has_bio and\n link_24h > 1", '2:2 unknown column "link_24h"; did you mean "links_24h"?'],
    ["links_24h > :min_link", '1:13 unknown parameter "min_link"; did you mean "min_links"?'],
    ["links_24h in (select 1)", "1:15 sub-selects are not allowed in a predicate"],
    [
      "has_bio or\nnot (followers between 1 and 2)",
      "2:6 no rule of the source names followers, so the lab does not hold it: put a draft that does into the source's folder rules, and build again",
    ],
  ])("with the condition %j is refused at its place", (when, message) => {
    expect(said({ ...begin, when })).toBe(message);
  });

  test("has a command that prints its figures", () => {
    const command = (state: LabState, source: string | null = null): string =>
      backtestCommand({ ...lab, source }, state, candidateOf(lab, state));
    expect(command(begin)).toBe("npx shrike backtest link-burst");
    expect(
      command({ ...begin, set: { share: 0.2, min_links: 7 }, from: "2026-02-01" }, "my sources/it's"),
    ).toBe(
      "npx shrike backtest link-burst --source 'my sources/it'\\''s' --set min_links=7 --set share=0.2 --from 2026-02-01",
    );
    expect(command({ ...begin, when: "has_bio", set: { share: 0.2 } })).toBe(
      "npx shrike backtest link-burst.yaml",
    );
  });

  test("is summed up in words that unknown figures do not stretch", () => {
    const candidate = candidateOf(lab, begin);
    expect(labHeadline(candidate, report)).toMatch(/hits 20 accounts.*cannot be told from the target of 95/);
    expect(
      labHeadline(candidate, { ...report, precision: { ...report.precision, value: null, covered: 0.3 } }),
    ).toMatch(/its precision is unknown: 190 labels needed/);
    expect(labHeadline(candidate, { ...report, accountsHit: 0 })).toMatch(/hits no account$/);
    expect(labSummary(candidate, { ...report, accounts: 1000, sampledFrom: 5000 })).toMatch(
      /a random sample of 1\u202f000 of 5\u202f000 accounts/,
    );
  });
});
