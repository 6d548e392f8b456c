import { promisify } from "node:util";
import { gzip } from "node:zlib";
import type {
  AccountIndex,
  AccountRecord,
  AccountShard,
  Person,
  PivotGroup,
} from "../../../src/lib/account/record.js";
import { mostNeighbours } from "../../../src/lib/account/rarity.js";
import { indexFile, shardFile, shardNames, shardOf } from "../../../src/lib/account/shard.js";
import type { ArtifactWriter } from "../write-artifacts.js";
import type { Activity } from "./activity.js";
import type { Details } from "./details.js";
import type { Pivots } from "./pivots.js";

/** All that the shards are put together from; accounts by their number. */
export interface ShardParts {
  readonly ids: readonly string[];
  /** Everyone that is published or a neighbour, by number. */
  readonly people: ReadonlyMap<number, Person>;
  readonly activity: Activity;
  readonly details: Details;
  readonly pivots: Pivots;
}

const none = { total: 0, rows: [] };
const emptyProfile = {
  handle: null,
  display_name: null,
  bio: null,
  avatar_hash: null,
  created_at: null,
  country: null,
  lang: null,
  email_domain: null,
  phone_prefix: null,
  status: null,
  followers: null,
  following: null,
  posts: null,
  is_verified: null,
};

/** Characters of a bio or of a value that are kept: what is longer is cut where it is shown, too. */
const longest = 600;

/** Writes the 256 shards and the search index, gzipped. */
export async function writeShards(
  folder: ArtifactWriter,
  parts: ShardParts,
  index: AccountIndex,
): Promise<void> {
  const byShard = new Map<string, number[]>(shardNames.map((name) => [name, []]));
  for (const [account, id] of parts.ids.entries()) byShard.get(shardOf(id))?.push(account);
  const write = async (file: string, content: AccountShard | AccountIndex): Promise<void> =>
    folder.write(file, await promisify(gzip)(JSON.stringify(content), { level: 5 }));
  for (const [name, accounts] of byShard) await write(shardFile(name), shard(parts, accounts));
  await write(indexFile, index);
}

function shard(parts: ShardParts, accounts: readonly number[]): AccountShard {
  const people: Person[] = [];
  const groups: PivotGroup[] = [];
  const placeOfPerson = new Map<number, number>();
  const placeOfGroup = new Map<number, number>();
  const person = (account: number): number =>
    placed(placeOfPerson, account, () => people.push(parts.people.get(account) ?? ["", null, 0]) - 1);
  const group = (at: number): number =>
    placed(placeOfGroup, at, () => {
      const found = parts.pivots.groups[at];
      if (found === undefined) throw new Error(`there is no pivot group ${at}`);
      return (
        groups.push({
          ...found,
          value: found.value.slice(0, longest),
          neighbours: found.neighbours.slice(0, mostNeighbours(found.accounts) + 1).map(person),
        }) - 1
      );
    });
  return {
    accounts: Object.fromEntries(
      accounts.map((account) => [parts.ids[account] ?? "", record(parts, account, group)]),
    ),
    people,
    groups,
  };
}

function record(
  { people, activity, details, pivots }: ShardParts,
  account: number,
  group: (at: number) => number,
): AccountRecord {
  const profile = details.profiles.get(account) ?? emptyProfile;
  return {
    profile: {
      ...profile,
      handle: profile.handle?.slice(0, longest) ?? null,
      display_name: profile.display_name?.slice(0, longest) ?? null,
      bio: profile.bio?.slice(0, longest) ?? null,
    },
    flags: people.get(account)?.[2] ?? 0,
    protected_because: details.protectedBecause.get(account) ?? null,
    activity: activity.ofAccount.get(account) ?? {},
    hits: details.hits.get(account) ?? none,
    actions: details.actions.get(account) ?? none,
    reviews: details.reviews.get(account) ?? none,
    appeals: details.appeals.get(account) ?? none,
    reports: details.reports.get(account) ?? [],
    risk: details.risks.get(account) ?? null,
    pivots: (pivots.ofAccount.get(account) ?? []).map(group),
    values: pivots.values.get(account) ?? {},
  };
}

function placed(places: Map<number, number>, key: number, make: () => number): number {
  const known = places.get(key);
  if (known !== undefined) return known;
  const made = make();
  places.set(key, made);
  return made;
}
