import { formatDuration } from "../../format/index.js";
import type { NetworkOverview } from "../../network/artifact.js";
import type { NetworkDetail } from "../../network/detail.js";
import { commonOf, type Common, type CommonObject } from "../../network/evidence.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { ListView } from "../list-view.js";
import type { CardSpec } from "../page-view.js";
import { dayText, exact, many } from "../words.js";
import { deedOf, kindName, shownName, shownObject, shownText } from "./names.js";

/** What two members have in common: those that were asked for, else the strongest pair. */
export function evidenceCard(inputs: Inputs, overview: NetworkOverview, detail: NetworkDetail): CardSpec {
  const { evidence, picture } = detail;
  const [first] = evidence.pairs;
  const asked = inputs.pair;
  const [a, b] = asked ?? [picture.names[first?.a ?? -1] ?? "", picture.names[first?.b ?? -1] ?? ""];
  const [one, other] = [shownName(a), shownName(b)];
  const [from, to] = [memberPlace(detail, a), memberPlace(detail, b)];
  const common = from === null || to === null ? null : commonOf(evidence, from, to);
  const strangers = [...(from === null ? [one] : []), ...(to === null ? [other] : [])];
  const text = {
    id: "evidence",
    metric: "network_members",
    width: 8,
    subtitle: `What two members have in common, when each first ${deedOf(overview.signal)} it (UTC), and how many accounts of the whole platform did, 28 days to ${dayText(overview.peak.date)}`,
  } as const;
  if (common === null)
    return figureCard(
      inputs,
      {
        ...text,
        title:
          asked === null
            ? "Nothing is kept of what members have in common"
            : strangers.length > 0
              ? `${strangers.join(" and ")}: not a member of this network, or not in its picture`
              : `Nothing is kept of what ${one} and ${other} have in common`,
        notes: asked === null ? [] : [unknownNote(overview, detail)],
      },
      null,
      tableOf([], []),
    );
  const rows = common.rows.map((row) => ({ ...row, gap: Math.abs(row.b - row.a) }));
  return {
    ...figureCard(
      inputs,
      { ...text, title: titleOf(overview, one, other, common), notes: notesOf(common) },
      null,
      tableOf(
        [
          ["kind", "Kind", "text"],
          ["object", "Object or target", "text"],
          ["text", "What it says", "text"],
          ["first", one, "text"],
          ["second", other, "text"],
          ["gap", "Gap, seconds", "number"],
          ["accounts", "Accounts platform-wide", "number"],
        ],
        rows.map(({ object, a: at, b: then, gap }) => [
          object.kind,
          shownName(object.object),
          object.text === null ? null : shownText(object.text),
          momentOf(evidence.from, at),
          momentOf(evidence.from, then),
          gap,
          object.popularity,
        ]),
      ),
    ),
    list: listOf(rows, evidence.from, [one, other]),
  };
}

function titleOf(
  { signal, method }: NetworkOverview,
  one: string,
  other: string,
  { objects, rows }: Common,
): string {
  const gaps = rows.map(({ a, b }) => Math.abs(a - b)).sort((x, y) => x - y);
  const what =
    method === "lockstep"
      ? `${one} and ${other} ${deedOf(signal)} ${objects === 1 ? "one target both" : `${exact(objects)} of the same targets`}`
      : `${one} and ${other} shared ${many(objects, "object")} at the same moments`;
  if (rows.length === 1) return `${what}, ${formatDuration(gaps[0] ?? 0)} apart`;
  return method === "lockstep"
    ? `${what}, the middle one ${formatDuration(gaps[Math.floor((gaps.length - 1) / 2)] ?? 0)} apart`
    : `${what}, at most ${formatDuration(gaps.at(-1) ?? 0)} apart`;
}

function notesOf({ objects, rows }: Common): string[] {
  return objects > rows.length
    ? [`Left out: ${many(objects - rows.length, "object")} of ${exact(objects)}, those of most accounts.`]
    : [];
}

function unknownNote({ method }: NetworkOverview, { evidence: { pairs, left } }: NetworkDetail): string {
  return method === "lockstep"
    ? `They acted on no target of this network both${left.acts > 0 ? `, or it is among ${many(left.acts, "act")} left out` : ""}.`
    : `They have no edge, or it is not among the ${exact(pairs.length)} strongest of ${many(pairs.length + left.pairs, "edge")}, whose objects are kept.`;
}

function listOf(
  rows: readonly (CommonObject & { readonly gap: number })[],
  from: string,
  [one, other]: readonly [string, string],
): ListView {
  return {
    noun: ["object in common", "objects in common"],
    columns: [
      { key: "what", label: "Object or target", kind: "text" },
      { key: "one", label: one, kind: "text" },
      { key: "two", label: other, kind: "text" },
      { key: "gap", label: "Gap", kind: "text" },
      { key: "popularity", label: "Accounts platform-wide", kind: "number" },
    ],
    filters: [],
    rows: rows.map(({ object, a, b, gap }) => ({
      facets: {},
      search: object.kind,
      cells: [
        { kind: "text", text: shownObject(object), note: kindName(object.kind) },
        { kind: "text", text: momentOf(from, a) },
        { kind: "text", text: momentOf(from, b) },
        { kind: "text", text: formatDuration(gap), sort: gap },
        { kind: "number", value: object.popularity, unit: "accounts" },
      ],
    })),
  };
}

/** Place of an account among the members of the picture; null where it is none of them. */
function memberPlace({ picture: { names, kinds } }: NetworkDetail, account: string): number | null {
  const place = names.indexOf(account);
  return place < 0 || kinds[place] === "t" ? null : place;
}

/** `YYYY-MM-DD HH:MM:SS`. */
function momentOf(from: string, seconds: number): string {
  return new Date(Date.parse(`${from}T00:00:00Z`) + seconds * 1000)
    .toISOString()
    .slice(0, 19)
    .replace("T", " ");
}
