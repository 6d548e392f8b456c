import type { ShownCluster } from "../../near-duplicate/shown-texts.js";
import { addDays } from "../../time/index.js";
import { figureCard, tableOf } from "../cards.js";
import { counted } from "../counts.js";
import type { Inputs } from "../inputs.js";
import type { BigNumber, CardSpec, PageView, Point } from "../page-view.js";
import { dayText, exact, many, percent } from "../words.js";
import { isBurst, manyAtOnce, organic, quoted, shareAtOnce } from "./artifact.js";

/** A chart of fewer days than this is filled up with the days around, on which there was nothing. */
const leastDays = 14;
const leastHours = 12;

/** All that is known of one repeated text. */
export function oneText(
  inputs: Inputs,
  cluster: ShownCluster,
  lastDay: string,
): Pick<PageView, "headline" | "summary" | "numbers"> & { cards: CardSpec[] } {
  return {
    headline: headline(cluster),
    summary: summary(cluster),
    numbers: numbers(cluster),
    cards: [...timelineCards(inputs, cluster, lastDay), variantsCard(inputs, cluster)],
  };
}

function headline(cluster: ShownCluster): string {
  const { accounts, busiest } = cluster;
  const who = `${quoted(cluster, 70)} came from ${many(accounts, "account")}`;
  return isBurst(cluster)
    ? `${who}, ${busiest.accounts === accounts ? "all" : exact(busiest.accounts)} of them within ten minutes`
    : `${who}, never ${manyAtOnce} of them within ten minutes`;
}

function summary(cluster: ShownCluster): string {
  const { firstSeen, lastSeen, events, reposts, busiest, texts } = cluster;
  const [first, last] = [firstSeen.slice(0, 10), lastSeen.slice(0, 10)];
  const share = shareAtOnce(cluster);
  return [
    first === last
      ? `${many(events, "event")} on ${dayText(first)}.`
      : `${many(events, "event")} from ${dayText(first)} to ${dayText(last)}.`,
    `Busiest were the ten minutes from ${dayText(busiest.at.slice(0, 10))}, ${busiest.at.slice(11, 16)} UTC: ${many(busiest.accounts, "account")}, ${share === null ? "an unknown share" : percent(share)} of all its events.`,
    reposts === 0 ? "" : `${percent(reposts / events)} of the events only repost another's.`,
    texts === 1
      ? "It was never changed, but for addresses and mentions."
      : `It has ${many(texts, "variant")}.`,
  ]
    .filter(Boolean)
    .join(" ");
}

function numbers(cluster: ShownCluster): BigNumber[] {
  const plain = { metric: "text_clusters", unit: "count" as const, delta: null, sparkline: [] };
  return [
    { ...plain, id: "accounts", label: "Accounts", unit: "accounts", estimate: counted(cluster.accounts) },
    {
      ...plain,
      id: "at-once",
      label: "Accounts within 10 minutes",
      unit: "accounts",
      estimate: counted(cluster.busiest.accounts),
    },
    {
      ...plain,
      id: "share-at-once",
      label: "Share of its events in them",
      unit: "share",
      estimate: counted(shareAtOnce(cluster)),
    },
    { ...plain, id: "events", label: "Events", estimate: counted(cluster.events) },
    { ...plain, id: "variants", label: "Variants", estimate: counted(cluster.texts) },
  ];
}

function variantsCard(inputs: Inputs, { variants, texts }: ShownCluster): CardSpec {
  const [first, second] = variants;
  return {
    ...figureCard(
      inputs,
      {
        id: "text-variants",
        metric: "text_clusters",
        width: 12,
        title:
          second === undefined
            ? "Every account posted the same words"
            : `${many(texts, "variant")}; ${exact(first?.events ?? 0)} events have the words of the first`,
        subtitle: `Variants against the first text${texts > variants.length ? `, the ${exact(variants.length)} with most events` : ""}: underlined was added, struck through was removed`,
        notes: [organic],
      },
      null,
      tableOf(
        [
          ["variant", "Variant", "text"],
          ["events", "Events", "number"],
          ["accounts", "Accounts", "number"],
          ["first_seen", "First seen (UTC)", "text"],
        ],
        variants.map(({ segments, events, accounts, firstSeen }) => [
          segments
            .filter(({ kind }) => kind !== "removed")
            .map(({ text }) => text)
            .join(""),
          events,
          accounts,
          firstSeen,
        ]),
      ),
    ),
    diffs: variants.map(({ segments, events, accounts, firstSeen }) => ({
      segments,
      note: `${many(events, "event")} by ${many(accounts, "account")}, first on ${dayText(firstSeen.slice(0, 10))}, ${firstSeen.slice(11, 16)} UTC`,
    })),
  };
}

function timelineCards(inputs: Inputs, cluster: ShownCluster, lastDay: string): CardSpec[] {
  const { timeline, firstSeen } = cluster;
  const { grain, from } = timeline;
  const cut = grain === "day" && from > firstSeen.slice(0, 10);
  return (["accounts", "events"] as const).map((what) => {
    const points =
      grain === "hour" ? hourly(timeline[what], from) : padded(timeline[what], from, cut, lastDay);
    const most = points.reduce<Point | null>((a, b) => ((b.y ?? 0) > (a?.y ?? -1) ? b : a), null);
    const when = most === null ? "" : dayText(most.x.slice(0, 10));
    return figureCard(
      inputs,
      {
        id: `text-${what}`,
        metric: "text_clusters",
        width: 6,
        title:
          most === null
            ? "Not seen on any day"
            : `Most ${what} on ${when}${grain === "hour" ? `, ${most.x.slice(11)} UTC` : ""}: ${exact(most.y ?? 0)}`,
        subtitle: `${what === "accounts" ? "Accounts that posted it" : "Events with it"}, by ${grain} (UTC)${cut ? ", last 90 days of the text" : ""}`,
      },
      {
        kind: "time-series",
        unit: what === "accounts" ? "accounts" : "count",
        grain,
        mark: "bar",
        series: [{ name: what, role: "accent", points }],
        annotations: [],
      },
      tableOf(
        [
          ["from", grain === "hour" ? "Hour from (UTC)" : "Day", grain === "hour" ? "text" : "date"],
          [what, what === "accounts" ? "Accounts" : "Events", "number"],
        ],
        points.map(({ x, y }) => [x, y]),
      ),
    );
  });
}

/** A point for each hour, and for enough hours before and after, in which there was nothing, that there are twelve. */
function hourly(counts: readonly number[], from: string): Point[] {
  const start = Date.parse(`${from}:00Z`);
  const around = Math.max(1, Math.ceil((leastHours - counts.length) / 2));
  return Array.from({ length: counts.length + 2 * around }, (_, index) => ({
    x: `${new Date(start + (index - around) * 3_600_000).toISOString().slice(0, 13)}:00`,
    y: counts[index - around] ?? 0,
  }));
}

/** A point for each day; few are filled up with days before the first, where nothing is left out, and after the last. */
function padded(counts: readonly number[], from: string, cut: boolean, lastDay: string): Point[] {
  const points = counts.map((y, index): Point => ({ x: addDays(from, index), y }));
  for (let added = 0; points.length < leastDays && added < leastDays; added++) {
    const after = addDays(points.at(-1)?.x ?? from, 1);
    if (after <= lastDay && (added % 2 === 0 || cut)) points.push({ x: after, y: 0 });
    else if (!cut) points.unshift({ x: addDays(points[0]?.x ?? from, -1), y: 0 });
  }
  return points;
}
