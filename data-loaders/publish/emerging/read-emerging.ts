import type {
  EmergingArtifact,
  PublishedAlert,
  PublishedStream,
} from "../../../src/lib/emerging/artifact.js";
import { addDays } from "../../../src/lib/time/index.js";
import type { Engine } from "../../engine/engine.js";
import type { Rule } from "../../rules/read-rules.js";
import { type AlertDetails, alertDetails } from "./alert-details.js";
import { suggestCondition } from "./suggest.js";

/** Alerts on the page, and those of them that a condition is looked for. */
const [mostAlerts, mostSuggestions] = [60, 12];
/** Days whose alerts are on the page, as far as there is room. */
const shownDays = 90;

/**
 * Artifact `emerging.json`: alerts that are open or of the last 90 days, explained.
 *
 * @param present tables of the warehouse
 * @param rules of the source: without any, evaluated hits tell of nothing
 */
export async function readEmerging(
  engine: Engine,
  present: ReadonlySet<string>,
  rules: readonly Rule[],
): Promise<EmergingArtifact | { readonly missing: readonly string[] }> {
  if (!present.has("alert_totals")) return { missing: ["events"] };
  const [totals] = await engine.query<Totals>("SELECT * FROM alert_totals");
  if (totals === undefined) return { missing: ["events"] };
  const month = addDays(totals.as_of, -27);
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE shown_alerts AS
    SELECT * FROM alerts WHERE status = 'open' OR day >= DATE '${addDays(totals.as_of, 1 - shownDays)}'
    ORDER BY day DESC, observed - expected DESC, alert_id LIMIT ${mostAlerts}`);
  const rows = await engine.query<AlertRow>(
    "SELECT * FROM shown_alerts ORDER BY day DESC, observed - expected DESC, alert_id",
  );
  const detail = await alertDetails(engine, present, rules.length > 0);
  const alerts: PublishedAlert[] = [];
  for (const [at, row] of rows.entries()) {
    const suggestion =
      at < mostSuggestions && present.has("account_features")
        ? await suggestCondition(engine, { id: row.alert_id, day: row.day })
        : null;
    const explained = detail(row.alert_id);
    const policy = policyOf(rules, explained.coverage);
    alerts.push({
      ...alertOf(row),
      ...explained,
      suggestion: suggestion === null || policy === null ? null : { ...suggestion, policy },
    });
  }
  const [counts] = await engine.query<{ all: number; month: number; open: number }>(
    `SELECT count(*) AS "all", @count_if(day >= DATE '${month}') AS month, @count_if(status = 'open') AS open FROM alerts`,
  );
  const share = (of: number, decoys: number): EmergingArtifact["falseShare"]["all"] => ({
    alerts: of,
    decoys,
    share: of === 0 ? null : Math.min(1, (1 + decoys) / of),
  });
  return {
    asOf: totals.as_of,
    alerts,
    counts: {
      all: counts?.all ?? 0,
      month: counts?.month ?? 0,
      open: counts?.open ?? 0,
      since: totals.since,
    },
    falseShare: {
      recent: share(totals.recent_alerts, totals.recent_decoys),
      all: share(totals.all_alerts, totals.all_decoys),
    },
    withheld: totals.withheld,
    perDay: totals.per_day,
    floor: totals.floor,
    streams: await streamsOf(engine),
    raised: await engine.query<{ day: string; alerts: number }>(
      `SELECT s.d AS day, count(a.alert_id) AS alerts
       FROM (@spine(DATE '${addDays(totals.as_of, -89)}', DATE '${totals.as_of}')) AS s LEFT JOIN alerts a ON a.day = s.d
       WHERE s.d >= DATE '${totals.since}' GROUP BY s.d ORDER BY s.d`,
    ),
  };
}

interface Totals {
  readonly as_of: string;
  readonly since: string;
  readonly floor: number;
  readonly per_day: number;
  readonly withheld: number;
  readonly recent_alerts: number;
  readonly recent_decoys: number;
  readonly all_alerts: number;
  readonly all_decoys: number;
}

interface AlertRow {
  readonly alert_id: string;
  readonly detector: "burst" | "novelty";
  readonly entity_kind: string;
  readonly entity_id: string;
  readonly sample: string | null;
  readonly day: string;
  readonly resolved_on: string | null;
  readonly escalated: boolean;
  readonly observed: number;
  readonly events: number;
  readonly expected: number;
  readonly low: number;
  readonly high: number;
  readonly score: number;
  readonly threshold: number;
  readonly q: number | null;
}

/** Policy that a rule about an alert could serve: that of the rule that covers most of it, else any. */
function policyOf(rules: readonly Rule[], coverage: PublishedAlert["coverage"]): string | null {
  const covering = coverage?.rules.flatMap(
    ({ rule }) => rules.find(({ rule: { id } }) => id === rule) ?? [],
  )[0];
  return (covering ?? rules[0])?.rule.policy ?? null;
}

function alertOf(row: AlertRow): Omit<PublishedAlert, keyof AlertDetails | "suggestion"> {
  const { detector, sample, day, escalated, observed, events, expected, low, high, score, threshold } = row;
  return {
    id: row.alert_id,
    detector,
    kind: row.entity_kind,
    entity: row.entity_id,
    sample,
    day,
    resolved: row.resolved_on,
    escalated,
    observed,
    events,
    expected,
    low,
    high,
    score,
    threshold,
    falseShare: row.q,
  };
}

async function streamsOf(engine: Engine): Promise<PublishedStream[]> {
  const rows = await engine.query<{
    detector: "burst" | "novelty";
    entity_group: string;
    threshold: number;
    alerts: number;
    decoys: number;
    false_share: number | null;
    in_use: boolean;
  }>("SELECT * FROM alert_calibration ORDER BY detector, entity_group, threshold");
  const streams = new Map<string, typeof rows>();
  for (const row of rows) {
    const key = `${row.detector} ${row.entity_group}`;
    streams.set(key, [...(streams.get(key) ?? []), row]);
  }
  return [...streams.values()].flatMap((points) => {
    const first = points[0];
    if (first === undefined) return [];
    return [
      {
        detector: first.detector,
        group: first.entity_group,
        threshold: points.find(({ in_use }) => in_use)?.threshold ?? first.threshold,
        curve: points.map(({ threshold, alerts, decoys, false_share }) => ({
          threshold,
          alerts,
          decoys,
          falseShare: false_share,
        })),
      },
    ];
  });
}
