/** Link that opens the SQL page with a query. */
export function sqlLink(siteRoot: string, query: string): string {
  return `${siteRoot}analyst/sql.html${sqlFragment(query)}`;
}

/** The query as a fragment, which no server sees. */
export function sqlFragment(query: string): string {
  return `#q=${encodeURIComponent(query)}`;
}
