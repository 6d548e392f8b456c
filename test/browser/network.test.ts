import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import { publishLargeBlock, type LargeBlock } from "../support/networks/large-block.js";
import {
  launchBrowser,
  openContext,
  screenshot,
  watchPage,
  type Look,
  type Watch,
} from "./support/browser.js";
import { horizontalOverflow, violations } from "./support/inspect-site.js";
import { serveSite, type Served } from "./support/shrike.js";

const members = 2100;

describe("an analyst at a network", () => {
  const folder = mkdtempSync(join(tmpdir(), "shrike-network-"));
  let browser: Browser;
  let served: Served;
  let context: BrowserContext;
  let page: Page;
  let watch: Watch;
  let large: LargeBlock;

  beforeAll(async () => {
    browser = await launchBrowser();
    served = await serveSite(inject("demoSite"));
    large = await publishLargeBlock(join(folder, "large"), members);
  });
  afterAll(async () => {
    await browser.close();
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  beforeEach(() => open({ width: 1440, scheme: "light" }));
  afterEach(async () => {
    await page.waitForLoadState("networkidle");
    await context.close();
    expect(watch.consoleErrors).toEqual([]);
    expect(watch.failedRequests).toEqual([]);
    expect(watch.wasmRequests).toEqual([]);
  });

  async function open(look: Look): Promise<void> {
    await context?.close();
    context = await openContext(browser, look);
    page = await context.newPage();
    watch = watchPage(page, served.url);
  }

  const asked = (): (string | null)[] => ["a", "b"].map((key) => new URL(page.url()).searchParams.get(key));
  const title = async (): Promise<string> => (await page.locator("#evidence h2").textContent()) ?? "";

  test("picks a pair from the list of edges with the keyboard, and goes back", async () => {
    await page.goto(`${served.url}analyst/network.html`);
    await page.locator(".pair-chooser").waitFor();
    const first = await title();
    const link = page.locator("#edges tbody a").nth(1);
    await link.focus();
    await page.keyboard.press("Enter");
    const [a, b] = asked();
    expect(await link.textContent()).toBe(`${a} and ${b}`);
    expect(await title()).toMatch(new RegExp(`^${a} and ${b} \\w+ (\\d+ of the same|one target)`));
    expect(await page.locator('#edges a[aria-current="true"]').textContent()).toBe(`${a} and ${b}`);
    expect(await page.locator("#evidence tbody tr").count()).toBeGreaterThan(1);
    expect(await page.locator("#evidence tbody tr").first().textContent()).toMatch(
      /\d{4}-\d\d-\d\d \d\d:\d\d:\d\d/,
    );
    expect(await page.locator('[role="status"]').first().textContent()).toBe(await title());
    expect(await violations(page)).toEqual([]);
    await page.goBack();
    expect(await title()).toBe(first);
    expect(asked()).toEqual([null, null]);
  });

  test("picks two members in the picture, a cell of the matrix, and names from lists; the address keeps the pair", async () => {
    await page.goto(`${served.url}analyst/network.html`);
    await page.locator(".pair-chooser").waitFor();
    const cells = page.locator("#matrix .figure-variants > div >> visible=true").locator("rect");
    await cells.nth(1).click({ force: true });
    await expect.poll(() => page.locator("#matrix .figure-medium .picked-ring").count()).toBe(2);
    const cell = asked();
    expect(cell).not.toContain(null);

    const second = page.locator('.pair-chooser [name="picked-b"]');
    const other = (await second.locator("option").allTextContents()).findLast(
      (name) => !name.startsWith(`${cell[1]} `),
    );
    await second.focus();
    await second.selectOption({ label: other! });
    expect(asked()).toEqual([cell[0], other!.split(" ")[0]]);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("picked-b");

    const [from, to] = asked();
    await page.reload();
    await page.locator(".pair-chooser").waitFor();
    expect(await title()).toContain(`${from} and ${to}`);
    await page.locator("#picture .figure-medium .picked-ring").first().waitFor();
    const rings = await page.locator("#picture .figure-medium .picked-ring").evaluateAll((found) =>
      found.map((ring) => {
        const { x, y, width, height } = ring.getBoundingClientRect();
        return { x: x + width / 2 + scrollX, y: y + height / 2 + scrollY };
      }),
    );
    await page.goto(`${served.url}analyst/network.html`);
    await page.locator(".pair-chooser").waitFor();
    for (const { x, y } of rings) {
      await page.evaluate(() => scrollTo(0, 0));
      await page.mouse.click(x, y);
    }
    expect(asked().toSorted()).toEqual([from, to].toSorted());
  });

  test.each<Look>([
    { width: 1440, scheme: "light" },
    { width: 390, scheme: "dark" },
  ])(
    "sees a network of 2,100 members whole, on a canvas that has a name and a table: $width px, $scheme",
    async (look) => {
      await open(look);
      const id = large.networks.detailed[0]!;
      const json = (content: object): { json: object } => ({ json: content });
      await page.route("**/_file/data/networks.*.json", (route) => route.fulfill(json(large.networks)));
      await page.route(`**/data/network-${id}.bin`, (route) =>
        route.fulfill({ path: join(folder, "large", `network-${id}.bin`) }),
      );
      await page.goto(`${served.url}analyst/network.html?id=${id}`);
      const canvas = page.locator('#picture [role="img"] >> visible=true');
      await page.locator("#picture canvas").first().waitFor({ state: "attached" });
      await page.locator(".pair-chooser").waitFor();
      expect(await canvas.evaluate((shown) => shown.tagName)).toBe("CANVAS");
      expect(await canvas.getAttribute("aria-label")).toMatch(
        /^2.100 members act on 40 targets: 30.% of all pairs/,
      );
      const painted = await canvas.evaluate((shown) => {
        const { width, height } = shown as HTMLCanvasElement;
        const pixels = (shown as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height).data;
        return pixels?.reduce((sum, value, at) => sum + (at % 4 === 3 && value > 100 ? 1 : 0), 0);
      });
      expect(painted).toBeGreaterThan(10_000);
      await page.locator("#picture summary").click();
      expect(await page.locator("#picture tbody tr").count()).toBe(400);
      await page.locator("#edges tbody a").nth(3).click();
      expect(await title()).toMatch(/followed 12 of the same targets/);
      await screenshot(page, `network-large-${look.width}-${look.scheme}`);
      expect(await violations(page)).toEqual([]);
      expect(await horizontalOverflow(page)).toEqual([]);
    },
  );
});
