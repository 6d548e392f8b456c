import { createHash } from "node:crypto";
import { promisify } from "node:util";
import { gzip } from "node:zlib";
import { encodeCube } from "../../../src/lib/explore/cube-file.js";
import type {
  CubeFile,
  ExploreDimension,
  ExploreManifest,
  ExploreMissing,
} from "../../../src/lib/explore/manifest.js";
import { dayNumber, dayOfNumber, weekdayOf } from "../../../src/lib/time/index.js";
import type { Engine } from "../../engine/engine.js";
import type { ArtifactWriter } from "../write-artifacts.js";
import { binsOf } from "./bins.js";
import { readExploreFile } from "./explore-file.js";
import { planExplore, type ExplorePlan } from "./explore-plan.js";
import { exploreSelect, warehouseColumns } from "./explore-rows.js";

export interface PublishExploreOptions {
  readonly engine: Engine;
  /** The source's folder, where `explore.yaml` may lie. */
  readonly source: string;
  readonly folder: ArtifactWriter;
  readonly present: ReadonlySet<string>;
  readonly simulated: boolean;
  /** What a value of a dimension is called. */
  readonly label: (dimension: string, value: string) => string;
  readonly signal?: AbortSignal | undefined;
}

/** What every cube is read from: the rows' codes, and the SQL names of their columns. */
interface Coded {
  readonly from: string;
  readonly days: number;
  readonly dimensions: readonly ExploreDimension[];
  readonly labelled: number;
}

/**
 * Counts the cubes of the Explore page and writes them: by day along the source's views, one more for each dimension that may take
 * a view's place, and by the hour for each week. Leaves the rows that they count as the temporary table `explore_rows`.
 *
 * @returns what the page needs to know, and the SELECT of those rows; null where there are none
 * @throws where `explore.yaml` names what there is not
 */
export async function publishExplore(
  options: PublishExploreOptions,
): Promise<{ manifest: ExploreManifest | ExploreMissing; select: string | null }> {
  const { engine, source, present, signal } = options;
  const columns = await warehouseColumns(engine, present);
  const plan = planExplore(readExploreFile(source), columns, source);
  if (plan === undefined) return { manifest: { missing: ["rule_hits", "events"] }, select: null };
  const select = exploreSelect(plan, columns);
  await engine.execute(`CREATE OR REPLACE TEMP TABLE explore_rows AS ${select}`);
  const coded = await codeRows(options, plan);
  if (coded === undefined) return { manifest: { missing: [plan.grain] }, select: null };
  const cubes: CubeFile[] = [];
  for (const [views, name] of [
    [plan.views, "main"],
    ...Object.entries(plan.swaps).map(([swapped, place]) => [
      plan.views.map((view) => (view === place ? swapped : view)),
      swapped,
    ]),
  ] as [string[], string][]) {
    signal?.throwIfAborted();
    cubes.push(await writeCube(options, coded, views, `explore-${name}`, "day_code", coded.days, ""));
  }
  const manifest: ExploreManifest = {
    simulated: options.simulated,
    ...(await totals(engine, plan, coded)),
    views: plan.views,
    swaps: plan.swaps,
    dimensions: coded.dimensions,
    cubes,
    weeks: await writeWeeks(options, coded, plan),
  };
  return { manifest, select };
}

async function codeRows(
  { engine, label }: PublishExploreOptions,
  plan: ExplorePlan,
): Promise<Coded | undefined> {
  const [span] = await engine.query<{ first: string | null; last: string | null }>(
    "SELECT @date_text(min(day)) AS first, @date_text(max(day)) AS last FROM explore_rows",
  );
  if (!span?.first || !span.last) return undefined;
  const time = plan.grain === "events" ? "occurred_at" : "hit_at";
  const bins: Awaited<ReturnType<typeof binsOf>>[] = [];
  for (const dimension of plan.dimensions)
    bins.push(await binsOf(engine, dimension, (value) => label(dimension.name, value)));
  const monday = `DATE '${mondayOf(span.first)}'`;
  const reviewed = (await warehouseColumns(engine, new Set(["explore_rows"])))
    .get("explore_rows")
    ?.includes("label");
  await engine.execute(`CREATE OR REPLACE TEMP TABLE explore_codes AS
    SELECT
      CAST(@days_between(DATE '${span.first}', r.day) AS INTEGER) AS day_code,
      CAST(@idiv(@days_between(${monday}, r.day), 7) AS INTEGER) AS week,
      CAST(@days_between(${monday}, r.day) % 7 * 24 + @hour_of_day(r.${time}) AS INTEGER) AS hour_code,
      ${bins.map(({ code, dimension }) => `CAST(${code} AS INTEGER) AS ${dimension.name}`).join(", ")},
      ${reviewed ? "r.label AS label, r.inclusion_prob AS inclusion_prob" : "CAST(NULL AS VARCHAR) AS label, CAST(NULL AS DOUBLE) AS inclusion_prob"}
    FROM explore_rows r
    ${bins.map(({ join }) => join).join("\n")}`);
  const [labels] = await engine.query<{ n: number }>(
    "SELECT count(*) AS n FROM explore_codes WHERE label IS NOT NULL AND label <> 'uncertain'",
  );
  return {
    from: span.first,
    days: dayNumber(span.last) - dayNumber(span.first) + 1,
    dimensions: bins.map(({ dimension }) => dimension),
    labelled: labels?.n ?? 0,
  };
}

