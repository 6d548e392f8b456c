import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import axe, { type AxeResults } from "axe-core";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { looks, openContext, screenshot, watchPage, type Look, type Watch } from "./browser.js";

/** Pages of a built site, as paths below its root. */
export function sitePages(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => file.endsWith(".html"))
    .sort();
}

/** What was wrong with a page in one look; empty lists when nothing was. */
export interface Inspection {
  readonly page: string;
  readonly look: Look;
  readonly consoleErrors: readonly string[];
  readonly failedRequests: readonly string[];
  readonly thirdPartyRequests: readonly string[];
  readonly wasmRequests: readonly string[];
  readonly accessibility: readonly string[];
  readonly overflow: readonly string[];
}

type InspectedKind = Exclude<keyof Inspection, "page" | "look">;

/** Readers that look at pages at the same time: while one waits for the network to rest, another has the processor. */
const readers = 4;

/**
 * Looks at every page of a served site in every look. Each page is loaded once a width, wide in light and narrow in dark, and then
 * turned to the other scheme, as a reader's screen does in the evening.
 *
 * @param pages paths below the site's root, with their queries
 * @param name begins the names of pictures
 * @param ready waits for what a page shows only after it has loaded
 */
export async function inspectSite(
  browser: Browser,
  url: string,
  pages: readonly string[],
  name: string,
  ready: (page: Page, path: string) => Promise<void> = async () => {},
): Promise<Inspection[]> {
  const contexts = new Map<Look["width"], Promise<BrowserContext>>();
  const waiting = pages.flatMap((path) =>
    ([1440, 390] as const).map((width) => ({
      path,
      looks: looks
        .filter((look) => look.width === width)
        .sort((a, b) => (a.scheme < b.scheme ? -1 : 1) * (width === 390 ? 1 : -1)),
    })),
  );
  const inspections: Inspection[] = [];
  const read = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [first] = next.looks;
      if (first === undefined) continue;
      const context = contexts.get(first.width) ?? openContext(browser, first);
      contexts.set(first.width, context);
      inspections.push(...(await inspectPage(await context, { ...next, url, name, ready })));
    }
  };
  await Promise.all(Array.from({ length: readers }, read));
  for (const context of contexts.values()) await (await context).close();
  return inspections;
}

interface PageToInspect {
  readonly path: string;
  readonly looks: readonly Look[];
  readonly url: string;
  readonly name: string;
  readonly ready: (page: Page, path: string) => Promise<void>;
}

async function inspectPage(
  context: BrowserContext,
  { path, looks, url, name, ready }: PageToInspect,
): Promise<Inspection[]> {
  const inspections: Inspection[] = [];
  const page = await context.newPage();
  const watch = watchPage(page, url);
  await page.goto(url + path, { waitUntil: "networkidle" });
  await ready(page, path);
  for (const look of looks) {
    await page.emulateMedia({ colorScheme: look.scheme });
    await screenshot(
      page,
      `${name}-${path.replace(".html", "").replaceAll(/\W+/g, "-")}-${look.width}-${look.scheme}`,
    );
    const [accessibility, overflow] = [await violations(page), await horizontalOverflow(page)];
    inspections.push({ page: path, look, ...taken(watch), accessibility, overflow });
  }
  await page.close();
  return inspections;
}

/** What was seen since it was last taken. */
function taken(watch: Watch): Watch {
  return {
    consoleErrors: watch.consoleErrors.splice(0),
    failedRequests: watch.failedRequests.splice(0),
    thirdPartyRequests: watch.thirdPartyRequests.splice(0),
    wasmRequests: watch.wasmRequests.splice(0),
  };
}

/** What was wrong, a line each: the kind, the page and the look. */
export function faultsOf(inspections: readonly Inspection[], kinds: readonly InspectedKind[]): string[] {
  return inspections.flatMap((inspection) =>
    kinds.flatMap((kind) =>
      inspection[kind].map(
        (text) =>
          `${kind}, ${inspection.page} at ${inspection.look.width} ${inspection.look.scheme}: ${text}`,
      ),
    ),
  );
}

/** Violations found by axe in a page, or in one part of it, each with the places it names. */
export async function violations(page: Page, within = ":root"): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(axe.source);
  const result = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(within)})`);
  return result.violations.map(
    ({ id, help, nodes }) =>
      `${id}: ${help} (${nodes
        .slice(0, 3)
        .map((node) => `${node.target.join(" ")} ${node.failureSummary?.split("\n")[1]?.trim() ?? ""}`)
        .join("; ")})`,
  );
}

/** Elements that stick out of the window sideways, unless something around them scrolls. */
export async function horizontalOverflow(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document.documentElement.scrollWidth <= document.documentElement.clientWidth
      ? []
      : [...document.querySelectorAll("main *")]
          .filter(
            (element) => element.getBoundingClientRect().right > document.documentElement.clientWidth + 1,
          )
          .slice(0, 5)
          .map((element) => `${element.tagName.toLowerCase()}.${[...element.classList].join(".")}`),
  );
}

/** Same-origin links of all pages that lead nowhere: no such page, or no such anchor in it (`#q=…` is a query for SQL). */
export function deadLinks(folder: string): string[] {
  const pages = sitePages(folder);
  const html = new Map(pages.map((page) => [page, readFileSync(join(folder, page), "utf8")]));
  const anchors = new Map(
    [...html].map(([page, text]) => [
      page,
      new Set([...text.matchAll(/\sid="([^"]+)"/g)].map(([, id]) => id)),
    ]),
  );
  const files = new Set(readdirSync(folder, { recursive: true, encoding: "utf8" }));
  return [...html].flatMap(([page, text]) =>
    [...text.matchAll(/<a\s[^>]*href="([^"]+)"/g)].flatMap(([, raw = ""]) => {
      const href = raw.replaceAll("&amp;", "&");
      const target = new URL(href, `http://site.invalid/${page}`);
      if (target.origin !== "http://site.invalid") return [`${page} links to another origin: ${href}`];
      const path = decodeURIComponent(target.pathname.slice(1));
      const file = path === "" || path.endsWith("/") ? `${path}index.html` : path;
      if (!files.has(file)) return [`${page} -> ${href}: no such file`];
      const anchor = decodeURIComponent(target.hash.slice(1));
      return anchor && !anchor.startsWith("q=") && !anchors.get(file)?.has(anchor)
        ? [`${page} -> ${href}: no such anchor`]
        : [];
    }),
  );
}

/** Bytes, gzipped, that a page needs until its first chart stands, without Framework's own runtime and without what loads once idle. */
export async function bytesToFirstChart(browser: Browser, url: string, path: string): Promise<number> {
  const context = await openContext(browser, { width: 1440, scheme: "light" });
  const page = await context.newPage();
  await page.addInitScript(() => {
    window.requestIdleCallback = () => 0;
  });
  const bodies: Promise<number>[] = [];
  page.on("response", (response) => {
    if (response.url().includes("/_observablehq/")) return;
    const compressed = /\.(woff2|png)(\?|$)/.test(response.url());
    bodies.push(response.body().then((body) => (compressed ? body.length : gzipSync(body).length)));
  });
  await page.goto(url + path, { waitUntil: "networkidle" });
  await page.locator("main svg >> visible=true").first().waitFor({ state: "visible" });
  const total = (await Promise.all(bodies)).reduce((sum, size) => sum + size, 0);
  await context.close();
  return total;
}
