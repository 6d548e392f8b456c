import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import axe, { type AxeResults } from "axe-core";
import type { Browser, Page } from "playwright-core";
import { looks, openContext, screenshot, watchPage, type Look } from "./browser.js";

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

/** Opens every page of a served site in every look, two looks at a time. */
export async function inspectSite(
  browser: Browser,
  url: string,
  pages: readonly string[],
  name: string,
): Promise<Inspection[]> {
  const inspections: Inspection[] = [];
  const waiting = [...looks];
  const inspectLooks = async (): Promise<void> => {
    for (let look = waiting.shift(); look !== undefined; look = waiting.shift())
      inspections.push(...(await inspectLook(browser, url, pages, name, look)));
  };
  await Promise.all([inspectLooks(), inspectLooks()]);
  return inspections;
}

async function inspectLook(
  browser: Browser,
  url: string,
  pages: readonly string[],
  name: string,
  look: Look,
): Promise<Inspection[]> {
  const inspections: Inspection[] = [];
  const context = await openContext(browser, look);
  for (const path of pages) {
    const page = await context.newPage();
    const watch = watchPage(page, url);
    await page.goto(url + path, { waitUntil: "networkidle" });
    await screenshot(
      page,
      `${name}-${path.replaceAll("/", "-").replace(".html", "")}-${look.width}-${look.scheme}`,
    );
    inspections.push({
      page: path,
      look,
      consoleErrors: watch.consoleErrors,
      failedRequests: watch.failedRequests,
      thirdPartyRequests: watch.thirdPartyRequests,
      wasmRequests: watch.wasmRequests,
      accessibility: await violations(page),
      overflow: await horizontalOverflow(page),
    });
    await page.close();
  }
  await context.close();
  return inspections;
}

/** Violations found by axe, each with the places it names. */
export async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const result = await page.evaluate<AxeResults>("axe.run(document)");
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
