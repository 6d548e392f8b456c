import type { NetworkOverview } from "../../network/artifact.js";
import type { NetworkDetail } from "../../network/detail.js";
import type { EvidencePair, NetworkEvidence } from "../../network/evidence.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { dayText, exact, many } from "../words.js";
import { pairHref, shownName } from "./names.js";

/** Pairs that are listed; the downloads hold all that are published. */
const listed = 150;

/** The strongest pairs of members, each with a link to what it is made of. */
export function edgesCard(
  inputs: Inputs,
  { id, peak, method }: NetworkOverview,
  { picture: { names }, evidence }: NetworkDetail,
): CardSpec {
  const { pairs } = evidence;
  const shown = pairs.slice(0, listed);
  const name = (place: number): string => names[place] ?? "";
  const [first] = pairs;
  return {
    ...figureCard(
      inputs,
      {
        id: "edges",
        metric: "network_members",
        width: 4,
        title:
          first === undefined
            ? "No pair of members is known in detail"
            : `The strongest pair has ${many(first.objects, method === "lockstep" ? "target" : "object")} in common`,
        subtitle: `${method === "lockstep" ? "Pairs of members by the targets that both acted on" : "Edges by score"}: the sum of 1/ln(2 + accounts platform-wide) over what two have in common, 28 days to ${dayText(peak.date)}`,
        notes: edgeNotes(evidence, shown),
      },
      null,
      tableOf(
        [
          ["a", "Member", "text"],
          ["b", "Other member", "text"],
          ["score", "Score", "number"],
          ["objects", "Objects in common", "number"],
        ],
        pairs.map(({ a, b, score, objects }) => [shownName(name(a)), shownName(name(b)), score, objects]),
      ),
    ),
    list: {
      noun: ["pair", "pairs"],
      columns: [
        { key: "pair", label: "Pair", kind: "text" },
        { key: "score", label: "Score", kind: "number" },
        { key: "objects", label: "In common", kind: "number" },
      ],
      filters: [],
      rows: shown.map(({ a, b, score, objects }) => ({
        facets: {},
        search: "",
        cells: [
          {
            kind: "text",
            text: `${shownName(name(a))} and ${shownName(name(b))}`,
            href: pairHref(id, name(a), name(b)),
          },
          { kind: "number", value: score, unit: "index" },
          { kind: "number", value: objects, unit: "count" },
        ],
      })),
    },
  };
}

function edgeNotes({ pairs, left }: NetworkEvidence, shown: readonly EvidencePair[]): string[] {
  const all = pairs.length + left.pairs;
  return [
    ...(all > shown.length
      ? [
          `Listed: the strongest ${exact(shown.length)} of ${many(all, "pair")}${pairs.length > shown.length ? `; the downloads hold ${exact(pairs.length)}` : ""}.`,
        ]
      : []),
    ...(left.members > 0 ? [`Pairs of ${many(left.members, "member")} bound least were not looked at.`] : []),
    "Kept of the week in which the network was largest, and of no other.",
  ];
}
