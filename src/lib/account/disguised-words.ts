import { skeleton } from "./confusables.js";
import { NearNames } from "./near-names.js";

/** Words by which a name claims to speak for somebody else, unless a source has words of its own. */
export const officeWords: readonly string[] = [
  "official",
  "support",
  "helpdesk",
  "service",
  "customer",
  "admin",
  "administrator",
  "moderator",
  "security",
  "verified",
  "verification",
  "account",
  "billing",
  "payment",
  "police",
  "government",
  "ministry",
  "president",
  "election",
  "hospital",
  "emergency",
  "bank",
  "celebrity",
  "newsroom",
  "refund",
  "giveaway",
];

/** Letters that a word of office has at least: shorter ones lie within too many names. */
export const shortestWord = 4;
/** Letters from which on a word is still known with one edit. */
const longEnough = 8;

/** A word that a name writes as it is not spelled. */
export interface DisguisedWord {
  /** The word that a reader takes it for. */
  readonly word: string;
  /** As it stands in the name. */
  readonly written: string;
}

/**
 * Looks names through for the first word that a reader takes for one that claims an office, and that is written otherwise: `supp0rt`,
 * `оfficial` with a Cyrillic letter, `offical`. A word in plain spelling is no disguise. Null where there is none.
 *
 * @param words in small letters, each of at least `shortestWord`
 */
export function disguisedWords(words: readonly string[]): (name: string) => DisguisedWord | null {
  const byShape = new Map(words.map((word) => [skeleton(word), word]));
  const longest = Math.max(0, ...[...byShape.keys()].map(({ length }) => length)) + 1;
  const nearShapes = new NearNames(
    [...byShape.keys()].filter((shape) => shape.length >= longEnough),
    1,
  );
  return (name) => {
    for (const written of name.slice(0, 200).split(/[^\p{L}\p{N}\p{M}@$!|€]+|(?<=\p{Ll})(?=\p{Lu}\p{Ll})/u)) {
      const shape = skeleton(written);
      if (shape.length < shortestWord || shape.length > longest) continue;
      const word = byShape.get(shape) ?? byShape.get(nearShapes.near(shape)[0]?.name ?? "");
      if (word === undefined) continue;
      const plain = written.toLowerCase();
      // "accounts" and "services" are words of their own.
      if (plain !== word && plain !== `${word}s`) return { word, written };
    }
    return null;
  };
}
