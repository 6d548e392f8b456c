import type { NetworkOverview } from "../../network/artifact.js";
import type { NetworkDetail } from "../../network/detail.js";
import type { RulesArtifact } from "../../rule/overview.js";
import { accountHref } from "../accounts/links.js";
import { figureCard, missingCard, tableOf } from "../cards.js";
import { missingTables, type Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { titlesOf } from "../rules/artifact.js";
import { ruleHref } from "../rules/links.js";
import { dayText, exact, many, percent } from "../words.js";
import { shownName } from "./names.js";

/** Which rules hit the members, and how many of them. */
export function coverCard(inputs: Inputs, { rules, covered, accounts }: NetworkOverview): CardSpec {
  const text = {
    id: "rules",
    metric: "network_members",
    width: 6,
    subtitle: "Members, ever, that a rule ever hit, by rule; the eight that hit most",
  } as const;
  if (rules === null || covered === null)
    return missingCard(
      inputs,
      { ...text, title: "Rules that cover it" },
      {
        tables: ["rule_hits"],
        why: "Which rules hit the members is unknown.",
        remedy: "Write rule_hits.sql, or rules as files, in the source's folder.",
      },
    );
  const published = inputs.artifacts["rules"];
  const titleOf = titlesOf(missingTables(published) === null ? (published as RulesArtifact).rules : []);
  const first = rules[0];
  return figureCard(
    inputs,
    {
      ...text,
      title:
        first === undefined
          ? `No rule has hit any of the ${many(accounts, "member")}`
          : `${exact(accounts - covered)} of ${many(accounts, "member")} (${percent((accounts - covered) / accounts)}) ${accounts - covered === 1 ? "was" : "were"} never hit by any rule`,
    },
    first === undefined
      ? null
      : {
          kind: "ranked-bars",
          unit: "share",
          values: rules.map(({ rule, accounts: hit }) => ({
            category: titleOf(rule),
            value: hit / accounts,
            href: ruleHref(rule),
          })),
        },
    tableOf(
      [
        ["rule", "Rule", "text"],
        ["members", "Members that it hit", "number"],
        ["share", "Share of members", "number"],
      ],
      rules.map(({ rule, accounts: hit }) => [shownName(rule), hit, hit / accounts]),
    ),
  );
}

/** Everyone who was a member when it was largest. */
export function membersCard(inputs: Inputs, { peak }: NetworkOverview, { members }: NetworkDetail): CardSpec {
  const more = peak.size - members.length;
  const untouched = members.filter(({ rules }) => rules === 0).length;
  return {
    ...figureCard(
      inputs,
      {
        id: "members",
        metric: "network_members",
        width: 12,
        title:
          more > 0
            ? `${exact(members.length)} of ${many(peak.size, "member")}, those bound most`
            : many(peak.size, "member"),
        subtitle: `Members in the 28 days to ${dayText(peak.date)}, when it was largest${members[0]?.rules === null ? "" : `; ${exact(untouched)} of them no rule has hit`}`,
      },
      null,
      tableOf(
        [
          ["account_id", "Account", "text"],
          ["handle", "Handle", "text"],
          ["role", "Role", "text"],
          ["score", "Weight of its edges", "number"],
          ["acts", "Acts", "number"],
          ["age", "Age of the account, days", "number"],
          ["rules", "Rules that hit it", "number"],
        ],
        members.map(({ id, handle, role, score, acts, age, rules }) => [
          shownName(id),
          handle === null ? null : shownName(handle),
          role,
          score,
          acts,
          age,
          rules,
        ]),
      ),
    ),
    list: {
      noun: ["member", "members"],
      columns: [
        { key: "account", label: "Account", kind: "text" },
        { key: "role", label: "Role", kind: "text" },
        { key: "score", label: "Weight of its edges", kind: "number" },
        { key: "acts", label: "Acts", kind: "number", wide: true },
        { key: "age", label: "Age, days", kind: "number", wide: true },
        { key: "rules", label: "Rules that hit it", kind: "number", wide: true },
      ],
      filters: [
        {
          key: "role",
          label: "Role",
          options: [
            { value: "core", label: "core" },
            { value: "fringe", label: "fringe" },
          ],
        },
      ],
      rows: members.map(({ id, handle, role, score, acts, age, rules }) => ({
        facets: { role: [role] },
        search: "",
        cells: [
          {
            kind: "text",
            text: shownName(id),
            href: accountHref(id),
            ...(handle === null ? {} : { note: shownName(handle) }),
          },
          { kind: "text", text: role },
          { kind: "number", value: score, unit: "index" },
          { kind: "number", value: acts, unit: "count" },
          { kind: "number", value: age, unit: "count" },
          { kind: "number", value: rules, unit: "count" },
        ],
      })),
    },
  };
}

/** Members by week. */
export function sizeCard(
  inputs: Inputs,
  { sizes, peak }: NetworkOverview,
  weeks: readonly string[],
): CardSpec {
  const points = sizes.map((y, at) => ({ x: weeks[at] ?? "", y }));
  return figureCard(
    inputs,
    {
      id: "size",
      metric: "network_members",
      width: 6,
      title: `It was largest in the week to ${dayText(peak.date)}, with ${many(peak.size, "member")}`,
      subtitle: "Members by week, 28-day windows",
    },
    {
      kind: "time-series",
      unit: "accounts",
      grain: "week",
      mark: "line",
      series: [{ name: "Members", role: "accent", points }],
      annotations: [],
    },
    tableOf(
      [
        ["week", "Week to", "date"],
        ["members", "Members", "number"],
      ],
      points.map(({ x, y }) => [x, y]),
    ),
  );
}
