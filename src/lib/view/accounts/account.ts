import { type AccountsArtifact, isTold } from "../../account/lens.js";
import { hasMark, marks, type AccountRecord } from "../../account/record.js";
import { accountName, shown, standing } from "../../account/words.js";
import { bannerOf } from "../cards.js";
import { counted, missingNumber } from "../counts.js";
import { lacking } from "../inputs.js";
import type { BigNumber, PageView } from "../page-view.js";
import { dayText, exact, many, sentence } from "../words.js";
import { profileCard } from "./profile-card.js";
import { detailCards } from "./detail-cards.js";
import type { OpenAccount } from "./open-account.js";
import { timelineCard } from "./timeline-card.js";

/** The head of an account's page: who it is, what has happened to it, what it did lately. */
export function accountView(account: OpenAccount): PageView {
  const { inputs, artifact, id, record } = account;
  return {
    page: "account",
    headline: `${accountName(id, record.profile.handle)}: ${headline(account)}`,
    summary: summary(account),
    banner: bannerOf(inputs),
    numbers: numbers(record, artifact),
    cards: [timelineCard(account), profileCard(account)],
    findings: [],
  };
}

/** What tables hold of it: the cards after its pivots. */
export function accountDetails(account: OpenAccount): PageView["cards"] {
  return detailCards(account);
}

function headline({ record, artifact }: OpenAccount): string {
  const { flags, actions, hits } = record;
  const lead = hasMark(flags, "protected") ? "protected, " : "";
  const rules = new Set(hits.rows.map(({ rule }) => rule)).size;
  const hitBy = hits.total === 0 ? "" : `, hit by ${many(rules, "rule")}`;
  const [last] = actions.rows;
  if (last !== undefined)
    return `${lead}${actionText(last.action)} on ${dayText(last.at.slice(0, 10))}${last.reversed === null ? "" : ", since reversed"}${hitBy}`;
  if (artifact.counts.actioned === null) return `${lead}what was done about it is unknown${hitBy}`;
  return hits.total > 0
    ? `${lead}never acted on${hitBy}`
    : `${lead}${standing(flags & ~marks.protected, isTold(artifact))}`;
}

/** An action in the past tense of the headline. */
function actionText(action: string): string {
  const known: Readonly<Record<string, string>> = {
    label: "labelled",
    challenge: "challenged",
    visibility_limit: "limited in visibility",
    interaction_limit: "limited in interaction",
    content_remove: "content removed",
    account_lock: "locked",
    account_suspend: "suspended",
  };
  return known[action] ?? shown(action);
}

function summary({ record: { profile, protected_because }, id }: OpenAccount): string {
  return [
    protected_because === null
      ? ""
      : `Protected as ${shown(protected_because, 80)}: never part of an action batch.`,
    profile.created_at === null
      ? "When it was registered is unknown."
      : `Registered on ${dayText(profile.created_at.slice(0, 10))}.`,
    `Account id ${shown(id, 120)}.`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

function numbers(record: AccountRecord, artifact: AccountsArtifact): BigNumber[] {
  const absent = (...tables: string[]): string[] =>
    tables.filter((table) => artifact.lacking.includes(table));
  const number = (id: string, label: string, value: number, tables: readonly string[]): BigNumber => {
    const text = { id: `account-${id}`, label, metric: "", unit: "count" as const };
    return tables.length > 0
      ? missingNumber(text, lacking(tables, label))
      : { ...text, estimate: counted(value), delta: null, sparkline: [] };
  };
  const reports = record.reports.reduce((sum, row) => sum + row.reports, 0);
  return [
    number("hits", "Rule hits", record.hits.total, absent("rule_hits")),
    number("actions", "Actions", record.actions.total, absent("actions")),
    number("reports", "Reports", reports, absent("reports")),
    number("reviews", "Review decisions", record.reviews.total, absent("review_jobs", "review_decisions")),
    number("appeals", "Appeals", record.appeals.total, absent("appeals", "actions")),
    ...(record.risk === null
      ? []
      : [
          {
            id: "account-risk",
            label: "Risk score",
            metric: "",
            unit: "share" as const,
            estimate: counted(record.risk.score),
            delta: null,
            sparkline: [],
          },
        ]),
  ];
}

/** What is announced when the page has changed. */
export function spoken({ id, record }: OpenAccount): string {
  return sentence(
    `account ${accountName(id, record.profile.handle)} is shown, ${exact(record.pivots.length)} shared values.`,
  );
}
