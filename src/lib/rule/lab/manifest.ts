import type { ValueType } from "../../predicate/index.js";
import type { ReportContext, RuleReport } from "../report/index.js";
import type { RuleFile } from "../rule-file.js";
import type { RuleState } from "../states.js";

/** A feature that a condition may name. */
export interface LabColumn {
  readonly name: string;
  readonly type: ValueType;
  readonly meaning: string;
}

/** A parameter as its rule's file has it; the default is what runs. */
export interface LabParameter {
  readonly name: string;
  readonly default: number;
  readonly min: number;
  readonly max: number;
}

/** A rule of the source, as the lab begins with it. */
export interface LabRule extends Pick<
  RuleFile,
  "id" | "title" | "owner" | "policy" | "kind" | "action" | "when" | "target_precision" | "falsepositives"
> {
  readonly state: RuleState;
  /** The version that its file ends with, and the day on which that began. */
  readonly version: number;
  readonly since: string;
  readonly params: readonly LabParameter[];
  /** The text of its file. */
  readonly text: string;
  /** What the lab shows of it before anything is changed. */
  readonly report: RuleReport;
}

/** Artifact `rule_lab.json`. */
export interface RuleLab {
  readonly simulated: boolean;
  /** Days on which accounts were last active. */
  readonly range: { readonly from: string; readonly to: string };
  readonly context: ReportContext;
  /** What rules of the source name, and so what the lab's table holds, in order. */
  readonly columns: readonly LabColumn[];
  /** Features that there are and no rule of the source names. */
  readonly otherColumns: readonly LabColumn[];
  readonly policies: readonly { readonly id: string; readonly name: string }[];
  /** Rules about accounts, in the order of their ids. */
  readonly rules: readonly LabRule[];
  /** Rules about events, which the lab cannot try. */
  readonly eventRules: number;
  /** The rule that the page begins with: the acting one that is most wrong beyond its target. */
  readonly featured: string;
  /** The folder of the source, for commands; null where it is the one that commands take by themselves. */
  readonly source: string | null;
}

/** In the place of a lab, where the source has no rules or what they need is not there. */
export interface RuleLabMissing {
  readonly missing: readonly string[];
}
