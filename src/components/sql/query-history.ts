const key = "shrike-sql-history";
const mostQueries = 50;

/** Queries run in this browser, the newest first; they never leave it. */
export function readHistory(): string[] {
  try {
    const stored: unknown = JSON.parse(localStorage.getItem(key) ?? "[]");
    return Array.isArray(stored) ? stored.filter((query) => typeof query === "string") : [];
  } catch {
    return [];
  }
}

/** Keeps a query that was run; where the browser keeps nothing, it is not kept. */
export function keepQuery(query: string): void {
  const next = [query, ...readHistory().filter((other) => other !== query)].slice(0, mostQueries);
  try {
    localStorage.setItem(key, JSON.stringify(next));
  } catch {
    // Storage is off or full: a history is a convenience.
  }
}

export function forgetQueries(): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing was kept.
  }
}
