import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import type { RuleState } from "../../src/lib/rule/index.js";
import type { OwnColumns } from "../features/registry.js";
import { inspectRule, type InspectedRule, type Rule } from "./inspect-rule.js";
import { placedProblem, type PlacedProblem } from "./rule-problem.js";

/** What a folder's rules are, and all that is wrong with them. */
export interface InspectedRules {
  /** Every file, in order of names. */
  readonly files: readonly RuleReport[];
  /** The rules that can be run, in the same order. */
  readonly rules: readonly Rule[];
  readonly problems: readonly PlacedProblem[];
}

/** One rule file and what is wrong with it. */
export interface RuleReport {
  /** The file's name where the file does not say it. */
  readonly id: string;
  readonly file: string;
  /** Null where the file cannot be read. */
  readonly state: RuleState | null;
  readonly problems: readonly PlacedProblem[];
}

/**
 * Reads `rules/*.yaml` of a source's folder and checks them all, so that one run shows all that is wrong.
 *
 * @param today `YYYY-MM-DD`: waivers that have run out by then are errors; left out, none has
 * @param own columns of the source's own that rules may name
 */
export function inspectRules(folder: string, today?: string, own: OwnColumns = {}): InspectedRules {
  const place = join(folder, "rules");
  const names = existsSync(place) ? readdirSync(place).sort() : [];
  const inspected = names
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => inspectRule(join(place, name), today, own));
  const files = [
    ...inspected.map((one) => reportOf(one, inspected)),
    ...names.filter((name) => name.endsWith(".yml")).map((name) => misnamed(join(place, name))),
  ];
  return {
    files,
    rules: inspected.flatMap(({ rule }) => (rule === null ? [] : [rule])),
    problems: files.flatMap(({ problems }) => problems),
  };
}

function reportOf(
  { file, id, idPlace, state, problems }: InspectedRule,
  all: readonly InspectedRule[],
): RuleReport {
  const name = basename(file, ".yaml");
  const at = (message: string): PlacedProblem[] => [
    placedProblem(file, { severity: "error", path: ["id"], message }, idPlace),
    ...problems,
  ];
  if (id === null || id === name) return { id: name, file, state, problems };
  const other = all.find((one) => one.id === id && one.file !== file);
  const taken = other === undefined ? "" : `the id of ${other.file}, too: `;
  return { id, file, state, problems: at(`${id}: ${taken}a rule's file is named for its id`) };
}

/** A file that looks like a rule and would be passed over. */
function misnamed(file: string): RuleReport {
  const name = basename(file, ".yml");
  const message = `a rule's file ends in .yaml: rename it to ${name}.yaml`;
  return {
    id: name,
    file,
    state: null,
    problems: [placedProblem(file, { severity: "error", path: [], message }, null)],
  };
}
