import { readFile } from "node:fs/promises";
import type { Browser, BrowserContext, Download, Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { violations } from "./support/inspect-site.js";
import { visitor } from "./support/visitor.js";

describe("an analyst at Explore", () => {
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let url: string;

  visitor({ never: ["consoleErrors", "thirdPartyRequests", "wasmRequests"] }, (visit) => {
    ({ browser, context, page, url } = visit);
  });

  const open = async (query = ""): Promise<void> => {
    await page.goto(`${url}analyst/explore.html${query}`);
    await page.locator(".explore .summary", { hasText: /\S/ }).waitFor();
  };
  const headline = (): Promise<string> => page.locator(".headline").innerText();
  const query = (): string => decodeURIComponent(new URL(page.url()).search);
  const option = (view: string, at: number) => page.locator(`section[aria-label="${view}"] li`).nth(at);
  const counted = async (view: string): Promise<number[]> =>
    (
      await page
        .locator(`section[aria-label="${view}"] li`)
        .evaluateAll((items) => items.map((item) => item.getAttribute("aria-label") ?? ""))
    ).map((label) => Number((/: ([\d\u202f]+)$/.exec(label)?.[1] ?? "NaN").replaceAll("\u202f", "")));
  const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
  const total = async (): Promise<number> =>
    Number((/^[\d\u202f]+/.exec(await headline())?.[0] ?? "").replaceAll("\u202f", ""));

  test("brushes time with the mouse: every other view answers, and the slice is a link that another reader sees", async () => {
    await open();
    const all = await total();
    expect(sum(await counted("Rule"))).toBe(all);
    const box = (await page.locator(".brush-time").boundingBox())!;
    await page.mouse.move(box.x + 300, box.y + 80);
    await page.mouse.down();
    await page.mouse.move(box.x + 420, box.y + 80, { steps: 12 });
    await page.mouse.up();
    await page.waitForURL(/from=\d{4}-\d\d-\d\d&to=/);
    await expect.poll(total).toBeLessThan(all);
    const part = await total();
    expect(part).toBeGreaterThan(0);
    for (const view of ["Rule", "Surface", "Country", "Action"])
      expect(sum(await counted(view)), view).toBe(part);
    const said = await headline();
    const other = await context.newPage();
    await other.goto(page.url());
    await expect.poll(() => other.locator(".headline").innerText()).toBe(said);
    await page.locator("button", { hasText: "Reset" }).click();
    await expect.poll(total).toBe(all);
    expect(query()).toBe("");
    await page.goBack();
    await expect.poll(headline).toBe(said);
  });

  test("a second filter narrows the first, its own view keeps showing what it leaves out", async () => {
    await open();
    const before = await counted("Surface");
    await option("Surface", 1).click();
    await page.waitForURL(/surface=/);
    await expect.poll(total).toBe(before[1]);
    expect(await counted("Surface")).toEqual(before);
    const countries = await counted("Country");
    await option("Country", 0).click();
    await page.waitForURL(/country=/);
    await expect.poll(total).toBe(countries[0]);
    await option("Country", 0).click();
    await expect.poll(total).toBe(before[1]);
  });

  test("works by keyboard alone: views, ends of the brush, buttons", async () => {
    await open();
    const all = await total();
    await page.locator("section[aria-label=Surface] ul").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Space");
    await page.waitForURL(/surface=/);
    await page.keyboard.press("Shift+ArrowDown");
    await page.waitForURL(/surface=\w+,\w+/);
    await page.keyboard.press("Escape");
    await expect.poll(query).toBe("");
    await expect.poll(total).toBe(all);
    await page.locator("[role=slider]").first().focus();
    await page.keyboard.press("Shift+ArrowRight");
    await page.waitForURL(/from=/);
    await expect.poll(() => page.locator("[role=slider]").first().getAttribute("aria-valuenow")).toBe("7");
    await expect.poll(total).toBeLessThan(all);
    await page.keyboard.press("Escape");
    await expect.poll(total).toBe(all);
    const reached = new Set<string>();
    await page.locator("button", { hasText: "Copy link" }).focus();
    for (let press = 0; press < 40; press += 1) {
      reached.add(
        await page.evaluate(
          () =>
            document.activeElement?.getAttribute("aria-label") ||
            document.activeElement?.textContent?.trim() ||
            document.activeElement?.tagName ||
            "",
        ),
      );
      await page.keyboard.press("Tab");
    }
    for (const control of [
      "Copy link",
      "Open in SQL",
      "Count accounts",
      "Start a finding",
      "PNG",
      "HTML",
      "By hour, a week at a time",
      "First moment brushed",
      "Last moment brushed",
    ])
      expect([...reached], control).toContain(control);
  });

  test("taps rows on a touch screen", async () => {
    const touch = await browser.newContext({
      viewport: { width: 390, height: 844 },
      hasTouch: true,
      isMobile: true,
    });
    const phone = await touch.newPage();
    await phone.goto(`${url}analyst/explore.html`);
    await phone.locator(".explore .summary", { hasText: /\S/ }).waitFor();
    await phone.locator("section[aria-label=Action] li").nth(1).tap();
    await phone.waitForURL(/action=/);
    await phone.locator("section[aria-label=Action] li").nth(2).tap();
    await phone.waitForURL(/action=\w+,\w+/);
    expect(await violations(phone)).toEqual([]);
    await touch.close();
  });

  test("goes down to the hours of a week, on to the next, and back", async () => {
    await open("?from=2026-03-10&to=2026-03-12");
    await page.locator("button", { hasText: "By hour" }).click();
    await page.waitForURL(/week=2026-03-09/);
    await page.locator("h2", { hasText: "by hour" }).waitFor();
    const matches = async (): Promise<boolean> => {
      const rows = await total();
      return rows > 0 && sum(await counted("Country")) === rows;
    };
    await expect.poll(matches).toBe(true);
    await page.locator("[aria-label='The week after']").click();
    await page.waitForURL(/week=2026-03-16/);
    await page.locator("[role=slider]").first().focus();
    await page.keyboard.press("Shift+ArrowRight");
    await page.waitForURL(/from=2026-03-17T00/);
    await page.locator("button", { hasText: "By day" }).click();
    await expect.poll(query).toBe("");
  });

  test("zooms and pans time without brushing it", async () => {
    await open();
    const all = await total();
    const label = (): Promise<string | null> => page.locator(".brush-time canvas").getAttribute("aria-label");
    await page.locator("[aria-label='Show fewer days']").click();
    await page.locator("[aria-label='Later days']").click();
    await page.locator("section[aria-label=Surface] ul").focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("Escape");
    await expect.poll(label).not.toContain("3 Jan 2026");
    expect(await total()).toBe(all);
  });

  test("puts another dimension in a view's place", async () => {
    await open("?surface=profile");
    await page.selectOption("select[name=swap]", "lang");
    await page.waitForURL(/swap=lang/);
    await page.locator("section[aria-label=Language] li").first().waitFor();
    expect(query()).toBe("?swap=lang");
    await expect.poll(async () => sum(await counted("Language"))).toBe(await total());
  });

  test("is told which values of a link are ignored, hostile ones too, and how many of 200 filters", async () => {
    const many = Array.from({ length: 200 }, (_, at) => `x${at}`).join(",");
    await open(
      `?rule=${encodeURIComponent("<img src=x onerror=alert(1)>,=1+1,\u202egnp")},${many}&week=2026-13-99&surface=profile`,
    );
    const problems = await page.locator(".problems li").allInnerTexts();
    expect(problems[0]).toMatch(/^Ignored week=2026-13-99/);
    expect(problems[1]).toBe("Ignored rule=<img src=x onerror=alert(1)>: the data have no such value");
    expect(problems.join("")).not.toContain("\u202e");
    expect(problems).toHaveLength(20);
    expect(await page.locator("main img").count()).toBe(0);
    expect(query()).toContain("surface=profile");
    expect(await total()).toBeGreaterThan(0);
  });

  async function download(label: string): Promise<Buffer> {
    const [file] = (await Promise.all([
      page.waitForEvent("download"),
      page.locator(".explore-tools button", { hasText: label }).click(),
    ])) as [Download, void];
    expect(file.suggestedFilename()).toMatch(/^shrike-explore-simulated\./);
    return readFile(await file.path());
  }

  test("takes the slice along as a picture, and as a page that needs nothing else", async () => {
    await open("?surface=profile");
    const png = await download("PNG");
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    const html = (await download("HTML")).toString();
    const said = await headline();
    const offline = await context.newPage();
    const requests: string[] = [];
    offline.on("request", (request) => requests.push(request.url()));
    await offline.setContent(html);
    expect(await offline.locator("h1").innerText()).toBe(said);
    expect(await offline.locator(".label").allInnerTexts()).toEqual([
      "Analyst data: not for publication",
      "Simulated data",
    ]);
    expect(await offline.locator("table").count()).toBe(5);
    expect(requests.filter((url) => !url.startsWith("data:"))).toEqual([]);
    expect(await violations(offline)).toEqual([]);
  });

  test("carries the slice to SQL, and to a finding", async () => {
    await open("?surface=profile");
    const link = await page.locator("a", { hasText: "Open in SQL" }).getAttribute("href");
    expect(decodeURIComponent(link ?? "")).toMatch(
      /sql\.html#q=SELECT[\s\S]+FROM explore_rows\nWHERE surface IN \('profile'\)/,
    );
    await page.locator("button", { hasText: "Start a finding" }).click();
    await page.locator("output", { hasText: "run it where the source lies" }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `npx shrike finding --from "${page.url()}"`,
    );
  });

  test("says so when the counts cannot be loaded or arrive incomplete, and tries again", async () => {
    let breaks = true;
    await page.route("**/explore-main.bin*", async (route) => {
      if (!breaks) return route.continue();
      const response = await route.fetch();
      return route.fulfill({ status: 200, body: (await response.body()).subarray(0, 200) });
    });
    await page.goto(`${url}analyst/explore.html`);
    await page.locator("[role=alert]", { hasText: "explore-main.bin arrived incomplete" }).waitFor();
    breaks = false;
    await page.locator("button", { hasText: "Try again" }).click();
    await page.locator(".explore .summary", { hasText: /\S/ }).waitFor();
    expect(await page.locator("[role=alert]").count()).toBe(0);
  });
});
