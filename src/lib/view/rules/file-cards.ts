import type { RuleOverview } from "../../rule/overview.js";
import { platformText } from "../../text/index.js";
import { figureCard, missingCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import { listed } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { dayText, many, percent } from "../words.js";
import { stateNames } from "./words.js";

/** Characters of a predicate that are shown. */
const longestPredicate = 4000;

/** What the rule's file says. */
export function fileCard(inputs: Inputs, rule: RuleOverview): CardSpec {
  const text = {
    id: "file",
    metric: "",
    width: 6 as const,
    title: "What it matches is not known here",
    subtitle: "Predicate and parameters of the rule's file",
  };
  const { file } = rule;
  if (file === null)
    return missingCard(inputs, text, {
      tables: [],
      why: "The source has no file of this rule: it is known from the platform's log alone.",
      remedy: "Write it as YAML in the source's folder rules; then it can be evaluated, tried and measured.",
    });
  const params = Object.entries(file.params);
  const harmless = file.falsepositives.map((entry) => platformText(entry, 80));
  return {
    ...figureCard(
      inputs,
      {
        ...text,
        title: `Its hits lead to ${file.action === "none" ? "no action" : file.action.replaceAll("_", " ")}; it looks at ${file.grain === "event" ? "events" : "accounts"}`,
        notes: [
          `Held out: ${percent(file.hold_out)} of its hits. Kind: ${file.kind}.`,
          harmless.length === 0
            ? "Its file names no known false positives."
            : `Known false positives: ${listed(harmless)}.`,
        ],
      },
      null,
      tableOf(
        [
          ["parameter", "Parameter", "text"],
          ["value", "Value", "number"],
          ["min", "Least", "number"],
          ["max", "Most", "number"],
        ],
        params.map(([name, { default: value, min, max }]) => [platformText(name, 60), value, min, max]),
      ),
    ),
    code: file.when
      .trim()
      .split("\n")
      .map((line) => platformText(line, longestPredicate))
      .join("\n"),
  };
}

/** Every step of the rule's life. */
export function stepsCard(inputs: Inputs, { steps }: RuleOverview): CardSpec {
  const last = steps.at(-1);
  return figureCard(
    inputs,
    {
      id: "life",
      metric: "",
      width: 6,
      title:
        last === undefined
          ? "Nothing is known of its life"
          : `${many(steps.length, "step")} so far, the last on ${dayText(last.on)}: ${stateNames[last.state]}`,
      subtitle: "Changes of version, state and rollout, newest first",
    },
    null,
    tableOf(
      [
        ["on", "On", "date"],
        ["version", "Version", "number"],
        ["state", "State", "text"],
        ["rollout", "Rollout, %", "number"],
        ["why", "Why", "text"],
      ],
      [...steps]
        .reverse()
        .map(({ on, version, state, rollout, why }) => [
          on,
          version,
          stateNames[state],
          rollout,
          platformText(why, 200) || "not recorded",
        ]),
    ),
  );
}
