import type { NetworkMember, NetworkPicture } from "../../../src/lib/network/detail.js";
import type { Engine } from "../../engine/engine.js";
import { layOut } from "./lay-out.js";

/** Members, targets and links that a picture shows: more cannot be told apart. */
const [membersShown, targetsShown, linksShown] = [160, 40, 900];

/**
 * Reads the edges of a network and lays out its picture: the members that are bound most, for lockstep the targets that most act on, and the
 * strongest links between these.
 */
export async function readPicture(
  engine: Engine,
  id: string,
  members: readonly NetworkMember[],
): Promise<NetworkPicture> {
  const edges = await engine.query<{ a: string; b: string; signal: string }>(
    "SELECT a, b, signal FROM cluster_edges WHERE cluster_id = $1 ORDER BY weight DESC, a, b",
    [id],
  );
  const shown = members.slice(0, membersShown);
  const acted = new Map<string, number>();
  if (edges[0]?.signal !== "share") for (const { b } of edges) acted.set(b, (acted.get(b) ?? 0) + 1);
  const targets = [...acted]
    .sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
    .slice(0, targetsShown)
    .map(([target]) => target);
  const nodes = [
    ...shown.map(({ id: name, role }) => ({ name, kind: role })),
    ...targets.map((name) => ({ name, kind: "target" as const })),
  ];
  const accountPlace = new Map(shown.map(({ id: name }, at) => [name, at]));
  const otherPlace =
    targets.length === 0 ? accountPlace : new Map(targets.map((name, at) => [name, shown.length + at]));
  const links = edges.flatMap(({ a, b }): [number, number][] => {
    const [from, to] = [accountPlace.get(a), otherPlace.get(b)];
    return from === undefined || to === undefined ? [] : [[from, to]];
  });
  const drawn = thinned(links, linksShown);
  return {
    nodes: layOut(nodes, drawn),
    links: drawn,
    left: {
      nodes: members.length + acted.size - nodes.length,
      links: edges.length - drawn.length,
    },
  };
}

/** Every so many of a list, so that at most `most` are left and every part of it is heard. */
function thinned<Item>(items: readonly Item[], most: number): Item[] {
  const step = Math.max(1, items.length / most);
  return Array.from({ length: Math.min(most, items.length) }, (_, at) => items[Math.floor(at * step)]).filter(
    (item) => item !== undefined,
  );
}
