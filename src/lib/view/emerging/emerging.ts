import type { EmergingArtifact, PublishedAlert } from "../../emerging/artifact.js";
import { addDays } from "../../time/index.js";
import { bannerOf, missingCard } from "../cards.js";
import { counted, missingNumber } from "../counts.js";
import { findingsFor } from "../findings.js";
import { type Inputs, lacking, missingTables } from "../inputs.js";
import type { BigNumber, PageView } from "../page-view.js";
import { dayText, exact, many, percent, rounded } from "../words.js";
import { alertCard, panelsCard } from "./alert-cards.js";
import { alertsCard } from "./alerts-card.js";
import { calibrationCard, raisedCard } from "./calibration-cards.js";
import { expectedText, knownShare, nameOf } from "./words.js";

/** Alerts that have a card of their own. */
const mostCards = 6;

/** What is new, and could be abuse? */
export function emergingView(inputs: Inputs): PageView {
  const shared = { page: "emerging", banner: bannerOf(inputs), findings: findingsFor(inputs, "emerging") };
  const tables = missingTables(inputs.artifacts["emerging"]);
  if (tables !== null) {
    const missing = lacking(tables, "Emerging abuse");
    return {
      ...shared,
      headline: "What emerges is unknown: this source has no events",
      summary: missing.remedy,
      numbers: [
        missingNumber(
          { id: "week", label: "New in 7 days", metric: "emerging_alerts", unit: "items" },
          missing,
        ),
      ],
      cards: [
        missingCard(
          inputs,
          {
            id: "alerts",
            metric: "emerging_alerts",
            width: 12,
            title: "Alerts",
            subtitle: "Open, or of the last 90 days",
          },
          missing,
        ),
      ],
    };
  }
  const artifact = inputs.artifacts["emerging"] as EmergingArtifact;
  const ranked = byPress(artifact);
  return {
    ...shared,
    headline: headline(artifact),
    summary: summary(artifact),
    numbers: numbers(artifact),
    command: `shrike emerging --as-of ${artifact.asOf}`,
    links: [
      { label: "Networks", href: "/analyst/networks" },
      { label: "Repeated texts", href: "/analyst/texts" },
      { label: "Rule lab", href: "/analyst/rule-lab" },
    ],
    cards: [
      ...(ranked.length === 0 ? [] : [panelsCard(inputs, artifact, ranked)]),
      alertsCard(inputs, artifact),
      ...ranked.slice(0, mostCards).map((alert) => alertCard(inputs, artifact, alert)),
      raisedCard(inputs, artifact),
      calibrationCard(inputs, artifact),
    ],
  };
}

/** Open before over, then the newest week before older, then the most accounts beyond what was expected. */
export function byPress({ alerts, asOf }: EmergingArtifact): PublishedAlert[] {
  const week = addDays(asOf, -6);
  const press = (alert: PublishedAlert): number =>
    (alert.day >= week ? 2 : 0) + (alert.resolved === null ? 1 : 0);
  return [...alerts].sort(
    (a, b) =>
      press(b) - press(a) || b.observed - b.expected - (a.observed - a.expected) || (a.id < b.id ? -1 : 1),
  );
}

function since(artifact: EmergingArtifact, days: number): PublishedAlert[] {
  const from = addDays(artifact.asOf, 1 - days);
  return artifact.alerts.filter(({ day }) => day >= from);
}

function headline(artifact: EmergingArtifact): string {
  const week = since(artifact, 7);
  const [largest] = byPress(artifact);
  if (largest === undefined)
    return `Nothing emerged in the 90 days to ${dayText(artifact.asOf)}, and no older alert is open`;
  if (week.length === 0)
    return artifact.counts.open === 0
      ? "Nothing new in the last 7 days, and no alert is open"
      : `Nothing new in the last 7 days; ${many(artifact.counts.open, "older alert")} ${artifact.counts.open === 1 ? "is" : "are"} still open`;
  return `${week.length === 1 ? "One thing" : many(week.length, "thing")} emerged in the last 7 days${week.length === 1 ? ":" : ", first of all"} ${nameOf(largest)}, ${many(largest.observed, "account")} on ${dayText(largest.day)} where ${expectedText(largest)}`;
}

function summary(artifact: EmergingArtifact): string {
  const today = since(artifact, 1).length;
  const known = knownShare(artifact);
  const share =
    known.share !== null
      ? `By decoys, ${percent(known.share)} of ${known.isRecent ? "the alerts of the last 56 days" : "all alerts so far"} are chance.`
      : "What share of the alerts is chance is not known yet: decoys need seven weeks of history.";
  return [
    `${lastDayText(since(artifact, 7).length, today)} on ${dayText(artifact.asOf)}, the last day of the data; ${exact(artifact.counts.month)} in 28 days, ${exact(artifact.counts.open)} open.`,
    share,
    artifact.withheld > 0
      ? `${many(artifact.withheld, "smaller candidate")} of the last 28 days ${artifact.withheld === 1 ? "is" : "are"} withheld: no more than ${rounded(artifact.perDay)} alerts a day are raised.`
      : "",
    "New is not yet abuse: each alert says who took part and what else it could be.",
  ]
    .filter(Boolean)
    .join(" ");
}

/** How many of the alerts of a week were raised on its last day, up to the day's name. */
function lastDayText(week: number, today: number): string {
  if (week === 0) return "None was raised";
  if (week === 1) return today === 1 ? "It was raised" : "It was not raised";
  if (today === 0) return "None of these was raised";
  if (today === week) return week === 2 ? "Both were raised" : "All of these were raised";
  return `${exact(today)} of these ${today === 1 ? "was" : "were"} raised`;
}

function numbers(artifact: EmergingArtifact): BigNumber[] {
  const plain = { metric: "emerging_alerts", delta: null };
  const days = artifact.raised.map(({ day, alerts }) => ({ x: day, y: alerts }));
  const { share, isRecent } = knownShare(artifact);
  return [
    {
      ...plain,
      id: "day",
      label: "New on the last day",
      unit: "items",
      estimate: counted(since(artifact, 1).length),
      sparkline: [],
    },
    {
      ...plain,
      id: "week",
      label: "New in 7 days",
      unit: "items",
      estimate: counted(since(artifact, 7).length),
      sparkline: days,
    },
    {
      ...plain,
      id: "open",
      label: "Open",
      unit: "items",
      estimate: counted(artifact.counts.open),
      sparkline: [],
    },
    share === null
      ? missingNumber(
          { id: "false-share", label: "Calibrated false share", metric: "emerging_alerts", unit: "share" },
          {
            tables: [],
            why: "Not known yet.",
            remedy: "Decoys need seven weeks of history, and alerts to compare them with.",
          },
        )
      : {
          ...plain,
          id: "false-share",
          label: isRecent ? "Calibrated false share, 56 days" : "Calibrated false share, all days",
          unit: "share",
          estimate: { value: share, low: null, high: null, numerator: null, denominator: null },
          sparkline: [],
        },
  ];
}
