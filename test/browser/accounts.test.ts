import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import type { Browser, Download, Page } from "playwright-core";
import { afterAll, describe, expect, inject, test } from "vitest";
import { readFinding } from "../../data-loaders/publish/findings/read-finding.js";
import { readSelection } from "../../data-loaders/rules/enforce/read-selection.js";
import type { AccountIndex, AccountShard } from "../../src/lib/account/record.js";
import { shardNames } from "../../src/lib/account/shard.js";
import { faultsOf, inspectSite } from "./support/inspect-site.js";
import { visitor } from "./support/visitor.js";

const site = inject("demoSite");
const read = (file: string): unknown =>
  JSON.parse(gunzipSync(readFileSync(join(site, "data", `accounts-${file}.bin`))).toString());

/** An account that shares a rare value with another, by the shards. */
function accountWithNeighbour(): { id: string; handle: string } {
  for (const name of shardNames) {
    const { accounts, groups } = read(name) as AccountShard;
    for (const [id, { pivots, profile, flags }] of Object.entries(accounts))
      if (
        flags & 2 &&
        profile.handle &&
        pivots.some(
          (at) => groups[at]?.kind === "domain" && groups[at].accounts < 12 && groups[at].accounts > 3,
        )
      )
        return { id, handle: profile.handle };
  }
  throw new Error("no account of the demo shares a rare domain");
}

