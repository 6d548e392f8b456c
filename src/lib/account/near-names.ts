import { editDistance } from "./edit-distance.js";

/** A name that is close to another, and how many edits apart. */
export interface NearName {
  readonly name: string;
  readonly distance: number;
}

/**
 * Finds the names within a few edits of a text without comparing it with all of them: names that are k edits apart share what is
 * left after at most k characters are taken out of each (Mor and Fraenkel 1982, "A hash code method for detecting and correcting
 * spelling errors"). What is found is checked with `editDistance`.
 */
export class NearNames {
  readonly #most: number;
  readonly #byRest = new Map<string, string[]>();

  /**
   * @param names what is looked for
   * @param most edits apart at most, 0 to 2: the index grows with the length of names to this power
   */
  constructor(names: Iterable<string>, most: number) {
    this.#most = most;
    for (const name of new Set(names))
      for (const rest of withoutSome(name, most)) {
        const known = this.#byRest.get(rest);
        if (known === undefined) this.#byRest.set(rest, [name]);
        else known.push(name);
      }
  }

  /** The names at most `most` edits from a text, nearest first, then by name. */
  near(text: string): NearName[] {
    const candidates = new Set<string>();
    for (const rest of withoutSome(text, this.#most))
      for (const name of this.#byRest.get(rest) ?? []) candidates.add(name);
    return [...candidates]
      .map((name) => ({ name, distance: editDistance(name, text) }))
      .filter(({ distance }) => distance <= this.#most)
      .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1));
  }
}

/** A text, and all that is left of it after at most so many characters are taken out. */
function withoutSome(text: string, most: number): Set<string> {
  const found = new Set([text]);
  let last: Iterable<string> = [text];
  for (let taken = 0; taken < most; taken++) {
    const next = new Set<string>();
    for (const one of last)
      for (let at = 0; at < one.length; at++) next.add(one.slice(0, at) + one.slice(at + 1));
    for (const one of next) found.add(one);
    last = next;
  }
  return found;
}
