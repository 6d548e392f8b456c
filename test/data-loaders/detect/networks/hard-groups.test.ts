import { describe, expect, test } from "vitest";
import { coSharingSnapshots } from "../../../../data-loaders/detect/networks/co-sharing-snapshots.js";
import { defaultSettings } from "../../../../data-loaders/detect/networks/network-settings.js";
import { coincidences } from "../../../../src/lib/network/coincidences.js";
import { dealTimes } from "../../../../src/lib/network/deal-times.js";
import { scoreCut } from "../../../../src/lib/network/score-cut.js";
import { edgeScorer } from "../../../../src/lib/network/score-edges.js";
import type { Shares } from "../../../../src/lib/network/shares.js";
import { seededRandom } from "../../../../src/lib/statistics/random.js";
import { circlesOfFans, hardGroups } from "../../../support/networks/hard-groups.js";
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

describe("people who share a taste, and rush to the same news, with no plan", () => {
  test.each([1, 2])("are no network: seed %i", (seed) => {
    const { snapshots, cut, met } = coSharingSnapshots(circlesOfFans(seed), span, defaultSettings);
    process.stdout.write(
      `circles of fans, seed ${seed}: ${met.pairs} pairs of shares within a minute, ${cut.real} edges above the cut\n`,
    );
    expect(met.pairs).toBeGreaterThan(10_000);
    expect(snapshots.flatMap(({ networks }) => networks)).toEqual([]);
  });

  test("would be one where chance dealt who shared what, and not only when: the edges that this leaves are false", () => {
    const shares = circlesOfFans(1);
    const score = (of: Shares): Float64Array =>
      edgeScorer(of, coincidences(of, defaultSettings)).score(0, 27).score;
    const real = score(shares);
    const [strict, lax] = [dealTimes(shares, 1), dealAccounts(shares)].map((dealt) =>
      scoreCut({ real, dealt: score(dealt) }, defaultSettings.chance),
    );
    process.stdout.write(
      `circles of fans, 28 days: ${real.length} pairs share two objects at the same moments; kept where times are dealt within object and day ${strict?.real}, where accounts are dealt within the day ${lax?.real}\n`,
    );
    expect(strict?.real).toBeLessThanOrEqual(0.01 * real.length);
    expect(lax?.real).toBeGreaterThan(0.5 * real.length);
  });
});

/** The shares with the accounts of each day dealt anew among all of them: degrees stay, who shares what does not. */
function dealAccounts(shares: Shares): Shares {
  const random = seededRandom(1);
  const dayOf = (row: number): number => Math.floor((shares.at[row] ?? 0) / 86_400);
  const rows = [...shares.at.keys()].sort((a, b) => dayOf(a) - dayOf(b) || a - b);
  const account = shares.account.slice();
  for (let from = 0, to = 0; from < rows.length; from = to) {
    while (to < rows.length && dayOf(rows[to]!) === dayOf(rows[from]!)) to++;
    for (let last = to - 1; last > from; last--) {
      const [one, other] = [rows[last]!, rows[from + Math.floor(random() * (last - from + 1))]!];
      [account[one], account[other]] = [account[other]!, account[one]!];
    }
  }
  return { ...shares, account };
}
