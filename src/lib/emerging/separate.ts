/** Accounts by what is known of them: `columns[name][row]`, NaN where it is unknown. */
export interface Accounts {
  readonly columns: Readonly<Record<string, Float64Array>>;
  readonly rows: number;
}

/** A bound on one feature. */
export interface Bound {
  readonly feature: string;
  readonly side: ">=" | "<=";
  readonly value: number;
}

export interface Separation {
  /** One bound or two that hold together. */
  readonly bounds: readonly Bound[];
  /** Share of the accounts that it holds for which are asked about, and share of these that it holds for. */
  readonly precision: number;
  readonly recall: number;
}

/** Precision counts twice as much as recall: F with β = ½ (van Rijsbergen 1979, Information Retrieval, ch. 7). */
const beta = 0.5;
/** Bounds that are tried are these quantiles of the accounts that are asked about. */
const quantiles = [0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 0.8, 0.9, 0.95, 1];
/** Single bounds that a second is tried with. */
const beams = 8;

/**
 * The bound, or the two, that best tell some accounts from others: what a rule might begin with. Ties go to fewer bounds, then to the name.
 *
 * @param weight accounts that each of the others stands for
 * @returns null where no feature takes half of the way from their share of all to 1
 */
export function separate(asked: Accounts, others: Accounts, weight = 1): Separation | null {
  if (asked.rows === 0 || others.rows === 0) return null;
  const judge = (right: Uint32Array, wrong: Uint32Array, bounds: readonly Bound[]): Separation =>
    judged(bounds, bitsIn(right), asked.rows, bitsIn(wrong) * weight);
  const singles = Object.keys(asked.columns)
    .sort()
    .flatMap((feature) => boundsOf(feature, asked.columns[feature]))
    .map((bound) => {
      const [right, wrong] = [rowsHeld(bound, asked), rowsHeld(bound, others)];
      return { bound, right, wrong, found: judge(right, wrong, [bound]) };
    })
    .sort((a, b) => better(a.found, b.found));
  const pairs = singles
    .slice(0, beams)
    .flatMap((first) =>
      singles
        .filter(({ bound }) => !sameSide(bound, first.bound))
        .map((second) =>
          judge(both(first.right, second.right), both(first.wrong, second.wrong), [
            first.bound,
            second.bound,
          ]),
        ),
    );
  const best = [...singles.slice(0, 1).map(({ found }) => found), ...pairs].reduce<Separation | undefined>(
    (first, next) => (first === undefined || better(next, first) < 0 ? next : first),
    undefined,
  );
  const share = asked.rows / (asked.rows + others.rows * weight);
  return best === undefined || best.precision <= (1 + share) / 2 ? null : best;
}

function sameSide(a: Bound, b: Bound): boolean {
  return a.feature === b.feature && a.side === b.side;
}

function boundsOf(feature: string, values: Float64Array | undefined): Bound[] {
  const known = (values ?? new Float64Array()).filter((value) => !Number.isNaN(value)).sort();
  if (known.length === 0) return [];
  const tried = [...new Set(quantiles.map((share) => known[Math.round(share * (known.length - 1))] ?? 0))];
  return tried.flatMap((value) => [
    { feature, side: ">=" as const, value },
    { feature, side: "<=" as const, value },
  ]);
}

function judged(bounds: readonly Bound[], right: number, asked: number, wrong: number): Separation {
  return { bounds, precision: right + wrong === 0 ? 0 : right / (right + wrong), recall: right / asked };
}

/** The rows that a bound holds for, a bit each. */
function rowsHeld({ feature, side, value }: Bound, { columns, rows }: Accounts): Uint32Array {
  const held = new Uint32Array(Math.ceil(rows / 32));
  const own = columns[feature] ?? new Float64Array();
  for (let row = 0; row < rows; row++) {
    const known = own[row] ?? Number.NaN;
    if (side === ">=" ? known >= value : known <= value)
      held[row >>> 5] = (held[row >>> 5] ?? 0) | (1 << (row & 31));
  }
  return held;
}

function both(a: Uint32Array, b: Uint32Array): Uint32Array {
  return a.map((word, at) => word & (b[at] ?? 0));
}

/** How many bits are set: in pairs, in fours, in bytes, and the bytes' sum (Warren 2002, Hacker's Delight, ch. 5). */
function bitsIn(words: Uint32Array): number {
  let count = 0;
  for (const word of words) {
    const pairs = word - ((word >>> 1) & 0x55555555);
    const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
    count += Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}

function better(a: Separation, b: Separation): number {
  const name = ({ bounds }: Separation): string =>
    bounds.map(({ feature, side, value }) => `${feature}${side}${value}`).join(" ");
  return (
    worth(b) - worth(a) ||
    a.bounds.length - b.bounds.length ||
    (name(a) < name(b) ? -1 : name(a) > name(b) ? 1 : 0)
  );
}

function worth({ precision, recall }: Separation): number {
  const square = beta ** 2;
  return precision + recall === 0 ? 0 : ((1 + square) * precision * recall) / (square * precision + recall);
}
