import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { describe, expect, inject, test } from "vitest";
import { riskArtifactSchema, type RiskArtifact } from "../../src/lib/risk/card.js";
import { scoreOf } from "../../src/lib/risk/score.js";
import { visitor } from "./support/visitor.js";

type Trained = Extract<RiskArtifact, { file: unknown }>;

function publishedModel(site: string): Trained {
  const folder = join(site, "_file", "data");
  const name = readdirSync(folder).find((file) => /^risk\..*json$/.test(file));
  return riskArtifactSchema.parse(JSON.parse(readFileSync(join(folder, name!), "utf8"))) as Trained;
}

describe("a reader at the risk model", () => {
  const { file, samples } = publishedModel(inject("demoSite"));
  let page: Page;

  visitor({ never: ["consoleErrors", "failedRequests", "wasmRequests"] }, async (visit) => {
    ({ page } = visit);
    await page.goto(`${visit.url}analyst/risk.html`);
    await page.locator(".scorer-score").waitFor();
  });

  const score = (): Promise<string> => page.locator(".scorer-score").innerText();

  test("sees the build's scores to the last digit, for every account that the build published as an example", async () => {
    expect(samples.length).toBe(5);
    for (const [index, sample] of samples.entries()) {
      await page.locator("#scorer-start").selectOption(String(index));
      expect(await score()).toBe(String(sample.score));
    }
  });

  test("changes a value, sees the score that the build would give, and makes it unknown", async () => {
    const start = samples[0]!;
    const feature = start.values.findIndex(
      (value, index) => value !== null && value > 0 && !file.features[index]!.startsWith("rule:"),
    );
    const changed = (value: number): string =>
      String(
        scoreOf(
          file.model,
          start.values.map((own, index) => (index === feature ? value : (own ?? Number.NaN))),
        ),
      );
    await page.locator(".scorer-fields details").evaluate((details) => details.setAttribute("open", ""));
    const input = page.locator(`#scorer-${feature}`);
    await input.fill("4321");
    expect(await score()).toBe(changed(4321));
    await input.fill("");
    expect(await score()).toBe(changed(Number.NaN));
    const flag = file.features.findIndex((name) => name.startsWith("rule:"));
    const before = await page.locator(`#scorer-${flag}`).isChecked();
    await page.locator(`#scorer-${flag}`).setChecked(!before);
    expect(await page.locator(`#scorer-${flag}`).isChecked()).toBe(!before);
    expect(await page.locator(".scorer-words").innerText()).toMatch(
      /^Reviewers would call .* of such accounts violating/,
    );
  });
});
