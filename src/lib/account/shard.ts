import { md5 } from "../hash/md5.js";

/** How many files the accounts are dealt over. */
export const shardCount = 256;

/**
 * Name of the shard that an account lies in, `00` to `ff`: h60(id) mod 256, where h60 is the first 60 bits of the MD5. Its last
 * eight bits are the 14th and 15th hexadecimal digit.
 */
export function shardOf(accountId: string): string {
  return md5(accountId).slice(13, 15);
}

/** File of a shard below `data/`, as `copyBinaries` serves it. */
export function shardFile(shard: string): string {
  return `accounts-${shard}.bin`;
}

/** The names of all shards, in order. */
export const shardNames: readonly string[] = Array.from({ length: shardCount }, (_, at) =>
  at.toString(16).padStart(2, "0"),
);

/** File of the search index below `data/`. */
export const indexFile = "accounts-index.bin";
