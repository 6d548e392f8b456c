import type { NetworkOverview } from "../../network/artifact.js";
import type { NetworkDetail, NetworkObject } from "../../network/detail.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { ListView } from "../list-view.js";
import type { CardSpec } from "../page-view.js";
import { dayText, exact, many, percent } from "../words.js";
import { kindName, shownName, shownObject, shownText } from "./names.js";

/** When the members acted, and on what. */
export function actCards(inputs: Inputs, overview: NetworkOverview, detail: NetworkDetail): CardSpec[] {
  return [rasterCard(inputs, overview, detail), objectsCard(inputs, overview, detail)];
}

function rasterCard(inputs: Inputs, { peak }: NetworkOverview, { raster }: NetworkDetail): CardSpec {
  const { rows, points, left, from, days } = raster;
  const names = rows.map(shownName);
  const busiest = busiestHour(points);
  const left_ = [
    ...(left.rows > 0 ? [many(left.rows, "member")] : []),
    ...(left.points > 0 ? [many(left.points, "act")] : []),
  ];
  return figureCard(
    inputs,
    {
      id: "raster",
      metric: "network_members",
      width: 12,
      title:
        points.length === 0
          ? "No act of these 28 days was shared"
          : `${exact(busiest.members)} of ${exact(rows.length)} members acted in the same hour at most, on ${dayText(dayAfter(from, busiest.hour))}`,
      subtitle: `A row for each member, those that began first on top; a tick for each act that the network shared, 28 days to ${dayText(peak.date)} (UTC). Lockstep shows as stripes from top to bottom`,
      notes: left_.length === 0 ? [] : [`Left out: ${left_.join(" and ")}.`],
    },
    points.length === 0 ? null : { kind: "raster", from, days, rows: names, points },
    tableOf(
      [
        ["account", "Account", "text"],
        ["hours", `Hours since ${from}`, "number"],
      ],
      points.map(([row, hours]) => [names[row] ?? "", hours]),
    ),
  );
}

/** The hour in which most members acted, and how many they were. */
function busiestHour(points: NetworkDetail["raster"]["points"]): { hour: number; members: number } {
  const members = new Map<number, Set<number>>();
  for (const [row, hours] of points) {
    const hour = Math.floor(hours);
    members.set(hour, (members.get(hour) ?? new Set<number>()).add(row));
  }
  let best = { hour: 0, members: 0 };
  for (const [hour, rows] of members) if (rows.size > best.members) best = { hour, members: rows.size };
  return best;
}

function dayAfter(from: string, hours: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + hours * 3_600_000).toISOString().slice(0, 10);
}

function objectsCard(inputs: Inputs, { peak }: NetworkOverview, { objects, facts }: NetworkDetail): CardSpec {
  const [first] = objects;
  return {
    ...figureCard(
      inputs,
      {
        id: "objects",
        metric: "network_members",
        width: 12,
        title:
          first === undefined
            ? "No object that two members shared"
            : `${exact(first.members)} of ${exact(peak.size)} members acted on the same ${kindName(first.kind)}; ${percent(first.members / Math.max(1, first.popularity))} of the platform's accounts that did are members`,
        subtitle: `What members acted on together, 28 days to ${dayText(peak.date)}${facts.objects > objects.length ? `: ${exact(objects.length)} of ${exact(facts.objects)}, those of most members` : ""}`,
        notes: ["Addresses are written so that they cannot be clicked."],
      },
      null,
      tableOf(
        [
          ["kind", "Kind", "text"],
          ["object", "Object or target", "text"],
          ["text", "What it says", "text"],
          ["members", "Members", "number"],
          ["acts", "Acts", "number"],
          ["popularity", "Accounts platform-wide", "number"],
          ["first", "First", "text"],
        ],
        objects.map(({ kind, object, text, members, acts, popularity, first: at }) => [
          kind,
          shownName(object),
          text === null ? null : shownText(text),
          members,
          acts,
          popularity,
          at,
        ]),
      ),
    ),
    list: objectsList(objects),
  };
}

function objectsList(objects: readonly NetworkObject[]): ListView {
  return {
    noun: ["object", "objects"],
    columns: [
      { key: "object", label: "Object or target", kind: "text" },
      { key: "members", label: "Members", kind: "number" },
      { key: "popularity", label: "Accounts platform-wide", kind: "number" },
      { key: "acts", label: "Acts", kind: "number", wide: true },
      { key: "first", label: "First", kind: "date", wide: true },
    ],
    filters: [],
    rows: objects.map(({ kind, object, text, members, popularity, acts, first }) => ({
      facets: {},
      search: kind,
      cells: [
        { kind: "text", text: shownObject({ object, text }), note: kindName(kind) },
        { kind: "number", value: members, unit: "accounts" },
        { kind: "number", value: popularity, unit: "accounts" },
        { kind: "number", value: acts, unit: "count" },
        { kind: "date", day: first.slice(0, 10) },
      ],
    })),
  };
}
