import { quoteForReader } from "../text/plain.js";
import { nearest } from "../text/nearest.js";
import { lensNames, type LensName } from "./lens.js";
import { isPivotKind, pivotKinds, type PivotKind } from "./pivots.js";

/** One step of a trail: from an account by what it shares with the next. */
export interface TrailStep {
  readonly from: string;
  readonly by: PivotKind;
}

/** What the page shows, as its address says. */
export interface AccountAddress {
  /** Account that is open; null: the lists. */
  readonly id: string | null;
  /** How the reader came to it, oldest first. */
  readonly trail: readonly TrailStep[];
  readonly lens: LensName;
}

/** A value of the address that is ignored, and why. */
export interface AddressProblem {
  readonly key: string;
  readonly raw: string;
  readonly why: string;
}

/** Steps that a trail keeps; the oldest go first. */
export const longestTrail = 12;
const longestId = 256;

/**
 * Reads `id`, `lens` and `trail` (a step each: `<pivot>:<account>`). A value that is not understood is named and ignored.
 *
 * @param parameters query string of the page
 */
export function parseAddress(parameters: URLSearchParams): {
  readonly address: AccountAddress;
  readonly problems: readonly AddressProblem[];
} {
  const problems: AddressProblem[] = [];
  const ignore = (key: string, raw: string, why: string): null => {
    problems.push({ key, raw: quoteForReader(raw), why });
    return null;
  };
  const rawId = parameters.get("id");
  const id =
    rawId === null
      ? null
      : isId(rawId)
        ? rawId
        : ignore("id", rawId, `expected 1 to ${longestId} characters`);
  const rawLens = parameters.get("lens");
  const lens = lensNames.find((name) => name === rawLens);
  if (rawLens !== null && lens === undefined)
    ignore("lens", rawLens, `expected one of ${lensNames.join(", ")}`);
  const steps = parameters.getAll("trail").flatMap((raw): TrailStep[] => {
    const [by = "", ...rest] = raw.split(":");
    const from = rest.join(":");
    if (!isPivotKind(by)) {
      const near = nearest(by, pivotKinds);
      ignore("trail", raw, `expected <pivot>:<account>${near === null ? "" : `; did you mean ${near}?`}`);
    } else if (!isId(from)) ignore("trail", raw, "names no account after the colon");
    else return [{ from, by }];
    return [];
  });
  if (steps.length > longestTrail)
    ignore("trail", `${steps.length} steps`, `only the last ${longestTrail} are kept`);
  if (id === null && steps.length > 0)
    ignore("trail", `${steps.length} steps`, "a trail leads to an account, and none is named by id");
  return {
    address: { id, lens: lens ?? "spam", trail: id === null ? [] : steps.slice(-longestTrail) },
    problems,
  };
}

/** The query string of an address: what differs from the page as it opens; empty, or with its question mark. */
export function writeAddress({ id, trail, lens }: AccountAddress): string {
  const parameters = new URLSearchParams();
  if (id !== null) parameters.set("id", id);
  if (lens !== "spam") parameters.set("lens", lens);
  if (id !== null)
    for (const { by, from } of trail.slice(-longestTrail)) parameters.append("trail", `${by}:${from}`);
  const query = parameters.toString();
  return query === "" ? "" : `?${query}`;
}

/** The address of a neighbour that a pivot of an open account leads to. */
export function pivotTo(address: AccountAddress, by: PivotKind, to: string): AccountAddress {
  if (address.id === null) return { ...address, id: to, trail: [] };
  return { ...address, id: to, trail: [...address.trail, { from: address.id, by }].slice(-longestTrail) };
}

/** The address of an account that the trail came through. */
export function backTo(address: AccountAddress, step: number): AccountAddress {
  const from = address.trail[step]?.from;
  return from === undefined ? address : { ...address, id: from, trail: address.trail.slice(0, step) };
}

function isId(text: string): boolean {
  return text.length > 0 && text.length <= longestId;
}
