/** What scores stand on the edges of the data and on those that chance leaves. */
export interface Scores {
  readonly real: Float64Array;
  readonly dealt: Float64Array;
}

export interface Cut {
  /** The least score at which enough is real; null where there is none. */
  readonly score: number | null;
  readonly real: number;
  /** Of the dealt data, at the same score. */
  readonly dealt: number;
}

/**
 * The least score at and above which the data whose times were dealt anew leave at most `share` as many as the real data.
 */
export function scoreCut({ real, dealt }: Scores, share: number): Cut {
  const [own, chance] = [real.toSorted(), dealt.toSorted()];
  let cut: Cut = { score: null, real: 0, dealt: 0 };
  let above = chance.length;
  for (let at = own.length - 1; at >= 0; at--) {
    const score = own[at] ?? 0;
    while (above > 0 && (chance[above - 1] ?? 0) >= score) above--;
    if (at > 0 && own[at - 1] === score) continue;
    const count = own.length - at;
    const left = chance.length - above;
    if (left <= share * count) cut = { score, real: count, dealt: left };
  }
  return cut;
}
