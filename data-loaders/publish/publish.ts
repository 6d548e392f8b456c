import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import type { Cube } from "../../src/lib/cube/cube.js";
import type { PublishedTable } from "../../src/lib/sql/table-manifest.js";
import type { SiteFrame } from "../../src/lib/view/site-frame.js";
import { openDuckDB } from "../engine/duckdb.js";
import type { Engine } from "../engine/engine.js";
import { readDataRuns, warehouseTables } from "../pipeline/manifest.js";
import type { Reporter } from "../pipeline/reporter.js";
import type { Stage } from "../pipeline/stage.js";
import { sideBySide } from "../process/side-by-side.js";
import { readTexts } from "./texts/read-texts.js";
import { readRisk } from "./risk/read-risk.js";
import { type Brakes, rulesOverview } from "../rules/overview/overview.js";
import type { Rule } from "../rules/read-rules.js";
import { wordsOf } from "../source/office-words.js";
import { startAccounts } from "./accounts/start-accounts.js";
import { annotations } from "./annotations.js";
import { artifactSchemas, cubeSchema } from "./artifact-schemas.js";
import { cubeArtifacts } from "./cube-artifacts.js";
import { readCoverage } from "./data-coverage.js";
import { dataRuns, runIdOf } from "./data-runs.js";
import { readEmerging } from "./emerging/read-emerging.js";
import { publishExplore } from "./explore/index.js";
import { publishFindings } from "./findings/index.js";
import { readIncidents } from "./incidents.js";
import { metricsDictionary } from "./metrics-dictionary.js";
import { missingFor } from "./missing-tables.js";
import { publishDetails } from "./networks/publish-details.js";
import { readNetworks } from "./networks/read-networks.js";
import type { PublishedSource } from "./published-source.js";
import { readCube } from "./read-cube.js";
import { publishRuleLab } from "./rule-lab/rule-lab.js";
import { siteFrame } from "./site-frame.js";
import { staticPages } from "./static.js";
import { planTables } from "./tables/plan-tables.js";
import type { MadeTable } from "./tables/write-tables.js";
import { replaceFolder, type ArtifactFolder } from "./write-artifacts.js";

export interface PublishOptions {
  /** The complete warehouse's file. */
  readonly warehouse: string;
  readonly source: PublishedSource;
  /** Every rule of the source's folder. */
  readonly rules: readonly Rule[];
  /** Brakes that stop rules now. */
  readonly brakes?: Brakes;
  /** All stages that the warehouse was made by. */
  readonly stages: readonly Stage[];
  /** Folder of this audience's artifacts; it is replaced as a whole. */
  readonly out: string;
  readonly audience: "analyst";
  readonly reporter: Reporter;
  readonly signal?: AbortSignal;
}

/** What was published. */
export interface Published {
  readonly out: string;
  readonly runId: string;
  /** Bytes of each file, by its path below `out`. */
  readonly files: Readonly<Record<string, number>>;
  /** Tables for SQL that `writeTables` is still to write. */
  readonly tables: readonly PublishedTable[];
  /** Those of them that are not in the warehouse. */
  readonly made: readonly MadeTable[];
}

/**
 * Writes every artifact of the site but the tables for SQL. Equal warehouses give equal bytes. The folder of
 * before stays in place until all of it is written.
 *
 * @throws when nothing in the warehouse has a time, an incident is malformed, or an artifact breaks its schema
 */
export async function publish(options: PublishOptions): Promise<Published> {
  const { out, reporter } = options;
  const task = reporter.task("Publishing");
  try {
    const published = await replaceFolder(out, async (folder) => {
      const engine = await openDuckDB({ path: options.warehouse, readOnly: true });
      try {
        const written = await writeAll(engine, options, folder);
        return { out, ...written, files: Object.fromEntries([...folder.sizes].sort()) };
      } finally {
        await engine.close();
      }
    });
    task.done(Object.keys(published.files).length);
    return published;
  } catch (error) {
    task.failed();
    throw error;
  }
}

