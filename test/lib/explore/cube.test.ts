import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { brush, countCells } from "../../../src/lib/explore/brush.js";
import { decodeCube, encodeCube, type CubeRows } from "../../../src/lib/explore/cube-file.js";
import { indexView } from "../../../src/lib/explore/index-view.js";
import { labelSums, slicePrecision } from "../../../src/lib/explore/label-sums.js";

const sizesOf = fc.tuple(
  fc.integer({ min: 1, max: 40 }),
  fc.integer({ min: 1, max: 300 }),
  fc.integer({ min: 1, max: 6 }),
  fc.integer({ min: 1, max: 5 }),
);

/** Rows of a cube with some cells, in the order that a file wants them. */
const cubeRows = sizesOf.chain((sizes) =>
  fc
    .uniqueArray(fc.tuple(...sizes.map((size) => fc.nat(size - 1)), fc.integer({ min: 1, max: 100_000 })), {
      selector: (cell) => cell.slice(0, -1).join(),
      maxLength: 80,
    })
    .chain((cells) =>
      fc
        .array(
          fc.tuple(
            ...sizes.map((size) => fc.nat(size - 1)),
            fc.integer({ min: 1, max: 9 }),
            fc.nat(9),
            fc.integer({ min: 1, max: 50 }),
          ),
          {
            maxLength: 20,
          },
        )
        .map((labels): CubeRows => {
          const ordered = cells.sort((a, b) => {
            for (const place of [1, 2, 3, 0])
              if (a[place] !== b[place]) return (a[place] ?? 0) - (b[place] ?? 0);
            return 0;
          });
          const column = (rows: readonly (readonly number[])[], place: number): number[] =>
            rows.map((row) => row[place] ?? 0);
          return {
            sizes,
            codes: sizes.map((_, place) => column(ordered, place)),
            counts: column(ordered, 4),
            labels: {
              codes: sizes.map((_, place) => column(labels, place)),
              reviewed: column(labels, 4),
              truePositives: labels.map((row) => Math.min(row[4] ?? 0, row[5] ?? 0)),
              weights: labels.map((row) => 1 + (row[6] ?? 0) / 7),
            },
          };
        }),
    ),
);

const withFilters = cubeRows.chain((rows) =>
  fc
    .tuple(
      ...rows.sizes.map((size) => fc.option(fc.uint8Array({ minLength: size, maxLength: size, max: 1 }))),
    )
    .map((filters) => ({ rows, filters })),
);

describe("a cube's file", () => {
  test("gives back every cell and every label", () => {
    fc.assert(
      fc.property(cubeRows, (rows) => {
        const cube = decodeCube(encodeCube(rows));
        expect(cube.sizes).toEqual(rows.sizes);
        expect([...cube.times]).toEqual(rows.codes[0]);
        expect([...cube.counts]).toEqual(rows.counts);
        const combinations = cube.combinations.map((codes) => {
          const spread: number[] = [];
          for (let k = 0; k < cube.offsets.length - 1; k += 1)
            for (let i = cube.offsets[k]!; i < cube.offsets[k + 1]!; i += 1) spread.push(codes[k]!);
          return spread;
        });
        expect(combinations).toEqual(rows.codes.slice(1));
        expect([...cube.labels.weights]).toEqual(rows.labels.weights);
        expect([...cube.labels.reviewed]).toEqual(rows.labels.reviewed);
        expect([...cube.labels.truePositives]).toEqual(rows.labels.truePositives);
        expect(cube.labels.codes.map((codes) => [...codes])).toEqual(rows.labels.codes);
      }),
    );
  });

  const one: CubeRows = {
    sizes: [2, 2],
    codes: [
      [0, 1],
      [0, 0],
    ],
    counts: [1, 1],
    labels: { codes: [[], []], weights: [], reviewed: [], truePositives: [] },
  };

  test("that is cut short, or is something else, is refused", () => {
    const bytes = encodeCube(one);
    expect(() => decodeCube(bytes.subarray(0, -1))).toThrow("incomplete: load the page again");
    expect(() => decodeCube(new TextEncoder().encode("<html>not a cube</html>"))).toThrow(
      "no cube of Shrike's",
    );
    expect(() => decodeCube(new Uint8Array(2))).toThrow("no cube of Shrike's");
  });

  test("is not written from cells out of order, twice the same, or beyond their dimension", () => {
    expect(() =>
      encodeCube({
        ...one,
        codes: [
          [1, 0],
          [0, 0],
        ],
      }),
    ).toThrow("cell 1 of the cube is out of order");
    expect(() =>
      encodeCube({
        ...one,
        codes: [
          [1, 1],
          [0, 0],
        ],
      }),
    ).toThrow("cell 1 of the cube is out of order");
    expect(() =>
      encodeCube({
        ...one,
        codes: [
          [0, 1],
          [0, 2],
        ],
      }),
    ).toThrow("code 2 in dimension 1, which has 2 bins");
  });

  test("may hold no cell at all", () => {
    const empty = decodeCube(encodeCube({ ...one, codes: [[], []], counts: [] }));
    expect(countCells(empty, [null, null])).toEqual({
      bins: [new Uint32Array(2), new Uint32Array(2)],
      total: 0,
    });
  });
});

