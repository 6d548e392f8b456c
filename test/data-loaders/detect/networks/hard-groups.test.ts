import { describe, expect, test } from "vitest";
import { coSharingSnapshots } from "../../../../data-loaders/detect/networks/co-sharing-snapshots.js";
import { defaultSettings } from "../../../../data-loaders/detect/networks/network-settings.js";
import { hardGroups } from "../../../support/networks/hard-groups.js";
import { agreement } from "../../../support/networks/membership.js";

/** 28 days from Monday, 5 January 1970 to Sunday. */
const span = { first: 4, last: 31, outside: 0 };

describe("groups whose members take part in 35 % of what the group shares, among popular objects and rushes", () => {
  test.each([101, 102, 103])("are found with F1 of .95 or more: seed %i", (seed) => {
    const { shares, group } = hardGroups(seed);
    const { snapshots, cut } = coSharingSnapshots(shares, span, defaultSettings);
    const last = snapshots.find(({ day }) => day === span.last);
    const found = new Set(last?.networks.flatMap(({ members }) => [...members]));
    const ever = new Set(
      snapshots.flatMap(({ networks }) => networks.flatMap(({ members }) => [...members])),
    );
    const members = new Set([...group.keys()].filter((account) => (group[account] ?? -1) >= 0));
    const [atEnd, everFound] = [agreement(found, members), agreement(ever, members)];
    process.stdout.write(
      `hard groups, seed ${seed}: precision ${atEnd.precision.toFixed(3)}, recall ${atEnd.recall.toFixed(3)}, F1 ${atEnd.f1.toFixed(3)} (over all weeks ${everFound.f1.toFixed(3)}); ${last?.networks.length} networks of 12 groups, cut ${cut.score?.toFixed(3)}\n`,
    );
    expect(atEnd.f1).toBeGreaterThanOrEqual(0.95);
    expect(everFound.f1).toBeGreaterThanOrEqual(0.95);
  });

  test("do not melt into one another: each network's members are of one group", () => {
    const { shares, group } = hardGroups(104);
    const { snapshots } = coSharingSnapshots(shares, span, defaultSettings);
    const networks = snapshots.at(-1)?.networks ?? [];
    const pure = networks.map(({ members }) => {
      const counts = new Map<number, number>();
      for (const account of members)
        counts.set(group[account] ?? -1, (counts.get(group[account] ?? -1) ?? 0) + 1);
      return Math.max(...counts.values()) / members.length;
    });
    expect(networks.length).toBeGreaterThanOrEqual(11);
    expect(Math.min(...pure)).toBeGreaterThan(0.8);
  });
});
