import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { drawPage } from "../../src/charts/index.js";
import { pageView } from "../../src/lib/view/index.js";
import { artifactOf, every, hostile } from "../lib/view/rules/support/rules.js";
import { faultsOf, inspectSite } from "./support/inspect-site.js";
import { serveSite, type Served } from "./support/shrike.js";
import { visitor } from "./support/visitor.js";

/** The built site with rules made up for tests in the place of the simulated platform's. */
async function withRules(site: string, folder: string): Promise<void> {
  await cp(site, folder, { recursive: true });
  const artifact = artifactOf(every);
  const attached = /"([^"]*_file\/data\/rules\.[0-9a-f]+\.json)"/;
  for (const page of ["today", "rules", "rule"]) {
    const file = join(folder, "analyst", `${page}.html`);
    const html = await readFile(file, "utf8");
    const [, address = ""] = attached.exec(html) ?? [];
    await writeFile(join(folder, "analyst", address), JSON.stringify(artifact));
    const frame = /"([^"]*_file\/data\/site\.[0-9a-f]+\.json)"/.exec(html)?.[1] ?? "";
    const siteFrame = JSON.parse(await readFile(join(folder, "analyst", frame), "utf8"));
    const { document } = new JSDOM(html).window;
    const drawn = drawPage(pageView(page, { site: siteFrame, rules: artifact }, siteFrame.defaults), {
      document,
    });
    for (const link of drawn.querySelectorAll<HTMLAnchorElement>('a[href^="/"]'))
      link.setAttribute("href", `..${link.getAttribute("href")?.replace(/^([^?#]*)/, "$1.html")}`);
    const [before = "", after = ""] = html.split(/<div class="page-view".*<\/div>(?=<\/div>)/s);
    await writeFile(file, `${before}${drawn.outerHTML}${after}`);
  }
}

