/** Who acted on what: distinct edges between accounts and targets, each numbered from 0, in the order of accounts. */
export interface Bipartite {
  readonly accounts: number;
  readonly targets: number;
  readonly account: Int32Array;
  readonly target: Int32Array;
}

/** How many edges each end has. */
export function degrees(ends: Int32Array, count: number): Int32Array {
  const degree = new Int32Array(count);
  for (const end of ends) degree[end] = (degree[end] ?? 0) + 1;
  return degree;
}

/**
 * The edges of a graph that are left when accounts with fewer than `perAccount` targets and targets with fewer than `perTarget` accounts are
 * taken away until none is left to take; numbers stay.
 */
export function core(graph: Bipartite, perAccount: number, perTarget: number): Bipartite {
  let { account, target } = graph;
  for (;;) {
    const ofAccount = degrees(account, graph.accounts);
    const ofTarget = degrees(target, graph.targets);
    const before = account.length;
    ({ account, target } = edgesWhere(
      { ...graph, account, target },
      (who, what) => (ofAccount[who] ?? 0) >= perAccount && (ofTarget[what] ?? 0) >= perTarget,
    ));
    if (account.length === before) return { ...graph, account, target };
  }
}

/**
 * The edges that are to be kept, in their order; the graph itself where that is all of them.
 *
 * @param keeps asked twice of each edge, by its ends and its place: it must say the same both times
 */
export function edgesWhere(
  graph: Bipartite,
  keeps: (account: number, target: number, edge: number) => boolean,
): Bipartite {
  const { account, target } = graph;
  let kept = 0;
  for (let edge = 0; edge < account.length; edge++)
    if (keeps(account[edge] ?? -1, target[edge] ?? -1, edge)) kept++;
  if (kept === account.length) return graph;
  const [accounts, targets] = [new Int32Array(kept), new Int32Array(kept)];
  let into = 0;
  for (let edge = 0; edge < account.length; edge++) {
    const [who, what] = [account[edge] ?? -1, target[edge] ?? -1];
    if (!keeps(who, what, edge)) continue;
    accounts[into] = who;
    targets[into++] = what;
  }
  return { ...graph, account: accounts, target: targets };
}
