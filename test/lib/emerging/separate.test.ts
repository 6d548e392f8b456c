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
});
