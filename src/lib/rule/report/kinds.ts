import type { ReportContext } from "./context.js";
import { bitsOfMask, maskColumn } from "./masks.js";

/** A row as a query answers with it. */
export type ReportRow = Readonly<Record<string, string | number | boolean | null>>;

/** Accounts that are the same to every figure: see `packAccounts`. */
export interface Kind {
  /** Whether the review of hits could reach it (1), a sample of accounts (0), or nothing (null). */
  readonly postStratum: number | null;
  /** Reviewers' majority; null where they are undecided or never looked. */
  readonly violating: number | null;
  /** Whether reviewers have looked. */
  readonly decided: boolean;
  /** Bits of the policies that reviewers, asked about them, said another one was broken instead of. */
  readonly ruledOut: number;
  /** Whether the running rule at a place matches it. */
  readonly matches: readonly boolean[];
}

export interface SegmentValues {
  readonly country: string;
  readonly lang: string;
  readonly age: string;
}

/** What accounts share, by its number. */
export interface Shared {
  readonly kinds: ReadonlyMap<number, Kind>;
  readonly segments: ReadonlyMap<number, SegmentValues>;
}

/** Reads the rows of the queries `kinds` and `segments`. */
export function readShared(
  kinds: readonly ReportRow[],
  segments: readonly ReportRow[],
  { running }: Pick<ReportContext, "running">,
): Shared {
  return {
    kinds: new Map(
      kinds.map((row) => [
        Number(row["kind"]),
        {
          postStratum: numberOrNull(row["post_stratum"]),
          violating: numberOrNull(row["violating"]),
          decided: row["decided"] === true,
          ruledOut: Number(row["ruled_out"]),
          matches: running.map((_, place) =>
            hasBit(Number(row[maskColumn(Math.floor(place / bitsOfMask))]), place % bitsOfMask),
          ),
        },
      ]),
    ),
    segments: new Map(
      segments.map((row) => [
        Number(row["segment"]),
        { country: String(row["country"]), lang: String(row["lang"]), age: String(row["age"]) },
      ]),
    ),
  };
}

/** Whether accounts of a kind are true positives of a policy: a violation counts for every rule unless reviewers ruled its policy out. */
export function isPositive(
  { violating, ruledOut }: Kind,
  policy: string,
  { policyBits }: Pick<ReportContext, "policyBits">,
): boolean {
  const bit = policyBits[policy];
  return violating === 1 && (bit === undefined || !hasBit(ruledOut, bit));
}

/** Accounts alike in kind, segment and in what matches them: how many, and the sums of their weights. */
export interface Cell {
  readonly kind: Kind;
  /** Undefined in totals, which are not told apart by it. */
  readonly segment: SegmentValues | undefined;
  /** Whether they are true positives of the rule's policy. */
  readonly positive: boolean;
  readonly matched: boolean;
  readonly liveMatched: boolean;
  readonly accounts: number;
  readonly hits: number;
  readonly weightMicro: number;
  readonly weightSquaredMilli: number;
}

/** Rows of the queries `totals` or `figures`. */
export function readCells(
  rows: readonly ReportRow[],
  { kinds, segments }: Shared,
  policy: string,
  context: Pick<ReportContext, "policyBits">,
): Cell[] {
  return rows.map((row) => ({
    kind: kindOf(row, kinds),
    segment: segments.get(Number(row["segment"])),
    positive: isPositive(kindOf(row, kinds), policy, context),
    matched: row["matched"] === true,
    liveMatched: row["live_matched"] === true,
    accounts: Number(row["accounts"]),
    hits: Number(row["hits"] ?? 0),
    weightMicro: Number(row["weight_micro"]),
    weightSquaredMilli: Number(row["weight_squared_milli"]),
  }));
}

/** The kind that a row names. */
export function kindOf(row: ReportRow, kinds: ReadonlyMap<number, Kind>): Kind {
  const kind = kinds.get(Number(row["kind"]));
  if (kind === undefined) throw new Error(`a row is of kind ${String(row["kind"])}, which there is not`);
  return kind;
}

function numberOrNull(value: ReportRow[string] | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

/** Of an integer below 2^53, which bitwise operators would cut to 32 bits. */
function hasBit(bits: number, bit: number): boolean {
  return Math.floor(bits / 2 ** bit) % 2 === 1;
}
