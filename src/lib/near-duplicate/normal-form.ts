/**
 * What is left out of a text before texts are compared: addresses and names of accounts. One pattern for JavaScript and for the
 * database's regular expressions alike; both look at ASCII only.
 */
export const linkPattern = "[Hh][Tt][Tt][Pp][Ss]?://[!-~]*|@[A-Za-z0-9_]+";

const links = new RegExp(linkPattern, "g");

/** A text without addresses and mentions; the SQL of `data-loaders/detect/text` does the same. */
export function withoutLinks(text: string): string {
  return text.replace(links, " ");
}

/**
 * The form in which texts are compared: without addresses and mentions, without controls, bidi and invisible characters, Unicode
 * NFKC, lower case, any white space one space.
 */
export function normalForm(text: string): string {
  const bare = withoutLinks(text);
  const seen = isAscii(bare)
    ? bare.toLowerCase()
    : withoutLinks(
        bare
          .replace(/(?!\s)[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, "")
          .normalize("NFKC")
          .toLowerCase(),
      );
  // oxlint-disable-next-line no-control-regex
  return seen.replace(/[\s\0-\x1f\x7f]+/g, " ").trim();
}

function isAscii(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 126) return false;
  return true;
}

/** Whether a UTF-16 unit is of a script that writes a syllable or a word in a character: Han, kana, Hangul. */
export function isWide(unit: number): boolean {
  return (
    unit >= 0x2e80 &&
    (unit < 0xa4d0 || (unit >= 0xac00 && unit < 0xd7b0) || (unit >= 0xf900 && unit < 0xfb00))
  );
}

/** Characters that a normal form must have to be compared; one of Han, kana or Hangul counts as two. */
export const leastLength = 12;

/** Whether a normal form says enough to be told from others: short texts are shared by chance. */
export function isComparable(form: string): boolean {
  if (form.length >= leastLength) return true;
  let length = form.length;
  for (let at = 0; at < form.length; at++) if (isWide(form.charCodeAt(at))) length += 1;
  return length >= leastLength;
}
