import type { Engine } from "../../engine/engine.js";
import { sqlList } from "../../engine/sql-list.js";
import type { DatedAlert } from "./find-alerts.js";

/** An alert with the number of events, beside that of accounts, on its day, and for a text cluster one of its texts. */
export interface CountedAlert extends DatedAlert {
  readonly events: number;
  readonly sample: string | null;
}

/** @param engine holds `entity_days` as `findAlerts` leaves it */
export async function alertEvents(engine: Engine, alerts: readonly DatedAlert[]): Promise<CountedAlert[]> {
  const days = [...new Set(alerts.map(({ day }) => `DATE '${day}'`))];
  if (days.length === 0) return [];
  const rows = await engine.query<{ kind: string; entity: string; day: string; events: number }>(
    `SELECT kind, entity, day, events FROM entity_days WHERE day IN (${days.join(", ")})`,
  );
  const events = new Map(rows.map((row) => [`${row.kind}\0${row.entity}\0${row.day}`, row.events]));
  const samples = await samplesOf(engine, alerts);
  return alerts.map((alert) => ({
    ...alert,
    events: events.get(`${alert.kind}\0${alert.entity}\0${alert.day}`) ?? 0,
    sample: alert.kind === "text" ? (samples.get(alert.entity) ?? null) : null,
  }));
}

async function samplesOf(engine: Engine, alerts: readonly DatedAlert[]): Promise<Map<string, string>> {
  const clusters = [...new Set(alerts.filter(({ kind }) => kind === "text").map(({ entity }) => entity))];
  if (clusters.length === 0) return new Map();
  const rows = await engine.query<{ cluster_id: string; sample: string }>(
    `SELECT cluster_id, sample FROM text_clusters WHERE cluster_id IN (${sqlList(clusters)})`,
  );
  return new Map(rows.map(({ cluster_id, sample }) => [cluster_id, sample]));
}
