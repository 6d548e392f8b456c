import type { NetworkMatrix, NetworkMember, NetworkPicture } from "../../../src/lib/network/detail.js";
import type { Engine } from "../../engine/engine.js";
import { backbone } from "./backbone.js";
import { layOut } from "./lay-out.js";

/** Members and targets that a picture shows: more cannot be told apart, and take seconds to lay out. */
const [nodesShown, targetsShown] = [5000, 1000];
/** Links that a picture shows, and nodes beyond which it keeps one link of each before all others, in place of three. */
const [linksShown, manyNodes] = [2400, 700];
/** Links that the layout obeys, drawn or not. */
const springsAtMost = 40_000;
/** Rows and columns of the matrix: names and numbers still fit. */
const matrixSize = 18;

interface Edge {
  readonly a: string;
  readonly b: string;
  readonly signal: string;
  readonly objects: number;
}

/** Reads the edges of a network and lays out its picture, and its matrix. */
export async function readPicture(
  engine: Engine,
  id: string,
  members: readonly NetworkMember[],
): Promise<{ readonly picture: NetworkPicture; readonly matrix: NetworkMatrix }> {
  const edges = await engine.query<Edge>(
    "SELECT a, b, signal, objects FROM cluster_edges WHERE cluster_id = $1 ORDER BY weight DESC, a, b",
    [id],
  );
  const acted = new Map<string, number>();
  if (edges[0]?.signal !== "share") for (const { b } of edges) acted.set(b, (acted.get(b) ?? 0) + 1);
  const targets = [...acted]
    .sort((one, other) => other[1] - one[1] || (one[0] < other[0] ? -1 : 1))
    .slice(0, targetsShown)
    .map(([target]) => target);
  const shown = members.slice(0, nodesShown - targets.length);
  const accountPlace = new Map(shown.map(({ id: name }, at) => [name, at]));
  const otherPlace =
    targets.length === 0 ? accountPlace : new Map(targets.map((name, at) => [name, shown.length + at]));
  const links = edges.flatMap(({ a, b }): [number, number][] => {
    const [from, to] = [accountPlace.get(a), otherPlace.get(b)];
    return from === undefined || to === undefined ? [] : [[from, to]];
  });
  const nodes = shown.length + targets.length;
  const springs = backbone(nodes, links, { own: 3, most: springsAtMost });
  const drawn = backbone(nodes, springs, {
    own: nodes > manyNodes ? 1 : 3,
    most: Math.max(linksShown, nodes),
  });
  return {
    picture: {
      names: [...shown.map(({ id: name }) => name), ...targets],
      kinds: shown.map(({ role }) => (role === "core" ? "c" : "f")).join("") + "t".repeat(targets.length),
      ...layOut(nodes, springs),
      links: drawn.flat(),
      left: {
        members: members.length - shown.length,
        targets: acted.size - targets.length,
        links: edges.length - drawn.length,
      },
    },
    matrix: targets.length === 0 ? objectMatrix(edges, accountPlace) : targetMatrix(edges, accountPlace),
  };
}

/** Objects that two members shared at the same moments. */
function objectMatrix(edges: readonly Edge[], places: ReadonlyMap<string, number>): NetworkMatrix {
  const size = Math.min(matrixSize, places.size);
  const values = squareOf(size, (row, column) => (row === column ? null : 0));
  for (const { a, b, objects } of edges) {
    const [one, other] = [places.get(a) ?? size, places.get(b) ?? size];
    const [own, its] = [values[one], values[other]];
    if (own === undefined || its === undefined) continue;
    own[other] = objects;
    its[one] = objects;
  }
  return { members: [...values.keys()], values };
}

/** Of the targets that either of two members acted on, the share that both did (Jaccard). */
function targetMatrix(edges: readonly Edge[], places: ReadonlyMap<string, number>): NetworkMatrix {
  const acted = Array.from({ length: Math.min(matrixSize, places.size) }, () => new Set<string>());
  for (const { a, b } of edges) acted[places.get(a) ?? acted.length]?.add(b);
  const values = squareOf(acted.length, (row, column) => {
    const [one, other] = [acted[row] ?? new Set<string>(), acted[column] ?? new Set<string>()];
    const common = [...one].filter((target) => other.has(target)).length;
    const either = one.size + other.size - common;
    return row === column || either === 0 ? null : Number((common / either).toFixed(3));
  });
  return { members: [...values.keys()], values };
}

function squareOf(size: number, value: (row: number, column: number) => number | null): (number | null)[][] {
  return Array.from({ length: size }, (_, row) =>
    Array.from({ length: size }, (__, column) => value(row, column)),
  );
}
