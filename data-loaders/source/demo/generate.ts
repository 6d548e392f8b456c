import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { totalmem } from "node:os";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { openDuckDB } from "../../engine/duckdb.js";
import type { Engine } from "../../engine/engine.js";
import { withFeatures } from "../../features/build-features.js";
import { usedFeatures } from "../../features/used-features.js";
import type { Reporter } from "../../pipeline/reporter.js";
import { evaluateRules } from "../../rules/evaluate-rules.js";
import { readRules } from "../../rules/read-rules.js";
import { writeRuleTables } from "./rule-tables.js";

/** Size of a simulated platform, and the seed that decides all else. */
export interface DemoSize {
  readonly accounts: number;
  readonly days: number;
  readonly seed: number;
}

export const defaultDemoSize: DemoSize = { accounts: 200_000, days: 240, seed: 1 };

/** The least platform on which everything happens that the pages speak of: smaller ones leave tables empty. */
export const leastDemoSize = { accounts: 2_000, days: 45 };

export interface GenerateOptions extends DemoSize {
  /** Folder to write the tables to, a Parquet file each; the planted truth goes to `<out>-truth`. */
  readonly out: string;
  readonly reporter: Reporter;
  readonly signal?: AbortSignal;
}

/** Days of accounts up to which everything is made in memory, which is faster; beyond, tables are compressed on disk. */
const mostInMemory = 1e8;

const folder = fileURLToPath(new URL(".", import.meta.url));

/** The tables written, with the order that makes their bytes the same whatever ran in parallel. */
const exported: Readonly<Record<string, string>> = {
  accounts: "SELECT * EXCLUDE (posts) FROM accounts ORDER BY account_id",
  sessions: "SELECT * FROM sessions ORDER BY session_id",
  events:
    "SELECT * EXCLUDE (domain, hashtag, is_spam, kind, i, d) FROM events ORDER BY occurred_at, event_id",
  event_objects: "SELECT * FROM event_objects ORDER BY event_id, kind, object_id",
  policies: "SELECT * FROM policies ORDER BY policy_id",
  rules: "SELECT * FROM rules ORDER BY rule_id",
  rule_versions: "SELECT * FROM rule_versions ORDER BY rule_id, version",
  rule_state_changes:
    "SELECT * FROM rule_state_changes WHERE CAST(changed_at AS TIMESTAMP) < window_end() ORDER BY rule_id, changed_at, version",
  rule_run_stats: "SELECT * FROM rule_run_stats ORDER BY rule_id, version, environment, bucket_start",
  rule_hits:
    "SELECT hit_id, rule_id, version, environment, event_id, account_id, hit_at, held_out, x_surface FROM rule_hits ORDER BY hit_at, hit_id",
  actions: "SELECT * FROM actions ORDER BY action_at, action_id",
  action_rules: "SELECT * FROM action_rules ORDER BY action_id, hit_id",
  review_jobs: "SELECT * FROM review_jobs ORDER BY job_id",
  review_frames: "SELECT * FROM review_frames ORDER BY run_id, queue, stratum",
  review_decisions: "SELECT * FROM review_decisions ORDER BY decision_id",
  appeals: "SELECT * FROM appeals ORDER BY appeal_id",
  reports: "SELECT * FROM reports ORDER BY report_id",
  prevalence_samples: "SELECT * FROM prevalence_samples ORDER BY sample_id",
  protected_accounts: "SELECT * FROM protected_accounts ORDER BY account_id",
  published_metrics: "SELECT * FROM published_metrics ORDER BY series, metric, period, release",
};

/** What was planted: read by tests alone, never by a stage. */
const truth: Readonly<Record<string, string>> = {
  accounts:
    "SELECT account_id, kind, campaign, is_spammer, spam_from, spam_to, policy_id FROM people ORDER BY account_id",
  hits: "SELECT hit_id, is_violating FROM hit_truth ORDER BY hit_id",
  events: "SELECT event_id FROM events WHERE is_spam ORDER BY event_id",
  reviewers: "SELECT reviewer_id, sensitivity, specificity FROM reviewers ORDER BY reviewer_id",
  campaigns: "SELECT campaign, kind, first_day, length, policy_id FROM campaigns ORDER BY campaign",
};

