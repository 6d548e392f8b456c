import type {
  NetworkDetail,
  NetworkDetails,
  NetworkMember,
  NetworkObject,
} from "../../../src/lib/network/detail.js";
import type { Engine } from "../../engine/engine.js";
import { makeDetailTables } from "./detail-tables.js";
import { readFacts } from "./read-facts.js";
import { readEvidence } from "./read-evidence.js";
import { readPicture } from "./read-picture.js";
import { readTextsOf } from "./read-texts-of.js";
import { readRaster } from "./read-raster.js";

/** Members that a network names, and objects. */
const [members, objects] = [500, 40];

/** Reads the networks that have a page of their own in detail. */
export async function readDetails(
  engine: Engine,
  present: ReadonlySet<string>,
  ids: readonly string[],
): Promise<NetworkDetails> {
  if (ids.length === 0) return { details: [] };
  await makeDetailTables(engine, ids, present.has("event_objects"));
  const accounts = present.has("accounts") ? await columnsOf(engine, "accounts") : new Set<string>();
  const named = await readMembers(engine, present, accounts);
  const facts = await readFacts(engine, accounts.has("created_at"));
  const hasText = present.has("event_objects") && (await columnsOf(engine, "events")).has("text");
  const done = await readObjects(engine, hasText);
  const peaks = await engine.query<{ id: string; until: string }>(
    "SELECT cluster_id AS id, min(peak_date) AS until FROM detail_members GROUP BY cluster_id",
  );
  const untils = new Map(peaks.map(({ id, until }) => [id, until]));
  const details: NetworkDetail[] = [];
  for (const id of ids) {
    const own = named.get(id) ?? [];
    const { picture, matrix } = await readPicture(engine, id, own);
    const names = picture.names.slice(0, picture.kinds.replaceAll("t", "").length);
    details.push({
      id,
      members: own.slice(0, members),
      objects: done.get(id) ?? [],
      picture,
      matrix,
      evidence: await readEvidence(engine, { id, until: untils.get(id) ?? "1970-01-28", names, hasText }),
      raster: await readRaster(engine, id),
      facts: facts(id),
    });
  }
  return { details };
}

async function readMembers(
  engine: Engine,
  present: ReadonlySet<string>,
  accounts: ReadonlySet<string>,
): Promise<Map<string, NetworkMember[]>> {
  const handle = accounts.has("handle") ? "u.handle" : "CAST(NULL AS VARCHAR)";
  const age = accounts.has("created_at")
    ? "@days_between(@day(u.created_at), m.peak_date)"
    : "CAST(NULL AS INTEGER)";
  const rows = await engine.query<NetworkMember & { network: string }>(`
    SELECT m.cluster_id AS network, m.account_id AS id, ${handle} AS handle, m.role, m.score, coalesce(a.acts, 0) AS acts, ${age} AS age,
      ${present.has("rule_reach") ? "coalesce(r.rules, 0)" : "NULL"} AS rules
    FROM detail_members m
    LEFT JOIN (SELECT cluster_id, account_id, count(*) AS acts FROM detail_acts GROUP BY cluster_id, account_id) AS a
      ON a.cluster_id = m.cluster_id AND a.account_id = m.account_id
    ${present.has("accounts") ? "LEFT JOIN accounts u ON u.account_id = m.account_id" : ""}
    ${present.has("rule_reach") ? "LEFT JOIN (SELECT account_id, count(*) AS rules FROM rule_reach GROUP BY account_id) AS r ON r.account_id = m.account_id" : ""}
    ORDER BY m.cluster_id, m.score DESC, m.account_id`);
  return grouped(rows, ({ network, ...member }) => [
    network,
    { ...member, score: Number(member.score.toPrecision(4)) },
  ]);
}

async function readObjects(engine: Engine, hasText: boolean): Promise<Map<string, NetworkObject[]>> {
  const ranked = `
    SELECT *, row_number() OVER (PARTITION BY cluster_id ORDER BY members DESC, acts DESC, kind, object_id) AS place
    FROM detail_objects`;
  const texts = hasText
    ? await readTextsOf(
        engine,
        `SELECT object_id FROM (${ranked}) AS ranked WHERE place <= ${objects} AND kind = 'text'`,
      )
    : new Map<string, string>();
  const rows = await engine.query<Omit<NetworkObject, "text"> & { network: string }>(`
    SELECT cluster_id AS network, kind, object_id AS object, members, acts, popularity, @text(first) AS first
    FROM (${ranked}) AS ranked WHERE place <= ${objects} ORDER BY cluster_id, place`);
  return grouped(rows, ({ network, ...object }) => [
    network,
    { ...object, text: object.kind === "text" ? (texts.get(object.object) ?? null) : null },
  ]);
}

async function columnsOf(engine: Engine, table: string): Promise<Set<string>> {
  const columns = await engine.columns(`SELECT * FROM ${table} WHERE 1 = 0`);
  return new Set(Object.keys(columns));
}

function grouped<Row, Value>(
  rows: readonly Row[],
  split: (row: Row) => readonly [string, Value],
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const [key, value] = split(row);
    const own = groups.get(key);
    if (own === undefined) groups.set(key, [value]);
    else own.push(value);
  }
  return groups;
}
