import type { AccountsArtifact } from "../../account/lens.js";
import type { Need } from "../../account/needs.js";
import { type PivotKind, pivotKinds, pivotWords } from "../../account/pivots.js";
import { mostNeighbours, rarity, type Weight, weightOf } from "../../account/rarity.js";
import type { AccountRecord, AccountShard, Person, PivotGroup } from "../../account/record.js";
import { shown } from "../../account/words.js";
import { formatNumber } from "../../format/index.js";
import { exact, many, percent, sentence } from "../words.js";
import { unknownFor } from "./unknown.js";

/** A value that an account shares with others, as its page shows it. */
export interface PivotView {
  readonly kind: PivotKind;
  readonly label: string;
  /** Neutralised. */
  readonly value: string;
  /** Page of the network or text, where there is one. */
  readonly href: string | null;
  readonly weight: Weight;
  /** How many share it, how rare it is, and what that says. */
  readonly facts: string;
  readonly accounts: number;
  /** Share of those who share it that were acted on, in [0, 1]; null where actions are unknown. */
  readonly acted: number | null;
  readonly actedText: string;
  /** Those acted on or hit first; the account itself is not among them. */
  readonly neighbours: readonly Person[];
  /** Neighbours beyond those listed. */
  readonly more: number;
}

/** What an account shares, the most telling first. */
export function pivotViews(
  artifact: AccountsArtifact,
  { groups, people }: AccountShard,
  id: string,
  record: AccountRecord,
): PivotView[] {
  const order: Readonly<Record<Weight, number>> = { telling: 0, some: 1, none: 2 };
  return record.pivots
    .flatMap((place) => groups[place] ?? [])
    .map((group): PivotView => {
      const { kind, value, sample, accounts, actioned, hit } = group;
      const bits = rarity(accounts, artifact.total);
      const weight = weightOf(kind, accounts, artifact.total);
      const neighbours = group.neighbours
        .flatMap((at): Person[] => {
          const person = people[at];
          return person === undefined || person[0] === id ? [] : [person];
        })
        .slice(0, mostNeighbours(accounts));
      const acted = artifact.counts.actioned === null ? null : actioned / accounts;
      const hitText = artifact.counts.hit === null ? "" : `, ${exact(hit)} hit by rules in force`;
      return {
        kind,
        accounts,
        label: pivotWords[kind].label,
        value: sample === null ? shown(value, 80) : `“${shown(sample, 120)}”`,
        href: hrefOf(group),
        weight,
        facts: [
          `${many(accounts, "account")} of ${exact(artifact.total)} share it`,
          bits === null ? null : `${formatNumber(bits)} bits`,
          weight === "none" ? pivotWords[kind].crowd : null,
        ]
          .filter((part) => part !== null)
          .join(" · "),
        acted,
        actedText:
          acted === null
            ? `whether they were acted on is unknown${hitText}`
            : `${percent(acted)} acted on (${exact(actioned)} of ${exact(accounts)})${hitText}`,
        neighbours,
        more: accounts - 1 - neighbours.length,
      };
    })
    .sort(
      (a, b) =>
        order[a.weight] - order[b.weight] ||
        pivotKinds.indexOf(a.kind) - pivotKinds.indexOf(b.kind) ||
        a.accounts - b.accounts ||
        (a.value < b.value ? -1 : 1),
    );
}

/** Kinds of value that the account has and shares with nobody, and those that are unknown for want of a table. */
export function unsharedText(
  artifact: AccountsArtifact,
  { groups }: AccountShard,
  record: AccountRecord,
): readonly string[] {
  const shared = new Set(record.pivots.flatMap((place) => groups[place]?.kind ?? []));
  const alone = pivotKinds.filter((kind) => !shared.has(kind) && (record.values[kind] ?? 0) > 0);
  const absent = pivotKinds.filter(
    (kind) => kind !== "network" && pivotWords[kind].tables.some((table) => artifact.lacking.includes(table)),
  );
  const tables = [...new Set(absent.flatMap((kind) => pivotWords[kind].tables))].filter((table) =>
    artifact.lacking.includes(table),
  );
  const empty = pivotKinds.flatMap((kind): [PivotKind, Need][] => {
    const { need } = pivotWords[kind];
    return need !== null && !absent.includes(kind) && artifact.blank.includes(need) ? [[kind, need]] : [];
  });
  const labels = (kinds: readonly PivotKind[]): string =>
    kinds.map((kind) => pivotWords[kind].label.toLowerCase()).join(", ");
  const blank = unknownFor(
    [],
    empty.map(([, need]) => need),
    sentence(labels(empty.map(([kind]) => kind))),
  );
  return [
    ...(alone.length > 0
      ? [
          `Shared with nobody: ${alone.map((kind) => `${pivotWords[kind].label.toLowerCase()} (${exact(record.values[kind] ?? 0)})`).join(", ")}.`,
        ]
      : []),
    ...(absent.length > 0
      ? [
          `Unknown: ${labels(absent)}. This source has no ${tables.join(", ")}; add ${tables.map((table) => `${table}.sql`).join(", ")} to it.`,
        ]
      : []),
    ...(empty.length > 0 ? [`${blank.why} ${blank.remedy}`] : []),
  ];
}

function hrefOf({ kind, value, page }: PivotGroup): string | null {
  if (!page) return null;
  return `/analyst/${kind === "network" ? "network" : "texts"}?id=${encodeURIComponent(value)}`;
}
