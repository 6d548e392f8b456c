import type { NetworkOverview } from "../../network/artifact.js";
import type { NetworkDetail, NetworkPicture } from "../../network/detail.js";
import { defang, platformText } from "../../text/index.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { dayText, exact, many, percent } from "../words.js";

/** Rows and columns of the matrix: names and numbers still fit. */
const matrixSize = 18;

/** Who is bound to whom, as a picture and as a matrix. */
export function pictureCards(
  inputs: Inputs,
  overview: NetworkOverview,
  { picture }: NetworkDetail,
): CardSpec[] {
  const { peak, method } = overview;
  const nodes = picture.nodes.map((node) => ({ ...node, name: shownName(node.name) }));
  const targets = nodes.filter(({ kind }) => kind === "target").length;
  const left = leftText(picture);
  const span = `28 days to ${dayText(peak.date)}`;
  return [
    figureCard(
      inputs,
      {
        id: "picture",
        metric: "network_members",
        width: 6,
        title: pictureTitle(overview, nodes.length - targets, targets),
        subtitle:
          method === "lockstep"
            ? `Members (dots, hollow at the fringe) and what they acted on (squares), ${span}`
            : `Members (dots, hollow at the fringe), a line where two shared at least two objects at the same moments, ${span}`,
        notes: left === "" ? [] : [left],
      },
      { kind: "node-link", nodes, links: picture.links },
      tableOf(
        [
          ["from", "Member", "text"],
          ["to", method === "lockstep" ? "Acted on" : "Member", "text"],
        ],
        picture.links.map(([from, to]) => [nodes[from]?.name ?? "", nodes[to]?.name ?? ""]),
      ),
    ),
    matrixCard(inputs, overview, picture, nodes),
  ];
}

function pictureTitle({ method, peak }: NetworkOverview, members: number, targets: number): string {
  return method === "lockstep"
    ? `${exact(members)} members act on ${exact(targets)} targets: ${percent(peak.density)} of all pairs`
    : `${many(peak.edges, "pair")} of ${exact(peak.size)} members share moments: ${percent(peak.density)} of all pairs`;
}

function leftText({ left }: NetworkPicture): string {
  const parts = [
    ...(left.nodes > 0 ? [`${many(left.nodes, "member or target", "members and targets")}`] : []),
    ...(left.links > 0 ? [`${many(left.links, "link")}`] : []),
  ];
  return parts.length === 0 ? "" : `Left out of the picture: ${parts.join(" and ")}, the weakest.`;
}

/** How alike the members bound most are: the share of their links that they have in common. */
function matrixCard(
  inputs: Inputs,
  { peak }: NetworkOverview,
  { links }: NetworkPicture,
  nodes: readonly { readonly name: string; readonly kind: string }[],
): CardSpec {
  const bound = nodes.map(() => new Set<number>());
  for (const [from, to] of links) {
    bound[from]?.add(to);
    bound[to]?.add(from);
  }
  const shown = nodes
    .flatMap(({ kind }, at) => (kind === "target" ? [] : [at]))
    .sort((a, b) => (bound[b]?.size ?? 0) - (bound[a]?.size ?? 0) || a - b)
    .slice(0, matrixSize);
  const names = shown.map((at) => nodes[at]?.name ?? "");
  const values = shown.map((a) =>
    shown.map((b) => {
      if (a === b) return null;
      const [one, other] = [bound[a] ?? new Set<number>(), bound[b] ?? new Set<number>()];
      const common = [...one].filter((node) => other.has(node)).length;
      const either = one.size + other.size - common;
      return either === 0 ? null : common / either;
    }),
  );
  const known = values.flat().filter((value) => value !== null);
  const mean = known.length === 0 ? 0 : known.reduce((sum, value) => sum + value, 0) / known.length;
  return figureCard(
    inputs,
    {
      id: "matrix",
      metric: "network_members",
      width: 6,
      title: `Any two of the ${exact(shown.length)} members bound most have ${percent(mean)} of their links in common`,
      subtitle: `The same as a matrix: of the links that either has in the picture, the percentage that both have (Jaccard), 28 days to ${dayText(peak.date)}`,
    },
    shown.length < 2 ? null : { kind: "matrix", unit: "share", names, values },
    tableOf(
      [
        ["a", "Member", "text"],
        ["b", "Other member", "text"],
        ["common", "Links in common", "number"],
      ],
      values.flatMap((row, a) =>
        row.flatMap((value, b) => (a < b ? [[names[a] ?? "", names[b] ?? "", value]] : [])),
      ),
    ),
  );
}

/** An account or a target as it may be shown. */
export function shownName(raw: string): string {
  return defang(platformText(raw, 60));
}
