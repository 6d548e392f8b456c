import { z } from "zod";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const time = z.string().regex(/^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}/);
const count = z.int().nonnegative();

/** Form of `texts.json`. */
export const textsSchema = z.strictObject({
  lastDay: day.nullable(),
  totals: z.strictObject({
    events: count,
    forms: count,
    short: count,
    pairs: count,
    shared: count,
    sharedEvents: count,
  }),
  clusters: z.array(
    z.strictObject({
      id: z.string().regex(/^[a-z2-7]{12}$/),
      sample: z.string(),
      firstSeen: time,
      lastSeen: time,
      events: count,
      accounts: count,
      recentAccounts: count,
      texts: count,
      reposts: count,
      busiest: z.strictObject({ at: time, events: count, accounts: count }),
      timeline: z.strictObject({
        grain: z.enum(["hour", "day"]),
        from: z.string().regex(/^\d{4}-\d{2}-\d{2}(T\d{2}:00)?$/),
        events: z.array(count).max(90),
        accounts: z.array(count).max(90),
      }),
      variants: z
        .array(
          z.strictObject({
            events: count,
            accounts: count,
            firstSeen: time,
            segments: z.array(
              z.strictObject({ text: z.string(), kind: z.enum(["same", "added", "removed"]) }),
            ),
          }),
        )
        .max(12),
    }),
  ),
});
