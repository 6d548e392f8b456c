import { z } from "zod";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const count = z.int().nonnegative();
const share = z.number().min(0).max(1);
const amount = z.number().nonnegative();
const falseShare = z.strictObject({ alerts: count, decoys: amount, share: share.nullable() });

/** Artifact `emerging.json` (`EmergingArtifact`). */
export const emergingSchema = z.strictObject({
  asOf: day,
  alerts: z.array(
    z.strictObject({
      id: z.string().regex(/^[0-9a-f]{12}$/),
      detector: z.enum(["burst", "novelty"]),
      kind: z.string(),
      entity: z.string(),
      sample: z.string().nullable(),
      day,
      resolved: day.nullable(),
      escalated: z.boolean(),
      observed: count,
      events: count,
      expected: amount,
      low: count,
      high: count,
      score: amount,
      threshold: amount,
      falseShare: share.nullable(),
      course: z.array(
        z.strictObject({
          day,
          accounts: count,
          expected: amount.nullable(),
          low: count.nullable(),
          high: count.nullable(),
        }),
      ),
      accounts: z.array(z.string()),
      examples: z.array(z.string()),
      coverage: z
        .strictObject({ any: share, rules: z.array(z.strictObject({ rule: z.string(), share })) })
        .nullable(),
      suggestion: z
        .strictObject({
          when: z.string().min(1),
          policy: z.string(),
          precision: share,
          recall: share,
          others: count,
        })
        .nullable(),
    }),
  ),
  counts: z.strictObject({ all: count, month: count, open: count, since: day }),
  falseShare: z.strictObject({ recent: falseShare, all: falseShare }),
  withheld: count,
  perDay: amount,
  floor: count,
  streams: z.array(
    z.strictObject({
      detector: z.enum(["burst", "novelty"]),
      group: z.string(),
      threshold: amount,
      curve: z.array(
        z.strictObject({ threshold: amount, alerts: count, decoys: amount, falseShare: share.nullable() }),
      ),
    }),
  ),
  raised: z.array(z.strictObject({ day, alerts: count })),
});
