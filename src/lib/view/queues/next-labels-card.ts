import { platformText } from "../../text/index.js";
import { figureCard, missingCard, tableOf } from "../cards.js";
import { cellsOf } from "../cells.js";
import { cubeNamed, type Inputs, lacking, missingTables } from "../inputs.js";
import { everyRow } from "../metric-rate.js";
import type { CardSpec } from "../page-view.js";
import { rulesOf, titlesOf } from "../rules/artifact.js";
import { ruleHref } from "../rules/links.js";
import { exact, intervalText, many } from "../words.js";
import { type NextLabels, nextLabels, widthOf } from "./next-labels.js";

/** Labels whose best use is told. */
const budget = 100;

/** Rules that the chart shows; the table holds all. */
const shown = 6;

/** Where the next labels tell most; empty where that is unknown. */
export function nextLabelsOf(inputs: Inputs): {
  readonly rules: readonly NextLabels[];
  readonly titleOf: (id: string) => string;
} {
  const overview = rulesOf(inputs);
  const cube = cubeNamed(inputs.artifacts, "precision_strata");
  if ("why" in overview || !cube) return { rules: [], titleOf: (id) => platformText(id, 60) };
  const running = new Map(
    (overview.rules ?? [])
      .filter(({ state }) => !["draft", "paused", "retired"].includes(state))
      .map((rule) => [rule.rule, rule] as const),
  );
  return {
    rules: nextLabels(everyRow(cellsOf(cube)), running, inputs.frame.asOf.slice(0, 10), budget),
    titleOf: titlesOf(overview.rules ?? []),
  };
}

/** "Follow burst, whose interval of 22 points would shrink to 15". */
export function nextLabelText({ rules, titleOf }: ReturnType<typeof nextLabelsOf>): string | null {
  const [first] = rules;
  if (first === undefined) return null;
  return `The next ${budget} labels tell most about “${titleOf(first.rule)}”: ${many(first.labels, "label")} would narrow its interval from ${points(first.now)} to ${points(first.after)}.`;
}

/** Where to spend the next labels, with the intervals now and after. */
export function nextLabelsCard(inputs: Inputs): CardSpec {
  const text = {
    id: "next-labels",
    metric: "rule_precision",
    width: 12 as const,
    title: `Where to spend the next ${budget} labels`,
    subtitle:
      "Precision as reviewed of the rules that more labels narrow most, now and with so many labels more (+) if what reviewers find stays as it is; whisker: 95\u202f% interval",
  };
  const missing =
    missingTables(inputs.artifacts["precision_strata"]) ?? missingTables(inputs.artifacts["rules"]);
  if (missing !== null) return missingCard(inputs, text, lacking(missing, "Where labels tell most"));
  const next = nextLabelsOf(inputs);
  const { rules, titleOf } = next;
  const gates = rules.filter(({ gate }) => gate !== null);
  return figureCard(
    inputs,
    {
      ...text,
      title: nextLabelText(next)?.replace(/\.$/, "") ?? "No rule has hits left to label in the last 28 days",
      notes: [
        "Neyman's allocation over the rules' months, labels that are there counted, five to a stratum at least; shrike queue draws by it.",
        gates.length === 0
          ? "None of these labels opens a gate."
          : `May open if precision stays as it is: ${gates.map(({ rule, gate }) => `the gate of “${titleOf(rule)}” at ${exact(gate)} labels`).join("; ")}.`,
      ],
    },
    rules.length === 0
      ? null
      : {
          kind: "dot-intervals",
          unit: "share",
          floor: Math.floor(Math.min(1, ...rules.slice(0, shown).map(({ now }) => now.low ?? 0)) * 10) / 10,
          values: rules.slice(0, shown).flatMap(({ rule, labels, now, after }) => [
            {
              category: `Now: ${titleOf(rule)}`,
              value: now.value,
              low: now.low,
              high: now.high,
              n: now.denominator,
              href: ruleHref(rule),
            },
            {
              category: `+${exact(labels)}: ${titleOf(rule)}`,
              value: after.value,
              low: after.low,
              high: after.high,
              n: Math.round(after.denominator ?? 0),
            },
          ]),
        },
    tableOf(
      [
        ["rule", "Rule", "text"],
        ["strata", "From the months", "text"],
        ["labels", "Labels", "number"],
        ["now", "Interval now", "text"],
        ["after", "Interval after", "text"],
        ["narrower", "Narrower by", "number"],
        ["gate", "Gate that may open", "number"],
      ],
      rules.map(({ rule, labels, strata, now, after, gate }) => [
        titleOf(rule),
        strata
          .map(
            (stratum) =>
              `${platformText(stratum.stratum.split(":").at(-1) ?? "", 20)} (${exact(stratum.labels)})`,
          )
          .join(", "),
        labels,
        intervalText(now) ?? "unknown",
        intervalText(after) ?? "unknown",
        widthOf(now) - widthOf(after),
        gate,
      ]),
    ),
  );
}

function points(estimate: NextLabels["now"]): string {
  return `${(widthOf(estimate) * 100).toFixed(1)} points`;
}
