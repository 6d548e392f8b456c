import type { RuleOverview, SampledHit } from "../../rule/overview.js";
import { defang, platformText } from "../../text/index.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { dayText, exact, intervalText, many, percent } from "../words.js";
import { hitsRecorded } from "./artifact.js";
import { unknownPrecision } from "./words.js";

/** What reviewers said of the hits that were drawn. */
export function labelsCard(inputs: Inputs, rule: RuleOverview): CardSpec {
  const { selected, decided, reviewed, truePositives, falsePositives, novel, uncertain } =
    rule.precision.counts;
  const rows = [
    ["true positive", truePositives],
    ["false positive", falsePositives],
    ["violation of another policy", novel],
    ["uncertain", uncertain],
    ["drawn, not decided", Math.max(0, selected - decided)],
  ] as const;
  return figureCard(
    inputs,
    {
      id: "labels",
      metric: "rule_precision",
      width: 4,
      title:
        selected === 0
          ? `No hit of version ${rule.version} was drawn for review: precision is ${unknownPrecision(rule)}`
          : decided === 0
            ? `None of ${many(selected, "drawn hit")} is decided yet`
            : `Reviewers called ${exact(truePositives)} of ${many(reviewed, "hit")} right`,
      subtitle: `Hits of version ${rule.version} drawn by a stated design, by what reviewers said; not weighted`,
      sample: selected === 0 ? null : `n = ${exact(selected)} drawn, ${exact(decided)} decided`,
      notes: [
        ...(novel > 0
          ? ["A violation of another policy is wrong for this rule's precision, and right for any policy's."]
          : []),
        ...(uncertain > 0 ? ["Uncertain labels are not in the denominator."] : []),
      ],
    },
    selected === 0
      ? null
      : {
          kind: "ranked-bars",
          unit: "count",
          values: rows.map(([category, value]) => ({ category, value })),
        },
    tableOf(
      [
        ["label", "Label", "text"],
        ["hits", "Hits", "number"],
      ],
      rows.map(([label, hits]) => [label, selected === 0 ? null : hits]),
    ),
  );
}

const dimensionNames = { country: "country", lang: "language", age: "account age" } as const;

/** Where false positives concentrate, surest first. */
export function segmentsCard(inputs: Inputs, rule: RuleOverview): CardSpec {
  const { segments } = rule;
  const named = segments.map((segment) => ({
    ...segment,
    name: `${dimensionNames[segment.dimension]} ${platformText(segment.dimension === "age" ? segment.value.replace(/^\d+ /, "") : segment.value, 40) || "not recorded"}`,
  }));
  const [worst] = named;
  const right = rule.precision.reviewed.value;
  return figureCard(
    inputs,
    {
      id: "false-positives",
      metric: "rule_precision",
      width: 8,
      title:
        worst === undefined
          ? rule.precision.counts.reviewed === 0
            ? "Where false positives lie is unknown: nothing was reviewed"
            : "No false positive among what was reviewed"
          : right !== null && worst.share.low !== null && worst.share.low > 1 - right
            ? `False positives concentrate at ${worst.name}: ${percent(worst.share.value)} of accounts there`
            : "False positives concentrate in no segment for sure",
      subtitle:
        "Share of reviewed accounts that were wrongly hit, weighted, by segment; highest lower bound first; whisker: 95 % interval",
      sample:
        worst === undefined
          ? null
          : `${worst.name}: ${exact(worst.wrong)} of ${many(worst.reviewed, "reviewed account")}; ${intervalText(worst.share) ?? "no interval"}`,
    },
    worst === undefined
      ? null
      : {
          kind: "dot-intervals",
          unit: "share",
          values: named.map(({ name, share, reviewed }) => ({
            category: name,
            value: share.value,
            low: share.low,
            high: share.high,
            n: reviewed,
          })),
        },
    tableOf(
      [
        ["segment", "Segment", "text"],
        ["share", "Wrongly hit", "number"],
        ["low", "95 % interval, low", "number"],
        ["high", "95 % interval, high", "number"],
        ["wrong", "False positives", "number"],
        ["reviewed", "Reviewed accounts", "number"],
      ],
      named.map(({ name, share, wrong, reviewed }) => [
        name,
        share.value,
        share.low,
        share.high,
        wrong,
        reviewed,
      ]),
    ),
  );
}

const labelNames: Readonly<Record<NonNullable<SampledHit["label"]>, string>> = {
  true_positive: "true positive",
  false_positive: "false positive",
  novel: "another policy",
  uncertain: "uncertain",
};

/** Hits to look at by hand, the same at every build. */
export function samplesCard(inputs: Inputs, rule: RuleOverview): CardSpec {
  const { samples } = rule;
  const days = samples.map(({ at }) => at.slice(0, 10)).sort();
  const [first, last] = [days[0], days.at(-1)];
  return figureCard(
    inputs,
    {
      id: "samples",
      metric: "",
      width: 12,
      title:
        samples.length === 0
          ? hitsRecorded(inputs, rule)
            ? "There is no hit to look at"
            : "Its hits are not on record"
          : `${many(samples.length, "hit")} to look at`,
      subtitle: "Drawn at random from the last 28 days with hits; account ids as the platform writes them",
      sample:
        first === undefined || last === undefined
          ? null
          : `Hits of ${dayText(first)} to ${dayText(last)} (UTC)`,
    },
    null,
    tableOf(
      [
        ["account", "Account", "text"],
        ["day", "Day", "date"],
        ["version", "Version", "number"],
        ["environment", "Environment", "text"],
        ["label", "Label", "text"],
      ],
      samples.map(({ account, at, version, environment, label }) => [
        defang(platformText(account, 60)),
        at,
        version,
        platformText(environment, 20),
        label === null ? "not reviewed" : labelNames[label],
      ]),
    ),
  );
}
