/**
 * Connected components by union-find with path halving and union by size (Tarjan and van Leeuwen 1984, Journal of the ACM 31:245–281).
 *
 * @param nodes how many there are
 * @param from, to ends of each edge, numbers of nodes
 * @returns for each node the smallest number of a node of its component
 */
export function components(nodes: number, from: ArrayLike<number>, to: ArrayLike<number>): Int32Array {
  const parent = Int32Array.from({ length: nodes }, (_, node) => node);
  const size = new Int32Array(nodes).fill(1);
  const root = (node: number): number => {
    let at = node;
    for (;;) {
      const above = parent[at] ?? at;
      if (above === at) return at;
      parent[at] = parent[above] ?? above;
      at = parent[at] ?? at;
    }
  };
  for (let edge = 0; edge < from.length; edge++) {
    const [a, b] = [root(from[edge] ?? 0), root(to[edge] ?? 0)];
    if (a === b) continue;
    const [large, small] = (size[a] ?? 0) >= (size[b] ?? 0) ? [a, b] : [b, a];
    parent[small] = large;
    size[large] = (size[large] ?? 0) + (size[small] ?? 0);
  }
  const least = new Int32Array(nodes).fill(-1);
  const named = new Int32Array(nodes);
  for (let node = 0; node < nodes; node++) {
    const top = root(node);
    if ((least[top] ?? -1) < 0) least[top] = node;
    named[node] = least[top] ?? node;
  }
  return named;
}
