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
  const singles = Object.keys(asked.columns)
    .sort()
    .flatMap((feature) => boundsOf(feature, asked.columns[feature]))
    .map((bound) => judged([bound], asked, others, weight))
    .sort(better);
  const pairs = singles
    .slice(0, beams)
    .flatMap((first) =>
      singles
        .filter(({ bounds: [bound] }) => bound !== undefined && !sameSide(bound, first.bounds[0]))
        .map(({ bounds }) => [...first.bounds, ...bounds]),
    );
  const best = [...singles.slice(0, 1), ...pairs.map((bounds) => judged(bounds, asked, others, weight))].sort(
    better,
  )[0];
  const share = asked.rows / (asked.rows + others.rows * weight);
  return best === undefined || best.precision <= (1 + share) / 2 ? null : best;
}

function sameSide(a: Bound, b: Bound | undefined): boolean {
  return a.feature === b?.feature && a.side === b.side;
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

function judged(bounds: readonly Bound[], asked: Accounts, others: Accounts, weight: number): Separation {
  const right = held(bounds, asked);
  const wrong = held(bounds, others) * weight;
  return {
    bounds,
    precision: right + wrong === 0 ? 0 : right / (right + wrong),
    recall: right / asked.rows,
  };
}

function held(bounds: readonly Bound[], { columns, rows }: Accounts): number {
  let count = 0;
  for (let row = 0; row < rows; row++) {
    let holds = true;
    for (const { feature, side, value } of bounds) {
      const own = columns[feature]?.[row] ?? Number.NaN;
      if (!(side === ">=" ? own >= value : own <= value)) {
        holds = false;
        break;
      }
    }
    if (holds) count++;
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
