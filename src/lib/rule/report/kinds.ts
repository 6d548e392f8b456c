import type { SumRow } from "../../metrics/definition.js";
import { anyPolicyBit, type ReportContext } from "./context.js";
import { bitsOfMask, maskColumn } from "./masks.js";

/** Accounts that are the same to every figure: see `packAccounts`. */
export interface Kind {
  /** Whether the review of hits could reach it (1), a sample of accounts (0), or nothing (null). */
  readonly postStratum: number | null;
  /** Reviewers' majority; null where they are undecided or never looked. */
  readonly violating: number | null;
  /** Whether reviewers have looked. */
  readonly decided: boolean;
  /** Whether the running rule at a place matches it. */
  readonly matches: readonly boolean[];
  /** Bits of the policies that it breaks. */
  readonly policies: number;
}

/** Kinds by their numbers, from the rows of the query `kinds`. */
export function readKinds(
  rows: readonly Readonly<Record<string, string | number | boolean | null>>[],
  { running }: Pick<ReportContext, "running">,
): ReadonlyMap<number, Kind> {
  return new Map(
    rows.map((row) => [
      Number(row["kind"]),
      {
        postStratum: numberOrNull(row["post_stratum"]),
        violating: numberOrNull(row["violating"]),
        decided: row["decided"] === true,
        policies: Number(row["policies"]),
        matches: running.map((_, place) =>
          hasBit(Number(row[maskColumn(Math.floor(place / bitsOfMask))]), place % bitsOfMask),
        ),
      },
    ]),
  );
}

/** Whether accounts of a kind are true positives of a policy: `isTruePositive` of one row. */
export function isPositiveKind(
  { violating, policies }: Kind,
  policy: string,
  { policyBits }: Pick<ReportContext, "policyBits">,
): boolean {
  const bit = policyBits[policy];
  return violating === 1 && ((bit !== undefined && hasBit(policies, bit)) || hasBit(policies, anyPolicyBit));
}

/** How many accounts of a kind, and the sums of their weights. */
export interface KindSums {
  readonly kind: Kind;
  readonly positive: boolean;
  readonly accounts: number;
  readonly hits: number;
  readonly weightMicro: number;
  readonly weightSquaredMilli: number;
  readonly matched: boolean;
  readonly liveMatched: boolean;
}

/** Rows of the queries `totals` or `figures`, each with its kind. */
export function kindSums(
  rows: readonly Readonly<Record<string, string | number | boolean | null>>[],
  kinds: ReadonlyMap<number, Kind>,
  policy: string,
  context: Pick<ReportContext, "policyBits">,
): KindSums[] {
  return rows.flatMap((row) => {
    const kind = kinds.get(Number(row["kind"]));
    if (kind === undefined) throw new Error(`a row is of kind ${String(row["kind"])}, which there is not`);
    return {
      kind,
      positive: isPositiveKind(kind, policy, context),
      accounts: Number(row["accounts"]),
      hits: Number(row["hits"] ?? 0),
      weightMicro: Number(row["weight_micro"]),
      weightSquaredMilli: Number(row["weight_squared_milli"]),
      matched: row["matched"] === true,
      liveMatched: row["live_matched"] === true,
    };
  });
}

function numberOrNull(value: SumRow[string] | boolean | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

/** Of an integer below 2^53, which bitwise operators would cut to 32 bits. */
function hasBit(bits: number, bit: number): boolean {
  return Math.floor(bits / 2 ** bit) % 2 === 1;
}
