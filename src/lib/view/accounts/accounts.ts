import { isListed, lensNames, type AccountsArtifact, type LensName } from "../../account/lens.js";
import { identityNeeds } from "../../account/needs.js";
import { bannerOf, missingCard, sourceLine } from "../cards.js";
import { counted, missingNumber } from "../counts.js";
import { findingsFor } from "../findings.js";
import { type Inputs, lacking, missingTables } from "../inputs.js";
import type { BigNumber, CardSpec, PageView } from "../page-view.js";
import { exact, many, percent } from "../words.js";
import { lensList, lensTable } from "./lens-lists.js";
import { lensNotes } from "./lens-notes.js";
import { unknownFor } from "./unknown.js";

/** What each lens is called and looks at. */
export const lensWords: Readonly<Record<LensName, { readonly title: string; readonly subtitle: string }>> = {
  spam: {
    title: "Spam",
    subtitle: "By rules in force that hit the account, then hits, repeated posts and links",
  },
  abuse: { title: "Abuse", subtitle: "By different accounts that reported it" },
  identity: {
    title: "Identity",
    subtitle:
      "Names that look like a verified or much followed account’s, words of office in disguise, shared avatars",
  },
  media: { title: "Media", subtitle: "Pictures and videos that at least three accounts used, over all time" },
};

/** The artifact, or null where there is none. */
export function accountsOf({ artifacts }: Pick<Inputs, "artifacts">): AccountsArtifact | null {
  return missingTables(artifacts["accounts"]) === null ? (artifacts["accounts"] as AccountsArtifact) : null;
}

/** Whom to look at, through four lenses; the search and the account pages come with the script. */
export function accountsView(inputs: Inputs): PageView {
  const artifact = accountsOf(inputs);
  const shared = { page: "accounts", banner: bannerOf(inputs), findings: findingsFor(inputs, "accounts") };
  if (artifact === null) {
    const missing = lacking(missingTables(inputs.artifacts["accounts"]) ?? [], "Accounts");
    return {
      ...shared,
      headline: "Accounts are unknown: this source has none",
      summary: missing.remedy,
      numbers: [missingNumber({ id: "accounts", label: "Accounts", metric: "", unit: "count" }, missing)],
      cards: [],
    };
  }
  return {
    ...shared,
    ...answer(artifact),
    numbers: numbers(artifact),
    links: [
      { label: "Rules", href: "/analyst/rules" },
      { label: "SQL", href: "/analyst/sql" },
    ],
    cards: lensNames.map((name) => lensCard(inputs, artifact, name)),
  };
}

function answer(artifact: AccountsArtifact): Pick<PageView, "headline" | "summary"> {
  const { total, published, leftOut, counts, hitNotActioned } = artifact;
  const records =
    published === total
      ? `All ${exact(total)} have a page.`
      : `${exact(published)} of ${exact(total)} accounts have a page: those acted on, hit, reported, reviewed, appealed, in a network or an alert, or alike another${
          leftOut > 0 ? `; ${exact(leftOut)} more of these, the longest ago, are left out` : ""
        }. The others are found with SQL.`;
  if (counts.actioned === null)
    return {
      headline: `${many(total, "account")} to look through; what was done about them is unknown`,
      summary: `This source has no actions. ${records}`,
    };
  const open =
    hitNotActioned === null || counts.hit === null
      ? ""
      : hitNotActioned === 0
        ? " All that rules in force hit were acted on."
        : ` ${many(hitNotActioned, "account")} that rules in force hit ${hitNotActioned === 1 ? "was" : "were"} never acted on.`;
  return {
    headline: `${exact(counts.actioned)} of ${exact(total)} accounts (${percent(total === 0 ? null : counts.actioned / total)}) were acted on at some time`,
    summary: `${open.trim()} ${records}`.trim(),
  };
}

function numbers({ counts, total, lacking: absent, blank }: AccountsArtifact): BigNumber[] {
  const labels = {
    actioned: "Acted on",
    hit: "Hit by a rule in force",
    reported: "Reported",
    reviewed: "Reviewed",
    appealed: "Appealed",
    alike: "May be taken for another",
  } as const;
  const tables = {
    actioned: ["actions"],
    hit: ["rule_hits"],
    reported: ["reports"],
    reviewed: ["review_jobs", "review_decisions"],
    appealed: ["appeals", "actions"],
    alike: ["accounts"],
  } as const;
  return (Object.keys(labels) as (keyof typeof labels)[]).map((name) => {
    const text = { id: `accounts-${name}`, label: labels[name], metric: "", unit: "accounts" as const };
    const value = counts[name];
    if (value === null)
      return missingNumber(
        text,
        unknownFor(
          tables[name].filter((table) => absent.includes(table)),
          name === "alike" ? blank.filter((need) => identityNeeds.includes(need)) : [],
          labels[name],
        ),
      );
    return {
      ...text,
      estimate: { ...counted(value), denominator: total },
      delta: null,
      sparkline: [],
    };
  });
}

function lensCard(inputs: Inputs, artifact: AccountsArtifact, name: LensName): CardSpec {
  const text = { id: `lens-${name}`, metric: "", width: 12 as const, ...lensWords[name] };
  const lens = artifact.lenses[name];
  const list = lensList(artifact, name);
  if (!isListed<unknown>(lens) || list === null)
    return missingCard(
      inputs,
      { ...text, title: `${text.title}: unknown` },
      unknownFor("missing" in lens ? lens.missing : [], "blank" in lens ? lens.blank : [], text.title),
    );
  const { total, rows } = lens;
  return {
    ...text,
    title: `${text.title}: ${many(total, "account")}`,
    definition: null,
    figure: null,
    ...(rows.length === 0 ? {} : { list }),
    table: lensTable(artifact, name),
    sample:
      rows.length < total
        ? `Shown: the first ${exact(rows.length)}, of those acted on and of the others alike`
        : null,
    source: sourceLine(inputs),
    notes: lensNotes(artifact, name),
  };
}
