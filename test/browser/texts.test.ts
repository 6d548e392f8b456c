import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { launchBrowser, openContext, watchPage, type Watch } from "./support/browser.js";
import { horizontalOverflow, violations } from "./support/inspect-site.js";
import { serveSite, type Served } from "./support/shrike.js";

describe("a reader at the repeated texts", () => {
  let browser: Browser;
  let served: Served;
  let context: BrowserContext;
  let page: Page;
  let watch: Watch;

  beforeAll(async () => {
    browser = await launchBrowser();
    served = await serveSite(inject("demoSite"));
  });
  afterAll(async () => {
    await browser.close();
    await served.stop();
  });
  beforeEach(async () => {
    context = await openContext(browser, { width: 390, scheme: "dark" });
    page = await context.newPage();
    watch = watchPage(page, served.url);
  });
  afterEach(async () => {
    await page.waitForLoadState("networkidle");
    await context.close();
    expect(watch.consoleErrors).toEqual([]);
    expect(watch.failedRequests).toEqual([]);
    expect(watch.wasmRequests).toEqual([]);
  });

  test("comes from the list to one text, its days and its variants, and sorting the list keeps it", async () => {
    await page.goto(`${served.url}analyst/texts.html`);
    await page.locator("#texts .list-controls").waitFor();
    await page.locator("#texts tbody a").first().click();
    await page.locator("#text-variants .text-diffs").waitFor();
    expect(await page.locator(".headline").textContent()).toMatch(/^“.+” came from [\d\s]+ accounts/u);
    expect(await page.locator("#text-events svg").count()).toBeGreaterThan(0);
    expect(await violations(page)).toEqual([]);
    expect(await horizontalOverflow(page)).toEqual([]);
    const asked = new URL(page.url()).searchParams.get("id");
    await page.locator("#texts thead button").first().click();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ id: asked, sort: "text" });
  });

  test("is told that a text is not shown", async () => {
    await page.goto(`${served.url}analyst/texts.html?id=nowhere`);
    await page
      .locator(".summary", { hasText: "The text nowhere is not among those that are shown" })
      .waitFor();
    expect(await page.locator("#texts-at-once").count()).toBe(1);
  });
});
