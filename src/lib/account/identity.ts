import { nameStem, skeleton } from "./confusables.js";
import { type disguisedWords } from "./disguised-words.js";
import type { IdentitySign } from "./lens.js";
import { NearNames } from "./near-names.js";

/** Accounts of a platform, an array for each column. */
export interface NamedAccounts {
  readonly id: readonly string[];
  readonly handle: readonly (string | null)[];
  readonly display_name: readonly (string | null)[];
  readonly avatar_hash: readonly (string | null)[];
  readonly is_verified: readonly (boolean | null)[];
  readonly followers: readonly (number | null)[];
}

/** Share of the most followed accounts that are worth imitating, and how many there are at least and at most. */
const followed = { share: 0.001, least: 20, most: 1000 };
/** A name that more accounts bear is a common one: to bear it too is no imitation. */
const common = { share: 0.001, least: 20 };
/** Characters from which on a name may be so many edits apart; longer names than `most` are not compared, and of a name so many are kept. */
const lengths = { same: 4, one: 6, two: 12, most: 40, shown: 80 };
const fields = ["handle", "display_name"] as const;

/**
 * Why accounts may be taken for others, by their place: a handle or display name that looks like a verified or much followed account's
 * (`skeleton`, then at most two edits), a word of office in disguise, an avatar that others use. Verified and much followed
 * accounts are not judged.
 *
 * @param disguisedWord the word of office that a name writes in disguise
 */
export function identitySigns(
  accounts: NamedAccounts,
  disguisedWord: ReturnType<typeof disguisedWords>,
): Map<number, IdentitySign[]> {
  const size = accounts.id.length;
  const targets = targetsOf(accounts);
  const found = new Map<number, IdentitySign[]>();
  const add = (place: number, sign: IdentitySign): void => {
    if (targets.has(place)) return;
    const signs = found.get(place);
    if (signs === undefined) found.set(place, [sign]);
    else signs.push(sign);
  };
  const crowd = Math.max(common.least, common.share * size);
  for (const field of fields) {
    const shapes = accounts[field].map(shapesOf());
    const lookalikes = lookalikesOf(accounts, field, shapes, targets, crowd);
    const disguises = new Map<string, ReturnType<typeof disguisedWord>>();
    for (const [place, shape] of shapes.entries()) {
      const near = lookalikes(shape);
      if (near !== null) add(place, near);
      const stem = nameStem(accounts[field][place] ?? "");
      const disguise = disguises.has(stem) ? (disguises.get(stem) ?? null) : disguisedWord(stem);
      disguises.set(stem, disguise);
      if (disguise !== null) add(place, { kind: "disguise", ...disguise });
    }
  }
  addAvatars(accounts, targets, crowd, add);
  return found;
}

/** How strongly signs speak for an imitation; for ranking alone. */
export function identityScore(signs: readonly IdentitySign[]): number {
  return signs.reduce((sum, sign) => {
    if (sign.kind === "confusable") return sum + 6 - 2 * sign.distance;
    if (sign.kind === "avatar_of") return sum + 4;
    return sum + (sign.kind === "disguise" ? 3 : 1);
  }, 0);
}

/** Places of the verified and of the most followed. */
function targetsOf({ id, is_verified, followers }: NamedAccounts): ReadonlySet<number> {
  const wanted = Math.min(followed.most, Math.max(followed.least, Math.ceil(followed.share * id.length)));
  const mostFollowed = [...id.keys()]
    .filter((place) => (followers[place] ?? 0) > 0)
    .sort((a, b) => (followers[b] ?? 0) - (followers[a] ?? 0) || ((id[a] ?? "") < (id[b] ?? "") ? -1 : 1))
    .slice(0, wanted);
  return new Set([...mostFollowed, ...[...id.keys()].filter((place) => is_verified[place] === true)]);
}

/** Skeleton of a name's stem, each worked out once; empty where a name is too short or too long to compare. */
function shapesOf(): (name: string | null) => string {
  const known = new Map<string, string>();
  return (name) => {
    if (name === null || name.length > 4 * lengths.most) return "";
    const stem = nameStem(name);
    const shape = known.get(stem) ?? skeleton(stem);
    known.set(stem, shape);
    return shape.length >= lengths.same && shape.length <= lengths.most ? shape : "";
  };
}

/** The target that a shape is taken for; common names are nobody's. */
function lookalikesOf(
  accounts: NamedAccounts,
  field: (typeof fields)[number],
  shapes: readonly string[],
  targets: ReadonlySet<number>,
  crowd: number,
): (shape: string) => IdentitySign | null {
  const bearers = new Map<string, number>();
  for (const shape of shapes) bearers.set(shape, (bearers.get(shape) ?? 0) + 1);
  const byShape = new Map<string, number>();
  for (const place of [...targets].sort((a, b) => a - b)) {
    const shape = shapes[place] ?? "";
    if (shape !== "" && (bearers.get(shape) ?? 0) <= crowd && !byShape.has(shape)) byShape.set(shape, place);
  }
  const near = new NearNames(byShape.keys(), 1);
  const further = new NearNames(
    [...byShape.keys()].filter(({ length }) => length >= lengths.two - 2),
    2,
  );
  const known = new Map<string, IdentitySign | null>();
  const look = (shape: string): IdentitySign | null => {
    const [found] = (shape.length >= lengths.two ? further : near).near(shape);
    if (found === undefined || (found.distance > 0 && shape.length < lengths.one)) return null;
    // A common name that happens to be near is nobody's imitation.
    if (found.distance > 0 && (bearers.get(shape) ?? 0) > crowd) return null;
    const target = byShape.get(found.name) ?? 0;
    const of = (accounts[field][target] ?? "").slice(0, lengths.shown);
    return { kind: "confusable", field, of, id: accounts.id[target] ?? "", distance: found.distance };
  };
  return (shape) => {
    if (shape === "") return null;
    const sign = known.has(shape) ? (known.get(shape) ?? null) : look(shape);
    known.set(shape, sign);
    return sign;
  };
}

/** Avatars that several accounts use, and those of targets; one that a crowd uses is the platform's own. */
function addAvatars(
  { id, handle, avatar_hash }: NamedAccounts,
  targets: ReadonlySet<number>,
  crowd: number,
  add: (place: number, sign: IdentitySign) => void,
): void {
  const users = new Map<string, number>();
  const owners = new Map<string, number>();
  for (const [place, hash] of avatar_hash.entries()) {
    if (hash === null) continue;
    users.set(hash, (users.get(hash) ?? 0) + 1);
    if (targets.has(place) && !owners.has(hash)) owners.set(hash, place);
  }
  for (const [place, hash] of avatar_hash.entries()) {
    const accounts = hash === null ? 0 : (users.get(hash) ?? 0);
    if (accounts < 2 || accounts > crowd) continue;
    const owner = owners.get(hash ?? "");
    add(
      place,
      owner === undefined
        ? { kind: "avatar", accounts }
        : {
            kind: "avatar_of",
            id: id[owner] ?? "",
            of: (handle[owner] ?? id[owner] ?? "").slice(0, lengths.shown),
          },
    );
  }
}
