import type { PivotKind } from "./pivots.js";

/**
 * How much it says that two accounts share a value, in bits: −log2 of the share of accounts that carry it (Shannon's surprisal). A
 * value that all carry says nothing; one that 1 in 1,024 carries says 10 bits. Null where the platform's size is unknown or 0.
 */
export function rarity(sharing: number, accounts: number): number | null {
  if (accounts <= 0 || sharing <= 0) return null;
  return Math.max(0, -Math.log2(Math.min(1, sharing / accounts)));
}

/** How far a shared value speaks for accounts belonging together. */
export type Weight = "telling" | "some" | "none";

/** Accounts beyond which a value is common on any platform. */
const crowd = 1000;

/** What so many have in common by place and provider that it never tells by itself. */
const broad: ReadonlySet<PivotKind> = new Set(["asn", "phone_prefix", "email_domain"]);

/** What two people may well post alike by chance; from the third account on it tells. */
const posted: ReadonlySet<PivotKind> = new Set(["media", "text", "url", "domain"]);

/** Rare and held by few is telling; what a crowd shares, as the address of a carrier, is no evidence. */
export function weightOf(kind: PivotKind, sharing: number, accounts: number): Weight {
  const bits = rarity(sharing, accounts);
  if (bits === null || sharing > crowd || bits < 4) return "none";
  const few = bits >= 8 && sharing <= 100 && sharing >= (posted.has(kind) ? 3 : 2);
  return few && !broad.has(kind) ? "telling" : "some";
}

/** Neighbours that are listed of a value that so many share: of a crowd, which is no evidence, a few. */
export function mostNeighbours(sharing: number): number {
  return sharing > crowd ? 5 : 20;
}
