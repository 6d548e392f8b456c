import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, describe, expect, inject, test } from "vitest";
import { readRules } from "../../data-loaders/rules/read-rules.js";
import type { RuleReport } from "../../src/lib/rule/report/index.js";
import { type Watch } from "./support/browser.js";
import { violations } from "./support/inspect-site.js";
import { shrikeSucceeds } from "./support/shrike.js";
import { visitor } from "./support/visitor.js";

const site = inject("demoSite");
const data = join(dirname(site), "data");

describe("an analyst in the rule lab", () => {
  const folder = mkdtempSync(join(tmpdir(), "shrike-lab-"));
  let page: Page;
  let watch: Watch;
  let url: string;

  visitor({ never: ["thirdPartyRequests", "consoleErrors", "failedRequests"] }, (visit) => {
    ({ page, watch, url } = visit);
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const open = async (query = ""): Promise<void> => {
    await page.goto(`${url}analyst/rule-lab.html${query}`);
    await page.locator(".lab-report").waitFor({ timeout: 120_000 });
  };
  const headline = (): Promise<string> => page.locator(".headline").innerText();
  const saved = async (button: string): Promise<string> => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: button }).click(),
    ]);
    return readFileSync(await download.path(), "utf8");
  };
  /** Waits until the file, which follows the figures once they rest, is that of the figures. */
  const rested = (command: string): Promise<void> =>
    page.locator(".lab-command", { hasText: command }).waitFor({ timeout: 120_000 });
  const backtest = async (...args: string[]): Promise<RuleReport> => {
    const file = join(folder, "backtest.json");
    await shrikeSucceeds("backtest", ...args, "--data", data, "--json", file, "--quiet");
    return (JSON.parse(readFileSync(file, "utf8")) as { latest: RuleReport }).latest;
  };

  test.each([
    ["link-replies", "?rule=link-replies", "npx shrike backtest link-replies", []],
    [
      "link-replies with two values",
      "?rule=link-replies&set.min_replies=1&set.min_links=1",
      "--set min_links=1 --set min_replies=1",
      ["link-replies", "--set", "min_links=1", "--set", "min_replies=1"],
    ],
    [
      "follow-burst over some days",
      "?rule=follow-burst&set.min_follows=9&from=2026-02-01&to=2026-04-15",
      "--set min_follows=9 --from 2026-02-01 --to 2026-04-15",
      ["follow-burst", "--set", "min_follows=9", "--from", "2026-02-01", "--to", "2026-04-15"],
    ],
    [
      "new-account-link-burst",
      "?rule=new-account-link-burst&set.max_age=1000",
      "--set max_age=1000",
      ["new-account-link-burst", "--set", "max_age=1000"],
    ],
    [
      "a rule with a share",
      "?rule=link-share-of-posts&set.share=0.55&set.min_posts=3",
      "--set min_posts=3 --set share=0.55",
      ["link-share-of-posts", "--set", "share=0.55", "--set", "min_posts=3"],
    ],
  ])("sees of %s the figures that the command prints, exactly", async (_, query, command, args) => {
    const read = async (): Promise<RuleReport> => {
      await open(query);
      await rested(command);
      return JSON.parse(await saved("Download the figures")) as RuleReport;
    };
    const [figures, printed] = await Promise.all([
      read(),
      backtest(...(args.length > 0 ? args : ["link-replies"])),
    ]);
    expect(figures).toEqual(printed);
    expect(figures.accountsHit).toBeGreaterThan(0);
    expect(figures.basis).toBe("latest");
  });

  test("sees of a condition of their own the figures that the command prints of the downloaded file, which is a rule", async () => {
    const when = "links_24h >= :min_links\nor (replies_24h > 3 and account_age_hours < 500)";
    await open(`?rule=link-replies&set.min_links=4&when=${encodeURIComponent(when)}`);
    await rested("npx shrike backtest link-replies.yaml");
    const figures = JSON.parse(await saved("Download the figures")) as RuleReport;
    const rules = join(folder, "rules");
    mkdirSync(rules, { recursive: true });
    const file = join(rules, "link-replies.yaml");
    writeFileSync(file, await saved("Download the file"));
    const [rule] = readRules(folder);
    expect(rule?.rule.when.trim()).toBe(when);
    expect(rule?.periods.at(-1)).toMatchObject({ version: 3, state: "enforce", params: { min_links: 4 } });
    const changedId = join(folder, "rules", "link-replies-tried.yaml");
    writeFileSync(
      changedId,
      readFileSync(file, "utf8").replace("id: link-replies", "id: link-replies-tried"),
    );
    const { live, ...printed } = await backtest(changedId);
    expect(live).toBe(null);
    // Under its own id the rule is compared with its running version, and not with itself.
    const { live: change, unique: _, ...shown } = figures;
    const { unique: __, ...others } = printed;
    expect(shown).toEqual(others);
    expect(change).toMatchObject({ version: 2 });
  });

  test("sees a rule as it runs before the database loads, and moves its slider to other figures", async () => {
    await open("?rule=link-replies");
    expect(watch.wasmRequests).toEqual([]);
    const before = await headline();
    const slider = page.getByRole("slider", { name: "min_replies" });
    await slider.focus();
    for (let step = 0; step < 3; step += 1) await slider.press("ArrowRight");
    await page.locator(".headline", { hasText: "With these changes" }).waitFor({ timeout: 120_000 });
    await rested("--set min_replies=5");
    expect(await headline()).not.toBe(before);
    expect(new URL(page.url()).search).toBe("?rule=link-replies&set.min_replies=5");
    expect(watch.wasmRequests).toHaveLength(1);
    expect(await page.locator(".lab-file").innerText()).toContain(
      "min_replies: { default: 5, min: 1, max: 50 }",
    );
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Reset" }).click();
    await expect.poll(headline).toBe(before);
    expect(new URL(page.url()).search).not.toContain("set.");
    await page.goBack();
    await expect.poll(() => page.getByRole("slider", { name: "min_replies" }).inputValue()).toBe("5");
    await page.locator(".headline", { hasText: "With these changes" }).waitFor();
  });

  test("is told what is wrong with a condition and where, and goes on with the next", async () => {
    await open("?rule=link-replies");
    const before = await headline();
    await page.getByRole("button", { name: "Edit" }).click();
    const editor = page.locator(".cm-content");
    await editor.waitFor();
    await editor.fill("links_24h >= 2\nand reply_24h > 1");
    await expect
      .poll(() => page.locator(".lab-wrong").innerText())
      .toBe('Line 2, column 5: unknown column "reply_24h"; did you mean "replies_24h"?');
    expect(await page.locator(".cm-lintRange-error").innerText()).toBe("reply_24h");
    expect(await headline()).toBe(before);
    expect(await page.locator(".lab-stale").count()).toBe(1);
    expect(await violations(page)).toEqual([]);
    await editor.fill("links_24h >= 2 and replies_24h > 1");
    await page.locator(".headline", { hasText: "With these changes" }).waitFor({ timeout: 120_000 });
    expect(await page.locator(".lab-wrong").innerText()).toBe("");
    expect(await page.locator(".lab-stale").count()).toBe(0);
  });

  test("writes a rule of their own and takes it along", async () => {
    await open();
    await page.locator(".lab-chooser summary").click();
    await page.getByRole("button", { name: "Write a new rule" }).click();
    const editor = page.locator(".cm-content");
    await editor.waitFor();
    await editor.fill("follows_24h > 4 and account_age_hours < 200");
    await page.getByLabel("Policy that it enforces").selectOption("engagement_spam");
    await rested("npx shrike backtest new-rule.yaml");
    await page.locator(".lab-file", { hasText: "follows_24h > 4" }).waitFor({ timeout: 120_000 });
    const own = mkdtempSync(join(folder, "own-"));
    mkdirSync(join(own, "rules"));
    const file = join(own, "rules", "new-rule.yaml");
    writeFileSync(file, await saved("Download the file"));
    expect(readRules(own)[0]?.rule).toMatchObject({
      id: "new-rule",
      policy: "engagement_spam",
      state: "shadow",
    });
    expect(JSON.parse(await saved("Download the figures"))).toEqual(await backtest(file));
  });

  test("is told of what a link asks for that there is not", async () => {
    await open("?rule=link-replies&set.min_replies=900&set.none=%3Cb%3E");
    expect(await page.locator(".lab-problems li").allInnerTexts()).toEqual([
      "set.min_replies=900 in the link was ignored: outside of its range, 1 to 50",
      "set.none=<b> in the link was ignored: the rule has no such parameter; it has min_replies, min_links",
    ]);
    expect(watch.wasmRequests).toEqual([]);
  });

  test("finds a rule by a part of its name, by keyboard alone", async () => {
    await open();
    await page.locator(".lab-chooser summary").focus();
    await page.keyboard.press("Enter");
    await page.getByLabel("Search rules").fill("replies to many");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator(".headline", { hasText: "Links in replies to many people" }).waitFor();
    expect(new URL(page.url()).search).toBe("?rule=link-replies");
  });
});
