/**
 * A permutation of the 32-bit integers that leaves no trace of their order: the finaliser of MurmurHash3 (Appleby). Signed; `>>> 0` makes
 * it unsigned.
 */
export function mix32(value: number): number {
  let hash = Math.imul(value ^ (value >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}
