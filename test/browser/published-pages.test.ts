import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import { launchBrowser } from "./support/browser.js";
import {
  bytesToFirstChart,
  deadLinks,
  faultsOf,
  inspectSite,
  sitePages,
  type Inspection,
} from "./support/inspect-site.js";

const published = [
  "leadership/scorecard.html",
  "leadership/trends.html",
  "leadership/appeals.html",
  "leadership/transparency.html",
  "dictionary.html",
  "freshness.html",
  "findings/index.html",
];

const notebooks = [
  "notebooks/campaign-anatomy.html",
  "notebooks/rule-decay.html",
  "notebooks/weekly-review.html",
];

describe("the published pages of the simulated platform", () => {
  const out = inject("demoSite");
  let browser: Browser;
  const url = inject("demoUrl");
  let inspections: Inspection[];

  beforeAll(async () => {
    browser = await launchBrowser();
    inspections = await inspectSite(browser, url, sitePages(out), "demo");
  });

  afterAll(async () => {
    await browser?.close();
  });

  test("are all there, and were each opened in four looks", () => {
    expect(sitePages(out)).toEqual(
      expect.arrayContaining([
        ...published,
        ...notebooks,
        "analyst/today.html",
        "analyst/rules.html",
        "analyst/rule.html",
        "analyst/explore.html",
        "analyst/rule-lab.html",
        "analyst/sql.html",
      ]),
    );
    expect(inspections).toHaveLength(sitePages(out).length * 4);
  });

  test("write no error or warning to the console", () =>
    expect(faultsOf(inspections, ["consoleErrors"])).toEqual([]));
  test("make no request that fails", () => expect(faultsOf(inspections, ["failedRequests"])).toEqual([]));
  test("make no request to another origin", () =>
    expect(faultsOf(inspections, ["thirdPartyRequests"])).toEqual([]));
  test("load no WebAssembly, but for notebooks, which ask the database", () => {
    const pages = inspections.filter(({ wasmRequests }) => wasmRequests.length > 0).map(({ page }) => page);
    expect([...new Set(pages)].sort()).toEqual(notebooks);
  });
  test("have no violation that axe finds", () =>
    expect(faultsOf(inspections, ["accessibility"])).toEqual([]));
  test("fit the window, wide or narrow", () => expect(faultsOf(inspections, ["overflow"])).toEqual([]));
  test("have no dead link", () => expect(deadLinks(out)).toEqual([]));

  test("need at most 120 kB until the first chart, beyond Framework's own runtime", async () => {
    for (const page of published.filter((path) => path.startsWith("leadership/")))
      expect(await bytesToFirstChart(browser, url, page), page).toBeLessThanOrEqual(120_000);
  });
});
