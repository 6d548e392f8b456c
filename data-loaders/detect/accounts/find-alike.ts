import { disguisedWords, officeWords } from "../../../src/lib/account/disguised-words.js";
import { identitySigns } from "../../../src/lib/account/identity.js";
import type { IdentitySign } from "../../../src/lib/account/lens.js";
import type { Engine } from "../../engine/engine.js";

/** An account that may be taken for another's. */
export interface AlikeAccount {
  readonly id: string;
  readonly signs: readonly IdentitySign[];
}

/**
 * Compares the names and avatars of all accounts (`identitySigns`). Names leave the engine once; equal stems are looked at once.
 *
 * @param words by which a name claims an office
 * @returns accounts with at least one sign, by id
 */
export async function findAlike(
  engine: Engine,
  words: readonly string[] = officeWords,
): Promise<AlikeAccount[]> {
  const columns = await engine.columns(
    `SELECT account_id, handle, display_name, avatar_hash, is_verified, followers FROM accounts ORDER BY account_id`,
  );
  const id = (columns["account_id"] ?? []) as string[];
  const named = {
    id,
    handle: (columns["handle"] ?? []) as (string | null)[],
    display_name: (columns["display_name"] ?? []) as (string | null)[],
    avatar_hash: (columns["avatar_hash"] ?? []) as (string | null)[],
    is_verified: (columns["is_verified"] ?? []) as (boolean | null)[],
    followers: (columns["followers"] ?? []) as (number | null)[],
  };
  const signs = identitySigns(named, disguisedWords(words));
  return [...signs]
    .sort(([a], [b]) => a - b)
    .map(([place, found]) => ({ id: id[place] ?? "", signs: found }));
}
