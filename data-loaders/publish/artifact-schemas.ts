import { z } from "zod";
import { riskArtifactSchema } from "../../src/lib/risk/card.js";
import { emergingSchema } from "./emerging/emerging-schema.js";
import { networkDetailsSchema } from "./networks/details-schema.js";
import { networksSchema } from "./networks/networks-schema.js";
import { textsSchema } from "./texts-schema.js";
import { accountsSchema } from "./accounts-schema.js";
import { rulesSchema } from "./rules-schema.js";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const missing = z.strictObject({ missing: z.array(z.string().regex(/^[a-z_]+$/)).min(1) });
const dimension = z.strictObject({ values: z.array(z.string()), codes: z.array(z.int().nonnegative()) });

const cube = z
  .strictObject({
    name: z.string(),
    rows: z.int().nonnegative(),
    dimensions: z.record(z.string(), dimension),
    measures: z.record(z.string(), z.array(z.number().nullable())),
  })
  .superRefine(({ rows, dimensions, measures }, context) => {
    for (const [name, { values, codes }] of Object.entries(dimensions)) {
      if (codes.length !== rows)
        context.addIssue(`dimension ${name} has ${codes.length} codes for ${rows} rows`);
      if (codes.some((code) => code >= values.length))
        context.addIssue(`dimension ${name} has a code beyond its ${values.length} values`);
    }
    for (const [name, column] of Object.entries(measures))
      if (column.length !== rows)
        context.addIssue(`measure ${name} has ${column.length} values for ${rows} rows`);
  });

/** A cube, or the tables for want of which there is none. */
export const cubeSchema = z.union([missing, cube]);

const slice = z.strictObject({
  from: day,
  to: day,
  tz: z.string(),
  grain: z.enum(["hour", "day", "week", "month"]),
  vs: z.enum(["previous", "year", "none"]),
  policy: z.array(z.string()),
  surface: z.array(z.string()),
  country: z.array(z.string()),
  rule: z.array(z.string()),
  lang: z.array(z.string()),
  auto: z.enum(["all", "automated", "manual"]),
});

const options = z.array(z.strictObject({ value: z.string().min(1), label: z.string().min(1) }));

const site = z.strictObject({
  source: z.strictObject({
    name: z.string(),
    title: z.string(),
    description: z.string(),
    simulated: z.boolean(),
    licence: z.string().nullable(),
  }),
  runId: z.string().regex(/^[0-9a-f]+$/),
  asOf: z.iso.datetime(),
  range: z.strictObject({ from: day, to: day }),
  defaults: slice,
  options: z.strictObject({
    policy: options,
    surface: options,
    country: options,
    rule: options,
    lang: options,
  }),
  tables: z.strictObject({ present: z.array(z.string()), missing: z.array(z.string()) }),
});

const annotations = z.strictObject({
  annotations: z.array(
    z.strictObject({
      day,
      kind: z.enum(["rule", "incident", "logging", "release"]),
      label: z.string(),
      href: z.string().optional(),
      weight: z.number(),
    }),
  ),
});

const metrics = z.strictObject({
  metrics: z.array(
    z.strictObject({
      id: z.string(),
      group: z.string(),
      name: z.string(),
      definition: z.string(),
      formula: z.string(),
      estimator: z.string(),
      unit: z.string(),
      owner: z.string(),
      caveats: z.array(z.string()),
      tables: z.array(z.string()),
    }),
  ),
});

const dataRuns = z.strictObject({
  runId: z.string(),
  tables: z.array(
    z.strictObject({
      table: z.string(),
      present: z.boolean(),
      rows: z.number().nullable(),
      first: day.nullable(),
      last: day.nullable(),
    }),
  ),
  checks: z.array(
    z.strictObject({
      table: z.string(),
      severity: z.enum(["block", "warn"]),
      check: z.string(),
      message: z.string(),
    }),
  ),
  incidents: z.array(z.strictObject({ day, kind: z.string(), label: z.string() })),
  knownIssues: z.array(z.string()),
  stages: z.array(
    z.strictObject({
      stage: z.string(),
      title: z.string(),
      rows: z.number().nullable(),
      missing: z.array(z.string()),
    }),
  ),
});

