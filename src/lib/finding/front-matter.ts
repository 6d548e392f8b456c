import { z } from "npm:zod";
import { isDay } from "../time/day.js";

const statuses = ["open", "monitoring", "mitigated", "resolved", "withdrawn"] as const;
const confidences = ["low", "moderate", "high"] as const;
/** The Traffic Light Protocol, version 2.0. */
const tlpLabels = ["clear", "green", "amber", "amber+strict", "red"] as const;
const audiences = ["leadership", "partner", "analyst"] as const;
const pages = ["scorecard", "trends", "appeals", "transparency", "dictionary", "freshness"] as const;

/**
 * How a value is shown: `count` whole, `number` to three digits, `share` of 1 as a percentage, `duration` of seconds, `day`,
 * `text` of the platform, `domain` defanged; `rate` is a query of `numerator` and `denominator`, shown with both and
 * a 95 % interval.
 */
const units = ["count", "number", "share", "rate", "duration", "day", "text", "domain"] as const;
export type ValueUnit = (typeof units)[number];

const name = z.string().regex(/^[a-z][a-z0-9_]*$/, "expected lower case letters, digits and _");
const day = z.string().refine(isDay, "expected a day, YYYY-MM-DD");
const sql = z.string().trim().min(1);

const value = z.strictObject({ sql, unit: z.enum(units) });
const table = z.strictObject({
  title: z.string().min(1),
  sql,
  /** Unit of each column, by its name in the query, in the order shown. */
  columns: z.record(name, z.enum(units).exclude(["rate"])),
});

/** What stands between the `---` lines of a finding. */
export const frontMatterSchema = z.strictObject({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/, "expected lower case letters, digits and dashes"),
  title: z.string().min(1).max(160),
  status: z.enum(statuses),
  confidence: z.enum(confidences),
  abuse_type: name,
  tlp: z.enum(tlpLabels),
  /** Techniques of the DISARM framework, e.g. T0049. */
  disarm: z.array(z.string().regex(/^T\d{4}(\.\d{3})?$/, "expected a technique such as T0049")).default([]),
  audience: z.array(z.enum(audiences)).min(1),
  /** Last day of the data that the prose speaks of. */
  as_of: day,
  /** The bottom line in a sentence or two; may hold `{{values}}`. */
  summary: z.string().min(1),
  /** Pages of the site that link to the finding. */
  pages: z.array(z.enum(pages)).default([]),
  /** Query string of the slice that the finding is about, as the filter bar writes it. */
  slice: z.string().default(""),
  /** Common table expressions, `name AS (SELECT …), …`, that every query of the finding may read. */
  with: sql.optional(),
  numbers: z.record(name, value).default({}),
  tables: z.record(name, table).default({}),
});

export type FrontMatter = z.infer<typeof frontMatterSchema>;
export type FindingValue = z.infer<typeof value>;
export type FindingTable = z.infer<typeof table>;
