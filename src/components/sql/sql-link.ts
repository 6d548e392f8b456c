/** Link that opens the SQL page with a query: in the fragment, which no server sees. */
export function sqlLink(siteRoot: string, query: string): string {
  return `${siteRoot}analyst/sql.html#q=${encodeURIComponent(query)}`;
}
