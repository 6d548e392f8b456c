import { contentSecurityPolicy } from "./security-headers.js";

/** What a page of a built site must carry that Framework does not write. */
export interface PageFacts {
  /** Milliseconds since 1970 that stand in for every file's modification time, so that equal input gives equal bytes. */
  readonly lastModified: number;
}

/**
 * Completes a page as Framework wrote it: names the language, lets readers zoom, takes out modification times
 * (they differ from build to build), puts the sidebar's closer where a list may hold it, and states the page's content security policy.
 *
 * @param html a whole page
 */
export function finishPage(html: string, { lastModified }: PageFacts): string {
  const finished = html
    .replace("<html>", '<html lang="en">')
    .replace(", initial-scale=1, maximum-scale=1", ", initial-scale=1")
    .replace(/(<label id="observablehq-sidebar-close"[^>]*><\/label>)\s*(<li\b[^>]*>)/, "$2$1")
    .replace(/("lastModified":)\d+(?:\.\d+)?/g, `$1${lastModified}`);
  const policy = `<meta http-equiv="Content-Security-Policy" content="${contentSecurityPolicy(finished)}">`;
  return finished.replace('<meta charset="utf-8">', (charset) => `${charset}\n${policy}`);
}

/** Errors that Framework writes into a page while it reports success. */
export function pageErrors(html: string): string[] {
  return [...html.matchAll(/observablehq--error"[^>]*>([^<]*)</g)].map(([, message = ""]) => message);
}
