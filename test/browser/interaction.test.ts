import { readFile } from "node:fs/promises";
import { parquetReadObjects } from "hyparquet";
import { JSDOM } from "jsdom";
import type { Download, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { visitor } from "./support/visitor.js";

describe("a reader at the pages", () => {
  let page: Page;
  let url: string;

  visitor({ never: ["consoleErrors", "failedRequests", "thirdPartyRequests", "wasmRequests"] }, (visit) => {
    ({ page, url } = visit);
  });

  const open = async (path: string): Promise<void> => {
    await page.goto(url + path);
    await page.locator(".filter-bar").waitFor();
    await page.locator(".card-menu button").first().waitFor();
  };
  const query = (): string => new URL(page.url()).search;
  const headline = (): Promise<string> => page.locator(".headline").innerText();

  test("changes the slice by keyboard alone, sees that it is changed, and takes it back", async () => {
    await open("leadership/trends.html");
    const before = await headline();
    expect(await page.locator(".modified").count()).toBe(0);

    await page.locator("select[name=grain]").focus();
    await page.keyboard.press("m");
    await page.waitForURL(/grain=month/);
    expect(query()).toBe("?grain=month");
    await page.locator("#events-over-time .subtitle", { hasText: "by month" }).waitFor();
    expect(await page.locator(".modified").innerText()).toBe("Modified");

    await page.locator("button[name=reset]").focus();
    await page.keyboard.press("Enter");
    await page.locator("#events-over-time .subtitle", { hasText: "by week" }).waitFor();
    expect(query()).toBe("");
    expect(await headline()).toBe(before);
  });

  test("chooses from a list by keyboard, and Escape closes it", async () => {
    await open("leadership/scorecard.html");
    const unfiltered = await page.locator("#content-actioned .value").innerText();
    const policy = page.locator("details[data-key=policy]");
    await policy.locator("summary").focus();
    await page.keyboard.press("Enter");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    await page.waitForURL(/policy=/);
    await expect
      .poll(() => page.locator("#content-actioned .value").innerText(), { timeout: 10_000 })
      .not.toBe(unfiltered);
    expect(await policy.getAttribute("open")).not.toBeNull();
    expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).checked)).toBe(true);
    await page.keyboard.press("Escape");
    expect(await policy.getAttribute("open")).toBeNull();
  });

  test("goes back and forward through slices", async () => {
    await open("leadership/trends.html");
    await page.selectOption("select[name=grain]", "month");
    await page.waitForURL(/grain=month/);
    await page.selectOption("select[name=auto]", "manual");
    await page.waitForURL(/auto=manual/);
    await page.goBack();
    await expect.poll(() => page.locator("select[name=auto]").inputValue()).toBe("all");
    expect(await page.locator("select[name=grain]").inputValue()).toBe("month");
    await page.goBack();
    await expect.poll(() => page.locator("select[name=grain]").inputValue()).toBe("week");
    await page.goForward();
    await expect.poll(() => page.locator("select[name=grain]").inputValue()).toBe("month");
  });

  test("opens the link of a chart and sees the slice of whoever copied it", async () => {
    await open("leadership/scorecard.html?grain=month&policy=link_spam");
    const number = await page.locator("#content-actioned .value").innerText();
    await page.locator("#prevalence-over-time .card-menu button", { hasText: "Copy link" }).click();
    await page.locator("#prevalence-over-time output", { hasText: "Link copied" }).waitFor();
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${url}leadership/scorecard.html?grain=month&policy=link_spam#prevalence-over-time`);
    await page.goto("about:blank");
    await page.goto(link);
    await expect
      .poll(() => page.locator("#content-actioned .value").innerText(), { timeout: 10_000 })
      .toBe(number);
  });

  test("is told which values of a link are ignored, and sees the page all the same", async () => {
    await open(
      "leadership/trends.html?grain=fortnight&policy=%3Cimg%20src%3Dx%3E&from=2099-01-01&auto=manual",
    );
    const problems = page.locator(".filter-bar .problems li");
    expect(await problems.allInnerTexts()).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^Ignored grain=fortnight: expected one of/),
        expect.stringMatching(/^Ignored policy=<img src=x>/),
        expect.stringMatching(/^Ignored from=2099-01-01/),
      ]),
    );
    expect(await page.locator("select[name=auto]").inputValue()).toBe("manual");
    expect(await page.locator("main img").count()).toBe(0);
    expect(await page.locator("#events-over-time svg:visible").count()).toBe(1);
  });

  async function downloaded(card: string, button: string): Promise<{ name: string; bytes: Buffer }> {
    const [download] = (await Promise.all([
      page.waitForEvent("download"),
      page.locator(`#${card} .card-menu button`, { hasText: button }).click(),
    ])) as [Download, void];
    return { name: download.suggestedFilename(), bytes: await readFile(await download.path()) };
  }

  test("takes a chart's numbers along as CSV and as Parquet, and both hold what its table shows", async () => {
    await open("leadership/trends.html");
    const shown = await page.locator("#events-over-time .table-view tbody tr").count();
    expect(shown).toBeGreaterThan(5);
    const csv = await downloaded("events-over-time", "CSV");
    expect(csv.name).toMatch(/^shrike-events-over-time-\d{4}-\d\d-\d\d-\d{4}-\d\d-\d\d-simulated\.csv$/);
    const rows = csv.bytes
      .toString("utf8")
      .split(/\r?\n/)
      .filter((line) => line !== "" && !line.startsWith("#"));
    expect(rows).toHaveLength(shown + 1);

    const parquet = await downloaded("events-over-time", "Parquet");
    expect(parquet.name).toMatch(/-simulated\.parquet$/);
    const { buffer, byteOffset, byteLength } = parquet.bytes;
    const objects = await parquetReadObjects({
      file: buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer,
    });
    expect(objects).toHaveLength(shown);
    expect(Object.keys(objects[0] ?? {})).toHaveLength((rows[0] ?? "").split(",").length);
  });

  test("takes a chart along as SVG and as PNG, each saying what it shows and that it is simulated", async () => {
    await open("leadership/scorecard.html");
    const title = await page.locator("#prevalence-over-time h2").innerText();
    const svg = (await downloaded("prevalence-over-time", "SVG")).bytes.toString("utf8");
    const parsed = new JSDOM(svg, { contentType: "image/svg+xml" }).window.document;
    expect(parsed.documentElement.localName).toBe("svg");
    expect(parsed.documentElement.textContent).toContain(title);
    expect(parsed.documentElement.textContent).toMatch(/simulated/i);
    expect(svg).not.toMatch(/var\(--/);

    const png = (await downloaded("prevalence-over-time", "PNG")).bytes;
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect(png.readUInt32BE(16)).toBeGreaterThan(1000);
  });

  test("opens the sidebar from the menu button on a narrow screen, by keyboard", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await open("leadership/trends.html");
    const button = page.locator(".menu-button");
    expect(await page.locator("#observablehq-sidebar").isVisible()).toBe(false);
    await button.focus();
    await page.keyboard.press("Enter");
    await page.locator("#observablehq-sidebar").waitFor({ state: "visible" });
    expect(await button.getAttribute("aria-expanded")).toBe("true");
    await page.getByRole("link", { name: "Appeals", exact: true }).click();
    await page.waitForURL(/leadership\/appeals/);
  });

  test("reads what a metric is without leaving the chart, by keyboard", async () => {
    await open("leadership/scorecard.html");
    const card = page.locator("#prevalence-over-time");
    const tooltip = card.getByRole("tooltip", { includeHidden: true });
    expect(await tooltip.isVisible()).toBe(false);
    await card.locator(".definition").focus();
    expect(await tooltip.isVisible()).toBe(true);
    expect((await tooltip.innerText()).length).toBeGreaterThan(20);
    await page.keyboard.press("Enter");
    await page.waitForURL(/dictionary(\.html)?#/);
  });

  test("prints a page without its controls, in black on white", async () => {
    await open("leadership/scorecard.html");
    await page.emulateMedia({ media: "print", colorScheme: "dark" });
    expect(await page.locator(".filter-bar").isVisible()).toBe(false);
    expect(await page.locator(".card-menu").first().isVisible()).toBe(false);
    expect(await page.locator("#observablehq-sidebar").isVisible()).toBe(false);
    expect(await page.locator("#prevalence-over-time svg:visible").count()).toBe(1);
    expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toMatch(
      /rgb\(255, 255, 255\)|rgba\(0, 0, 0, 0\)/,
    );
  });
});