async function writeAll(
  engine: Engine,
  { warehouse, source, rules, stages, brakes, signal }: PublishOptions,
  folder: ArtifactFolder,
): Promise<Pick<Published, "runId" | "tables" | "made">> {
  const present = await warehouseTables(engine);
  const runId = runIdOf(source.name, (await readDataRuns(engine)).values());
  const artifacts: Record<string, unknown> = {};
  const keep = async (name: string, content: unknown): Promise<void> => {
    signal?.throwIfAborted();
    checked(name, content);
    artifacts[name] = content;
    await folder.write(`${name}.json`, JSON.stringify(content));
  };

  const coverage = await readCoverage(engine, present, source.about.as_of);
  const lastDay = coverage.asOf.slice(0, 10);
  const unconnected = missingFor("clusters", present, stages);
  const networks = unconnected.length > 0 ? null : await readNetworks(engine, present);
  await keep("networks", networks ?? { missing: unconnected });
  const texts = await readTexts(engine, present);
  await keep("texts", texts);

  const everythingElse = async (stopped: AbortSignal) => {
    const cubes: Cube[] = [];
    for (const artifact of cubeArtifacts) {
      const missing = missingFor(artifact.table, present, stages);
      if (missing.length === 0) cubes.push(await readCube(engine, artifact));
      await keep(artifact.name, missing.length ? { missing } : cubes.at(-1));
    }
    const incidents = await readIncidents(source.folder);
    const frame = await siteFrame(engine, source, coverage, cubes, runId);
    await keep("site", frame);
    await keep("annotations", { annotations: await annotations(engine, present, incidents) });
    await keep("metrics", metricsDictionary());
    await keep(
      "data_runs",
      await dataRuns(engine, present, coverage, { incidents, known: source.about.known_issues }, runId),
    );
    const explore = await publishExplore({
      engine,
      source: source.folder,
      folder,
      present,
      simulated: source.about.simulated,
      label: labelIn(frame),
      signal: stopped,
    });
    await keep("explore", explore.manifest);
    const overview = await rulesOverview(engine, rules, lastDay, brakes);
    await keep("rules", overview.total === 0 ? { missing: ["rules"] } : overview);
    await keep(
      "network_details",
      networks === null
        ? { missing: unconnected }
        : await publishDetails(engine, folder, present, networks.detailed),
    );
    stopped.throwIfAborted();
    await keep("emerging", await readEmerging(engine, present, rules));
    const lab = await publishRuleLab({ engine, source, rules, present });
    await keep("rule_lab", lab.artifact);
    await keep("risk", await readRisk(engine, present));
    await keep("findings", await publishFindings({ engine, source, folder, frame }));
    return { frame, explore, lab };
  };
  const [accounts, { frame, explore, lab }] = await sideBySide(
    [
      (stopped) =>
        startAccounts(
          folder,
          {
            warehouse,
            present: [...present],
            rules: rules.map(({ rule: { id, title } }) => ({ rule: { id, title } })),
            pages: {
              network: networks?.detailed ?? [],
              text: "missing" in texts ? [] : texts.clusters.map(({ id }) => id),
            },
            officeWords: wordsOf(source.about),
            lastDay,
          },
          stopped,
        ),
      everythingElse,
    ],
    signal,
  );
  await keep("accounts", accounts);
  const { manifest, select } = explore;
  // The database looks at tables on threads of its own while pages are drawn on this one.
  const [tables] = await sideBySide(
    [
      (stopped) =>
        planTables({
          engine,
          present: new Set([...present, ...lab.made.map(({ name }) => name)]),
          exploreTime: "missing" in manifest ? null : manifest.grain === "events" ? "occurred_at" : "hit_at",
          runId,
          simulated: source.about.simulated,
          signal: stopped,
        }),
      (stopped) => drawPages(artifacts, frame, folder, stopped),
    ],
    signal,
  );
  await keep("tables", tables);
  const explored = select === null ? [] : [{ name: "explore_rows", select }];
  return { runId, tables: tables.tables, made: [...explored, ...lab.made] };
}

async function drawPages(
  artifacts: Record<string, unknown>,
  frame: SiteFrame,
  folder: ArtifactFolder,
  signal: AbortSignal,
): Promise<void> {
  for (const { page, html } of staticPages(artifacts, frame.defaults)) {
    signal.throwIfAborted();
    await folder.write(join("static", `${page}.html`), html);
    await setImmediate();
  }
}

/** What a value is called in the filters, so that it is called the same on every page. */
function labelIn({ options }: SiteFrame): (dimension: string, value: string) => string {
  const labels = new Map(
    Object.entries(options).map(([key, values]) => [
      key,
      new Map(values.map(({ value, label }) => [value, label])),
    ]),
  );
  return (dimension, value) =>
    dimension === "action" && value === "none"
      ? "no action"
      : (labels.get(dimension)?.get(value) ?? value.replaceAll("_", " "));
}

function checked(name: string, content: unknown): void {
  const schema = artifactSchemas[name] ?? cubeSchema;
  const result = schema.safeParse(content);
  if (!result.success)
    throw new Error(`artifact ${name}.json breaks its schema: ${result.error.message}`, {
      cause: result.error,
    });
}
