import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { JSDOM } from "jsdom";
import { beforeAll, describe, expect, test } from "vitest";
import { silentReporter } from "../../../data-loaders/pipeline/reporter.js";
import { publishStages } from "../../../data-loaders/publish/stages.js";
import { publish } from "../../../data-loaders/publish/publish.js";
import { artifactsOf, pageNames } from "../../../src/lib/view/index.js";
import { emptyWarehouse, insert, runStages } from "./support/warehouse.js";

const hostile = `<script>alert(1)</script>\u202E"${"x".repeat(200)}`;
const accounts = ["account-one", "account-two", "account-three"];

async function writeSmallWarehouse(path: string): Promise<void> {
  const tables = ["accounts", "events", "event_objects", "actions", "rule_state_changes"];
  const engine = await emptyWarehouse(tables, path);
  await insert(
    engine,
    "accounts",
    accounts.map((account_id, index) => ({ account_id, handle: `handle-${index}`, country: "DE" })),
  );
  for (let index = 0; index < 120; index++) {
    const day = `2026-0${1 + Math.floor(index / 28)}-${String(1 + (index % 28)).padStart(2, "0")}`;
    const event_id = `event-${index}`;
    await insert(engine, "events", [
      {
        event_id,
        account_id: accounts[index % 3]!,
        event_type: "post",
        occurred_at: `${day} 10:00:00`,
        surface: "feed",
        lang: "de",
      },
    ]);
    if (index >= 90)
      await insert(engine, "event_objects", [{ event_id, kind: "hashtag", object_id: hostile }]);
    await insert(engine, "actions", [
      {
        action_id: `action-${index}`,
        event_id,
        account_id: accounts[index % 3]!,
        action_type: "content_remove",
        policy_id: "spam",
        action_at: `${day} 11:00:00`,
        source_type: "own_initiative",
        automated_detection: true,
        automated_decision: index % 2 === 0,
      },
    ]);
  }
  await insert(engine, "rule_state_changes", [
    {
      rule_id: "link-burst",
      version: 2,
      state: "enforce",
      changed_at: "2026-03-02 09:00:00",
      changed_by: "someone",
      reason: "threshold raised",
    },
  ]);
  await runStages(engine);
  await engine.close();
}

function source(folder: string) {
  return {
    name: "small",
    folder,
    about: {
      title: "Small platform",
      description: "",
      simulated: true,
      licence: null,
      as_of: null,
      attach: {},
      known_issues: ["Views were never recorded."],
    },
  };
}

/** Every file below a folder, by its path, with the hash of its bytes. */
function hashes(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
      .map((file) => [
        file.slice(folder.length + 1),
        createHash("sha256").update(readFileSync(file)).digest("hex"),
      ]),
  );
}

describe("publish", () => {
  const folder = mkdtempSync(join(tmpdir(), "shrike-publish-"));
  const warehouse = join(folder, "warehouse.duckdb");
  const run = (out: string) =>
    publish({
      warehouse,
      source: source(folder),
      rules: [],
      stages: publishStages,
      out: join(folder, out),
      audience: "analyst",
      reporter: silentReporter,
    });

  beforeAll(async () => {
    writeFileSync(
      join(folder, "incidents.csv"),
      'day,kind,label,href\n2026-03-05,incident,"Outage, two hours",\n2026-03-09,logging,Views lost,/freshness\n',
    );
    await writeSmallWarehouse(warehouse);
    await run("first");
  });

  test("writes every artifact that a page reads, and each page drawn", () => {
    const files = Object.keys(hashes(join(folder, "first")));
    for (const page of pageNames) {
      expect(files).toContain(`static/${page}.html`);
      for (const artifact of artifactsOf(page)) expect(files).toContain(`${artifact}.json`);
    }
  });

  test("equal warehouses give equal bytes", async () => {
    await run("second");
    expect(hashes(join(folder, "second"))).toEqual(hashes(join(folder, "first")));
  });

  test("a table that the source lacks is named in the artifact's place", () => {
    const appeals: unknown = JSON.parse(readFileSync(join(folder, "first", "appeals.json"), "utf8"));
    expect(appeals).toEqual({ missing: ["appeals"] });
  });

  test("no artifact but the tables for SQL names an account or a handle", () => {
    const files = Object.keys(hashes(join(folder, "first"))).filter((file) => !/^tables?[-.]/.test(file));
    for (const file of files)
      expect(readFileSync(join(folder, "first", file), "utf8"), file).not.toMatch(
        /account-(?:one|two|three)|handle-\d/,
      );
  });

  test("text of the platform never becomes markup", () => {
    const html = readFileSync(join(folder, "first", "static", "trends.html"), "utf8");
    const { document } = new JSDOM(html).window;
    expect(document.body.textContent).toContain("#<script>alert(1)</script>");
    expect(document.querySelectorAll("script")).toHaveLength(0);
    expect(html).not.toContain("\u202E");
  });

  test("incidents and launches of rules become annotations, incidents first", () => {
    const { annotations } = JSON.parse(readFileSync(join(folder, "first", "annotations.json"), "utf8")) as {
      annotations: { label: string; kind: string }[];
    };
    expect(annotations.map(({ kind, label }) => `${kind}: ${label}`)).toEqual([
      "incident: Outage, two hours",
      "logging: Views lost",
      "rule: link-burst: version 2 enforced (threshold raised)",
    ]);
  });

  test("a malformed incident is named with its row, and what was published before stays", async () => {
    const before = hashes(join(folder, "second"));
    writeFileSync(join(folder, "incidents.csv"), "day,kind,label\n5 March,incident,Outage\n");
    await expect(run("second")).rejects.toThrow(/incidents\.csv, row 2: .*YYYY-MM-DD/s);
    expect(hashes(join(folder, "second"))).toEqual(before);
    expect(readdirSync(folder).filter((name) => name.startsWith("."))).toEqual([]);
  });

  test("every artifact is small", async () => {
    for (const file of Object.keys(hashes(join(folder, "first"))).filter((name) => name.endsWith(".json")))
      expect(readFileSync(join(folder, "first", file)).length, file).toBeLessThan(1_500_000);
  });
});