async function writeCube(
  { engine, folder }: PublishExploreOptions,
  { dimensions }: Coded,
  views: readonly string[],
  name: string,
  time: string,
  steps: number,
  where: string,
): Promise<CubeFile> {
  const columns = [...views, time].join(", ");
  const cells = await engine.integers(
    `SELECT ${columns}, CAST(count(*) AS INTEGER) AS n FROM explore_codes ${where} GROUP BY ${columns} ORDER BY ${columns}`,
  );
  const weighted = `${columns}, inclusion_prob`;
  const labels = await engine.columns(
    `SELECT ${weighted}, count(*) AS reviewed, @count_if(label = 'true_positive') AS positives
     FROM explore_codes ${where === "" ? "WHERE" : `${where} AND`} label IS NOT NULL AND label <> 'uncertain'
     GROUP BY ${weighted} ORDER BY ${weighted}`,
  );
  const numbers = (column: string): number[] => (labels[column] ?? []) as number[];
  const [counts = new Int32Array(), times = new Int32Array(), ...codes] = [...cells].reverse();
  const bytes = encodeCube({
    sizes: [steps, ...views.map((view) => dimensions.find(({ name }) => name === view)?.bins.length ?? 1)],
    codes: [times, ...codes.reverse()],
    counts,
    labels: {
      codes: [time, ...views].map(numbers),
      weights: numbers("inclusion_prob").map((chance) => 1 / chance),
      reviewed: numbers("reviewed"),
      truePositives: numbers("positives"),
    },
  });
  const packed = await promisify(gzip)(bytes, { level: 6 });
  await folder.write(`${name}.bin`, packed);
  return {
    views,
    path: `data/${name}.bin`,
    bytes: packed.length,
    hash: createHash("sha256").update(packed).digest("hex").slice(0, 8),
  };
}

async function writeWeeks(
  options: PublishExploreOptions,
  coded: Coded,
  { views }: ExplorePlan,
): Promise<(CubeFile & { from: string })[]> {
  const weeks = await options.engine.query<{ week: number }>(
    "SELECT DISTINCT week FROM explore_codes ORDER BY week",
  );
  const monday = dayNumber(mondayOf(coded.from));
  const files: (CubeFile & { from: string })[] = [];
  for (const { week } of weeks) {
    options.signal?.throwIfAborted();
    const from = dayOfNumber(monday + 7 * week);
    const file = await writeCube(
      options,
      coded,
      views,
      `explore-week-${from}`,
      "hour_code",
      168,
      `WHERE week = ${week}`,
    );
    files.push({ ...file, from });
  }
  return files;
}

async function totals(
  engine: Engine,
  { grain }: ExplorePlan,
  { from, days, labelled }: Coded,
): Promise<
  Pick<ExploreManifest, "grain" | "rowsName" | "rows" | "accounts" | "events" | "labelled" | "time">
> {
  const [all] = await engine.query<{ rows: number; accounts: number; events: number }>(
    "SELECT count(*) AS rows, count(DISTINCT account_id) AS accounts, count(DISTINCT event_id) AS events FROM explore_rows",
  );
  const byDay = await engine.query<{ day_code: number; n: number }>(
    "SELECT day_code, count(*) AS n FROM explore_codes GROUP BY 1",
  );
  const rows = Array.from({ length: days }, () => 0);
  for (const { day_code, n } of byDay) rows[day_code] = n;
  return {
    grain,
    rowsName: grain === "events" ? "events" : "rule hits",
    rows: all?.rows ?? 0,
    accounts: all?.accounts ?? 0,
    events: all?.events ? all.events : null,
    labelled,
    time: { from, to: dayOfNumber(dayNumber(from) + days - 1), rows },
  };
}

function mondayOf(day: string): string {
  return dayOfNumber(dayNumber(day) - weekdayOf(day));
}
