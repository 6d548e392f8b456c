/** A run of words that two texts share, or that one of them has. */
export interface DiffSegment {
  readonly text: string;
  readonly kind: "same" | "added" | "removed";
}

/** A word with the white space before it; Han, kana and Hangul, which are written without spaces, a character at a time. */
const words =
  /\s*(?:[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]|[^\s\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]+)/gu;

/** Words beyond which the rest of a text counts as one. */
const mostWords = 400;

/**
 * What must be taken from one text and put in to make another, word by word, with as many words left as can be: the longest common
 * subsequence (Wagner and Fischer 1974). Joined without those removed, the segments are the other text, but for the white space
 * that comes before words and upper case.
 *
 * @param from, to texts, already neutralised
 */
export function wordDiff(from: string, to: string): DiffSegment[] {
  const [before, after] = [wordsOf(from), wordsOf(to)];
  const lengths = commonLengths(before, after);
  const width = after.length + 1;
  const segments: DiffSegment[] = [];
  const put = (text: string, kind: DiffSegment["kind"]): void => {
    const last = segments.at(-1);
    if (last?.kind === kind) segments[segments.length - 1] = { text: last.text + text, kind };
    else segments.push({ text, kind });
  };
  let [a, b] = [0, 0];
  while (a < before.length || b < after.length) {
    const [left, right] = [before[a], after[b]];
    if (left !== undefined && right !== undefined && sameWord(left, right)) {
      put(right, "same");
      a += 1;
      b += 1;
    } else if (
      left !== undefined &&
      (right === undefined || (lengths[(a + 1) * width + b] ?? 0) >= (lengths[a * width + b + 1] ?? 0))
    ) {
      put(left, "removed");
      a += 1;
    } else {
      put(right ?? "", "added");
      b += 1;
    }
  }
  return segments;
}

/** Case and the white space in front make no difference, as they make none to clusters. */
function sameWord(a: string, b: string): boolean {
  return a.trim().toLowerCase() === b.trim().toLowerCase();
}

function wordsOf(text: string): string[] {
  const all = text.match(words) ?? [];
  return all.length <= mostWords ? all : [...all.slice(0, mostWords), all.slice(mostWords).join("")];
}

/** For each pair of places the words that the rests of both texts share, row after row. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint16Array {
  const width = after.length + 1;
  const lengths = new Uint16Array((before.length + 1) * width);
  for (let a = before.length - 1; a >= 0; a--)
    for (let b = after.length - 1; b >= 0; b--)
      lengths[a * width + b] = sameWord(before[a] ?? "", after[b] ?? "")
        ? (lengths[(a + 1) * width + b + 1] ?? 0) + 1
        : Math.max(lengths[(a + 1) * width + b] ?? 0, lengths[a * width + b + 1] ?? 0);
  return lengths;
}