describe("a reader at the accounts", () => {
  const folder = mkdtempSync(join(tmpdir(), "shrike-accounts-"));
  const index = read("index") as AccountIndex;
  const known = accountWithNeighbour();
  let browser: Browser;
  let page: Page;
  let url: string;

  visitor(
    { never: ["consoleErrors", "failedRequests", "thirdPartyRequests", "wasmRequests"], untilIdle: true },
    (visit) => {
      ({ browser, page, url } = visit);
    },
  );

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const open = async (query = ""): Promise<void> => {
    await page.goto(`${url}analyst/accounts.html${query}`);
    await page.getByRole("combobox").waitFor();
  };
  const opened = (id: string): Promise<void> =>
    page.locator(".account-page .summary", { hasText: id }).waitFor();
  const saved = async (download: Download): Promise<string> => {
    const file = join(folder, download.suggestedFilename());
    writeFileSync(file, readFileSync(await download.path()));
    return file;
  };

  test("finds the four lists without a script", async () => {
    const plain = await browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(`${url}analyst/accounts.html`);
    expect(await still.locator(".chart-card h2").allInnerTexts()).toEqual([
      expect.stringMatching(/^Spam/),
      expect.stringMatching(/^Abuse/),
      expect.stringMatching(/^Identity/),
      expect.stringMatching(/^Media/),
    ]);
    await plain.close();
  });

  test("searches by handle and opens an account with the keyboard alone, and goes back", async () => {
    await open();
    await page.getByRole("combobox").focus();
    await page.keyboard.type(known.handle.slice(0, -1));
    await page.locator("[role=option]", { hasText: known.id }).waitFor();
    await page.getByRole("combobox").fill(known.id);
    await page.keyboard.press("ArrowDown");
    expect(await page.getByRole("combobox").getAttribute("aria-activedescendant")).toBe("account-result-0");
    await page.keyboard.press("Enter");
    await opened(known.id);
    expect(new URL(page.url()).search).toBe(`?id=${known.id}`);
    expect(await page.locator(".account-page .headline").innerText()).toContain(known.handle);
    await page.locator("#timeline svg:visible").waitFor();
    await page.goBack();
    await page.getByRole("tab", { name: /^Spam/ }).waitFor();
    expect(new URL(page.url()).search).toBe("");
    await page.goForward();
    await opened(known.id);
  });

  test("follows a pivot to a neighbour, and the trail back", async () => {
    await open(`?id=${known.id}`);
    await opened(known.id);
    const domain = page.locator(".pivot", { has: page.locator("strong", { hasText: "Domain" }) }).first();
    expect(await domain.locator("p").first().innerText()).toMatch(
      /accounts of 6\u202f000 share it · [\d.]+ bits/,
    );
    await domain.locator("details").evaluate((details) => ((details as HTMLDetailsElement).open = true));
    const link = domain.locator(".neighbours a").first();
    await link.click();
    await page.waitForURL(/trail=domain/);
    const address = new URL(page.url());
    expect(address.searchParams.getAll("trail")).toEqual([`domain:${known.id}`]);
    const neighbour = address.searchParams.get("id") ?? "";
    await opened(neighbour);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Save as finding" }).click(),
    ]);
    const finding = readFinding(download.suggestedFilename(), readFileSync(await saved(download), "utf8"));
    expect(finding.tables["trail"]?.sql).toContain(`'${known.id}', 'Domain', '${neighbour}'`);
    await page.locator(".account-trail a", { hasText: known.id }).click();
    await opened(known.id);
    expect(new URL(page.url()).search).toBe(`?id=${known.id}`);
  });

  test("chooses accounts over pages, and downloads a batch that enforce reads", async () => {
    await open();
    await page.getByRole("checkbox", { name: "Choose all accounts shown" }).locator("visible=true").check();
    await page.getByRole("button", { name: "Next" }).locator("visible=true").click();
    await page.locator("#lens-spam tbody tr:visible input").first().check();
    expect(await page.locator(".selection-bar strong").innerText()).toBe("21 accounts chosen");
    await page.getByRole("button", { name: "Previous" }).locator("visible=true").click();
    expect(await page.locator("#lens-spam tbody tr:visible input:checked").count()).toBe(20);
    await page.getByRole("tab", { name: /^Identity/ }).click();
    await page.locator("#lens-identity tbody tr:visible a").first().click();
    await page.locator(".account-page .headline").waitFor();
    await page.locator(".account-pick input").check();
    await page.getByRole("button", { name: "Action batch" }).click();
    await page.locator("select[name=action]").selectOption("account_lock");
    await page.locator("textarea[name=reason]").fill("Same domain, same hour");
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Download batch" }).click(),
    ]);
    expect(download.suggestedFilename()).toMatch(/^shrike-selection-\d+-accounts-simulated\.csv$/);
    const rows = readSelection(await saved(download));
    const said = await page.locator(".selection-bar output").innerText();
    const leftOut = /Protected, left out: ([^.]*)\./.exec(said)?.[1]?.split(", ") ?? [];
    expect(rows.length + leftOut.length).toBe(22);
    expect(new Set(rows.map(({ action, reason }) => `${action} ${reason}`))).toEqual(
      new Set(["account_lock Same domain, same hour"]),
    );
    for (const { account_id } of rows) expect(index.ids).toContain(account_id);
    const [draft] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Finding", exact: true }).click(),
    ]);
    const finding = readFinding(draft.suggestedFilename(), readFileSync(await saved(draft), "utf8"));
    for (const { account_id } of rows) expect(finding.tables["indicators"]?.sql).toContain(`'${account_id}'`);
  });

  test("finds the accounts they chose after a reload, an account's page, another page and back, until they clear them", async () => {
    const chosen = page.locator(".selection-bar:visible strong");
    const boxes = page.locator("#lens-spam tbody tr:visible input");
    await open();
    await boxes.nth(0).check();
    await boxes.nth(2).check();
    await page.reload();
    await expect.poll(() => chosen.innerText()).toBe("2 accounts chosen");
    expect(await boxes.nth(0).isChecked()).toBe(true);
    expect(await boxes.nth(1).isChecked()).toBe(false);
    await page.locator("#lens-spam tbody tr:visible a").first().click();
    await page.locator(".account-page .headline").waitFor();
    await page.reload();
    await page.locator(".account-pick input:checked").waitFor();
    await page.goto(`${url}analyst/risk.html`);
    await page.goBack();
    await page.goBack();
    await page.locator("#lens-spam tbody tr:visible").first().waitFor();
    await expect.poll(() => boxes.nth(2).isChecked()).toBe(true);
    expect(await chosen.innerText()).toBe("2 accounts chosen");
    await page.getByRole("button", { name: "Clear selection" }).click();
    await page.reload();
    await boxes.first().waitFor();
    expect(await chosen.count()).toBe(0);
    expect(await boxes.nth(2).isChecked()).toBe(false);
  });

  test("is told what became of accounts that were chosen on an earlier build", async () => {
    await open();
    await page.locator("#lens-spam tbody tr:visible input").first().check();
    await page.evaluate(() => {
      for (const [key, text] of Object.entries(sessionStorage)) {
        const kept = JSON.parse(text as string) as { runId: string; accounts: unknown[] };
        kept.accounts.push(["long gone", null, 0]);
        sessionStorage.setItem(key, JSON.stringify({ ...kept, runId: "earlier" }));
      }
    });
    await page.reload();
    await page
      .locator(".selection-bar output", { hasText: "Without a page now, and no longer chosen: long gone." })
      .waitFor();
    expect(await page.locator(".selection-bar strong").innerText()).toBe("1 account chosen");
  });

  test("sees a hostile name as text, in the search and on its page", async () => {
    const at = index.names.findIndex((name) => name?.startsWith("<img") === true);
    await open();
    await page.getByRole("combobox").fill("<img");
    await page.locator("[role=option]").first().waitFor();
    expect(await page.locator(".account-search img").count()).toBe(0);
    await open(`?id=${index.ids[at]}`);
    await page.locator("#profile", { hasText: "<img src=x onerror=alert(1)>" }).waitFor();
    expect(await page.locator("main :is(img, script):not(#observablehq-main > script)").count()).toBe(0);
  });

  test("is told why an account has no page, and where to look it up", async () => {
    await open("?id=nobody%27s&trail=devise:x&lens=colour");
    await page.locator(".headline", { hasText: "No page for account nobody's" }).waitFor();
    expect(await page.locator(".problems li").allInnerTexts()).toEqual([
      "Ignored lens=colour: expected one of spam, abuse, identity, media",
      "Ignored trail=devise:x: expected <pivot>:<account>; did you mean device?",
    ]);
    expect(await page.getByRole("link", { name: "Look it up with SQL" }).getAttribute("href")).toContain(
      encodeURIComponent("account_id = 'nobody''s'"),
    );
  });

  test("finds nothing amiss in any look", async () => {
    const queries = ["", `?id=${known.id}`, "?id=nobody"];
    const found = await inspectSite(
      browser,
      url,
      queries.map((query) => `analyst/accounts.html${query}`),
      "accounts",
      (other, path) =>
        other.locator(path.includes("id=") ? ".account-page .headline" : ".lens-tabs").waitFor(),
    );
    expect(found).toHaveLength(4 * queries.length);
    expect(faultsOf(found, ["accessibility", "overflow"])).toEqual([]);
  });
});