describe("a reader at the rules", () => {
  let browser: Browser;
  let page: Page;
  let url: string;
  let served: Served;
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), "shrike-rules-"));
    await withRules(inject("demoSite"), folder);
    served = await serveSite(folder);
  });
  afterAll(async () => {
    await served.stop();
    await rm(folder, { recursive: true, force: true });
  });

  visitor(
    {
      at: () => served.url,
      never: ["consoleErrors", "failedRequests", "thirdPartyRequests"],
      untilIdle: true,
    },
    (visit) => {
      ({ browser, page, url } = visit);
    },
  );

  const openRules = async (query = ""): Promise<void> => {
    await page.goto(`${url}analyst/rules.html${query}`);
    await page.locator(".list-controls").waitFor({ state: "visible" });
    await page.waitForLoadState("networkidle");
  };
  const shown = (): Promise<string[]> =>
    page.locator(".list-view tbody tr:visible td:first-child small").allInnerTexts();
  const ids = every.map(({ rule }) => rule);

  test("finds every rule without a script", async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(`${url}analyst/rules.html`);
    expect(await still.locator(".list-view tbody tr").count()).toBe(every.length);
    expect(await still.locator(".list-controls").isVisible()).toBe(false);
    await plain.close();
  });

  test("sorts by a heading: smallest first, largest first, and as they came; unknown comes last", async () => {
    await openRules();
    expect(await shown()).toEqual(ids);
    const heading = page.locator('th[data-key="precision"]');
    await heading.getByRole("button").click();
    expect(await heading.getAttribute("aria-sort")).toBe("ascending");
    expect((await shown())[0]).toBe("decaying");
    expect((await shown()).at(-1)).toBe("unlabelled");
    await heading.getByRole("button").click();
    expect(await heading.getAttribute("aria-sort")).toBe("descending");
    expect((await shown())[0]).toBe("shadow");
    expect((await shown()).at(-1)).toBe("unlabelled");
    await heading.getByRole("button").click();
    expect(await shown()).toEqual(ids);
    expect(new URL(page.url()).search).toBe("");
  });

  test("sorts and filters by keyboard alone", async () => {
    await openRules();
    await page.locator('th[data-key="rule"] button').focus();
    await page.keyboard.press("Enter");
    expect((await shown())[0]).toBe("a/b&c");
    await page.locator("select[name=state]").focus();
    await page.keyboard.press("s");
    await page.waitForURL(/state=shadow/);
    expect(await shown()).toEqual(["shadow"]);
    await page.getByRole("button", { name: "Reset" }).focus();
    await page.keyboard.press("Enter");
    expect(await shown()).toEqual(ids);
    expect(await page.evaluate(() => document.activeElement?.getAttribute("name"))).toBe("q");
  });

  test("shares what is chosen as a link, and goes back and forth", async () => {
    await openRules();
    await page.locator("select[name=health]").selectOption("silent");
    await page.locator("input[name=q]").fill("TITLE of");
    await page.locator('th[data-key="hits"] button').click();
    const address = page.url();
    expect(new URL(address).search).toBe("?health=silent&q=TITLE+of&sort=hits");
    expect(await page.locator(".list-controls output").innerText()).toBe("1 of 7 rules");
    await page.goBack();
    expect(new URL(page.url()).searchParams.get("sort")).toBeNull();
    await openRules(new URL(address).search);
    expect(await shown()).toEqual(["silent"]);
    expect(await page.locator("select[name=health]").inputValue()).toBe("silent");
    expect(await page.locator("input[name=q]").inputValue()).toBe("TITLE of");
    expect(await page.locator('th[data-key="hits"]').getAttribute("aria-sort")).toBe("ascending");
  });

  test("is told which values of a link are ignored", async () => {
    await openRules("?state=%3Cimg%20src%3Dx%3E&sort=colour&owner=scams");
    expect(await page.locator(".list-controls .problems li").allInnerTexts()).toEqual([
      "Ignored state=<img src=x>: no row has this value",
      expect.stringMatching(/^Ignored sort=colour: expected one of rule, /),
    ]);
    expect(await shown()).toEqual(["silent"]);
  });

  test("takes the list along as CSV, with what stands behind the dots", async () => {
    await openRules();
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.locator("#rules .card-menu button", { hasText: "CSV" }).click(),
    ]);
    const lines = (await readFile(await download.path(), "utf8")).trim().split(/\r?\n/);
    expect(lines.filter((line) => !line.startsWith("#"))).toHaveLength(every.length + 1);
    expect(lines[0]).toContain("reviewed_low");
  });

  test("comes from a rule in the list to its page, whatever its id is made of", async () => {
    await openRules("?q=gpj");
    await page.locator(".list-view tbody tr:visible a").click();
    await page.waitForURL(/rule\.html\?rule=/);
    await page.locator(".headline", { hasText: "gpj.exe" }).waitFor();
    expect(await page.locator("select[name=rule]").inputValue()).toBe(hostile.rule);
  });

  test("chooses a rule on its page, and goes back to the one before", async () => {
    await page.goto(`${url}analyst/rule.html`, { waitUntil: "networkidle" });
    await page.locator("select[name=rule]").waitFor();
    expect(await page.locator(".headline").innerText()).toMatch(/^Title of decaying/);
    await page.locator("select[name=rule]").selectOption("healthy");
    await page.locator(".headline", { hasText: "Title of healthy" }).waitFor();
    expect(new URL(page.url()).search).toBe("?rule=healthy");
    await page.locator("#precision-by-version svg:visible").waitFor();
    const lab = page.getByRole("link", { name: "Try it in the rule lab" });
    expect(await lab.evaluate((link) => (link as HTMLAnchorElement).href)).toBe(
      `${url}analyst/rule-lab.html?rule=healthy`,
    );
    await page.goBack();
    await page.locator(".headline", { hasText: "Title of decaying" }).waitFor();
  });

  test("is told that a rule is not there, and sees the one that most needs attention", async () => {
    await page.goto(`${url}analyst/rule.html?rule=nowhere`);
    await page.locator(".filter-bar .problems li").waitFor();
    expect(await page.locator(".filter-bar .problems li").innerText()).toBe(
      "Ignored rule=nowhere: the data have no such value",
    );
    expect(await page.locator(".page-view").getAttribute("aria-busy")).toBeNull();
    expect(await page.locator(".headline").innerText()).toMatch(/^Title of decaying/);
  });

  test("comes from what deserves attention to the rule", async () => {
    await page.goto(`${url}analyst/today.html`, { waitUntil: "networkidle" });
    const first = page.locator(".attention li").first();
    expect(await first.innerText()).toMatch(/Decay\s+Title of decaying Precision is 60/);
    await first.getByRole("link").click();
    await page.locator(".headline", { hasText: "Title of decaying" }).waitFor();
  });

  test("sees a hostile title as text, escaped and neutralised, on every page", async () => {
    for (const path of ["today.html", "rules.html", `rule.html?rule=${encodeURIComponent(hostile.rule)}`]) {
      await page.goto(`${url}analyst/${path}`, { waitUntil: "networkidle" });
      await page.locator("main", { hasText: "\ufffdgpj.exe" }).waitFor();
      expect(await page.locator("main :is(img, script, b)").count(), path).toBe(0);
      expect(await page.locator("main").innerText(), path).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
    }
    expect(await page.locator("#samples tbody a").count()).toBe(0);
  });

  test("finds nothing amiss in any look", async () => {
    const paths = ["today.html", "rules.html", "rule.html?rule=healthy", "rule.html?rule=unlabelled"];
    const found = await inspectSite(
      browser,
      url,
      paths.map((path) => `analyst/${path}`),
      "rules",
      (other) => other.locator(".card-menu button").first().waitFor(),
    );
    expect(found).toHaveLength(4 * paths.length);
    expect(faultsOf(found, ["accessibility", "overflow"])).toEqual([]);
  });
});
