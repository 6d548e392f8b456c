import type { BlockOptions } from "../../../src/lib/network/blocks.js";
import type { CoSharingSettings } from "./co-sharing-snapshots.js";
import type { Signal } from "./read-acts.js";

/** How networks are looked for, in every build. */
export interface NetworkSettings extends CoSharingSettings {
  /** Kinds of objects whose sharing at the same moment counts. */
  readonly kinds: readonly string[];
  readonly lockstep: Readonly<Record<Signal, BlockOptions>>;
  /** Edges of a network between accounts whose objects are kept, the strongest, and objects of each, the least popular. */
  readonly evidence: { readonly edges: number; readonly objects: number };
}

const blocks: BlockOptions = {
  perAccount: 3,
  perTarget: 4,
  minAccounts: 5,
  aboveChance: 1.25,
  maxBlocks: 20,
  seed: 1,
};

/**
 * Mentions and hashtags are left out: crowds use the same ones at the same moment with nobody's coordination. Domains count where they are
 * shared at the same moment, and make no block by themselves: readers of the same papers would.
 */
export const defaultSettings: NetworkSettings = {
  kinds: ["url", "domain", "media", "text", "post"],
  window: 60,
  maxPairs: 20_000_000,
  chance: 0.05,
  seed: 1,
  lockstep: { follow: blocks, like: blocks, url: blocks, media: blocks },
  evidence: { edges: 400, objects: 12 },
};
