import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject } from "vitest";
import { launchBrowser, openContext, watchPage, type Look, type Watch } from "./browser.js";

/** A reader's browser at the simulated platform's site, with a page that nothing was opened in yet. */
export interface Visit {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  readonly watch: Watch;
  /** Origin of the site, with a slash at its end. */
  readonly url: string;
}

export interface VisitOptions {
  /** Wide and light where left out. */
  readonly look?: Look;
  /** What must not have happened by the end of a test. */
  readonly never: readonly (keyof Watch)[];
  /** Origin of another site than the simulated platform's, asked for once it is served. */
  readonly at?: () => string;
  /** Whether a test ends only once the network rests, so that late requests are seen, too. */
  readonly untilIdle?: boolean;
}

/**
 * Gives every test of a suite a page of its own, that shares nothing with those before it, and checks after each what must not have
 * happened.
 *
 * @param begin takes the visit, and may open a page, before each test
 */
export function visitor(
  {
    look = { width: 1440, scheme: "light" },
    never,
    at = () => inject("demoUrl"),
    untilIdle = false,
  }: VisitOptions,
  begin: (visit: Visit) => void | Promise<void>,
): void {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let watch: Watch;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    const url = at();
    context = await openContext(browser, look);
    await context.grantPermissions(["clipboard-read", "clipboard-write"]);
    page = await context.newPage();
    watch = watchPage(page, url);
    await begin({ browser, context, page, watch, url });
  });
  afterEach(async () => {
    if (untilIdle) await page.waitForLoadState("networkidle");
    await context.close();
    for (const kind of never) expect(watch[kind], kind).toEqual([]);
  });
}
