import type { Page } from "playwright-core";
import { describe, expect, test } from "vitest";
import { horizontalOverflow, violations } from "./support/inspect-site.js";
import { visitor } from "./support/visitor.js";

describe("a reader at the repeated texts", () => {
  let page: Page;
  let url: string;

  visitor(
    {
      look: { width: 390, scheme: "dark" },
      never: ["consoleErrors", "failedRequests", "wasmRequests"],
      untilIdle: true,
    },
    (visit) => {
      ({ page, url } = visit);
    },
  );

  test("comes from the list to one text, its days and its variants, and sorting the list keeps it", async () => {
    await page.goto(`${url}analyst/texts.html`);
    await page.locator("#texts .list-controls").waitFor();
    await page.locator("#texts tbody a").first().click();
    await page.locator("#text-variants .text-diffs").waitFor();
    expect(await page.locator(".headline").textContent()).toMatch(/^“.+” came from [\d\s]+ accounts/u);
    expect(await page.locator("#text-events svg").count()).toBeGreaterThan(0);
    expect(await violations(page)).toEqual([]);
    expect(await horizontalOverflow(page)).toEqual([]);
    const asked = new URL(page.url()).searchParams.get("id");
    await page.locator("#texts thead button").first().click();
    expect(Object.fromEntries(new URL(page.url()).searchParams)).toEqual({ id: asked, sort: "text" });
  });

  test("is told that a text is not shown", async () => {
    await page.goto(`${url}analyst/texts.html?id=nowhere`);
    await page
      .locator(".summary", { hasText: "The text nowhere is not among those that are shown" })
      .waitFor();
    expect(await page.locator("#texts-at-once").count()).toBe(1);
  });
});
