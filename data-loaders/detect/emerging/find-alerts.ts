import { createHash } from "node:crypto";
import {
  type Alert,
  detectDefaults,
  detectEmerging,
  type DetectOptions,
  type Detection,
} from "../../../src/lib/emerging/detect.js";
import type { EntitySeries } from "../../../src/lib/emerging/series.js";
import { addDays } from "../../../src/lib/time/index.js";
import type { Engine } from "../../engine/engine.js";
import { warehouseTables } from "../../pipeline/manifest.js";
import { standIn } from "../../pipeline/run-stage.js";
import { entityReads } from "./entity-days.js";
import { readSeries } from "./read-series.js";

/** An alert as it is kept and printed: by names and dates. */
export interface DatedAlert extends Omit<Alert, "entity" | "day" | "resolved"> {
  readonly id: string;
  readonly kind: string;
  readonly entity: string;
  readonly day: string;
  readonly resolved: string | null;
}

export interface FoundAlerts {
  readonly series: EntitySeries;
  readonly detection: Detection;
  /** By day, the largest first. */
  readonly alerts: readonly DatedAlert[];
  readonly straying: number;
  readonly leftOut: number;
}

/**
 * Finds what emerged in the days of a warehouse up to `asOf`, and leaves the temporary tables `entity_days` and `entities` behind.
 *
 * @param asOf last day, `YYYY-MM-DD`: nothing later is read; all days where left out
 * @returns null where nothing has a time
 */
export async function findAlerts(
  engine: Engine,
  asOf?: string,
  options: DetectOptions = detectDefaults,
): Promise<FoundAlerts | null> {
  await standIn(engine, { reads: entityReads }, await warehouseTables(engine));
  const read = await readSeries(engine, { floor: options.floor, asOf });
  if (read === null) return null;
  const { series, straying, leftOut } = read;
  const detection = detectEmerging(series, options);
  const date = (day: number): string => addDays(series.first, day);
  const alerts = detection.alerts.map(({ entity, day, resolved, ...alert }): DatedAlert => {
    const { kind = "", id = "" } = series.entities[entity] ?? {};
    return {
      id: createHash("md5")
        .update(`${kind}\0${id}\0${date(day)}`)
        .digest("hex")
        .slice(0, 12),
      kind,
      entity: id,
      day: date(day),
      ...alert,
      resolved: resolved === null ? null : date(resolved),
    };
  });
  return { series, detection, alerts, straying, leftOut };
}
