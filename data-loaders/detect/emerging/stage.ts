import { detectDefaults } from "../../../src/lib/emerging/detect.js";
import { expectedSeries } from "../../../src/lib/emerging/expected-series.js";
import { falseShareOf } from "../../../src/lib/emerging/false-share.js";
import { addDays, daysBetween } from "../../../src/lib/time/index.js";
import type { Stage } from "../../pipeline/stage.js";
import { alertEvents } from "./alert-events.js";
import { entityFacts, entityReads } from "./entity-days.js";
import { type FoundAlerts, findAlerts } from "./find-alerts.js";
import { literal, values } from "./values.js";

/** Days before an alert, and after it, that its course is kept of. */
const [courseBefore, courseAfter] = [55, 28];

/** Days at the end of the data whose alerts keep a course, as open ones do. */
const keptDays = 90;

const alertColumns =
  "alert_id, detector, entity_kind, entity_id, day, observed, expected, tail_p, q, status, events, low, high, dispersion, score, threshold, escalated, resolved_on, sample";

/**
 * Alerts of abuse that emerges, as they were raised day by day.
 *
 * - `alerts`: one row each (`data-model.md`), with what it was judged by;
 * - `alert_days`(alert_id, day, accounts, expected, low, high): the courses of those that are open, or of the last 90 days;
 * - `alert_accounts`(alert_id, account_id): who was part of it on its day;
 * - `alert_calibration`(detector, entity_group, threshold, alerts, decoys, false_share, in_use): over all days;
 * - `alert_totals`(as_of, since, floor, per_day, withheld, recent_alerts, recent_decoys, all_alerts, all_decoys): one row.
 */
export const emergingStages: readonly Stage[] = [
  {
    name: "emerging",
    title: "Emerging abuse",
    reads: [
      ...entityReads,
      { table: "text_clusters", optional: { cluster_id: "VARCHAR", sample: "VARCHAR" } },
    ],
    writes: ["alerts", "alert_days", "alert_accounts", "alert_calibration", "alert_totals"].map((table) => ({
      table,
    })),
    run: async ({ engine, reporter, write }) => {
      const found = await findAlerts(engine);
      if (found !== null && found.straying > 0)
        reporter.warn(
          `emerging abuse: ${found.straying} events lie more than two months from all others: their clocks are taken to run wrong, and they are left out`,
        );
      const alerts = found === null ? [] : await alertEvents(engine, found.alerts);
      await write(
        "alerts",
        values(
          alertColumns,
          "VARCHAR, VARCHAR, VARCHAR, VARCHAR, DATE, BIGINT, DOUBLE, DOUBLE, DOUBLE, VARCHAR, BIGINT, BIGINT, BIGINT, DOUBLE, DOUBLE, DOUBLE, BOOLEAN, DATE, VARCHAR",
          alerts.map((alert) => [
            alert.id,
            alert.detector,
            alert.kind,
            alert.entity,
            alert.day,
            alert.observed,
            alert.expected,
            alert.tail,
            alert.falseShare,
            alert.resolved === null ? "open" : "resolved",
            alert.events,
            alert.low,
            alert.high,
            alert.dispersion,
            alert.score,
            alert.threshold,
            alert.escalated,
            alert.resolved,
            alert.sample,
          ]),
        ),
      );
      await write(
        "alert_days",
        values(
          "alert_id, day, accounts, expected, low, high",
          "VARCHAR, DATE, BIGINT, DOUBLE, BIGINT, BIGINT",
          coursesOf(found),
        ),
      );
      await write("alert_accounts", found === null ? noAccounts : accountsOf(found));
      await write("alert_calibration", calibrationOf(found));
      await write("alert_totals", totalsOf(found));
    },
    modules: [new URL(import.meta.url)],
  },
];

function coursesOf(found: FoundAlerts | null): (string | number | null)[][] {
  if (found === null) return [];
  const { series, alerts } = found;
  const numbers = new Map(series.entities.map(({ kind, id }, number) => [`${kind}\0${id}`, number]));
  const shown = addDays(series.first, series.days - keptDays);
  return alerts.flatMap(({ id, kind, entity, day, dispersion, resolved }) => {
    if (day < shown && resolved !== null) return [];
    const at = daysBetween(series.first, day);
    const course = expectedSeries(series, numbers.get(`${kind}\0${entity}`) ?? 0, {
      from: at - courseBefore,
      to: Math.min(series.days - 1, at + courseAfter),
      dispersion,
    });
    return course.map((each) => [
      id,
      addDays(series.first, each.day),
      each.observed,
      each.expected,
      each.low,
      each.high,
    ]);
  });
}

const noAccounts =
  "SELECT CAST(NULL AS VARCHAR) AS alert_id, CAST(NULL AS VARCHAR) AS account_id WHERE 1 = 0";

function accountsOf({ series }: FoundAlerts): string {
  const last = addDays(series.first, series.days - 1);
  return `SELECT DISTINCT a.alert_id, f.account_id
    FROM alerts a
    JOIN (${entityFacts(literal(series.first, "DATE"), literal(last, "DATE"))}) AS f
      ON f.kind = a.entity_kind AND f.entity = a.entity_id AND f.day = a.day
    ORDER BY a.alert_id, f.account_id`;
}

function calibrationOf(found: FoundAlerts | null): string {
  const rows = (found?.detection.streams ?? []).flatMap(({ detector, group, thresholds, calibration }) =>
    calibration.map((point) => [
      detector,
      group,
      point.threshold,
      point.alerts,
      point.decoys,
      point.falseShare,
      point.threshold === thresholds.at(-1)?.threshold,
    ]),
  );
  return values(
    "detector, entity_group, threshold, alerts, decoys, false_share, in_use",
    "VARCHAR, VARCHAR, DOUBLE, BIGINT, DOUBLE, DOUBLE, BOOLEAN",
    rows,
  );
}

function totalsOf(found: FoundAlerts | null): string {
  const columns =
    "as_of, since, floor, per_day, withheld, recent_alerts, recent_decoys, all_alerts, all_decoys";
  const types = "DATE, DATE, BIGINT, DOUBLE, BIGINT, BIGINT, DOUBLE, BIGINT, DOUBLE";
  if (found === null) return values(columns, types, []);
  const { series, detection } = found;
  const last = series.days - 1;
  const recent = falseShareOf(detection, last - courseBefore, last);
  const all = falseShareOf(detection, 0, last);
  const withheld = detection.withheld.slice(-28).reduce((sum, count) => sum + count, 0);
  return values(columns, types, [
    [
      addDays(series.first, last),
      series.first,
      detectDefaults.floor,
      detectDefaults.perDay,
      withheld,
      recent.alerts,
      recent.decoys,
      all.alerts,
      all.decoys,
    ],
  ]);
}
