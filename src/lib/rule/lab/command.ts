import { formatPercent } from "../../format/index.js";
import type { RuleReport } from "../report/index.js";
import type { Candidate } from "./candidate.js";
import type { LabRule, RuleLab } from "./manifest.js";
import type { LabState } from "./state.js";

/** The command whose figures for each account as it last was are those of the lab. */
export function backtestCommand({ source }: RuleLab, state: LabState, { rule }: Candidate): string {
  const settings = Object.keys(state.set).sort();
  const written = state.rule === null || state.when !== null;
  return [
    "npx shrike backtest",
    written ? `${rule.id}.yaml` : rule.id,
    ...(source === null ? [] : [`--source ${quoted(source)}`]),
    ...(written ? [] : settings.map((name) => `--set ${name}=${state.set[name]}`)),
    ...(state.from === null ? [] : [`--from ${state.from}`]),
    ...(state.to === null ? [] : [`--to ${state.to}`]),
  ].join(" ");
}

/** Why a version was made, for its entry in the file: what was changed, and what that does. */
export function changeWords(
  { params, report: before }: Pick<LabRule, "params"> & { readonly report: RuleReport | null },
  { set, when }: Pick<LabState, "set" | "when">,
  { precision, accountsHit }: RuleReport,
): string {
  const changed = Object.keys(set)
    .sort()
    .map((name) => `${name} from ${params.find((one) => one.name === name)?.default ?? "?"} to ${set[name]}`);
  const what = [...changed, ...(when === null ? [] : ["another condition"])].join("; ");
  const now = `${accountsHit} accounts, precision ${percent(precision.value)}`;
  const was =
    before === null
      ? ""
      : `; before ${before.accountsHit} accounts, precision ${percent(before.precision.value)}`;
  return `${what}; in the rule lab ${now}${was}`;
}

/** In plain characters: the text goes into a file. */
function percent(share: number | null): string {
  return share === null ? "unknown" : formatPercent(share).replaceAll("\u202f", " ");
}

function quoted(path: string): string {
  return /^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
