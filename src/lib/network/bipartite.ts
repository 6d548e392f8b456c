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
    const keeps = (edge: number): boolean =>
      (ofAccount[account[edge] ?? 0] ?? 0) >= perAccount && (ofTarget[target[edge] ?? 0] ?? 0) >= perTarget;
    let kept = 0;
    for (let edge = 0; edge < account.length; edge++) if (keeps(edge)) kept++;
    if (kept === account.length) return { ...graph, account, target };
    const [accounts, targets] = [new Int32Array(kept), new Int32Array(kept)];
    let into = 0;
    for (let edge = 0; edge < account.length; edge++) {
      if (!keeps(edge)) continue;
      accounts[into] = account[edge] ?? 0;
      targets[into++] = target[edge] ?? 0;
    }
    [account, target] = [accounts, targets];
  }
}
