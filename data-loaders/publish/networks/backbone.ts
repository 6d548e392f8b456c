type Link = readonly [number, number];

/**
 * The links that a picture is drawn of where there are too many: of each node its strongest, so that none seems alone, then every so many of
 * the rest, so that what is dense still looks it.
 *
 * @param links strongest first
 * @param own links of each node that are kept before any other
 * @param most links in all, beyond those that nodes need
 */
export function backbone(
  nodes: number,
  links: readonly Link[],
  { own, most }: { readonly own: number; readonly most: number },
): Link[] {
  if (links.length <= most) return [...links];
  const had = new Int32Array(nodes);
  const kept: Link[] = [];
  const rest: Link[] = [];
  for (const link of links) {
    const [from, to] = link;
    if ((had[from] ?? 0) >= own && (had[to] ?? 0) >= own) {
      rest.push(link);
      continue;
    }
    had[from] = (had[from] ?? 0) + 1;
    had[to] = (had[to] ?? 0) + 1;
    kept.push(link);
  }
  const room = Math.max(0, Math.min(rest.length, most - kept.length));
  for (let at = 0; at < room; at++) {
    const link = rest[Math.floor((at * rest.length) / room)];
    if (link !== undefined) kept.push(link);
  }
  return kept;
}
