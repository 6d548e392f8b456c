import type { RuleOverview } from "../../rule/overview.js";
import { figureCard, missingCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { exact, many, percent, rounded } from "../words.js";
import { hitsRecorded, unrecorded } from "./artifact.js";
import { jaccard } from "./overlap-card.js";

const shownOverlaps = 12;

/** What the rule adds to the others, and what would go with it: the retirement test. */
export function contributionCard(inputs: Inputs, rule: RuleOverview): CardSpec {
  const { accountsHit, contribution } = rule;
  const { unique, first, uniqueTruePositives, uniqueWrong, uniqueLabels, firstTruePositives, firstLabels } =
    contribution;
  const rows = [
    ["accounts hit", accountsHit],
    ["hit by no other acting rule", unique],
    ["of these, true positives (estimated)", uniqueTruePositives],
    ["of these, wrong (estimated)", uniqueWrong],
    ["hit before any other acting rule", first],
    ["of these, true positives (estimated)", firstTruePositives],
  ] as const;
  const text = {
    id: "contribution",
    metric: "unique_contribution",
    width: 6 as const,
    title: "What would be missed without this rule is unknown",
    subtitle: "Accounts that it hit alone or first, among those that acting rules hit",
  };
  if (!hitsRecorded(inputs, rule)) return missingCard(inputs, text, unrecorded);
  return figureCard(
    inputs,
    {
      ...text,
      title: accountsHit === 0 ? "It has hit no account: nothing would be lost without it" : retirement(rule),
      sample:
        accountsHit === 0
          ? null
          : `n = ${many(accountsHit, "account")}; estimates from ${many(uniqueLabels, "label")} of accounts hit alone, ${exact(firstLabels)} of those hit first`,
      notes:
        accountsHit > 0 && uniqueLabels === 0
          ? ["None of the accounts that it hit alone is labelled: how many are true positives is unknown."]
          : [],
    },
    accountsHit === 0
      ? null
      : {
          kind: "ranked-bars",
          unit: "accounts",
          values: rows.map(([category, value]) => ({ category, value })),
        },
    tableOf(
      [
        ["what", "Accounts", "text"],
        ["accounts", "Number", "number"],
      ],
      rows.map(([what, accounts]) => [what, accounts]),
    ),
  );
}

/** "Without this rule: −n true positives, −m wrong actions, −h review hours". */
function retirement({ contribution, state }: RuleOverview): string {
  const { unique, uniqueTruePositives, uniqueWrong, reviewHours } = contribution;
  const hours = reviewHours === null ? "review hours unknown" : `−${rounded(reviewHours)} review hours`;
  if (unique === 0) return `Without this rule nothing is missed: others hit all of its accounts; ${hours}`;
  if (uniqueTruePositives === null || uniqueWrong === null)
    return `Without this rule: −${many(unique, "account")} that no other hits, true positives among them unknown; ${hours}`;
  const wrong = state === "enforce" || state === "limited" ? "wrong actions" : "wrong hits";
  return `Without this rule: −${rounded(uniqueTruePositives)} true positives, −${rounded(uniqueWrong)} ${wrong}, ${hours}`;
}

/** The rules that hit the same accounts. */
export function overlapsCard(inputs: Inputs, rule: RuleOverview, titles: (id: string) => string): CardSpec {
  const { overlaps, accountsHit } = rule;
  const text = {
    id: "overlaps",
    metric: "rule_overlap",
    width: 6 as const,
    title: "What other rules hit too is unknown",
    subtitle:
      "Containment: of the accounts that this rule hit, the share that the other hit too; Jaccard is in the table",
  };
  if (!hitsRecorded(inputs, rule)) return missingCard(inputs, text, unrecorded);
  const rows = overlaps
    .filter(({ both }) => both > 0)
    .map(({ rule: other, accounts, both }) => ({
      title: titles(other),
      accounts,
      both,
      contained: accountsHit > 0 ? both / accountsHit : null,
      contains: accounts > 0 ? both / accounts : null,
      jaccard: jaccard(accountsHit, accounts, both),
    }))
    .sort((a, b) => (b.contained ?? 0) - (a.contained ?? 0) || (a.title < b.title ? -1 : 1));
  const [most] = rows;
  return figureCard(
    inputs,
    {
      ...text,
      title:
        most === undefined
          ? accountsHit === 0
            ? "It has hit no account that another could have hit too"
            : "No other rule hit any of its accounts"
          : `${most.title} hit ${percent(Number((most.contained ?? 0).toPrecision(2)))} of its accounts too`,
      sample: accountsHit === 0 ? null : `n = ${many(accountsHit, "account")}; counted, not estimated`,
      notes:
        rows.length > shownOverlaps
          ? [`The ${shownOverlaps} largest of ${exact(rows.length)} rules; the table has all.`]
          : [],
    },
    most === undefined
      ? null
      : {
          kind: "ranked-bars",
          unit: "share",
          values: rows
            .slice(0, shownOverlaps)
            .map(({ title, contained, both }) => ({ category: title, value: contained, n: both })),
        },
    tableOf(
      [
        ["rule", "Other rule", "text"],
        ["both", "Accounts that both hit", "number"],
        ["contained", "Share of this rule's accounts", "number"],
        ["contains", "Share of the other's accounts", "number"],
        ["jaccard", "Jaccard", "number"],
      ],
      rows.map((row) => [row.title, row.both, row.contained, row.contains, row.jaccard]),
    ),
  );
}
