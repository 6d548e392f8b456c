import type { ShownCluster, TextsArtifact } from "../../near-duplicate/shown-texts.js";
import { figureCard, tableOf } from "../cards.js";
import { counted } from "../counts.js";
import type { Inputs } from "../inputs.js";
import type { BigNumber, CardSpec, PageView } from "../page-view.js";
import { exact, large, many, percent } from "../words.js";
import { isBurst, manyAtOnce, organic, quoted, shareAtOnce, textHref } from "./artifact.js";
import { textsList, textsTable } from "./texts-list.js";

const mostBars = 10;

/** Which texts do many accounts repeat, and which of them at once? */
export function overview(
  inputs: Inputs,
  artifact: TextsArtifact,
): Pick<PageView, "headline" | "summary" | "numbers" | "cards"> {
  const { clusters, totals } = artifact;
  const bursts = clusters.filter(isBurst);
  return {
    headline:
      clusters.length === 0
        ? "No text is shared by three accounts or more"
        : bursts.length === 0
          ? `No repeated text came from ${manyAtOnce} accounts or more within ten minutes`
          : `${many(bursts.length, "repeated text")} came from ${manyAtOnce} accounts or more within ten minutes`,
    summary: [
      `${many(totals.shared, "text is", "texts are")} shared by three accounts or more: ${large(totals.sharedEvents)} of ${large(totals.events)} events with a text.`,
      clusters.length < totals.shared
        ? `Shown are the ${exact(clusters.length)} with the most accounts, lately or ever, or with an alert.`
        : "",
      "Repetition alone is not abuse: memes, quotations and headlines repeat texts too.",
    ]
      .filter(Boolean)
      .join(" "),
    numbers: numbers(artifact, bursts),
    cards: clusters.length === 0 ? [] : [burstsCard(inputs, clusters), listCard(inputs, artifact)],
  };
}

function numbers({ totals, clusters }: TextsArtifact, bursts: readonly ShownCluster[]): BigNumber[] {
  const plain = { metric: "text_clusters", unit: "count" as const, delta: null, sparkline: [] };
  const most = (of: (cluster: ShownCluster) => number): number | null =>
    clusters.length === 0 ? null : Math.max(...clusters.map(of));
  return [
    { ...plain, id: "shared", label: "Repeated texts", estimate: counted(totals.shared) },
    {
      ...plain,
      id: "at-once",
      label: `From ${manyAtOnce} accounts or more within 10 minutes`,
      estimate: counted(bursts.length),
    },
    {
      ...plain,
      id: "most-at-once",
      label: "Most accounts within 10 minutes",
      unit: "accounts",
      estimate: counted(most(({ busiest }) => busiest.accounts)),
    },
    {
      ...plain,
      id: "most-accounts",
      label: "Most accounts on one text",
      unit: "accounts",
      estimate: counted(most(({ accounts }) => accounts)),
    },
  ];
}

function burstsCard(inputs: Inputs, clusters: readonly ShownCluster[]): CardSpec {
  const shown = [...clusters].sort((a, b) => b.busiest.accounts - a.busiest.accounts).slice(0, mostBars);
  const [first] = shown;
  const most = first?.busiest.accounts ?? 0;
  return figureCard(
    inputs,
    {
      id: "texts-at-once",
      metric: "text_clusters",
      width: 12,
      title:
        first === undefined || most < manyAtOnce
          ? `At most ${many(most, "account")} posted the same text within ten minutes`
          : `${many(first.busiest.accounts, "account")} posted ${quoted(first, 50)} within ten minutes`,
      subtitle: `Accounts that posted the same text in its busiest ten minutes, the texts with most of them; ${manyAtOnce} or more stand out`,
      notes: [organic],
    },
    shown.length === 0
      ? null
      : {
          kind: "ranked-bars",
          unit: "accounts",
          values: shown.map((cluster) => ({
            category: quoted(cluster, 48),
            value: cluster.busiest.accounts,
            n: cluster.events,
            accent: isBurst(cluster),
            href: textHref(cluster.id),
          })),
        },
    tableOf(
      [
        ["text", "Text", "text"],
        ["accounts", "Accounts within 10 minutes", "number"],
        ["share", "Share of its events", "number"],
        ["from", "From (UTC)", "text"],
      ],
      shown.map((cluster) => [
        cluster.sample,
        cluster.busiest.accounts,
        shareAtOnce(cluster),
        cluster.busiest.at,
      ]),
    ),
  );
}

/** All published texts, to look through. */
export function listCard(inputs: Inputs, { clusters, totals }: TextsArtifact): CardSpec {
  const bursts = clusters.filter(isBurst).length;
  return {
    ...figureCard(
      inputs,
      {
        id: "texts",
        metric: "text_clusters",
        width: 12,
        title: `${many(clusters.length, "text")} of the most accounts, ${exact(bursts)} posted by many at once`,
        subtitle:
          "Near-duplicates as one row, shown by the first of them; within 10 min: most different accounts in any ten minutes; share in them: of all its events",
        sample: `${large(totals.events)} events with a text, ${large(totals.forms)} distinct texts without addresses and mentions; ${large(totals.short)} too short to compare (${percent(totals.forms === 0 ? null : totals.short / totals.forms)}); ${large(totals.pairs)} pairs looked at`,
      },
      null,
      textsTable(clusters),
    ),
    list: textsList(clusters),
  };
}
