import type { ShownCluster } from "../../near-duplicate/shown-texts.js";
import { tableOf } from "../cards.js";
import type { ListCell, ListColumn, ListView } from "../list-view.js";
import type { TableView } from "../page-view.js";
import { dayText, many } from "../words.js";
import { isBurst, quoted, shareAtOnce, textHref } from "./artifact.js";

const columns: readonly ListColumn[] = [
  { key: "text", label: "Text", kind: "text" },
  { key: "accounts", label: "Accounts", kind: "number" },
  { key: "at_once", label: "Within 10 min", kind: "number" },
  { key: "share", label: "Share in them", kind: "number", wide: true },
  { key: "lately", label: "Accounts, last 28 days", kind: "number" },
  { key: "variants", label: "Variants", kind: "number", wide: true },
  { key: "reposts", label: "Reposts", kind: "number", wide: true },
  { key: "course", label: "Course of events", kind: "course" },
  { key: "last", label: "Last seen", kind: "date" },
];

/** Every published text as a row. */
export function textsList(clusters: readonly ShownCluster[]): ListView {
  return {
    noun: ["text", "texts"],
    columns,
    filters: [
      {
        key: "posted",
        label: "Posted",
        options: [
          { value: "at_once", label: "by 5 or more within 10 minutes" },
          { value: "over_time", label: "over time" },
        ],
      },
      {
        key: "seen",
        label: "Seen",
        options: [
          { value: "lately", label: "in the last 28 days" },
          { value: "before", label: "before only" },
        ],
      },
    ],
    rows: clusters.map((cluster) => ({
      facets: {
        posted: [isBurst(cluster) ? "at_once" : "over_time"],
        seen: [cluster.recentAccounts > 0 ? "lately" : "before"],
      },
      search: cluster.id,
      cells: cellsOf(cluster),
    })),
  };
}

function cellsOf(cluster: ShownCluster): ListCell[] {
  const { id, accounts, busiest, recentAccounts, texts, reposts, events, timeline, lastSeen } = cluster;
  return [
    { kind: "text", text: quoted(cluster, 90), href: textHref(id) },
    { kind: "number", value: accounts, unit: "accounts" },
    { kind: "number", value: busiest.accounts, unit: "accounts" },
    { kind: "number", value: shareAtOnce(cluster), unit: "share" },
    { kind: "number", value: recentAccounts, unit: "accounts" },
    { kind: "number", value: texts, unit: "count" },
    { kind: "number", value: events === 0 ? null : reposts / events, unit: "share" },
    {
      kind: "course",
      values: timeline.events,
      label: `Events by ${timeline.grain} from ${dayText(timeline.from.slice(0, 10))} to ${dayText(lastSeen.slice(0, 10))}: ${many(events, "event")} in all`,
    },
    { kind: "date", day: lastSeen.slice(0, 10) },
  ];
}

/** The same for downloads, with every number that stands behind it. */
export function textsTable(clusters: readonly ShownCluster[]): TableView {
  return tableOf(
    [
      ["id", "Id", "text"],
      ["text", "Text", "text"],
      ["accounts", "Accounts", "number"],
      ["events", "Events", "number"],
      ["reposts", "Reposts", "number"],
      ["variants", "Variants", "number"],
      ["lately", "Accounts, last 28 days", "number"],
      ["moment", "Busiest ten minutes from", "text"],
      ["moment_accounts", "Accounts in them", "number"],
      ["moment_events", "Events in them", "number"],
      ["first_seen", "First seen", "text"],
      ["last_seen", "Last seen", "text"],
    ],
    clusters.map((cluster) => [
      cluster.id,
      cluster.sample,
      cluster.accounts,
      cluster.events,
      cluster.reposts,
      cluster.texts,
      cluster.recentAccounts,
      cluster.busiest.at,
      cluster.busiest.accounts,
      cluster.busiest.events,
      cluster.firstSeen,
      cluster.lastSeen,
    ]),
  );
}
