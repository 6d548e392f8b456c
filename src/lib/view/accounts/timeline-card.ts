import { shown } from "../../account/words.js";
import { addDays } from "../../time/index.js";
import { figureCard, missingCard, tableOf } from "../cards.js";
import { lacking } from "../inputs.js";
import type { Annotation, CardSpec, Series } from "../page-view.js";
import { dayText, many } from "../words.js";
import type { OpenAccount } from "./open-account.js";
import { ruleTitle } from "./rule-title.js";

/** Marks that a timeline has room for. */
const mostMarks = 12;

/** What the account did, day by day, with what was done about it. */
export function timelineCard(account: OpenAccount): CardSpec {
  const { inputs, artifact, record } = account;
  const { from, days } = artifact.activity;
  const to = addDays(from, days - 1);
  const text = {
    id: "timeline",
    metric: "",
    width: 8 as const,
    title: "Timeline",
    subtitle: `Events a day, ${dayText(from)} to ${dayText(to)} (UTC)`,
  };
  if (artifact.lacking.includes("events"))
    return missingCard(inputs, { ...text, title: "Timeline: unknown" }, lacking(["events"], "What it did"));
  const totals = Array.from({ length: days }, () => 0);
  const rows: [string, string, number][] = [];
  const kinds = Object.entries(record.activity);
  for (const [kind, pairs] of kinds)
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      const [day = 0, events = 0] = [pairs[at], pairs[at + 1]];
      totals[day] = (totals[day] ?? 0) + events;
      rows.push([addDays(from, day), kind, events]);
    }
  const all = totals.reduce((sum, events) => sum + events, 0);
  const series: Series = {
    name: "events",
    role: "accent",
    points: totals.map((y, day) => ({ x: addDays(from, day), y, n: y })),
  };
  const busiest = totals.indexOf(Math.max(...totals));
  return figureCard(
    inputs,
    {
      ...text,
      title:
        all === 0
          ? `Nothing in the last ${days} days`
          : `${many(all, "event")} in ${days} days, most on ${dayText(addDays(from, busiest))}`,
      sample:
        kinds.length === 0
          ? null
          : kinds
              .map(([kind, pairs]): [string, number] => [
                kind,
                pairs.reduce((sum, value, at) => sum + (at % 2 === 1 ? value : 0), 0),
              ])
              .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
              .map(([kind, events]) =>
                many(
                  events,
                  kindText(kind),
                  kindText(kind).replace(/y?$/, (end) => (end === "" ? "s" : "ies")),
                ),
              )
              .join(", "),
    },
    {
      kind: "time-series",
      unit: "count",
      grain: "day",
      mark: "bar",
      series: [series],
      annotations: marksOf(account, from, to),
    },
    tableOf(
      [
        ["day", "Day", "date"],
        ["kind", "Kind", "text"],
        ["events", "Events", "number"],
      ],
      rows.toSorted(([a, x], [b, y]) => (a === b ? (x < y ? -1 : 1) : a < b ? -1 : 1)),
    ),
  );
}

/** Rules that hit it and what was done, the first of a kind and day, the newest where there is no room for all. */
function marksOf({ artifact, record }: OpenAccount, from: string, to: string): Annotation[] {
  const marks = new Map<string, Annotation>();
  const add = (at: string, kind: Annotation["kind"], label: string, href?: string): void => {
    const day = at.slice(0, 10);
    if (day < from || day > to) return;
    marks.set(`${day} ${label}`, { day, kind, label, ...(href === undefined ? {} : { href }) });
  };
  for (const { at, rule } of record.hits.rows) {
    const { title, href } = ruleTitle(artifact, rule);
    add(at, "rule", `Hit: ${title}`, href);
  }
  for (const { at, action, reversed } of record.actions.rows) {
    add(at, "incident", `Action: ${shown(action).replaceAll("_", " ")}`);
    if (reversed !== null) add(reversed, "release", `Reversed: ${shown(action).replaceAll("_", " ")}`);
  }
  return [...marks.values()]
    .sort((a, b) => (a.day === b.day ? (a.label < b.label ? -1 : 1) : a.day < b.day ? 1 : -1))
    .slice(0, mostMarks)
    .reverse();
}

function kindText(kind: string): string {
  return shown(kind).replaceAll("_", " ");
}
