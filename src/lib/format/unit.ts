/** What a figure counts or measures. */
export type Unit = "count" | "share" | "hours" | "views" | "per-100k" | "accounts" | "items" | "index";
