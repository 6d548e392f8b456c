import { groundText, type Ground } from "./ground.js";

/** One action that a receipt says was delivered, or one that was taken back. */
export interface LedgerEntry {
  readonly ground: Ground;
  readonly episode: number;
  readonly reversal: boolean;
  /** Of a reversal: the end of the hits that the action taken back came from, an ISO time; null for a selection. */
  readonly spentUntil: string | null;
}

/** Where enforcement on one ground stands. */
export interface Standing {
  /** 1 + reversals so far: the episode that the next action belongs to, or the standing one does. */
  readonly episode: number;
  /** Whether an action of this episode has been delivered. */
  readonly delivered: boolean;
}

const fresh: Standing = { episode: 1, delivered: false };

/** What has been delivered and taken back so far, by ground. */
export class Ledger {
  readonly #standings = new Map<string, Standing>();
  readonly #spentUntil = new Map<string, string>();

  /** @param entries in the order in which they were delivered; those of an episode that is over change nothing */
  constructor(entries: Iterable<LedgerEntry>) {
    for (const { ground, episode, reversal, spentUntil } of entries) {
      const text = groundText(ground);
      const before = this.#standings.get(text) ?? fresh;
      if (before.episode !== episode) continue;
      this.#standings.set(
        text,
        reversal ? { episode: episode + 1, delivered: false } : { ...before, delivered: true },
      );
      const spent = this.#spentUntil.get(ground.accountId) ?? "";
      if (reversal && spentUntil !== null && spentUntil > spent)
        this.#spentUntil.set(ground.accountId, spentUntil);
    }
  }

  standing(ground: Ground): Standing {
    return this.#standings.get(groundText(ground)) ?? fresh;
  }

  /**
   * Up to when an account's hits lead to no action, whichever rule's they are: someone has taken back what was done about them. Null
   * where nothing was.
   */
  spentUntil(accountId: string): string | null {
    return this.#spentUntil.get(accountId) ?? null;
  }
}
