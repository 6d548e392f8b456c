import type {
  NetworkCover,
  NetworkOverview,
  NetworksArtifact,
  NetworkSearch,
} from "../../../src/lib/network/artifact.js";
import type { Engine } from "../../engine/engine.js";

/** Networks that are published; more are counted. */
const published = 200;
/** Weeks that sizes are published of, up to the last. */
const weeksPublished = 104;
/** Networks that are published in detail. */
const detailed = 24;
/** Rules named for a network. */
const rulesNamed = 8;

type ClusterRow = Omit<NetworkOverview, "active" | "peak" | "sizes" | "rules" | "covered"> & {
  readonly peak_size: number;
  readonly peak_date: string;
  readonly peak_edges: number;
  readonly density: number;
  readonly size: number;
};

/** Reads the networks of a warehouse that has them, the largest that are active first. */
export async function readNetworks(engine: Engine, present: ReadonlySet<string>): Promise<NetworksArtifact> {
  const weeks = await readWeeks(engine);
  const lastWeek = weeks.at(-1) ?? null;
  const clusters = await engine.query<ClusterRow>(`
    WITH latest AS (
      SELECT cluster_id, related_id FROM cluster_snapshots s
      WHERE snapshot_date = (SELECT max(t.snapshot_date) FROM cluster_snapshots t WHERE t.cluster_id = s.cluster_id)
    )
    SELECT c.cluster_id AS id, method, signal, first_seen AS first, last_seen AS last, evolution,
      coalesce(l.related_id, c.parent_id) AS related, size, accounts, peak_size, peak_date, peak_edges, density
    FROM clusters c LEFT JOIN latest l ON l.cluster_id = c.cluster_id
    ORDER BY CASE WHEN size > 0 THEN 0 ELSE 1 END, accounts DESC, c.cluster_id`);
  const active = clusters.filter(({ size, last }) => size > 0 && last === lastWeek);
  const [members] = await engine.query<{ accounts: number }>(
    `SELECT count(DISTINCT account_id) AS accounts FROM cluster_members WHERE snapshot_date = (SELECT last_week FROM cluster_search)`,
  );
  const sizes = await readSizes(engine, weeks);
  const cover = present.has("rule_reach") ? await readCover(engine) : null;
  return {
    search: await readSearch(engine),
    weeks,
    total: clusters.length,
    active: active.length,
    activeAccounts: members?.accounts ?? 0,
    detailed: clusters.slice(0, detailed).map(({ id }) => id),
    networks: clusters
      .slice(0, published)
      .map(({ size, peak_size, peak_date, peak_edges, density, ...rest }) => ({
        ...rest,
        active: size > 0 && rest.last === lastWeek,
        peak: { size: peak_size, date: peak_date, edges: peak_edges, density: rounded(density) },
        sizes: sizes.get(rest.id) ?? [],
        rules: cover === null ? null : (cover.get(rest.id)?.rules ?? []),
        covered: cover === null ? null : (cover.get(rest.id)?.covered ?? 0),
      })),
  };
}

/** The Sundays that the data end on or before, the last of them perhaps ahead of the data. */
async function readWeeks(engine: Engine): Promise<string[]> {
  const weeks = await engine.query<{ d: string }>(`
    WITH searched AS (SELECT max(first_week) AS first, max(last_week) AS last FROM cluster_search)
    SELECT d FROM (@spine((SELECT greatest(first, @add_days(last, ${-7 * (weeksPublished - 1)})) FROM searched), (SELECT last FROM searched))) AS days
    WHERE @weekday(d) = 6 ORDER BY d`);
  return weeks.map(({ d }) => d);
}

async function readSizes(engine: Engine, weeks: readonly string[]): Promise<Map<string, number[]>> {
  const place = new Map(weeks.map((week, at) => [week, at]));
  const sizes = new Map<string, number[]>();
  const rows = await engine.query<{ id: string; day: string; size: number }>(
    "SELECT cluster_id AS id, snapshot_date AS day, size FROM cluster_snapshots ORDER BY cluster_id, snapshot_date",
  );
  for (const { id, day, size } of rows) {
    const own = sizes.get(id) ?? weeks.map(() => 0);
    sizes.set(id, own);
    const at = place.get(day);
    if (at !== undefined) own[at] = size;
  }
  return sizes;
}

interface Cover {
  readonly rules: readonly NetworkCover[];
  readonly covered: number;
}

async function readCover(engine: Engine): Promise<Map<string, Cover>> {
  const hits = `
    SELECT DISTINCT m.cluster_id, m.account_id, r.rule
    FROM (SELECT DISTINCT cluster_id, account_id FROM cluster_members) AS m JOIN rule_reach r ON r.account_id = m.account_id`;
  const rules = await engine.query<{ id: string; rule: string; accounts: number }>(
    `SELECT cluster_id AS id, rule, count(*) AS accounts FROM (${hits}) AS hits GROUP BY cluster_id, rule ORDER BY cluster_id, accounts DESC, rule`,
  );
  const covered = await engine.query<{ id: string; accounts: number }>(
    `SELECT cluster_id AS id, count(DISTINCT account_id) AS accounts FROM (${hits}) AS hits GROUP BY cluster_id`,
  );
  const byNetwork = new Map<string, NetworkCover[]>();
  for (const { id, rule, accounts } of rules) {
    const own = byNetwork.get(id) ?? [];
    byNetwork.set(id, own);
    if (own.length < rulesNamed) own.push({ rule, accounts });
  }
  return new Map(
    covered.map(({ id, accounts }) => [id, { covered: accounts, rules: byNetwork.get(id) ?? [] }]),
  );
}

async function readSearch(engine: Engine): Promise<NetworkSearch> {
  const [row] = await engine.query<Record<string, number | null>>("SELECT * FROM cluster_search");
  const value = (name: string): number => row?.[name] ?? 0;
  return {
    accounts: value("accounts"),
    shares: value("shares"),
    objects: value("objects"),
    pairs: value("pairs"),
    prunedShares: value("pruned_shares"),
    prunedObjects: value("pruned_objects"),
    outside: value("outside"),
    scoreCut: row?.["score_cut"] ?? null,
    edges: value("edges"),
    chanceEdges: value("chance_edges"),
    acts: Object.fromEntries(
      Object.entries(row ?? {}).flatMap(([name, count]) =>
        name.startsWith("acts_") ? [[name.slice("acts_".length), count ?? 0]] : [],
      ),
    ),
  };
}

/** Three digits are enough for a density, and keep the artifact small. */
function rounded(value: number): number {
  return Number(value.toPrecision(3));
}
