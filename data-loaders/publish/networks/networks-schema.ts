import { z } from "zod";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const count = z.int().nonnegative();

const overview = z.strictObject({
  id: z.string().regex(/^[a-z]+-\d{8}-\d+$/),
  method: z.enum(["co_sharing", "lockstep"]),
  signal: z.enum(["share", "follow", "like", "url", "media"]),
  first: day,
  last: day,
  evolution: z.enum(["born", "grown", "shrunk", "steady", "merged", "split", "gone"]),
  related: z.string().nullable(),
  active: z.boolean(),
  accounts: count,
  peak: z.strictObject({ size: count, date: day, edges: count, density: z.number() }),
  sizes: z.array(count),
  rules: z.array(z.strictObject({ rule: z.string(), accounts: count })).nullable(),
  covered: count.nullable(),
});

/** Artifact `networks.json`. */
export const networksSchema = z.strictObject({
  search: z.strictObject({
    accounts: count,
    shares: count,
    objects: count,
    pairs: count,
    prunedShares: count,
    prunedObjects: count,
    outside: count,
    scoreCut: z.number().nullable(),
    edges: count,
    chanceEdges: count,
    acts: z.record(z.string(), count),
  }),
  weeks: z.array(day),
  total: count,
  active: count,
  activeAccounts: count,
  networks: z.array(overview),
  detailed: z.array(z.string()),
});
