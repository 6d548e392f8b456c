import { skeleton } from "./confusables.js";
import { NearNames } from "./near-names.js";

/** Words by which a name claims to speak for somebody else. */
const claims = [
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

const byShape = new Map(claims.map((word) => [skeleton(word), word]));

/** Letters from which on a word is still known with one edit. */
const longEnough = 8;
const nearShapes = new NearNames(
  [...byShape.keys()].filter((shape) => shape.length >= longEnough),
  1,
);
const longestShape = Math.max(...[...byShape.keys()].map(({ length }) => length)) + 1;

/** A word that a name writes as it is not spelled. */
export interface DisguisedWord {
  /** The word that a reader takes it for. */
  readonly word: string;
  /** As it stands in the name. */
  readonly written: string;
}

/**
 * The first word of a name that a reader takes for one that claims an office, and that is written otherwise: `supp0rt`, `оfficial`
 * with a Cyrillic letter, `offical`. A word in plain spelling is no disguise. Null where there is none.
 */
export function disguisedWord(name: string): DisguisedWord | null {
  for (const written of name.slice(0, 200).split(/[^\p{L}\p{N}\p{M}@$!|€]+|(?<=\p{Ll})(?=\p{Lu}\p{Ll})/u)) {
    const shape = skeleton(written);
    if (shape.length < 4 || shape.length > longestShape) continue;
    const word = byShape.get(shape) ?? byShape.get(nearShapes.near(shape)[0]?.name ?? "");
    if (word === undefined) continue;
    const plain = written.toLowerCase();
    // "accounts" and "services" are words of their own.
    if (plain !== word && plain !== `${word}s`) return { word, written };
  }
  return null;
}
