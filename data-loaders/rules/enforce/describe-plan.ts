import { formatMoment } from "../../../src/lib/format/index.js";
import {
  outcomes,
  type Delivered,
  type EnforceResult,
  type Outcome,
  type RuleRow,
  type TrippedRow,
} from "../../../src/lib/rule/enforce/index.js";
import { platformText } from "../../../src/lib/text/index.js";

const words: Readonly<Record<Outcome, string>> = {
  to_deliver: "to deliver",
  held_out: "held out",
  protected: "protected",
  over_limit: "over the limit of a rule",
  already_delivered: "already delivered",
  stopped_by_brake: "stopped by a brake",
  taken_back: "taken back before",
  weaker: "left to a stronger action",
  not_in_force: "not in force any more",
};

/** A batch in numbers, for people: accounts by rule and outcome, totals, limits and brakes. */
export function describePlan(result: EnforceResult): string {
  const { rules, actions, accounts, exceeded, limits } = result;
  const lines = [heading(result), ...rules.map(ruleLine)];
  const byAction = Object.entries(actions).map(([action, count]) => `${action} ${count}`);
  lines.push(
    `batch: ${count(accounts, "account")}${byAction.length === 0 ? "" : `: ${byAction.join(", ")}`}`,
  );
  const left = outcomes
    .filter((outcome) => outcome !== "to_deliver")
    .map((outcome) => [outcome, total(rules, outcome)] as const)
    .filter(([, number]) => number > 0)
    .map(([outcome, number]) => `${number} ${words[outcome]}`);
  if (left.length > 0) lines.push(`left out, by rule and account: ${left.join(", ")}`);
  if (result.kind !== "reversal") {
    lines.push(`protected accounts: ${result.protected_accounts ?? "unknown"}`);
    lines.push(
      `blast radius: ${count(accounts, "account")} (at most ${limits.per_batch}), ${shareOfActive(result)}; at most ${limits.per_rule} for a rule`,
    );
  }
  for (const { limit } of exceeded) lines.push(`over the limit: ${limit}`);
  for (const row of result.brakes)
    if (row.event === "tripped") lines.push(brakeLine(row, `since ${row.since}`));
  for (const row of result.tripping)
    if (row.event === "tripped") lines.push(brakeLine(row, result.applied ? "from now on" : "would trip"));
  return `${lines.join("\n")}\n`;
}

/** A finished batch in one line. */
export function describeDelivered({ batch_id, counts, destination, receipt }: Delivered): string {
  const said = Object.entries(counts)
    .filter(([, number]) => number > 0)
    .map(([status, number]) => `${number} ${status}`);
  const where = destination.kind === "folder" ? destination.folder : destination.url;
  return `batch ${batch_id} to ${where}: ${said.join(", ")}; receipt ${receipt}\n`;
}

function heading({ source, kind, applied, since, until }: EnforceResult): string {
  const what = {
    rules: `hits later than ${since === null ? "" : formatMoment(since)} up to ${until === null ? "" : formatMoment(until)}`,
    selection: "an analyst's selection",
    reversal: "taking a batch back",
  }[kind];
  return `${source}: ${applied ? "" : "dry run, "}${what}`;
}

function ruleLine({ rule_id, version, action, hits, accounts }: RuleRow): string {
  const name = `${platformText(rule_id)}${version > 0 ? ` version ${version}` : ""}`;
  const parts = outcomes
    .toReversed()
    .filter((outcome) => (accounts[outcome] ?? 0) > 0)
    .map((outcome) => `${accounts[outcome] ?? 0} ${words[outcome]}`);
  return `  ${name}${action === null ? "" : `, ${action}`}${hits > 0 ? `, ${count(hits, "hit")}` : ""}: ${parts.join(", ") || "0 to deliver"}`;
}

function brakeLine({ rule, version, reason }: TrippedRow, when: string): string {
  const name = platformText(rule);
  return `brake, ${when}: ${name} version ${version}: ${reason}; shrike enforce --release ${name} lets it act again`;
}

function shareOfActive({ accounts, active_accounts: active, limits }: EnforceResult): string {
  const allowed = `at most ${percent(limits.share_of_active)}`;
  if (active === null) return `share of active accounts unknown (${allowed})`;
  if (active === 0) return `no active accounts (${allowed})`;
  return `${percent(accounts / active)} of ${active} active accounts (${allowed})`;
}

function percent(share: number): string {
  return `${Number((share * 100).toPrecision(3))} %`;
}

function total(rules: readonly RuleRow[], outcome: Outcome): number {
  return rules.reduce((sum, { accounts }) => sum + (accounts[outcome] ?? 0), 0);
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
