import { mkdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { csvTable, type CsvValue } from "../../../src/lib/text/index.js";
import type { Engine } from "../../engine/engine.js";

/** A file of a run, by the name that it has in both forms. */
export interface QueueFile {
  readonly name: string;
  readonly rows: number;
}

interface Written {
  readonly name: string;
  readonly select: string;
}

const jobColumns =
  "job_id, queue, account_id, event_id, hit_id, enqueued_at, due_at, sample_design, stratum, inclusion_prob, run_id, x_rule_ids, x_risk_score";
const secondColumns = "job_id, account_id, event_id, hit_id, due_at";

/** The accounts of highest risk, then those that most rules hit, first; the others in the order of their draw, so that whoever stops early has reviewed at random. */
function ofQueue(name: string): Written {
  return {
    name,
    select: `SELECT ${jobColumns} FROM queue_jobs WHERE queue = '${name}' ORDER BY ${name === "certainty" ? "coalesce(x_risk_score, -1) DESC, rules DESC" : "u"}, account_id`,
  };
}

const files: readonly Written[] = [
  ofQueue("certainty"),
  ofQueue("rule_quality"),
  ofQueue("baseline"),
  { name: "second_look", select: `SELECT ${secondColumns} FROM queue_second_looks ORDER BY job_id` },
  { name: "review_jobs", select: `SELECT ${jobColumns} FROM queue_jobs ORDER BY job_id` },
  {
    name: "review_frames",
    select:
      "SELECT run_id, queue, stratum, frame_size, selected FROM queue_frames ORDER BY run_id, queue, stratum",
  },
];

/**
 * Writes the queues for reviewers, `<queue>.csv` with what a spreadsheet might run made harmless and `<queue>.parquet`, and all
 * of them as `review_jobs` and `review_frames` to be read back. A file is complete or not there.
 */
export async function writeQueues(engine: Engine, out: string): Promise<QueueFile[]> {
  mkdirSync(out, { recursive: true });
  const written: QueueFile[] = [];
  for (const { name, select } of files) {
    const columns = await engine.columns(select);
    const names = Object.keys(columns);
    const rows = (columns[names[0] ?? ""] ?? []).map((_, row) =>
      names.map((column) => (columns[column]?.[row] ?? null) as CsvValue),
    );
    replace(join(out, `${name}.csv`), (file) => writeFileSync(file, csvTable(names, rows)));
    const parquet = join(out, `${name}.parquet`);
    const building = `${parquet}.building`;
    rmSync(building, { force: true });
    await engine.execute(`COPY (${select}) TO '${building.replaceAll("'", "''")}' (FORMAT parquet)`);
    renameSync(building, parquet);
    written.push({ name, rows: rows.length });
  }
  return written;
}

function replace(file: string, write: (building: string) => void): void {
  write(`${file}.building`);
  renameSync(`${file}.building`, file);
}
