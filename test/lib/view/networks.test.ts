import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { readSelection } from "../../../data-loaders/rules/enforce/read-selection.js";
import type { NetworkOverview, NetworksArtifact } from "../../../src/lib/network/artifact.js";
import type { NetworkDetails } from "../../../src/lib/network/detail.js";
import { csvTable } from "../../../src/lib/text/csv.js";
import { pageView } from "../../../src/lib/view/index.js";
import type { CardSpec, PageView } from "../../../src/lib/view/page-view.js";
import { frame, slice } from "./support/artifacts.js";

const hostile = "https://evil.example/\u202egpj.exe";

const ring: NetworkOverview = {
  id: "follow-20260308-1",
  method: "lockstep",
  signal: "follow",
  first: "2026-03-08",
  last: "2026-03-22",
  evolution: "grown",
  related: null,
  active: true,
  accounts: 3,
  peak: { size: 3, date: "2026-03-22", edges: 6, density: 1 },
  sizes: [2, 2, 3],
  rules: [{ rule: "follow-burst", accounts: 1 }],
  covered: 1,
};

const networks: NetworksArtifact = {
  search: {
    accounts: 9,
    shares: 0,
    objects: 0,
    pairs: 0,
    prunedShares: 0,
    prunedObjects: 0,
    outside: 0,
    scoreCut: null,
    edges: 0,
    chanceEdges: 0,
    acts: { follow: 40, like: 0, url: 0, media: 0 },
  },
  weeks: ["2026-03-08", "2026-03-15", "2026-03-22"],
  total: 1,
  active: 1,
  activeAccounts: 3,
  networks: [ring],
  detailed: [ring.id],
};

const details: NetworkDetails = {
  details: [
    {
      id: ring.id,
      members: ["a", "b", "c"].map((id) => ({
        id,
        handle: hostile,
        role: "core",
        score: 1,
        acts: 2,
        age: 3,
        rules: 0,
      })),
      objects: [
        {
          kind: "follow",
          object: hostile,
          text: null,
          members: 3,
          acts: 6,
          popularity: 4,
          first: "2026-03-02 10:00:00",
        },
      ],
      picture: {
        names: ["a", "b", hostile],
        kinds: "cft",
        x: [0, 1000, 500],
        y: [0, 0, 900],
        links: [0, 2, 1, 2],
        left: { members: 1, targets: 0, links: 1 },
      },
      matrix: {
        members: [0, 1],
        values: [
          [null, 0.5],
          [0.5, null],
        ],
      },
      evidence: {
        from: "2026-02-23",
        objects: [{ kind: "follow", object: hostile, text: null, popularity: 4 }],
        pairs: [{ a: 0, b: 1, score: 0.5581, objects: 1, shared: [] }],
        acts: [0, 0, 640_800, 1, 0, 640_825],
        left: { pairs: 2, members: 0, acts: 0 },
      },
      raster: {
        from: "2026-03-02",
        days: 21,
        rows: ["a", "b"],
        points: [
          [0, 10],
          [1, 10.5],
        ],
        left: { rows: 1, points: 1 },
      },
      facts: {
        medianDelay: 40,
        popularObjects: 0,
        objects: 1,
        memberAge: 3,
        platformAge: 900,
        acts: 6,
        allActs: 7,
      },
    },
  ],
};

const view = (
  page: string,
  artifacts: object = { networks, network_details: details },
  id: string | null = null,
): PageView => pageView(page, { site: frame(), ...artifacts }, slice, id);

