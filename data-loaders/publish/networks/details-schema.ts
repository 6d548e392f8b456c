import { z } from "zod";

const count = z.int().nonnegative();
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const counts = z.array(count);

const picture = z
  .strictObject({
    names: z.array(z.string()),
    kinds: z.string().regex(/^[cf]*t*$/),
    x: z.array(count.max(1000)),
    y: z.array(count.max(1000)),
    links: counts,
    left: z.strictObject({ members: count, targets: count, links: count }),
  })
  .refine(({ names, kinds, x, y }) => [kinds, x, y].every(({ length }) => length === names.length), {
    error: "names, kinds, x and y are not equally many",
  })
  .refine(({ names, links }) => links.length % 2 === 0 && links.every((end) => end < names.length), {
    error: "a link ends at no node",
  });

const evidence = z
  .strictObject({
    from: day,
    objects: z.array(
      z.strictObject({
        kind: z.string(),
        object: z.string(),
        text: z.string().nullable(),
        popularity: count,
      }),
    ),
    pairs: z.array(
      z.strictObject({ a: count, b: count, score: z.number(), objects: count, shared: z.array(z.int()) }),
    ),
    acts: z.array(z.int()),
    left: z.strictObject({ pairs: count, members: count, acts: count }),
  })
  .refine(
    ({ objects, pairs, acts }) =>
      [acts, ...pairs.map(({ shared }) => shared)].every(({ length }) => length % 3 === 0) &&
      acts.every((value, at) => at % 3 !== 1 || value < objects.length) &&
      pairs.every(({ shared }) => shared.every((value, at) => at % 3 !== 0 || value < objects.length)),
    { error: "a row of three is broken off, or names no object" },
  );

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
      text: z.string().nullable(),
      members: count,
      acts: count,
      popularity: count,
      first: z.string(),
    }),
  ),
  picture,
  matrix: z.strictObject({ members: counts, values: z.array(z.array(z.number().nullable())) }),
  evidence,
  raster: z.strictObject({
    from: day,
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
