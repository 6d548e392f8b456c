import type { Attachments } from "./attachments.js";

/**
 * Brings a page to life that was drawn at build: the filter bar and the menus of its charts. The page is complete without; what
 * is needed for it loads when the browser has nothing else to do, and the drawing code only when a figure must change.
 *
 * @param page name of the page's view, as in `data-page`
 */
export function mount(page: string, attachments: Attachments): void {
  const root = document.querySelector<HTMLElement>(`[data-page="${page}"]`);
  if (root === null) return;
  const embedded = new URLSearchParams(location.search).get("embed");
  if (embedded !== null) void import("./embed.js").then(({ showEmbedded }) => showEmbedded(embedded));
  const start = (): void =>
    void import("./live-page.js").then(({ startPage }) => startPage(page, root, attachments));
  if (location.search.length > 1) {
    // What stands there may be another slice's: it is dimmed until the one that was asked for is drawn.
    const asked = new URLSearchParams(location.search);
    if (["rule", "id", "a"].some((key) => asked.has(key)))
      root.querySelector(".page-view")?.setAttribute("aria-busy", "true");
    start();
  } else if ("requestIdleCallback" in window) requestIdleCallback(start, { timeout: 2000 });
  else setTimeout(start, 200);
}
