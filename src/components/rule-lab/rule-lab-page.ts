import { PredicateError } from "../../lib/predicate/index.js";
import { candidateOf, type Candidate } from "../../lib/rule/lab/candidate.js";
import type { RuleLab, RuleLabMissing } from "../../lib/rule/lab/manifest.js";
import {
  isModified,
  parseLab,
  unchanged,
  writeLab,
  type LabProblem,
  type LabState,
} from "../../lib/rule/lab/state.js";
import { ruleOf } from "../../lib/rule/lab/tried-rule.js";
import type { RuleReport } from "../../lib/rule/report/index.js";
import type { TableManifest } from "../../lib/sql/table-manifest.js";
import type { Attachment } from "../attachments.js";
import { Database } from "../sql/database.js";
import { engineFiles } from "../sql/engine-files.js";
import { node } from "./elements.js";
import { LabDatabase } from "./lab-database.js";
import { labFrame, type LabFrame } from "./lab-frame.js";
import { LatestWins } from "./latest-wins.js";

/** The Rule lab while it is open. */
class RuleLabPage {
  readonly #lab: RuleLab;
  readonly #root: HTMLElement;
  readonly #database: LabDatabase;
  readonly #measuring = new LatestWins<LabState>((state) => this.#measure(state));
  #state: LabState;
  #frame: LabFrame;

  constructor(lab: RuleLab, manifest: TableManifest, root: HTMLElement) {
    this.#lab = lab;
    this.#root = root;
    this.#database = new LabDatabase(lab, new Database(manifest, engineFiles));
    const { state, problems } = parseLab(new URLSearchParams(location.search), lab);
    this.#state = state;
    this.#frame = this.#build(problems);
    addEventListener("popstate", () => {
      const read = parseLab(new URLSearchParams(location.search), lab);
      this.#state = read.state;
      this.#frame = this.#build(read.problems);
      this.#ask();
    });
  }

  #build(problems: readonly LabProblem[]): LabFrame {
    const frame = labFrame(this.#lab, this.#state, problems, {
      choose: (rule) => this.#go(unchanged(this.#lab, rule)),
      policy: (policy) => this.#go({ ...this.#state, policy }),
      set: (name, value, resting) => this.#set(name, value, resting),
      condition: (text) => this.#condition(text),
      days: (from, to) => this.#change({ ...this.#state, from, to }, true),
      reset: () => this.#go(unchanged(this.#lab, this.#state.rule)),
      approach: () => this.#approach(),
    });
    this.#root.replaceChildren(frame.element);
    return frame;
  }

  /** Measures the rule that the link names. */
  start(): void {
    this.#ask();
  }

  /** Another rule, or all as it was: the controls are built anew. */
  #go(state: LabState): void {
    this.#state = state;
    this.#keep();
    this.#frame = this.#build([]);
    this.#ask();
  }

  #set(name: string, value: number, resting: boolean): void {
    const { [name]: _, ...others } = this.#state.set;
    const runs = ruleOf(this.#lab, this.#state).params.find((param) => param.name === name)?.default;
    const set = value === runs ? others : { ...others, [name]: value };
    this.#change({ ...this.#state, set }, resting);
  }

  #condition(text: string): void {
    const own = ruleOf(this.#lab, this.#state).when;
    this.#change({ ...this.#state, when: text.trim() === own.trim() ? null : text }, true);
  }

  #change(state: LabState, resting: boolean): void {
    this.#state = state;
    this.#frame.modified(isModified(state));
    if (resting) this.#keep();
    this.#ask();
  }

  #keep(): void {
    const query = writeLab(this.#state, this.#lab);
    const address = `${location.pathname}${query === "" ? "" : `?${query}`}`;
    if (address !== `${location.pathname}${location.search}`) history.pushState(null, "", address);
  }

  /** Gets the database ready before the first slider moves. */
  #approach(): void {
    const candidate = this.#candidate(this.#state);
    if (candidate !== null)
      void this.#database
        .prepare(candidate, (step, share) => this.#frame.progress(step, share))
        .then(
          () => this.#frame.progress(null, 1),
          () => undefined,
        );
  }

  #ask(): void {
    this.#measuring.ask(this.#state);
  }

  #candidate(state: LabState): Candidate | null {
    try {
      return candidateOf(this.#lab, state);
    } catch (error) {
      if (!(error instanceof PredicateError)) throw error;
      this.#frame.refuse(error);
      return null;
    }
  }

  async #measure(state: LabState): Promise<void> {
    const candidate = this.#candidate(state);
    if (candidate === null) return;
    const frame = this.#frame;
    frame.accept();
    try {
      const known = candidate.modified ? null : candidate.rule.report;
      const report = known ?? (await this.#report(candidate));
      if (frame === this.#frame) await frame.paint(state, candidate, report);
    } catch (error) {
      if (frame === this.#frame) frame.fail(error, () => this.#ask());
    }
  }

  #report(candidate: Candidate): Promise<RuleReport> {
    return this.#database.report(candidate, (step, share) => this.#frame.progress(step, share));
  }
}

/** Starts the Rule lab in its place. */
export async function startRuleLab(
  root: HTMLElement,
  attachments: { readonly lab: Attachment; readonly tables: Attachment },
): Promise<void> {
  const [lab, tables] = await Promise.all([
    attachments.lab.json() as Promise<RuleLab | RuleLabMissing>,
    attachments.tables.json() as Promise<TableManifest>,
  ]);
  if ("missing" in lab) root.replaceChildren(missing(lab));
  else new RuleLabPage(lab, tables, root).start();
}

function missing({ missing: lacking }: RuleLabMissing): HTMLElement {
  return node(
    "div",
    { class: "missing" },
    node(
      "p",
      {},
      lacking.includes("rules")
        ? "The rule lab tries rules on accounts, and this source has no rule about them. Put a file rules/<id>.yaml into the source’s folder, as docs/rules.md describes it, and build again."
        : `The rule lab tries rules on accounts, and this source has none. Add ${lacking.join(".sql and ")}.sql to the source and build again.`,
    ),
  );
}
