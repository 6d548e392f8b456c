import type { Newest } from "../../account/record.js";
import { shown } from "../../account/words.js";
import { formatMoment } from "../../format/index.js";
import { figureCard, missingCard, sourceLine } from "../cards.js";
import { lacking } from "../inputs.js";
import type { ListCell, ListColumn, ListView } from "../list-view.js";
import type { CardSpec } from "../page-view.js";
import { exact, many } from "../words.js";
import type { OpenAccount } from "./open-account.js";
import { riskCard } from "./risk-card.js";
import { ruleTitle } from "./rule-title.js";

interface Table<Row> {
  readonly id: string;
  /** What a row is, one and many. */
  readonly noun: readonly [string, string];
  /** In place of the number of rows. */
  readonly title?: string;
  readonly subtitle: string;
  readonly tables: readonly string[];
  readonly columns: readonly ListColumn[];
  readonly cells: (row: Row) => readonly ListCell[];
}

const text = (
  content: string | null,
  rest: { href?: string; note?: string; sort?: string | null } = {},
): ListCell => ({
  kind: "text",
  text: content === null ? "unknown" : content,
  ...rest,
});
const words = (raw: string | null, note?: string): ListCell =>
  text(raw === null ? null : shown(raw).replaceAll("_", " "), note === undefined ? {} : { note });
const moment = (at: string | null, none = "unknown"): ListCell =>
  at === null ? text(none, { sort: null }) : { kind: "date", day: at.slice(0, 10), time: at.slice(11, 16) };
const column = (key: string, label: string): ListColumn => ({ key, label, kind: "text" });
const when = (key: string, label: string): ListColumn => ({ key, label, kind: "date" });

/** What tables hold of an account, a card each; a table that is missing is named with its remedy. */
export function detailCards(account: OpenAccount): CardSpec[] {
  const { artifact, record } = account;
  const reports = record.reports.reduce((sum, row) => sum + row.reports, 0);
  return [
    card(account, record.hits, {
      id: "hits",
      noun: ["rule hit", "rule hits"],
      subtitle: "Rule, version and state at the time, newest first",
      tables: ["rule_hits"],
      columns: [column("rule", "Rule"), column("state", "State"), when("at", "When (UTC)")],
      cells: ({ rule, version, state, at, held_out }) => {
        const { title, href } = ruleTitle(artifact, rule);
        return [
          text(title, {
            ...(href === undefined ? {} : { href }),
            note: `${shown(rule, 60)}, version ${version}`,
          }),
          text(`${shown(state).replaceAll("_", " ")}${held_out ? ", held out" : ""}`),
          moment(at),
        ];
      },
    }),
    card(account, record.actions, {
      id: "actions",
      noun: ["action", "actions"],
      subtitle: "Action, policy and what came of it, newest first",
      tables: ["actions"],
      columns: [column("action", "Action"), when("at", "When (UTC)"), when("reversed", "Reversed")],
      cells: ({ action, policy, at, source, automated, reversed }) => [
        text(shown(action).replaceAll("_", " "), {
          note: [policy, source, automated === null ? null : automated ? "automated" : "decided by a person"]
            .flatMap((part) => (part === null ? [] : shown(part, 60).replaceAll("_", " ")))
            .join(", "),
        }),
        moment(at),
        moment(reversed, "no"),
      ],
    }),
    card(account, record.reviews, {
      id: "reviews",
      noun: ["review decision", "review decisions"],
      subtitle: "What reviewers found, newest first",
      tables: ["review_jobs", "review_decisions"],
      columns: [column("label", "Label"), column("decision", "Decision"), when("at", "When (UTC)")],
      cells: ({ label, decision, queue, at }) => [
        words(label, queue === null ? undefined : `queue ${shown(queue).replaceAll("_", " ")}`),
        decision === null ? text("none") : words(decision),
        moment(at),
      ],
    }),
    card(account, record.appeals, {
      id: "appeals",
      noun: ["appeal", "appeals"],
      subtitle: "Against which action, and how it ended",
      tables: ["appeals", "actions"],
      columns: [column("outcome", "Outcome"), when("filed", "Filed (UTC)"), when("decided", "Decided (UTC)")],
      cells: ({ action, outcome, filed, decided }) => [
        words(outcome, `against ${shown(action).replaceAll("_", " ")}`),
        moment(filed),
        moment(decided, "not yet"),
      ],
    }),
    card(
      account,
      { total: record.reports.length, rows: record.reports },
      {
        id: "reports",
        noun: ["report", "reports"],
        title: `${many(reports, "report")} for ${many(record.reports.length, "reason")}`,
        subtitle: "By reason: reports, and the different accounts that made them",
        tables: ["reports"],
        columns: [
          column("reason", "Reason"),
          { key: "reports", label: "Reports", kind: "number" },
          { key: "reporters", label: "Reporters", kind: "number" },
        ],
        cells: ({ reason, reports, reporters, last }) => [
          words(reason, `last on ${formatMoment(last)}`),
          { kind: "number", value: reports, unit: "count" },
          { kind: "number", value: reporters, unit: "count" },
        ],
      },
    ),
    riskCard(account),
  ];
}

function card<Row>(
  { inputs, artifact }: OpenAccount,
  { total, rows }: Newest<Row>,
  table: Table<Row>,
): CardSpec {
  const [one, many_] = table.noun;
  const about = { id: table.id, metric: "", width: 6 as const, subtitle: table.subtitle };
  const absent = table.tables.filter((name) => artifact.lacking.includes(name));
  const plural = `${many_.charAt(0).toUpperCase()}${many_.slice(1)}`;
  if (absent.length > 0)
    return missingCard(inputs, { ...about, title: `${plural}: unknown` }, lacking(absent, plural));
  const title = total === 0 ? `No ${many_}` : (table.title ?? many(total, one, many_));
  if (rows.length === 0) return figureCard(inputs, { ...about, title }, null, { columns: [], rows: [] });
  const list: ListView = {
    noun: table.noun,
    columns: table.columns,
    rows: rows.map((row) => ({ facets: {}, search: "", cells: table.cells(row) })),
    filters: [],
  };
  return {
    ...about,
    title,
    definition: null,
    figure: null,
    list,
    table: null,
    sample: rows.length < total ? `Shown: the newest ${exact(rows.length)}` : null,
    source: sourceLine(inputs),
    notes: [],
  };
}
