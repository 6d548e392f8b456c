import type { NetworkOverview, NetworksArtifact, NetworkSearch } from "../../network/artifact.js";
import type { RulesArtifact } from "../../rule/overview.js";
import { bannerOf, figureCard, missingCard, tableOf } from "../cards.js";
import { counted, missingNumber } from "../counts.js";
import { findingsFor } from "../findings.js";
import { listed, missingTables, type Inputs } from "../inputs.js";
import type { BigNumber, CardSpec, Missing, PageView } from "../page-view.js";
import { titlesOf } from "../rules/artifact.js";
import { dayText, exact, large, many, percent } from "../words.js";
import { networksOf, signalNames } from "./artifact.js";
import { networksList, networksTable } from "./networks-list.js";

/** Networks whose size over time is drawn. */
const panelsShown = 8;

/** Which accounts act together, and since when? */
export function networksView(inputs: Inputs): PageView {
  const artifact = networksOf(inputs);
  const shared = { page: "networks", banner: bannerOf(inputs), findings: findingsFor(inputs, "networks") };
  const missing = "why" in artifact ? artifact : nothingToSearch(artifact.search);
  if ("why" in artifact || missing !== null)
    return {
      ...shared,
      headline: "Coordinated networks are unknown: this source does not say what accounts share or act on",
      summary: (missing as Missing).remedy,
      numbers: [
        missingNumber(
          { id: "active", label: "Active networks", metric: "network_members", unit: "count" },
          missing as Missing,
        ),
      ],
      cards: [
        missingCard(
          inputs,
          {
            id: "networks",
            metric: "network_members",
            width: 12,
            title: "Networks",
            subtitle: "Every network",
          },
          missing as Missing,
        ),
      ],
    };
  return {
    ...shared,
    ...answer(artifact),
    numbers: numbers(artifact),
    command: "shrike networks",
    cards: [
      ...(artifact.networks.length === 0 ? [] : [sizesCard(inputs, artifact)]),
      listCard(inputs, artifact),
    ],
  };
}

/** What a source lacks that has events, but neither objects nor targets. */
function nothingToSearch({ shares, acts }: NetworkSearch): Missing | null {
  if (shares > 0 || Object.values(acts).some((count) => count > 0)) return null;
  return {
    tables: ["event_objects"],
    why: "Networks are unknown, not none: no object is shared by two accounts, and no follow or like has a target.",
    remedy:
      "Write event_objects.sql (what each event shares) in the source's folder, or give follows and likes a target_id in events.sql.",
  };
}

function answer({
  networks,
  total,
  active,
  activeAccounts,
  search,
  weeks,
}: NetworksArtifact): Pick<PageView, "headline" | "summary"> {
  const largest = networks.find((network) => network.active);
  const week = weeks.at(-1);
  const searched = `Looked at ${listed([
    `${large(search.shares)} shares of ${large(search.objects)} objects that several accounts shared`,
    ...Object.entries(search.acts)
      .filter(([signal, count]) => count > 0 && (signal === "follow" || signal === "like"))
      .map(([signal, count]) => `${large(count)} ${signal}s`),
  ])}.`;
  const pruned =
    search.prunedShares === 0
      ? ""
      : ` ${many(search.prunedShares, "share")} of ${many(search.prunedObjects, "object")} came in moments too crowded to pair, and were left out.`;
  const outside =
    search.outside === 0
      ? ""
      : ` ${many(search.outside, "event")} with a clock decades away from the others ${search.outside === 1 ? "was" : "were"} left out.`;
  return {
    headline:
      total === 0
        ? "No network stands out from chance"
        : active === 0
          ? `No network is active; ${many(total, "has", "have")} been, the last until ${dayText(lastSeen(networks))}`
          : `${many(active, "network is", "networks are")} active with ${many(activeAccounts, "account")}; the largest ${signalNames[largest?.signal ?? "share"]}: ${many(currentSize(largest), "account")}`,
    summary: `${searched}${week === undefined ? "" : ` The last snapshot is of the 28 days to ${dayText(week)}.`}${pruned}${outside} Acting together is not yet acting falsely: each network's page says which innocent explanation was considered.`,
  };
}

function currentSize(network: NetworkOverview | undefined): number {
  return network?.sizes.at(-1) ?? 0;
}

function lastSeen(networks: readonly NetworkOverview[]): string {
  return networks.reduce((latest, { last }) => (last > latest ? last : latest), "");
}

