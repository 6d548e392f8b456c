import { z } from "zod";

const count = z.int().nonnegative();
const left = z.strictObject({ nodes: count, links: count });

const detail = z.strictObject({
  id: z.string(),
  members: z.array(
    z.strictObject({
      id: z.string(),
      handle: z.string().nullable(),
      role: z.enum(["core", "fringe"]),
      score: z.number(),
      acts: count,
      age: z.int().nullable(),
      rules: count.nullable(),
    }),
  ),
  objects: z.array(
    z.strictObject({
      kind: z.string(),
      object: z.string(),
      members: count,
      acts: count,
      popularity: count,
      first: z.string(),
    }),
  ),
  picture: z.strictObject({
    nodes: z.array(
      z.strictObject({
        name: z.string(),
        x: z.number(),
        y: z.number(),
        kind: z.enum(["core", "fringe", "target"]),
      }),
    ),
    links: z.array(z.tuple([count, count])),
    left,
  }),
  raster: z.strictObject({
    from: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    days: count,
    rows: z.array(z.string()),
    points: z.array(z.tuple([count, z.number()])),
    left: z.strictObject({ rows: count, points: count }),
  }),
  facts: z.strictObject({
    medianDelay: z.number().nullable(),
    popularObjects: count,
    objects: count,
    memberAge: z.number().nullable(),
    platformAge: z.number().nullable(),
    acts: count,
    allActs: count,
  }),
});

/** Artifact `network_details.json`. */
export const networkDetailsSchema = z.strictObject({ details: z.array(detail) });
