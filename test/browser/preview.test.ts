import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { dirname, join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchBrowser, openContext, watchPage } from "./support/browser.js";
import { serveWith } from "./support/shrike.js";

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("the live preview", () => {
  // Of the site that all tests look at, so that its stages need not run again.
  const data = join(dirname(inject("demoSite")), "data");
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterAll(() => browser.close());

  test("prints its address, shows the pages, and ends well on Ctrl-C", async () => {
    const preview = await serveWith("dev", "--data", data, "--port", String(await freePort()), "--quiet");
    const context = await openContext(browser, { width: 1440, scheme: "light" });
    const page = await context.newPage();
    const watch = watchPage(page, preview.url);
    await page.goto(`${preview.url}leadership/scorecard`);
    await page.locator("main svg >> visible=true").first().waitFor();
    await page.locator(".filter-bar").waitFor();
    expect(watch.consoleErrors).toEqual([]);
    expect(watch.thirdPartyRequests.filter((url) => !url.startsWith("ws://127.0.0.1"))).toEqual([]);
    await context.close();
    expect(await preview.stop()).toBe(0);
  });
});
