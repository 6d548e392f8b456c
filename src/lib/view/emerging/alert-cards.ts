import type { EmergingArtifact, PublishedAlert } from "../../emerging/artifact.js";
import { entityName } from "../../emerging/words.js";
import { defang, platformText } from "../../text/index.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec, Point, TableView } from "../page-view.js";
import { dayText, exact, many, percent, rounded } from "../words.js";
import { titlesOf } from "../rules/artifact.js";
import type { RulesArtifact } from "../../rule/overview.js";
import { expectedText, nameOf, organic } from "./words.js";

/** Alerts that are shown side by side. */
const mostPanels = 8;

/** The most pressing alerts side by side, each beside what was expected of it. */
export function panelsCard(
  inputs: Inputs,
  artifact: EmergingArtifact,
  alerts: readonly PublishedAlert[],
): CardSpec {
  const shown = alerts.slice(0, mostPanels);
  return figureCard(
    inputs,
    {
      id: "panels",
      metric: "emerging_alerts",
      width: 12,
      title: `${shown.length === 1 ? "What presses most" : `The ${exact(shown.length)} alerts that press most`}, day by day`,
      subtitle:
        "Distinct accounts a day, from eight weeks before each alert to four weeks after it; each panel has its own scale, up to its own maximum; grey: expected, with 95 % of such days",
      notes: [
        `In colour: alerts that are open. Alerts of the last 7 days come first, then open ones, then those with the most accounts beyond what was expected; an alert is raised from ${exact(artifact.floor)} accounts a day on.`,
      ],
    },
    {
      kind: "small-multiples",
      unit: "accounts",
      grain: "day",
      scale: "own",
      panels: shown.map((alert) => ({
        name: panelName(alert),
        detail: sizeText(alert),
        role: alert.resolved === null ? "accent" : "muted",
        points: alert.course.map(({ day, accounts }) => ({ x: day, y: accounts })),
        expected: expectedPoints(alert),
      })),
    },
    tableOf(
      [
        ["alert", "Alert", "text"],
        ["day", "Day", "date"],
        ["accounts", "Accounts", "number"],
        ["expected", "Expected", "number"],
        ["low", "95 % of such days, low", "number"],
        ["high", "95 % of such days, high", "number"],
      ],
      shown.flatMap((alert) =>
        alert.course.map(({ day, accounts, expected, low, high }) => [
          nameOf(alert),
          day,
          accounts,
          expected,
          low,
          high,
        ]),
      ),
    ),
  );
}

/** One alert, explained. */
export function alertCard(inputs: Inputs, artifact: EmergingArtifact, alert: PublishedAlert): CardSpec {
  const { observed, day, suggestion } = alert;
  const known = alert.course.filter(({ expected: of }) => of !== null);
  const card = figureCard(
    inputs,
    {
      id: `alert-${alert.id}`,
      metric: "emerging_alerts",
      width: 6,
      title: `${capital(nameOf(alert))}: ${many(observed, "account")} on ${dayText(day)}, ${expectedText(alert)}`,
      subtitle: `Distinct accounts a day${known.length > 0 ? "; grey: expected, with 95 % of such days" : "; too new for an expectation"}`,
      sample: `${many(alert.events, "event")} by ${many(observed, "account")}; expected between ${exact(alert.low)} and ${exact(alert.high)}`,
      notes: notesOf(inputs, artifact, alert),
    },
    {
      kind: "time-series",
      unit: "accounts",
      grain: "day",
      mark: "line",
      annotations: [
        {
          day,
          kind: "incident",
          label: alert.escalated ? "Alert: grown since an earlier one" : "Alert raised",
        },
        ...(alert.resolved === null
          ? []
          : [{ day: alert.resolved, kind: "incident" as const, label: "Over" }]),
      ],
      series: [
        {
          name: "Accounts",
          role: "accent",
          points: alert.course.map((each) => ({ x: each.day, y: each.accounts })),
        },
        ...(known.length === 0
          ? []
          : [
              {
                name: "Expected",
                role: "comparison" as const,
                points: expectedPoints(alert),
              },
            ]),
      ],
    },
    courseTable(alert),
  );
  return suggestion === null ? card : { ...card, code: draftRule(alert, suggestion) };
}

