import type { SelectedAccount } from "../../lib/account/selection.js";

/** The accounts that a reader has chosen. */
export class Selection {
  readonly #chosen = new Map<string, SelectedAccount>();
  readonly #listeners = new Set<() => void>();

  get accounts(): readonly SelectedAccount[] {
    return [...this.#chosen.values()];
  }

  has(id: string): boolean {
    return this.#chosen.has(id);
  }

  set(accounts: readonly SelectedAccount[], chosen: boolean): void {
    for (const account of accounts)
      if (chosen) this.#chosen.set(account.id, account);
      else this.#chosen.delete(account.id);
    this.#tell();
  }

  clear(): void {
    this.#chosen.clear();
    this.#tell();
  }

  /** Calls back after every change, and once at first. */
  watch(listener: () => void): void {
    this.#listeners.add(listener);
    listener();
  }

  unwatch(listener: () => void): void {
    this.#listeners.delete(listener);
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
