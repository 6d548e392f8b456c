/**
 * Letters and digits that look alike, by what they are read as: what is common in names that imitate others, in the sense of Unicode
 * Technical Standard 39. Cyrillic, Greek, Armenian, full-width (by normalisation), digits. `l` stands for all upright strokes.
 */
const alike: Readonly<Record<string, string>> = {
  a: "аɑα4@",
  b: "ЬьƄ8",
  c: "сϲᴄ",
  d: "ԁɗ",
  e: "еєҽ3€",
  f: "ғƒ",
  g: "ɡԍ9",
  h: "һհ",
  j: "јϳ",
  k: "кκ",
  l: "iı1|!ӏіιǀ",
  m: "м",
  n: "ոηп",
  o: "0оοօσ",
  p: "рρ",
  q: "ԛզ",
  r: "гᴦ",
  s: "ѕ5$ꜱ",
  t: "тτ7",
  u: "ᴜυս",
  v: "ѵν",
  w: "ԝшω",
  x: "хχ",
  y: "уγүʏ",
  z: "ᴢ2",
};

const readAs = new Map(
  Object.entries(alike).flatMap(([letter, lookalikes]) =>
    [...lookalikes].map((lookalike): [string, string] => [lookalike, letter]),
  ),
);

/** Upper case that looks like nothing its lower case does. */
const upright = new Map([
  ["I", "l"],
  ["І", "l"],
  ["Ι", "l"],
  ["В", "b"],
  ["Н", "h"],
  ["Η", "h"],
  ["М", "m"],
  ["Ν", "n"],
  ["Р", "p"],
  ["Т", "t"],
  ["У", "y"],
  ["Υ", "y"],
]);

/** What each character is read as, as far as it was met. */
const met = new Map<string, string>();

function read(character: string): string {
  const known = met.get(character);
  if (known !== undefined) return known;
  const lower = upright.get(character) ?? character.toLowerCase();
  const letter = /[\p{M}\p{Default_Ignorable_Code_Point}\p{Cc}]/u.test(character)
    ? ""
    : (readAs.get(lower) ?? lower);
  const seen = /[\p{L}\p{N}]/u.test(letter) ? letter : "";
  met.set(character, seen);
  return seen;
}

/**
 * What a name looks like at a glance: two names with the same skeleton are easily taken for each other. Compatibility
 * forms, accents, case, what stands between words and invisible characters are dropped, lookalikes are read as one letter, `rn` as `m`
 * and `vv` as `w`. Looser than the skeleton of Technical Standard 39, which keeps case and `i`.
 */
export function skeleton(name: string): string {
  let shape = "";
  for (const character of name.normalize("NFKD")) shape += read(character);
  return shape.replaceAll("rn", "m").replaceAll("vv", "w");
}

/** A name without the digits at its end, which platforms add where a name is taken. */
export function nameStem(name: string): string {
  const stem = name.replace(/[\p{P}\p{Z}\p{S}]*\p{Nd}+$/u, "");
  return stem === "" ? name : stem;
}
