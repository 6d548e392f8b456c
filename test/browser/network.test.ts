import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { publishLargeBlock, type LargeBlock } from "../support/networks/large-block.js";
import { screenshot } from "./support/browser.js";
import { horizontalOverflow, violations } from "./support/inspect-site.js";
import { visitor, type Visit } from "./support/visitor.js";

const members = 2100;
const never = ["consoleErrors", "failedRequests", "wasmRequests"] as const;
const folder = mkdtempSync(join(tmpdir(), "shrike-network-"));
let large: LargeBlock;
let page: Page;
let url: string;

beforeAll(async () => {
  large = await publishLargeBlock(join(folder, "large"), members);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function begin(visit: Visit): void {
  ({ page, url } = visit);
}

const asked = (): (string | null)[] => ["a", "b"].map((key) => new URL(page.url()).searchParams.get(key));
const title = async (): Promise<string> => (await page.locator("#evidence h2").textContent()) ?? "";

async function openLarge(): Promise<void> {
  const id = large.networks.detailed[0]!;
  await page.route("**/_file/data/networks.*.json", (route) => route.fulfill({ json: large.networks }));
  await page.route(`**/data/network-${id}.bin`, (route) =>
    route.fulfill({ path: join(folder, "large", `network-${id}.bin`) }),
  );
  await page.goto(`${url}analyst/network.html?id=${id}`);
  await page.locator("#picture canvas").first().waitFor({ state: "attached" });
  await page.locator(".pair-chooser").waitFor();
}

const canvas = (): Locator => page.locator('#picture [role="img"] >> visible=true');
const painted = (): Promise<number | undefined> =>
  canvas().evaluate((shown) => {
    const { width, height } = shown as HTMLCanvasElement;
    const pixels = (shown as HTMLCanvasElement).getContext("2d")?.getImageData(0, 0, width, height).data;
    return pixels?.reduce((sum, value, at) => sum + (at % 4 === 3 && value > 100 ? 1 : 0), 0);
  });

describe("an analyst at a network", () => {
  visitor({ never, untilIdle: true }, begin);

  test("picks a pair from the list of edges with the keyboard, and goes back", async () => {
    await page.goto(`${url}analyst/network.html`);
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
    await page.goBack();
    expect(await title()).toBe(first);
    expect(asked()).toEqual([null, null]);
  });

  test("picks two members in the picture, a cell of the matrix, and names from lists; the address keeps the pair", async () => {
    await page.goto(`${url}analyst/network.html`);
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
    await page.goto(`${url}analyst/network.html`);
    await page.locator(".pair-chooser").waitFor();
    for (const { x, y } of rings) {
      await page.evaluate(() => scrollTo(0, 0));
      await page.mouse.click(x, y);
    }
    expect(asked().toSorted()).toEqual([from, to].toSorted());
  });

  test("sees a network of 2,100 members whole, on a canvas with a name, and its table in place of it", async () => {
    await openLarge();
    expect(await canvas().evaluate(({ tagName }) => tagName)).toBe("CANVAS");
    expect(await canvas().getAttribute("aria-label")).toMatch(
      /^2.100 members act on 40 targets: 30.% of all pairs/,
    );
    expect(await painted()).toBeGreaterThan(10_000);
    await page.locator("#picture summary").click();
    expect(await page.locator("#picture tbody tr").count()).toBe(400);
    await page.locator("#edges tbody a").nth(3).click();
    expect(await title()).toMatch(/followed 12 of the same targets/);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("#picture .card-menu button", { hasText: "PNG" }).click(),
    ]);
    expect(statSync(await download.path()).size).toBeGreaterThan(50_000);
    await screenshot(page, "network-large-1440-light");
  });
});

describe("an analyst at a network, on a narrow screen in the dark", () => {
  visitor({ look: { width: 390, scheme: "dark" }, never, untilIdle: true }, begin);

  test("sees a network of 2,100 members painted, and nothing sticks out", async () => {
    await openLarge();
    expect(await painted()).toBeGreaterThan(5000);
    await screenshot(page, "network-large-390-dark");
    expect(await violations(page, "#picture")).toEqual([]);
    expect(await horizontalOverflow(page)).toEqual([]);
  });
});
