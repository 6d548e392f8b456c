import { describe, expect, test } from "vitest";
import { metric } from "../../../src/lib/metrics/index.js";
import { loadPageView } from "../../../src/lib/view/load-page-view.js";
import { artifactsOf, pageNames, pageView } from "../../../src/lib/view/index.js";
import { cubeArtifacts } from "../../../data-loaders/publish/cube-artifacts.js";
import { noAccounts } from "./support/accounts.js";
import { cube, frame, range, slice } from "./support/artifacts.js";

const empty = {
  ...Object.fromEntries(
    cubeArtifacts.map(({ name, dimensions, measures }) => [name, cube(name, dimensions, [], measures)]),
  ),
  rules: { asOf: range.to, total: 0, rules: [], union: [], handleSeconds: null },
  texts: {
    lastDay: null,
    totals: { events: 0, forms: 0, short: 0, pairs: 0, shared: 0, sharedEvents: 0 },
    clusters: [],
  },
  networks: {
    search: {
      accounts: 0,
      shares: 0,
      objects: 0,
      pairs: 0,
      prunedShares: 0,
      prunedObjects: 0,
      outside: 0,
      scoreCut: null,
      edges: 0,
      chanceEdges: 0,
      acts: {},
    },
    weeks: [],
    total: 0,
    active: 0,
    activeAccounts: 0,
    networks: [],
    detailed: [],
  },
  network_details: { details: [] },
  accounts: noAccounts,
  emerging: {
    asOf: "2026-03-31",
    alerts: [],
    counts: { all: 0, month: 0, open: 0, since: "2026-03-01" },
    falseShare: {
      recent: { alerts: 0, decoys: 0, share: null },
      all: { alerts: 0, decoys: 0, share: null },
    },
    withheld: 0,
    perDay: 2,
    floor: 5,
    streams: [],
    raised: [],
  },
};
const absent = Object.fromEntries(
  [
    ...cubeArtifacts.map(({ name }) => name),
    "rules",
    "networks",
    "risk",
    "texts",
    "accounts",
    "emerging",
    "network_details",
  ].map((name) => [name, { missing: ["appeals"] }]),
);

describe.each(pageNames)("%s", (page) => {
  test("reads only artifacts that are published", () => {
    const published = new Set([
      ...cubeArtifacts.map(({ name }) => name),
      "site",
      "annotations",
      "findings",
      "metrics",
      "data_runs",
      "rules",
      "risk",
      "networks",
      "network_details",
      "texts",
      "accounts",
      "emerging",
    ]);
    for (const name of artifactsOf(page)) expect(published).toContain(name);
  });

  test("without a table says which one is missing and what to do, and shows no number in its place", () => {
    const view = pageView(page, { site: frame(), ...absent }, slice);
    expect(view.headline).not.toBe("");
    for (const number of view.numbers.filter(({ missing }) => missing)) {
      expect(number.estimate?.value ?? null).toBeNull();
      expect(number.missing?.remedy).toMatch(/appeals\.sql|actions\.sql/);
    }
    for (const card of view.cards.filter(({ missing }) => missing)) expect(card.figure).toBeNull();
  });

  test("is loaded by itself in a browser, and shows the same", async () => {
    const artifacts = { site: frame(), ...empty };
    expect(await loadPageView(page, artifacts, slice)).toEqual(pageView(page, artifacts, slice));
  });

  test("with empty tables says so and shows no rate as zero", () => {
    const view = pageView(page, { site: frame(), ...empty }, slice);
    for (const number of view.numbers.filter(({ unit }) => unit === "share"))
      expect(number.estimate?.value ?? null).toBeNull();
    for (const card of view.cards) expect(card.title).not.toMatch(/NaN|undefined|null|Infinity/);
  });

  test.each([
    ["a single day", { ...slice, from: range.to, to: range.to }],
    ["a range outside the data", { ...slice, from: "2030-01-01", to: "2030-02-01" }],
    ["a filter that matches nothing", { ...slice, surface: ["nowhere"], country: ["XX"] }],
    ["no comparison", { ...slice, vs: "none" as const }],
    ["hours", { ...slice, grain: "hour" as const }],
  ])("can be computed for %s", (_, odd) => {
    for (const artifacts of [empty, absent, {}]) {
      const view = pageView(page, { site: frame(), ...artifacts }, odd);
      const text = JSON.stringify([view.headline, view.summary, ...view.cards.map(({ title }) => title)]);
      expect(text).not.toMatch(/NaN|undefined|Infinity/);
      const ids = [...view.numbers, ...view.cards].map(({ id }) => id);
      expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    }
  });

  test("names only metrics that the dictionary defines", () => {
    for (const artifacts of [empty, absent]) {
      const view = pageView(page, { site: frame(), ...artifacts }, slice);
      const named = [...view.numbers, ...view.cards].filter(({ metric: id }) => id !== "");
      for (const { metric: id } of named) expect(() => metric(id)).not.toThrow();
    }
  });

  test("says that data is simulated where it is", () => {
    expect(pageView(page, { site: frame() }, slice).banner).toBe("Simulated data");
  });
});

describe("pageView", () => {
  test("names the pages there are when asked for another", () => {
    expect(() => pageView("nowhere", { site: frame() }, slice)).toThrow(/no page "nowhere".*scorecard/);
  });

  test("says that site.json is missing", () => {
    expect(() => pageView("trends", {}, slice)).toThrow(/site\.json/);
  });
});
