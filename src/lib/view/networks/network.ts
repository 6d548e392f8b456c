import type { NetworkDetails } from "../../network/detail.js";
import type { NetworkOverview, NetworksArtifact } from "../../network/artifact.js";
import { platformText } from "../../text/index.js";
import { bannerOf, missingCard } from "../cards.js";
import { counted, missingNumber } from "../counts.js";
import { findingsFor } from "../findings.js";
import { missingTables, type Inputs } from "../inputs.js";
import type { BigNumber, Missing, PageView } from "../page-view.js";
import { dayText, many } from "../words.js";
import { evolutionNames, networkHref, networksOf, signalNames } from "./artifact.js";
import { fileCards } from "./network-files.js";
import { actCards } from "./network-acts.js";
import { edgesCard } from "./network-edges.js";
import { evidenceCard } from "./network-evidence.js";
import { pictureCards } from "./network-picture.js";
import { coverCard, membersCard, sizeCard } from "./network-members.js";
import { organicCard } from "./organic.js";

/** One network: who is in it, what it does together, and what else could explain it. The first that is shown unless one is asked for. */
export function networkView(inputs: Inputs): PageView {
  const shared = { page: "network", banner: bannerOf(inputs), findings: findingsFor(inputs, "network") };
  const artifact = networksOf(inputs);
  const details =
    missingTables(inputs.artifacts["network_details"]) === null
      ? (inputs.artifacts["network_details"] as NetworkDetails).details
      : [];
  const chosen = details.find(({ id }) => id === inputs.id) ?? details[0];
  const overview = "why" in artifact ? undefined : artifact.networks.find(({ id }) => id === chosen?.id);
  if ("why" in artifact || chosen === undefined || overview === undefined)
    return { ...shared, ...nothing(inputs, artifact) };
  const unknown =
    inputs.id !== null && inputs.id !== chosen.id
      ? `The network ${platformText(inputs.id, 40)} is not among those shown in detail; this is ${chosen.id}. `
      : "";
  return {
    ...shared,
    ...answer(overview, unknown),
    numbers: numbers(overview),
    links: [
      { label: "All networks", href: "/analyst/networks" },
      ...artifact.detailed
        .filter((id) => id !== chosen.id)
        .slice(0, 6)
        .map((id) => ({ label: id, href: networkHref(id) })),
    ],
    command: "shrike networks",
    cards: [
      ...pictureCards(inputs, overview, chosen),
      edgesCard(inputs, overview, chosen),
      evidenceCard(inputs, overview, chosen),
      ...actCards(inputs, overview, chosen),
      organicCard(inputs, overview, chosen),
      coverCard(inputs, overview),
      membersCard(inputs, overview, chosen),
      sizeCard(inputs, overview, artifact.weeks),
      ...fileCards(inputs, overview, chosen),
    ],
  };
}

function nothing(
  inputs: Inputs,
  artifact: NetworksArtifact | Missing,
): Pick<PageView, "headline" | "summary" | "numbers" | "cards"> {
  if (!("why" in artifact))
    return {
      headline: "There is no network to look at: none stands out from chance",
      summary: "The list of networks says what was looked at.",
      numbers: [],
      cards: [],
    };
  return {
    headline: "Networks are unknown: this source does not say what accounts share or act on",
    summary: artifact.remedy,
    numbers: [
      missingNumber(
        { id: "accounts", label: "Members", metric: "network_members", unit: "accounts" },
        artifact,
      ),
    ],
    cards: [
      missingCard(
        inputs,
        { id: "members", metric: "network_members", width: 12, title: "Members", subtitle: "Every member" },
        artifact,
      ),
    ],
  };
}

function answer(
  { id, accounts, signal, first, last, evolution, related, active, peak }: NetworkOverview,
  unknown: string,
): Pick<PageView, "headline" | "summary"> {
  const now = active
    ? `It is ${evolutionNames[evolution]}`
    : `It was last seen in the week to ${dayText(last)}${evolution === "merged" && related !== null ? `, and merged into ${related}` : ""}`;
  const parent = evolution !== "merged" && related !== null ? ` It split off from ${related}.` : "";
  return {
    headline: `${many(accounts, "account")} ${signalNames[signal]}${active ? "" : `, until ${dayText(last)}`}`,
    summary: `${unknown}${id}: first seen in the week to ${dayText(first)}, with ${many(peak.size, "member")} at its largest in the week to ${dayText(peak.date)}. ${now}.${parent}`,
  };
}

function numbers({ accounts, peak, covered, sizes }: NetworkOverview): BigNumber[] {
  const number = (id: string, label: string, unit: BigNumber["unit"], value: number | null): BigNumber => ({
    id,
    label,
    metric: "network_members",
    unit,
    estimate: counted(value),
    delta: null,
    sparkline: [],
  });
  return [
    number("accounts", "Members, ever", "accounts", accounts),
    number("now", "Members in the last week", "accounts", sizes.at(-1) ?? 0),
    number("density", "Density at its largest", "share", peak.density),
    number("covered", "Members hit by a rule", "share", covered === null ? null : covered / accounts),
  ];
}
