import type { EmergingArtifact, PublishedAlert } from "../../emerging/artifact.js";
import { entityName, kindName } from "../../emerging/words.js";
import { addDays } from "../../time/index.js";
import { defang, platformText } from "../../text/index.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { ListRow } from "../list-view.js";
import type { CardSpec } from "../page-view.js";
import { many, percent } from "../words.js";
import { queryValue } from "../query-value.js";
import { alertQuery } from "./alert-query.js";

/** All alerts that are open or of the last 90 days, to look through. */
export function alertsCard(inputs: Inputs, artifact: EmergingArtifact): CardSpec {
  const { alerts, raised, asOf } = artifact;
  const left = raised.reduce((sum, day) => sum + day.alerts, 0) - alerts.length;
  return {
    ...figureCard(
      inputs,
      {
        id: "alerts",
        metric: "emerging_alerts",
        width: 12,
        title:
          alerts.length === 0
            ? "No alert is open or of the last 90 days"
            : `${many(alerts.length, "alert")} open, or of the last 90 days`,
        subtitle: "The newest first; accounts on the day of the alert beside those expected",
        notes: left > 0 ? [`The ${alerts.length} newest are shown; \`shrike emerging\` prints all.`] : [],
      },
      null,
      tableOf(
        [
          ["alert", "Alert", "text"],
          ["kind", "Kind", "text"],
          ["day", "Raised", "date"],
          ["resolved", "Over", "date"],
          ["accounts", "Accounts", "number"],
          ["expected", "Expected", "number"],
          ["events", "Events", "number"],
          ["covered", "Share that rules had hit", "number"],
          ["false_share", "False share at its score", "number"],
        ],
        alerts.map((alert) => [
          entityName(alert.kind, alert.entity, alert.sample),
          kindName(alert.kind),
          alert.day,
          alert.resolved,
          alert.observed,
          alert.expected,
          alert.events,
          alert.coverage?.any ?? null,
          alert.falseShare,
        ]),
      ),
    ),
    list: {
      noun: ["alert", "alerts"],
      columns: [
        { key: "alert", label: "What", kind: "text" },
        { key: "raised", label: "Raised", kind: "date" },
        { key: "status", label: "Status", kind: "text", wide: true },
        { key: "accounts", label: "Accounts", kind: "number" },
        { key: "expected", label: "Expected", kind: "number", wide: true },
        { key: "course", label: "Eight weeks", kind: "course" },
        { key: "covered", label: "Covered by rules", kind: "text", wide: true },
        { key: "look", label: "Look at", kind: "text", wide: true },
        { key: "rule", label: "First rule", kind: "text", wide: true },
      ],
      filters: [
        {
          key: "new",
          label: "New since",
          options: [
            { value: "yesterday", label: "yesterday" },
            { value: "week", label: "last week" },
          ],
        },
        {
          key: "kind",
          label: "Kind",
          options: [...new Set(alerts.map(({ kind }) => kind))]
            .sort()
            .map((kind) => ({ value: kind, label: kindName(kind, true) })),
        },
        {
          key: "status",
          label: "Status",
          options: [
            { value: "open", label: "open" },
            { value: "over", label: "over" },
          ],
        },
      ],
      rows: alerts.map((alert) => rowOf(alert, asOf)),
    },
  };
}

function rowOf(alert: PublishedAlert, asOf: string): ListRow {
  const status = alert.resolved === null ? "open" : "over";
  const { coverage, suggestion } = alert;
  return {
    facets: {
      kind: [alert.kind],
      status: [status],
      new: [...(alert.day >= asOf ? ["yesterday"] : []), ...(alert.day > addDays(asOf, -7) ? ["week"] : [])],
    },
    search: alert.examples.map((text) => platformText(defang(text), 120)).join(" "),
    cells: [
      {
        kind: "text",
        text: entityName(alert.kind, alert.entity, alert.sample),
        note: `${kindName(alert.kind)}, ${alert.detector === "novelty" ? "new" : "burst"}${alert.escalated ? ", grown" : ""}`,
        ...(alert.kind === "text" ? { href: `/analyst/texts?id=${encodeURIComponent(alert.entity)}` } : {}),
      },
      { kind: "date", day: alert.day },
      {
        kind: "text",
        text: status,
        tone: status === "open" ? "warning" : "neutral",
        ...(alert.resolved === null ? {} : { note: `since ${alert.resolved}` }),
        sort: alert.resolved ?? "",
      },
      { kind: "number", value: alert.observed, unit: "accounts" },
      { kind: "number", value: Math.round(alert.expected * 10) / 10, unit: "accounts" },
      {
        kind: "course",
        values: alert.course.map(({ accounts }) => accounts),
        label: `Accounts by day from ${alert.course[0]?.day ?? "?"} to ${alert.course.at(-1)?.day ?? "?"}`,
      },
      {
        kind: "text",
        text: coverage === null ? "unknown" : percent(coverage.any),
        sort: coverage?.any ?? null,
        ...(coverage?.rules[0] === undefined ? {} : { note: platformText(coverage.rules[0].rule, 40) }),
      },
      { kind: "text", text: "its rows in SQL", href: `/analyst/sql#q=${alertQuery(alert)}` },
      suggestion === null
        ? { kind: "text", text: "none found", sort: null }
        : {
            kind: "text",
            text: "try in the lab",
            note: `holds for ${percent(suggestion.recall)}`,
            href: `/analyst/rule-lab?new=${queryValue(suggestion.policy)}&when=${queryValue(suggestion.when)}`,
            sort: suggestion.recall,
          },
    ],
  };
}
