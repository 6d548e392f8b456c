import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { separate, type Accounts } from "../../../src/lib/emerging/separate.js";

function accounts(columns: Readonly<Record<string, readonly number[]>>): Accounts {
  const arrays = Object.fromEntries(
    Object.entries(columns).map(([name, list]) => [name, Float64Array.from(list)]),
  );
  return { columns: arrays, rows: Object.values(columns)[0]?.length ?? 0 };
}

describe("separate", () => {
  test("finds the bound that tells accounts apart", () => {
    const found = separate(
      accounts({ links: [8, 9, 12], age: [5, 900, 40] }),
      accounts({ links: [0, 1, 2, 0], age: [7, 800, 30, 1000] }),
    );
    expect(found).toEqual({ bounds: [{ feature: "links", side: ">=", value: 8 }], precision: 1, recall: 1 });
  });

  test("takes two bounds where one does not do", () => {
    const found = separate(
      accounts({ links: [8, 9, 12], age: [5, 9, 7] }),
      accounts({ links: [10, 11, 1, 0], age: [900, 800, 3, 4] }),
    );
    expect(found?.bounds).toHaveLength(2);
    expect(found).toMatchObject({ precision: 1, recall: 1 });
  });

  test("suggests nothing where nothing tells them apart, or one side is empty", () => {
    const same = accounts({ links: [1, 2, 3] });
    expect(separate(same, same)).toBeNull();
    expect(separate(accounts({ links: [] }), same)).toBeNull();
    expect(separate(same, accounts({ links: [] }))).toBeNull();
  });

  test("never counts what is unknown as held", () => {
    const found = separate(accounts({ links: [Number.NaN, 9, 9] }), accounts({ links: [Number.NaN, 0, 0] }));
    expect(found).toMatchObject({ precision: 1, recall: 2 / 3 });
  });

  test("states the shares that counting row by row gives", () => {
    const side = fc
      .array(fc.tuple(fc.integer({ min: 0, max: 9 }), fc.integer({ min: 0, max: 9 })), {
        minLength: 1,
        maxLength: 90,
      })
      .map((rows) => accounts({ links: rows.map(([links]) => links), age: rows.map(([, age]) => age) }));
    fc.assert(
      fc.property(side, side, fc.integer({ min: 1, max: 5 }), (asked, others, weight) => {
        const found = separate(asked, others, weight);
        fc.pre(found !== null);
        const held = ({ columns, rows }: Accounts): number =>
          Array.from({ length: rows }, (_, row) => row).filter((row) =>
            found?.bounds.every(({ feature, side: of, value }) => {
              const own = columns[feature]?.[row] ?? Number.NaN;
              return of === ">=" ? own >= value : own <= value;
            }),
          ).length;
        const right = held(asked);
        expect(found).toMatchObject({
          precision: right / (right + held(others) * weight),
          recall: right / asked.rows,
        });
      }),
    );
  });
});
