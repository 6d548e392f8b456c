import type { NetworkOverview, NetworksArtifact } from "../../network/artifact.js";
import { tableOf } from "../cards.js";
import type { ListCell, ListColumn, ListRow, ListView } from "../list-view.js";
import type { TableView } from "../page-view.js";
import { exact, percent } from "../words.js";
import { evolutionNames, networkHref, signalLabels } from "./artifact.js";

/** Weeks of sizes that a row shows. */
const shownWeeks = 52;

const columns: readonly ListColumn[] = [
  { key: "network", label: "Network", kind: "text" },
  { key: "accounts", label: "Accounts", kind: "number" },
  { key: "sizes", label: "Members by week, most", kind: "course" },
  { key: "density", label: "Density", kind: "number", wide: true },
  { key: "first", label: "First seen", kind: "date", wide: true },
  { key: "last", label: "Last seen", kind: "date", wide: true },
  { key: "evolution", label: "Now", kind: "text", wide: true },
  { key: "rules", label: "Hit by rules", kind: "text" },
];

/** Every published network as a row. */
export function networksList(
  { networks, detailed }: NetworksArtifact,
  titleOf: (rule: string) => string,
): ListView {
  const shown = new Set(detailed);
  return {
    noun: ["network", "networks"],
    columns,
    rows: networks.map((network) => rowOf(network, shown, titleOf)),
    filters: [
      {
        key: "signal",
        label: "Signal",
        options: [...new Set(networks.map(({ signal }) => signal))]
          .sort()
          .map((value) => ({ value, label: signalLabels[value] })),
      },
      {
        key: "state",
        label: "State",
        options: [
          { value: "active", label: "active" },
          { value: "over", label: "over" },
        ].filter(({ value }) => networks.some(({ active }) => active === (value === "active"))),
      },
    ],
  };
}

function rowOf(
  network: NetworkOverview,
  detailed: ReadonlySet<string>,
  titleOf: (rule: string) => string,
): ListRow {
  const { id, signal, accounts, peak, sizes, first, last, evolution, related, active } = network;
  const shown = sizes.slice(-shownWeeks);
  const cells: ListCell[] = [
    {
      kind: "text",
      text: id,
      note: signalLabels[signal],
      ...(detailed.has(id) ? { href: networkHref(id) } : {}),
    },
    { kind: "number", value: accounts, unit: "accounts" },
    {
      kind: "course",
      values: shown,
      total: peak.size,
      label: `Members by week over the last ${shown.length} weeks, at most ${exact(peak.size)}`,
    },
    { kind: "number", value: peak.density, unit: "share" },
    { kind: "date", day: first },
    { kind: "date", day: last },
    {
      kind: "text",
      text: evolutionNames[evolution],
      ...(related === null ? {} : { note: `${evolution === "merged" ? "into" : "from"} ${related}` }),
      tone: active ? "warning" : "neutral",
    },
    coverCell(network, titleOf),
  ];
  return {
    facets: { signal: [signal], state: [active ? "active" : "over"] },
    search: (network.rules ?? []).map(({ rule }) => titleOf(rule)).join(" "),
    cells,
  };
}

function coverCell(
  { rules, covered, accounts }: NetworkOverview,
  titleOf: (rule: string) => string,
): ListCell {
  const [first] = rules ?? [];
  if (rules === null || covered === null) return { kind: "text", text: "unknown", sort: null };
  return {
    kind: "text",
    text: first === undefined ? "no member" : percent(covered / accounts),
    sort: covered / accounts,
    ...(first === undefined ? {} : { note: `${titleOf(first.rule)} ${percent(first.accounts / accounts)}` }),
    tone: covered === 0 ? "bad" : "neutral",
  };
}

/** The same for downloads. */
export function networksTable({ networks }: NetworksArtifact): TableView {
  return tableOf(
    [
      ["network", "Network", "text"],
      ["method", "Method", "text"],
      ["signal", "Signal", "text"],
      ["accounts", "Accounts, ever", "number"],
      ["peak_size", "Members at its largest", "number"],
      ["peak_date", "Largest in the week to", "date"],
      ["edges", "Edges then", "number"],
      ["density", "Density then", "number"],
      ["first", "First seen, week to", "date"],
      ["last", "Last seen, week to", "date"],
      ["evolution", "Now", "text"],
      ["related", "Related network", "text"],
      ["hit_by_rules", "Accounts that any rule hit", "number"],
    ],
    networks.map(({ id, method, signal, accounts, peak, first, last, evolution, related, covered }) => [
      id,
      method,
      signal,
      accounts,
      peak.size,
      peak.date,
      peak.edges,
      peak.density,
      first,
      last,
      evolutionNames[evolution],
      related,
      covered,
    ]),
  );
}
