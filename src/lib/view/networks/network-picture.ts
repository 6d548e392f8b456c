import type { NetworkOverview } from "../../network/artifact.js";
import type { NetworkDetail, NetworkMatrix, NetworkPicture } from "../../network/detail.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec, FigureSpec } from "../page-view.js";
import { dayText, exact, many, percent, rounded } from "../words.js";
import { shownName } from "./names.js";

type NodeLink = Extract<FigureSpec, { kind: "node-link" }>;

const kinds = { c: "core", f: "fringe", t: "target" } as const;

/** Who is bound to whom, as a picture and as a matrix. */
export function pictureCards(inputs: Inputs, overview: NetworkOverview, detail: NetworkDetail): CardSpec[] {
  return [pictureCard(inputs, overview, detail), matrixCard(inputs, overview, detail)];
}

function pictureCard(inputs: Inputs, overview: NetworkOverview, { picture }: NetworkDetail): CardSpec {
  const { peak, method } = overview;
  const figure = figureOf(picture);
  const targets = figure.nodes.filter(({ kind }) => kind === "target").length;
  const span = `28 days to ${dayText(peak.date)}`;
  return figureCard(
    inputs,
    {
      id: "picture",
      metric: "network_members",
      width: 6,
      title: pictureTitle(overview, figure.nodes.length - targets, targets),
      subtitle:
        method === "lockstep"
          ? `Members (dots, hollow at the fringe) and what they acted on (squares), ${span}`
          : `Members (dots, hollow at the fringe), a line where two shared at least two objects at the same moments, ${span}`,
      notes: [
        ...leftNotes(picture),
        method === "lockstep"
          ? "Pick a member, then another: what they have in common is listed below."
          : "Pick a line, or two members: what they shared is listed below.",
      ],
    },
    figure,
    tableOf(
      [
        ["from", "Member", "text"],
        ["to", method === "lockstep" ? "Acted on" : "Member", "text"],
      ],
      figure.links.map(([from, to]) => [figure.nodes[from]?.name ?? "", figure.nodes[to]?.name ?? ""]),
    ),
  );
}

/** The picture as it is drawn, its names neutralised. */
export function figureOf({ names, kinds: letters, x, y, links }: NetworkPicture): NodeLink {
  return {
    kind: "node-link",
    nodes: names.map((name, at) => ({
      name: shownName(name),
      x: x[at] ?? 0,
      y: y[at] ?? 0,
      kind: kinds[letters[at] as keyof typeof kinds] ?? "fringe",
    })),
    links: Array.from({ length: links.length / 2 }, (_, at): [number, number] => [
      links[2 * at] ?? 0,
      links[2 * at + 1] ?? 0,
    ]),
  };
}

function pictureTitle({ method, peak }: NetworkOverview, members: number, targets: number): string {
  return method === "lockstep"
    ? `${many(members, "member")} ${members === 1 ? "acts" : "act"} on ${many(targets, "target")}: ${percent(peak.density)} of all pairs`
    : `${many(peak.edges, "pair")} of ${exact(peak.size)} members share moments: ${percent(peak.density)} of all pairs`;
}

function leftNotes({ left }: NetworkPicture): string[] {
  const nodes = [
    ...(left.members > 0 ? [many(left.members, "member")] : []),
    ...(left.targets > 0 ? [many(left.targets, "target")] : []),
  ];
  return [
    ...(nodes.length > 0 ? [`Left out of the picture: ${nodes.join(" and ")}, the least bound.`] : []),
    ...(left.links > 0
      ? [
          `${many(left.links, "line")} left out; the strongest of each member are drawn, and every so many of the others.`,
        ]
      : []),
  ];
}

/** How much the members bound most have in common. */
function matrixCard(
  inputs: Inputs,
  { peak, method }: NetworkOverview,
  { picture, matrix: { members, values } }: NetworkDetail,
): CardSpec {
  const names = members.map((at) => shownName(picture.names[at] ?? ""));
  const span = `28 days to ${dayText(peak.date)}`;
  return figureCard(
    inputs,
    {
      id: "matrix",
      metric: "network_members",
      width: 6,
      title: matrixTitle(method, values),
      subtitle:
        method === "lockstep"
          ? `Of the targets that either acted on, the percentage that both did (Jaccard), ${span}`
          : `Objects that two shared at the same moments; empty where they have no edge, ${span}`,
      notes: ["Pick a cell: what the two have in common is listed below."],
    },
    names.length < 2
      ? null
      : { kind: "matrix", unit: method === "lockstep" ? "share" : "count", names, values },
    tableOf(
      [
        ["a", "Member", "text"],
        ["b", "Other member", "text"],
        ["common", method === "lockstep" ? "Share of targets in common" : "Objects in common", "number"],
      ],
      values.flatMap((row, a) =>
        row.flatMap((value, b) => (a < b ? [[names[a] ?? "", names[b] ?? "", value]] : [])),
      ),
    ),
  );
}

function matrixTitle(method: NetworkOverview["method"], values: NetworkMatrix["values"]): string {
  const among = `the ${many(values.length, "member")} bound most`;
  const known = values.flatMap((row, a) => row.filter((_, b) => a < b)).filter((value) => value !== null);
  const mean = (of: readonly number[]): number =>
    of.length === 0 ? 0 : of.reduce((sum, value) => sum + value, 0) / of.length;
  if (method === "lockstep")
    return `Any two of ${among} have ${percent(mean(known))} of their targets in common`;
  const edges = known.filter((value) => value > 0);
  return `${exact(edges.length)} of ${many(known.length, "pair")} of ${among} have an edge, of ${rounded(mean(edges))} objects on average`;
}