/** What is plain by itself, as a hashtag, goes without its kind: panels are narrow. */
function panelName(alert: PublishedAlert): string {
  return ["hashtag", "domain", "text"].includes(alert.kind)
    ? entityName(alert.kind, alert.entity, alert.sample)
    : capital(nameOf(alert));
}

function expectedPoints({ course }: PublishedAlert): Point[] {
  return course.map(({ day, expected, low, high }) => ({ x: day, y: expected, low, high }));
}

/** "most 412, last 37". */
function sizeText({ course }: PublishedAlert): string {
  const last = course.at(-1);
  return last === undefined
    ? ""
    : `most ${exact(Math.max(...course.map(({ accounts }) => accounts)))}, last ${exact(last.accounts)}`;
}

function courseTable({ course }: PublishedAlert): TableView {
  return tableOf(
    [
      ["day", "Day", "date"],
      ["accounts", "Accounts", "number"],
      ["expected", "Expected", "number"],
      ["low", "95 % of such days, low", "number"],
      ["high", "95 % of such days, high", "number"],
    ],
    course.map(({ day, accounts, expected, low, high }) => [day, accounts, expected, low, high]),
  );
}

function notesOf(inputs: Inputs, artifact: EmergingArtifact, alert: PublishedAlert): string[] {
  const first = alert.course.find(({ accounts }) => accounts > 0);
  const titles = titlesOf((inputs.artifacts["rules"] as Partial<RulesArtifact> | undefined)?.rules ?? []);
  const { coverage, suggestion } = alert;
  const shared = alert.accounts.map((id) => platformText(id, 24)).join(", ");
  return [
    `${alert.detector === "novelty" ? "New or nearly unseen before" : "A burst over its own past"}${first === undefined ? "" : `; in these eight weeks first seen on ${dayText(first.day)}`}. ${alert.resolved === null ? "Still open" : `Over on ${dayText(alert.resolved)}`}. Score ${rounded(alert.score)}, raised from ${rounded(alert.threshold)}${alert.falseShare === null ? "" : `; of alerts that score as high, ${percent(alert.falseShare)} are chance`}.`,
    coverage === null
      ? "Which rules cover it is unknown: hits are not on record."
      : coverage.rules.length === 0
        ? "No rule had hit any of its accounts in the 28 days before."
        : `Rules had hit ${percent(coverage.any)} of its accounts: ${coverage.rules.map(({ rule, share }) => `${titles(rule)} ${percent(share)}`).join(", ")}.`,
    ...(alert.examples.length === 0
      ? []
      : [`Examples: ${alert.examples.map((text) => `“${platformText(defang(text), 100)}”`).join(" · ")}`]),
    ...(shared === ""
      ? []
      : [
          `Accounts: ${shared}${alert.observed > alert.accounts.length ? `, and ${exact(alert.observed - alert.accounts.length)} more` : ""}.`,
        ]),
    ...(suggestion === null
      ? []
      : [
          `The condition below holds for ${percent(suggestion.recall)} of its accounts; of all accounts of the day that it holds for, ${percent(suggestion.precision)} are among them (${exact(suggestion.others)} others were active). Its values are from the day itself: try it in the rule lab before anything else.`,
        ]),
    organic[alert.kind] ?? "",
  ].filter(Boolean);
}

/** A rule to begin with, as a file would have it; `when` is made of names of features and numbers alone. */
function draftRule(
  alert: PublishedAlert,
  { when, policy }: NonNullable<PublishedAlert["suggestion"]>,
): string {
  return [
    `id: emerging-${alert.id}`,
    `title: Accounts like those of alert ${alert.id}`,
    `policy: ${platformText(policy, 60)}`,
    "kind: heuristic",
    "grain: account",
    "state: draft",
    "when: |",
    `  ${when}`,
  ].join("\n");
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
