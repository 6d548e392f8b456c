import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { findAlike, type AlikeAccount } from "../../../data-loaders/detect/accounts/find-alike.js";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import type { Engine } from "../../../data-loaders/engine/engine.js";
import type { IdentitySign } from "../../../src/lib/account/lens.js";

const generator = "data-loaders/source/demo/generate";
const accounts = 60_000;

/** The people and accounts of a simulated platform, without what they do. */
async function people(engine: Engine): Promise<void> {
  for (const file of readdirSync(generator)
    .filter((name) => /^[1-4]\d-/.test(name))
    .sort())
    await engine.execute(
      readFileSync(join(generator, file), "utf8")
        .replaceAll("{seed}", "3")
        .replaceAll("{accounts}", String(accounts))
        .replaceAll("{days}", "240"),
    );
}

/** Verified accounts with names of their own, and imitations of them: a letter swapped, doubled, left out or from another script. */
const imitated = [
  "harbour_weather_desk",
  "MetroTransitNews",
  "kestrel.foundation",
  "dr_amelia_stone",
  "northside_clinic",
];
const disguises: readonly [string, (name: string) => string][] = [
  ["cyrillic", (name) => name.replace("o", "о").replace("a", "а").replace("e", "е")],
  ["digits", (name) => name.replace("o", "0").replace("l", "1").replace("i", "1")],
  ["numbered", (name) => `${name}_07`],
  ["swapped", (name) => name.slice(0, 3) + name.charAt(4) + name.charAt(3) + name.slice(5)],
  ["doubled", (name) => name.slice(0, 5) + name.charAt(4) + name.slice(5)],
  ["left out", (name) => name.slice(0, 6) + name.slice(7)],
];

describe("the identity lens on the simulated platform", () => {
  let engine: Engine;
  let found: readonly AlikeAccount[];
  let planted: ReadonlySet<string>;

  beforeAll(async () => {
    engine = await openDuckDB({ path: ":memory:" });
    await people(engine);
    const truth = await engine.query<{ id: string }>(
      "SELECT account_id AS id FROM people WHERE kind = 'impersonation' ORDER BY 1",
    );
    planted = new Set(truth.map(({ id }) => id));
    for (const [at, name] of imitated.entries()) {
      await engine.execute(
        "INSERT INTO accounts (account_id, handle, followers, is_verified) VALUES ($1, $2, 90000000, true)",
        [`real-${at}`, name],
      );
      for (const [kind, disguise] of disguises)
        await engine.execute(
          "INSERT INTO accounts (account_id, handle, followers, is_verified) VALUES ($1, $2, 3, false)",
          [`fake-${at}-${kind}`, disguise(name)],
        );
    }
    found = await findAlike(engine);
  }, 60_000);
  afterAll(() => engine.close());

  /** Recall and precision against what was planted, of the accounts with a sign that is wanted. */
  const against = (wanted: (sign: IdentitySign) => boolean): { recall: number; precision: number } => {
    const ids = found
      .filter(({ id, signs }) => !id.startsWith("fake-") && signs.some(wanted))
      .map(({ id }) => id);
    const right = ids.filter((id) => planted.has(id)).length;
    return { recall: right / planted.size, precision: ids.length === 0 ? 0 : right / ids.length };
  };

  test("finds the planted imitations by words in disguise and by shared avatars, each without the other", () => {
    expect(planted.size).toBeGreaterThan(80);
    const figures = {
      all: against(() => true),
      disguise: against(({ kind }) => kind === "disguise"),
      avatar: against(({ kind }) => kind === "avatar" || kind === "avatar_of"),
    };
    expect(figures).toEqual({
      all: { recall: 1, precision: 1 },
      disguise: { recall: 1, precision: 1 },
      avatar: { recall: 1, precision: 1 },
    });
  });

  test("finds imitations of the verified, whatever the disguise, and names whom they imitate", () => {
    const signsOf = new Map(found.map(({ id, signs }) => [id, signs]));
    const missed = imitated.flatMap((_, at) =>
      disguises.flatMap(([kind]) => {
        const signs = signsOf.get(`fake-${at}-${kind}`) ?? [];
        return signs.some((sign) => sign.kind === "confusable" && sign.id === `real-${at}`)
          ? []
          : [`${at} ${kind}`];
      }),
    );
    expect(missed).toEqual([]);
    expect(found.filter(({ id }) => id.startsWith("real-"))).toEqual([]);
  });
});