describe("brushing", () => {
  test("in any view, under any filters of the others, gives what counting cell by cell gives", () => {
    fc.assert(
      fc.property(withFilters, fc.nat(3), ({ rows, filters }, active) => {
        const cube = decodeCube(encodeCube(rows));
        const index = indexView(cube, active, filters);
        expect(brush(index, cube.sizes, filters[active] ?? null)).toEqual(countCells(cube, filters));
      }),
      { numRuns: 300 },
    );
  });
});

describe("labels of a slice", () => {
  test("add up to those that pass every filter", () => {
    fc.assert(
      fc.property(withFilters, ({ rows, filters }) => {
        const { labels } = decodeCube(encodeCube(rows));
        const passing = Array.from(rows.labels.weights)
          .map((weight, i) => ({
            weight,
            reviewed: rows.labels.reviewed[i] ?? 0,
            positives: rows.labels.truePositives[i] ?? 0,
            passes: filters.every(
              (filter, p) => filter === null || filter[rows.labels.codes[p]?.[i] ?? 0] === 1,
            ),
          }))
          .filter(({ passes }) => passes);
        const total = (of: (row: (typeof passing)[number]) => number): number =>
          passing.reduce((sum, row) => sum + of(row), 0);
        const sums = labelSums(labels, filters);
        expect(sums.items).toBe(total((row) => row.reviewed));
        expect(sums.positives).toBe(total((row) => row.positives));
        expect(sums.weight).toBeCloseTo(
          total((row) => row.weight * row.reviewed),
          6,
        );
        expect(sums.weightPositive).toBeCloseTo(
          total((row) => row.weight * row.positives),
          6,
        );
        expect(sums.weightSquared).toBeCloseTo(
          total((row) => row.weight ** 2 * row.reviewed),
          6,
        );
      }),
    );
  });

  test("are too few for a precision below ten in worth, and then say how many there are", () => {
    const sums = {
      items: 9,
      positives: 9,
      weight: 9,
      weightPositive: 9,
      weightSquared: 9,
      weightSquaredPositive: 9,
    };
    expect(slicePrecision(sums)).toMatchObject({ value: null, low: null, high: null, denominator: 9 });
    const unequal = {
      items: 40,
      positives: 20,
      weight: 130,
      weightPositive: 20,
      weightSquared: 9000,
      weightSquaredPositive: 20,
    };
    expect(slicePrecision(unequal).value).toBeNull();
    expect(
      slicePrecision({
        items: 0,
        positives: 0,
        weight: 0,
        weightPositive: 0,
        weightSquared: 0,
        weightSquaredPositive: 0,
      }).value,
    ).toBeNull();
  });

  test("give Hájek's weighted share with its interval otherwise", () => {
    const sums = {
      items: 40,
      positives: 30,
      weight: 40,
      weightPositive: 30,
      weightSquared: 40,
      weightSquaredPositive: 30,
    };
    const { value, low, high } = slicePrecision(sums);
    expect(value).toBe(0.75);
    expect(low).toBeGreaterThan(0.58);
    expect(high).toBeLessThan(0.87);
  });
});
