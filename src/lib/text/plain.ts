declare const checked: unique symbol;

/**
 * Text of the platform after neutralising: no control or bidi character, no invisible character, no piled-up marks. It is not
 * escaped for any format yet.
 */
export type PlatformText = string & { readonly [checked]: "platform text" };

/** Stands visibly where a character was taken out that could not be seen or would change what stands around it. */
const replacement = "\ufffd";

/** Controls, bidi and other format characters, private use, and letters and selectors that show as nothing. */
const unseen = /(?!\ufe0f)[\p{Cc}\p{Cf}\p{Co}\p{Default_Ignorable_Code_Point}\u2028\u2029\u2800]/gu;

/** The joiners that emoji and some scripts are written with, in places where these need them. */
const neededJoiners =
  /(?<=[\p{Extended_Pictographic}\p{Emoji_Modifier}\ufe0f])\u200d(?=\p{Extended_Pictographic})|(?<=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}])[\u200c\u200d](?=[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}])/gu;

const segmenter = new Intl.Segmenter("und", { granularity: "grapheme" });

/**
 * Text of the platform made safe to look at: bidi overrides, controls and invisible characters are replaced by a visible
 * sign, line breaks by spaces; more than four marks on a letter, which no written language has, are taken off; beyond
 * `length` visible characters (graphemes) the rest is left out and its UTF-16 units are counted.
 */
export function platformText(raw: string, length = 280): PlatformText {
  const looked = raw.slice(0, length * 32 + 32);
  const text = withoutUnseen(
    looked.replace(/\p{Surrogate}/gu, replacement).replace(/\r\n?|[\n\t]/g, " "),
  ).replace(/(\p{M}{4})\p{M}+/gu, "$1");
  let taken = 0;
  let count = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    if (count === length) break;
    taken = index + segment.length;
    count += 1;
  }
  const left = text.length - taken + (raw.length - looked.length);
  return (left > 0 ? `${text.slice(0, taken)}… (${left} more characters)` : text) as PlatformText;
}

/** What a reader wrote, or was sent in a link, short enough for a message about it. */
export function quoteForReader(raw: string): PlatformText {
  return platformText(raw, 60);
}

function withoutUnseen(text: string): string {
  const kept = new Set([...text.matchAll(neededJoiners)].map(({ index }) => index));
  return text.replace(unseen, (character: string, at: number) => (kept.has(at) ? character : replacement));
}
