import type { RuleOverview } from "../../rule/overview.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { many, percent } from "../words.js";
import { isActing, titleOf } from "./artifact.js";

const shownRules = 15;

interface Pair {
  readonly row: RuleOverview;
  readonly column: RuleOverview;
  readonly both: number;
}

/** How much the acting rules with most accounts hit the same ones: of a row's accounts, the share that a column's rule hit too. */
export function overlapCard(inputs: Inputs, rules: readonly RuleOverview[]): CardSpec {
  const shown = rules
    .filter((rule) => isActing(rule) && rule.accountsHit > 0)
    .sort((a, b) => b.accountsHit - a.accountsHit || (a.rule < b.rule ? -1 : 1))
    .slice(0, shownRules);
  const pairs = shown.flatMap((row) =>
    shown
      .filter((column) => column !== row)
      .map((column): Pair => ({ row, column, both: bothOf(row, column) })),
  );
  const contained = ({ row, both }: Pair): number => both / row.accountsHit;
  const [most] = [...pairs].sort((a, b) => contained(b) - contained(a));
  return figureCard(
    inputs,
    {
      id: "overlaps",
      metric: "rule_overlap",
      width: 12,
      title:
        most === undefined
          ? "Fewer than two acting rules have hits on record: there is nothing to compare"
          : most.both === 0
            ? `The ${many(shown.length, "acting rule")} with most accounts hit none in common`
            : `${percent(Number(contained(most).toPrecision(2)))} of what ${titleOf(most.row)} hits, ${titleOf(most.column)} hits too`,
      subtitle: `Of the accounts that the row's rule hit, the percentage that the column's rule hit too${most === undefined ? "" : `; the ${many(shown.length, "acting rule")} with most accounts`}`,
      sample:
        most === undefined
          ? null
          : `n = ${many(Math.max(...shown.map(({ accountsHit }) => accountsHit)), "account")} of the largest rule; counted, not estimated`,
    },
    most === undefined
      ? null
      : {
          kind: "matrix",
          unit: "share",
          names: shown.map(titleOf),
          values: shown.map((row) =>
            shown.map((column) => (row === column ? null : bothOf(row, column) / row.accountsHit)),
          ),
        },
    tableOf(
      [
        ["rule", "Rule", "text"],
        ["other", "Other rule", "text"],
        ["both", "Accounts that both hit", "number"],
        ["contained", "Share of the rule's accounts", "number"],
        ["jaccard", "Jaccard", "number"],
      ],
      pairs.map((pair) => [
        titleOf(pair.row),
        titleOf(pair.column),
        pair.both,
        contained(pair),
        jaccard(pair.row.accountsHit, pair.column.accountsHit, pair.both),
      ]),
    ),
  );
}

/** Accounts in common ÷ accounts of either; null where neither hit any. */
export function jaccard(accounts: number, others: number, both: number): number | null {
  const either = accounts + others - both;
  return either > 0 ? both / either : null;
}

/** Every pair with an account in common is listed, with both of its rules or one: one that is not has none. */
function bothOf(a: RuleOverview, b: RuleOverview): number {
  return (
    a.overlaps.find(({ rule }) => rule === b.rule)?.both ??
    b.overlaps.find(({ rule }) => rule === a.rule)?.both ??
    0
  );
}
