/** A value of a CSV table; null is an empty cell, which is unknown and not zero. */
export type CsvValue = string | number | bigint | boolean | null;

/** Characters that make a spreadsheet read a cell as a formula, also behind blanks and quotes; full-width ones too. */
const formula = /^[\s\p{Cf}\p{Cc}"']*[=+\-@\t\r\n|%\uff1d\uff0b\uff0d\uff20]/u;

/**
 * One cell by RFC 4180. A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers
 * keep their sign. Bidi controls and other control characters are replaced, whole lines kept.
 */
export function csvCell(value: CsvValue): string {
  if (value === null) return "";
  if (typeof value !== "string") return Number.isNaN(value) ? "" : String(value);
  const text = value
    .replace(/\p{Surrogate}/gu, "\ufffd")
    .replace(/\r\n?/g, "\n")
    .replace(/(?![\n\t])\p{Cc}|\p{Bidi_Control}|\ufeff/gu, "\ufffd");
  const guarded = formula.test(text) ? `'${text}` : text;
  return /[",\n\r]|^\s|\s$/.test(guarded) ? `"${guarded.replaceAll('"', '""')}"` : guarded;
}

/**
 * A table as CSV: RFC 4180 with CRLF, in UTF-8 with a byte order mark, without which spreadsheets take it for another
 * encoding.
 */
export function csvTable(columns: readonly string[], rows: readonly (readonly CsvValue[])[]): string {
  const lines = [columns, ...rows].map((cells) => cells.map(csvCell).join(","));
  return `\ufeff${lines.join("\r\n")}\r\n`;
}