/**
 * Writes the simulated platform: people, what they do, the rules that watch them, and what follows. Everything comes from
 * the seed. The folders that were there are replaced as a whole once the new ones are complete.
 *
 * @returns rows of each table
 */
export async function generateDemo({
  out,
  accounts,
  days,
  seed,
  reporter,
  signal,
}: GenerateOptions): Promise<Record<string, number>> {
  const building = `${resolve(out)}.building`;
  rmSync(building, { recursive: true, force: true });
  mkdirSync(join(building, "data"), { recursive: true });
  mkdirSync(join(building, "truth"), { recursive: true });
  const engine = await openDuckDB({
    ...(accounts * days > mostInMemory
      ? { path: join(building, "demo.duckdb"), memoryLimit: `${Math.floor((totalmem() / 2 ** 30) * 0.6)}GB` }
      : { path: ":memory:" }),
    temporaryDirectory: join(building, "temporary"),
  });
  const interrupt = (): void => engine.interrupt();
  signal?.addEventListener("abort", interrupt, { once: true });
  const step = async (title: string, work: () => Promise<void>): Promise<void> => {
    signal?.throwIfAborted();
    const task = reporter.task(title);
    try {
      await work();
      task.done();
    } catch (error) {
      task.failed();
      signal?.throwIfAborted();
      throw error;
    }
  };
  const numbers = { seed, accounts, days };
  try {
    await step("Simulate people and what they do", () => runFiles(engine, numbers, /^[1-8]/));
    const rules = readRules(folder);
    await step("Evaluate the rules on them", async () => {
      await writeRuleTables(engine, rules);
      await withFeatures(
        engine,
        async ({ accounts, events }) => {
          await engine.execute(`CREATE TEMP TABLE account_features AS ${accounts}`);
          await evaluateRules(engine, rules, {
            features: "account_features",
            ...(events === null ? {} : { eventFeatures: `(${events}) AS features` }),
            into: "found_hits",
          });
          await engine.execute("DROP TABLE account_features");
        },
        usedFeatures(rules),
      );
    });
    await step("Simulate enforcement, reviews and appeals", () => runFiles(engine, numbers, /^9/));
    const rows: Record<string, number> = {};
    await step("Write the simulated tables", async () => {
      await engine.execute("SET preserve_insertion_order = true");
      for (const [name, select] of Object.entries(exported))
        rows[name] = await write(engine, select, join(building, "data", `${name}.parquet`));
      for (const [name, select] of Object.entries(truth))
        await write(engine, select, join(building, "truth", `${name}.parquet`));
    });
    await engine.close();
    writeFileSync(join(building, "data", "size.json"), `${JSON.stringify(numbers)}\n`);
    replace(join(building, "truth"), `${resolve(out)}-truth`);
    replace(join(building, "data"), resolve(out));
    return rows;
  } catch (error) {
    await engine.close().catch(() => undefined);
    throw error;
  } finally {
    signal?.removeEventListener("abort", interrupt);
    rmSync(building, { recursive: true, force: true });
  }
}

/** Size of the simulated platform in a folder; undefined where there is none, or only part of one. */
export function sizeOfDemo(out: string): DemoSize | undefined {
  const file = join(out, "size.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as DemoSize) : undefined;
}

async function runFiles(
  engine: Engine,
  numbers: Readonly<Record<string, number>>,
  which: RegExp,
): Promise<void> {
  const files = readdirSync(join(folder, "generate"))
    .filter((file) => which.test(file))
    .sort();
  for (const file of files) {
    const sql = readFileSync(join(folder, "generate", file), "utf8");
    await engine.execute(
      sql.replace(/\{(seed|accounts|days)\}/g, (_, name: string) => String(numbers[name])),
    );
  }
}

async function write(engine: Engine, select: string, file: string): Promise<number> {
  const [row] = await engine.query<{ Count: number }>(
    `COPY (${select}) TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`,
  );
  return row?.Count ?? 0;
}

function replace(from: string, to: string): void {
  mkdirSync(dirname(to), { recursive: true });
  rmSync(to, { recursive: true, force: true });
  renameSync(from, to);
}
