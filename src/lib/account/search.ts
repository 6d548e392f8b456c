import type { AccountIndex } from "./record.js";

/** Places of the accounts that match a text, best first. */
export type Search = (query: string, most: number) => number[];

/**
 * Searches ids, handles and display names without regard to case: first what equals the text, then what begins with it, then what
 * holds it; among equals in the order of the index, which is by how much speaks for looking at an account.
 */
export function searchOf({ ids, handles, names }: AccountIndex): Search {
  const lower = ids.map((id, at) =>
    [id, handles[at] ?? "", names[at] ?? ""].map((text) => text.toLowerCase()),
  );
  return (query, most) => {
    const wanted = query.trim().replace(/^@/, "").toLowerCase();
    if (wanted === "") return [];
    const found: number[][] = [[], [], []];
    for (const [place, texts] of lower.entries()) {
      let best = 3;
      for (const text of texts) {
        const at = text.indexOf(wanted);
        if (at < 0) continue;
        best = Math.min(best, at > 0 ? 2 : text.length === wanted.length ? 0 : 1);
      }
      if (best < 3) found[best]?.push(place);
    }
    return found.flat().slice(0, most);
  };
}
