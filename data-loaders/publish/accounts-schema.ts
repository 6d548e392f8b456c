import { z } from "zod";
import type { lensNames } from "../../src/lib/account/lens.js";
import { needs } from "../../src/lib/account/needs.js";

const count = z.int().nonnegative();
const missing = z.strictObject({ missing: z.array(z.string().regex(/^[a-z_]+$/)).min(1) });
const blank = z.array(z.enum(needs));
const account = {
  id: z.string().min(1),
  handle: z.string().nullable(),
  name: z.string().nullable(),
  flags: count,
};
const moment = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}/);

const sign = z.discriminatedUnion("kind", [
  z.strictObject({
    kind: z.literal("confusable"),
    of: z.string(),
    id: z.string(),
    distance: count,
    field: z.enum(["handle", "display_name"]),
  }),
  z.strictObject({ kind: z.literal("disguise"), word: z.string(), written: z.string() }),
  z.strictObject({ kind: z.literal("avatar_of"), id: z.string(), of: z.string() }),
  z.strictObject({ kind: z.literal("avatar"), accounts: count }),
]);

const rows = {
  spam: z.strictObject({
    ...account,
    rules: count.nullable(),
    hits: count.nullable(),
    links: count.nullable(),
    repeats: count.nullable(),
  }),
  abuse: z.strictObject({
    ...account,
    reports: count,
    reporters: count,
    reason: z.string(),
    reasonReports: count,
    last: moment,
  }),
  identity: z.strictObject({ ...account, followers: z.number().nullable(), signs: z.array(sign).min(1) }),
  media: z.strictObject({
    ...account,
    shared: count,
    uses: count,
    media: z.string(),
    accounts: count,
    first: moment,
    last: moment,
  }),
} as const satisfies Record<(typeof lensNames)[number], z.ZodType>;

const lens = <Row extends z.ZodType>(row: Row) =>
  z.union([
    missing,
    z.strictObject({ blank: blank.min(1) }),
    z.strictObject({ total: count, rows: z.array(row) }),
  ]);

/** Artifact `accounts.json`. */
export const accountsSchema = z.union([
  missing,
  z.strictObject({
    total: count,
    published: count,
    leftOut: count,
    counts: z.strictObject({
      actioned: count.nullable(),
      hit: count.nullable(),
      reported: count.nullable(),
      reviewed: count.nullable(),
      appealed: count.nullable(),
      alike: count.nullable(),
    }),
    hitNotActioned: count.nullable(),
    activity: z.strictObject({ from: z.string().regex(/^\d{4}-\d{2}-\d{2}$/), days: count }),
    lacking: z.array(z.string()),
    blank,
    rules: z.record(z.string(), z.string()),
    policies: z.array(z.strictObject({ id: z.string(), name: z.string() })),
    protected: z.boolean(),
    lenses: z.strictObject({
      spam: lens(rows.spam),
      abuse: lens(rows.abuse),
      identity: lens(rows.identity),
      media: lens(rows.media),
    }),
  }),
]);
