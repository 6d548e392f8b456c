import { mkdtempSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { launchBrowser, openContext, watchPage } from "./support/browser.js";
import { serveWith, shrikeSucceeds } from "./support/shrike.js";

async function freePort(): Promise<number> {
  const server = createServer().listen(0);
  await new Promise((resolve) => server.once("listening", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe("the live preview", () => {
  const folder = mkdtempSync(join(tmpdir(), "shrike-preview-"));
  const data = join(folder, "data");
  let browser: Browser;

  beforeAll(async () => {
    await shrikeSucceeds("demo", "--accounts", "2000", "--days", "45", "--out", data, "--quiet");
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser.close();
    rmSync(folder, { recursive: true, force: true });
  });

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
