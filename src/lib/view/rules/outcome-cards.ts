import type { RuleOverview } from "../../rule/overview.js";
import { figureCard, missingCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { exact, intervalText, many, percent, rounded } from "../words.js";

/** What enforcement changes, from the accounts that were left alone. */
export function counterfactualCard(inputs: Inputs, rule: RuleOverview): CardSpec {
  const text = {
    id: "counterfactual",
    metric: "hold_out_effect",
    width: 6 as const,
    title: "What enforcement changes is unknown",
    subtitle:
      "Mean views of what an account posted in the 28 days from its first hit, by intention to treat; whisker: 95 % interval",
  };
  const found = rule.counterfactual;
  if (found === null)
    return missingCard(inputs, text, {
      tables: [],
      why: "No account of this rule was held out, or none for 28 days yet.",
      remedy:
        rule.file === null
          ? "Give it a rule file with hold_out."
          : rule.file.hold_out > 0
            ? `Its file holds out ${percent(rule.file.hold_out)} of its hits: wait for more.`
            : "Its file holds nothing out; hold_out: 0.01 leaves one hit in a hundred alone.",
    });
  const { heldOut, enforced, viewsHeldOut, viewsEnforced, effect, actionedHeldOut } = found;
  const rows = [
    ["held out", viewsHeldOut, heldOut],
    ["enforced", viewsEnforced, enforced],
    ["difference", effect, heldOut + enforced],
  ] as const;
  const clear = effect.low !== null && effect.high !== null && (effect.low > 0 || effect.high < 0);
  return figureCard(
    inputs,
    {
      ...text,
      title:
        effect.value === null || effect.low === null
          ? `What enforcement changes is unknown: ${many(heldOut, "held-out account")} and ${many(enforced, "enforced one")} are too few`
          : clear
            ? `Enforcement ${effect.value > 0 ? "prevents" : "goes with"} ${rounded(Math.abs(effect.value))} ${effect.value > 0 ? "" : "more "}views an account (${intervalText(effect, rounded) ?? "no interval"})`
            : `No clear effect on views: ${rounded(effect.value)} an account (${intervalText(effect, rounded) ?? "no interval"})`,
      sample: `n = ${exact(heldOut)} held out, ${exact(enforced)} enforced`,
      notes: [
        actionedHeldOut.value === null
          ? "How many of the held-out accounts others actioned is unknown."
          : `${percent(actionedHeldOut.value)} of the held-out accounts were actioned all the same, by other rules or by hand (${intervalText(actionedHeldOut) ?? "no interval"}).`,
      ],
    },
    {
      kind: "dot-intervals",
      unit: "views",
      values: rows
        .slice(0, 2)
        .map(([category, { value, low, high }, n]) => ({ category, value, low, high, n })),
    },
    tableOf(
      [
        ["group", "Accounts", "text"],
        ["views", "Mean views", "number"],
        ["low", "95 % interval, low", "number"],
        ["high", "95 % interval, high", "number"],
        ["n", "n", "number"],
      ],
      rows.map(([group, { value, low, high }, n]) => [group, value, low, high, n]),
    ),
  );
}

/** Whether the platform did what the rule's file says. */
export function parityCard(inputs: Inputs, rule: RuleOverview): CardSpec {
  const text = {
    id: "parity",
    metric: "rule_parity",
    width: 6 as const,
    title: "Whether the platform does what the file says is unknown",
    subtitle:
      "Hits by who found them: the rule's file, evaluated over all of the data, and the platform's own log",
  };
  const { parity } = rule;
  if (parity === null)
    return missingCard(inputs, text, {
      tables: [],
      why:
        rule.file === null
          ? "The source has no file of this rule to evaluate."
          : "Neither the platform nor the file hit anything, or the platform's log of hits is missing.",
      remedy:
        rule.file === null
          ? "Write its predicate as a rule file in the source's folder rules."
          : "Connect rule_hits, and wait for hits.",
    });
  const { both, onlyEvaluated, onlyPlatform } = parity;
  const all = both + onlyEvaluated + onlyPlatform;
  const rows = [
    ["both", both],
    ["the platform alone", onlyPlatform],
    ["the file alone", onlyEvaluated],
  ] as const;
  return figureCard(
    inputs,
    {
      ...text,
      title:
        all === 0
          ? "Neither the platform nor the file hit anything"
          : both === all
            ? "The platform did what the file says, hit for hit"
            : `The platform and the file disagree on ${many(all - both, "hit")} of ${exact(all)} (${percent(Number(((all - both) / all).toPrecision(2)))})`,
      sample: `n = ${many(all, "hit")}; counted, not estimated`,
      notes:
        both === all
          ? []
          : [
              ...(onlyPlatform > 0
                ? [
                    `${many(onlyPlatform, "hit")} of the platform ${onlyPlatform === 1 ? "is" : "are"} not the file's: a version that runs there and is not in the file, or features that differ.`,
                  ]
                : []),
              ...(onlyEvaluated > 0
                ? [
                    `${many(onlyEvaluated, "hit")} of the file ${onlyEvaluated === 1 ? "is" : "are"} not the platform's: a change that was not rolled out, or hits that were not logged.`,
                  ]
                : []),
            ],
    },
    all === 0
      ? null
      : {
          kind: "ranked-bars",
          unit: "count",
          values: rows.map(([category, value]) => ({ category, value })),
        },
    tableOf(
      [
        ["who", "Found by", "text"],
        ["hits", "Hits", "number"],
      ],
      rows.map(([who, hits]) => [who, hits]),
    ),
  );
}
