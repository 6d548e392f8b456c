import type { AccountIndex, AccountShard } from "../../lib/account/record.js";
import { indexFile, shardFile, shardOf } from "../../lib/account/shard.js";
import { fetchBytes } from "../fetch-bytes.js";
import { siteRoot } from "../site-links.js";

/** The published files of accounts, each fetched once. */
export class AccountFiles {
  readonly #shards = new Map<string, Promise<AccountShard>>();
  #index: Promise<AccountIndex> | undefined;

  /** The shard that an account would lie in. */
  shardOf(id: string): Promise<AccountShard> {
    const name = shardOf(id);
    const known = this.#shards.get(name);
    if (known !== undefined) return known;
    const asked = read<AccountShard>(shardFile(name));
    asked.catch(() => this.#shards.delete(name));
    this.#shards.set(name, asked);
    return asked;
  }

  /** What the search looks through. */
  index(): Promise<AccountIndex> {
    this.#index ??= read<AccountIndex>(indexFile).catch((error: unknown) => {
      this.#index = undefined;
      throw error;
    });
    return this.#index;
  }
}

async function read<Content>(file: string): Promise<Content> {
  const bytes = await fetchBytes(`${siteRoot()}data/${file}`, 0);
  return JSON.parse(await bytes.text()) as Content;
}