describe("the page of all networks", () => {
  test("opens with how many are active, and the largest", () => {
    expect(view("networks").headline).toBe(
      "1 network is active with 3 accounts; the largest followed the same accounts: 3 accounts",
    );
  });

  test("says that nothing could be looked at where there is nothing to look at", () => {
    const none = { ...networks.search, acts: { follow: 0, like: 0 } };
    const { headline, numbers } = view("networks", {
      networks: { ...networks, search: none, networks: [], total: 0 },
    });
    expect(headline).toContain("unknown");
    expect(numbers[0]?.estimate).toBeNull();
  });

  test("says which shares were left out, and that acting together is not yet acting falsely", () => {
    const search = { ...networks.search, prunedShares: 10_000_000, prunedObjects: 1, outside: 2 };
    const { summary } = view("networks", { networks: { ...networks, search } });
    expect(summary).toMatch(/10.000.000 shares of 1 object came in moments too crowded/);
    expect(summary).toMatch(/2 events with a clock decades away/);
    expect(summary).toContain("not yet acting falsely");
  });
});

describe("the page of a network", () => {
  test("says who did what together, and how the facts agree with an innocent explanation", () => {
    const { headline, cards } = view("network");
    expect(headline).toBe("3 accounts followed the same accounts");
    expect(cards.find(({ id }) => id === "organic")?.title).toBe(
      "0 of 4 signs fit an innocent explanation: fans of the same people, or friends",
    );
    expect(cards.find(({ id }) => id === "rules")?.title).toMatch(
      /^2 of 3 members \(66\.7.%\) were never hit by any rule$/,
    );
  });

  test("names one that it does not have, made safe to show", () => {
    const { summary } = view("network", undefined, hostile);
    expect(summary).toContain("is not among those shown in detail");
    expect(summary).not.toContain("\u202e");
  });

  test("shows what the strongest pair has in common, or the two that were asked for in their order", () => {
    const evidence = (pair: readonly [string, string] | null): CardSpec =>
      pageView(
        "network",
        { site: frame(), networks, network_details: details },
        slice,
        ring.id,
        pair,
      ).cards.find(({ id }) => id === "evidence")!;
    expect(evidence(null).title).toMatch(/^a and b followed one target both, 25.s apart$/);
    expect(evidence(["b", "a"]).table?.rows).toEqual([
      [
        "follow",
        "hxxps://evil[.]example/\ufffdgpj[.]exe",
        null,
        "2026-03-02 10:00:25",
        "2026-03-02 10:00:00",
        25,
        4,
      ],
    ]);
    expect(evidence(["a", hostile]).title).toBe(
      "hxxps://evil[.]example/\ufffdgpj[.]exe: not a member of this network, or not in its picture",
    );
  });

  test("says how many pairs it leaves out, and of which week edges are kept", () => {
    const edges = view("network").cards.find(({ id }) => id === "edges");
    expect(edges?.notes).toEqual([
      "Listed: the strongest 1 of 3 pairs.",
      "Kept of the week in which the network was largest, and of no other.",
    ]);
    expect(edges?.list?.rows[0]?.cells[0]).toMatchObject({
      text: "a and b",
      href: "/analyst/network?id=follow-20260308-1&a=a&b=b#evidence",
    });
  });

  test("writes no address that can be clicked, and no bidi control", () => {
    const text = JSON.stringify(view("network"));
    expect(text).not.toMatch(/https:\/\/evil|\u202e/);
    expect(text).toContain("hxxps://evil[.]example");
  });

  test("gives a selection that shrike enforce reads, as it is on simulated data too", () => {
    const artifacts = {
      networks,
      network_details: details,
      rules: {
        rules: [{ rule: "follow-burst", title: "Follows at once", policy: "fake_account" }],
        total: 1,
      },
    };
    const table = view("network", artifacts).cards.find(({ id }) => id === "batch")?.table;
    expect(table?.exact).toBe(true);
    const folder = mkdtempSync(join(tmpdir(), "shrike-selection-"));
    try {
      const file = join(folder, "batch.csv");
      writeFileSync(
        file,
        csvTable(
          table!.columns.map(({ name }) => name),
          table!.rows,
        ),
      );
      expect(readSelection(file)).toMatchObject(
        ["a", "b", "c"].map((account_id) => ({
          account_id,
          policy_id: "fake_account",
          automated_detection: true,
        })),
      );
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
