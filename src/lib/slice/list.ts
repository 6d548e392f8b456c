/** Values of a list in a URL: separated by commas; a backslash takes the next comma or backslash as it is. */
export function readList(raw: string): string[] {
  const values: string[] = [];
  let value = "";
  for (let at = 0; at < raw.length; at += 1) {
    const character = raw.charAt(at);
    const next = raw.charAt(at + 1);
    if (character === "\\" && (next === "," || next === "\\")) {
      value += next;
      at += 1;
    } else if (character === ",") {
      values.push(value);
      value = "";
    } else value += character;
  }
  values.push(value);
  return values.filter((part) => part !== "");
}

/** The list as `readList` reads it back. */
export function writeList(values: readonly string[]): string {
  return values.map((value) => value.replace(/[\\,]/g, "\\$&")).join(",");
}