function numbers({ networks, total, active, activeAccounts, weeks }: NetworksArtifact): BigNumber[] {
  const number = (
    id: string,
    label: string,
    unit: BigNumber["unit"],
    value: number | null,
    perWeek: readonly number[] = [],
  ): BigNumber => ({
    id,
    label,
    metric: "network_members",
    unit,
    estimate: counted(value),
    delta: null,
    sparkline: perWeek.map((y, at) => ({ x: weeks[at] ?? "", y })),
  });
  const there = weeks.map((_, at) => networks.filter(({ sizes }) => (sizes[at] ?? 0) > 0).length);
  const now = networks.filter((network) => network.active);
  const known = now.filter(({ covered }) => covered !== null);
  const covered = known.reduce((sum, network) => sum + (network.covered ?? 0), 0);
  const accounts = known.reduce((sum, network) => sum + network.accounts, 0);
  return [
    number("active", "Active networks", "count", active, there),
    number("accounts", "Accounts in them", "accounts", activeAccounts),
    number(
      "covered",
      "Of their accounts ever, hit by a rule",
      "share",
      accounts === 0 ? null : covered / accounts,
    ),
    number("total", "Networks ever seen", "count", total),
  ];
}

function sizesCard(inputs: Inputs, { networks, weeks }: NetworksArtifact): CardSpec {
  const shown = networks.slice(0, panelsShown);
  const largest = shown[0];
  return figureCard(
    inputs,
    {
      id: "sizes",
      metric: "network_members",
      width: 12,
      title: largest === undefined ? "No network" : sizesTitle(shown, weeks),
      subtitle: `Members by week, 28-day windows, the ${exact(shown.length)} largest networks, those that are active first and in colour; one scale`,
    },
    {
      kind: "small-multiples",
      unit: "accounts",
      grain: "week",
      panels: shown.map(({ id, sizes, active }) => ({
        name: id,
        role: active ? "accent" : "muted",
        points: sizes.map((y, at) => ({ x: weeks[at] ?? "", y })),
      })),
    },
    tableOf(
      [
        ["week", "Week to", "date"],
        ["network", "Network", "text"],
        ["members", "Members", "number"],
      ],
      shown.flatMap(({ id, sizes }) => sizes.map((size, at) => [weeks[at] ?? "", id, size])),
    ),
  );
}

function sizesTitle(shown: readonly NetworkOverview[], weeks: readonly string[]): string {
  const peak = shown.reduce((best, network) => (network.peak.size > best.peak.size ? network : best));
  return `The largest yet had ${many(peak.peak.size, "member")} in the week to ${dayText(peak.peak.date)}${weeks.at(-1) === peak.peak.date ? ", the last one" : ""}`;
}

function listCard(inputs: Inputs, artifact: NetworksArtifact): CardSpec {
  const { networks, total, search } = artifact;
  const rules = inputs.artifacts["rules"];
  const titleOf = titlesOf(missingTables(rules) === null ? (rules as RulesArtifact).rules : []);
  return {
    ...figureCard(
      inputs,
      {
        id: "networks",
        metric: "network_members",
        width: 12,
        title:
          total > networks.length
            ? `${many(networks.length, "network")} of ${exact(total)}: those that are active, and the largest`
            : many(total, "network"),
        subtitle: "Accounts that were ever members; density at its largest: edges ÷ possible edges",
        notes: [
          cutNote(search),
          "Same follows, likes, URLs or media: blocks of accounts and targets found by greedy peeling (FRAUDAR), at least a quarter denser than the densest that is left when targets are dealt anew.",
          "Weeks run to Sunday; each snapshot looks back 28 days, so a network stays in view up to four weeks after its last act.",
        ],
      },
      null,
      networksTable(artifact),
    ),
    list: networksList(artifact, titleOf),
  };
}

function cutNote({ scoreCut, edges, chanceEdges }: NetworkSearch): string {
  return scoreCut === null
    ? "Shared moments: at no score do the data have enough more edges than the same shares with their times dealt anew within object and day; chance explains all of them."
    : `Shared moments: an edge needs two distinct objects and a score of ${scoreCut.toFixed(2)}, at which ${exact(edges)} edges of all snapshots remain, and ${exact(chanceEdges)} (${percent(edges === 0 ? 0 : chanceEdges / edges)}) when times are dealt anew within object and day.`;
}
