import type { AccountIndex } from "./record.js";
import type { SelectedAccount } from "./selection.js";

/** A selection as it is kept over a reload, with the build whose marks its accounts carry. */
export interface KeptSelection {
  readonly runId: string;
  readonly accounts: readonly SelectedAccount[];
}

/** Writes a selection as text. */
export function writeKept({ runId, accounts }: KeptSelection): string {
  return JSON.stringify({ runId, accounts: accounts.map(({ id, handle, flags }) => [id, handle, flags]) });
}

/** Reads a selection that was kept; null where the text is not one, in whole or in part. */
export function readKept(text: string): KeptSelection | null {
  let kept: unknown;
  try {
    kept = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof kept !== "object" || kept === null || !("runId" in kept) || !("accounts" in kept)) return null;
  const { runId, accounts } = kept;
  if (typeof runId !== "string" || !Array.isArray(accounts)) return null;
  const read = accounts.map(readAccount);
  return read.some((account) => account === null)
    ? null
    : { runId, accounts: read.filter((account) => account !== null) };
}

function readAccount(row: unknown): SelectedAccount | null {
  if (!Array.isArray(row) || row.length !== 3) return null;
  const [id, handle, flags] = row as readonly unknown[];
  return typeof id === "string" &&
    id !== "" &&
    (handle === null || typeof handle === "string") &&
    typeof flags === "number" &&
    Number.isInteger(flags)
    ? { id, handle, flags }
    : null;
}

/**
 * A selection of an earlier build with the marks of this one, so that who is protected now is not acted on.
 *
 * @returns the accounts that still have a page, and the ids of those that have none
 */
export function renewed(
  accounts: readonly SelectedAccount[],
  { ids, handles, flags }: AccountIndex,
): { readonly accounts: readonly SelectedAccount[]; readonly gone: readonly string[] } {
  const places = new Map(ids.map((id, place) => [id, place]));
  const gone: string[] = [];
  const still = accounts.flatMap(({ id }): SelectedAccount[] => {
    const place = places.get(id);
    if (place !== undefined) return [{ id, handle: handles[place] ?? null, flags: flags[place] ?? 0 }];
    gone.push(id);
    return [];
  });
  return { accounts: still, gone };
}
