/** Texts as SQL writes them, joined by commas. */
export function sqlList(texts: readonly string[]): string {
  return texts.map((text) => `'${text.replaceAll("'", "''")}'`).join(", ");
}