const findings = z.object({
  findings: z.array(z.object({ title: z.string(), slug: z.string(), date: z.string() })),
});

const count = z.int().nonnegative();
const cubeFile = z.strictObject({
  views: z.array(z.string()).min(1),
  path: z.string().regex(/^data\/[\w-]+\.bin$/),
  bytes: count,
  hash: z.string().regex(/^[0-9a-f]{8}$/),
});

const explore = z.union([
  missing,
  z.strictObject({
    simulated: z.boolean(),
    grain: z.enum(["rule_hits", "events"]),
    rowsName: z.string(),
    rows: count,
    accounts: count,
    events: count.nullable(),
    labelled: count,
    time: z.strictObject({ from: day, to: day, rows: z.array(count).min(1) }),
    views: z.array(z.string()).min(1),
    swaps: z.record(z.string(), z.string()),
    dimensions: z.array(
      z.strictObject({
        name: z.string(),
        label: z.string(),
        kind: z.enum(["category", "range"]),
        bins: z.array(z.strictObject({ value: z.string(), label: z.string(), rows: count })).min(1),
      }),
    ),
    cubes: z.array(cubeFile).min(1),
    weeks: z.array(cubeFile.extend({ from: day })),
  }),
]);

const tables = z.strictObject({
  version: z.string().min(1),
  simulated: z.boolean(),
  missing: z.array(z.string()),
  tooLarge: z.array(z.strictObject({ name: z.string(), rows: count })),
  tables: z.array(
    z.strictObject({
      name: z.string(),
      about: z.string(),
      rows: count,
      time: z.string().nullable(),
      columns: z.array(
        z.strictObject({
          name: z.string(),
          type: z.string(),
          about: z.string().nullable(),
          missing: count,
          distinct: count,
          least: z.string().nullable(),
          greatest: z.string().nullable(),
        }),
      ),
      files: z.array(
        z.strictObject({
          path: z.string().regex(/^data\/[\w-]+\.bin$/),
          span: z.strictObject({ from: day, to: day }).nullable(),
          rows: count,
        }),
      ),
    }),
  ),
});

const reportContext = z.strictObject({
  running: z.array(
    z.strictObject({ rule: z.string(), title: z.string(), state: z.string(), version: count }),
  ),
  policyBits: z.record(z.string(), count.max(52)),
  accountsDrawn: z.boolean(),
  reviewers: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
  handleSeconds: z.number().nonnegative().nullable(),
  sampledFrom: count.nullable(),
});

const labColumns = z.array(
  z.strictObject({ name: z.string(), type: z.enum(["number", "text", "boolean"]), meaning: z.string() }),
);

const ruleLab = z.union([
  missing,
  z.strictObject({
    simulated: z.boolean(),
    range: z.strictObject({ from: day, to: day }),
    context: reportContext,
    columns: labColumns,
    otherColumns: labColumns,
    policies: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    rules: z
      .array(
        z.strictObject({
          id: z.string(),
          title: z.string(),
          owner: z.string(),
          policy: z.string(),
          kind: z.string(),
          action: z.string(),
          state: z.string(),
          version: count,
          since: day,
          target_precision: z.number(),
          params: z.array(
            z.strictObject({ name: z.string(), default: z.number(), min: z.number(), max: z.number() }),
          ),
          when: z.string(),
          falsepositives: z.array(z.string()),
          text: z.string(),
          report: z.looseObject({ basis: z.literal("latest"), accounts: count, hits: count }),
        }),
      )
      .min(1),
    eventRules: count,
    featured: z.string(),
    source: z.string().nullable(),
  }),
]);

/** Schemas of the artifacts that are not cubes, by name. */
export const artifactSchemas: Readonly<Record<string, z.ZodType>> = {
  site,
  annotations,
  metrics,
  data_runs: dataRuns,
  findings,
  explore,
  tables,
  rules: z.union([missing, rulesSchema]),
  risk: z.union([missing, riskArtifactSchema]),
  texts: z.union([missing, textsSchema]),
  rule_lab: ruleLab,
  emerging: z.union([missing, emergingSchema]),
  networks: z.union([missing, networksSchema]),
  network_details: z.union([missing, networkDetailsSchema]),
  accounts: accountsSchema,
};
