import type { PredicateError } from "../../lib/predicate/index.js";
import type { Candidate } from "../../lib/rule/lab/candidate.js";
import type { RuleLab } from "../../lib/rule/lab/manifest.js";
import { isModified, type LabProblem, type LabState } from "../../lib/rule/lab/state.js";
import { labHeadline, labSummary } from "../../lib/rule/lab/words.js";
import type { RuleReport } from "../../lib/rule/report/index.js";
import { button, node } from "./elements.js";
import { labControls, type ControlEvents } from "./lab-controls.js";
import { reportView } from "./report-view.js";
import { ruleOutput } from "./rule-output.js";

/** What the reader does. */
export interface LabEvents extends ControlEvents {
  reset(): void;
  /** A hand comes near the controls. */
  approach(): void;
}

/** The page's elements, and what changes in them. */
export interface LabFrame {
  readonly element: HTMLElement;
  modified(modified: boolean): void;
  /** What the database is doing; null when it is done. */
  progress(step: string | null, share: number): void;
  /** Says what is wrong with the condition; the figures stay those of before. */
  refuse(error: PredicateError): void;
  accept(): void;
  paint(state: LabState, candidate: Candidate, report: RuleReport): Promise<void>;
  fail(error: unknown, retry: () => void): void;
}

/** Milliseconds without another report after which what is read out and the file are brought up to date. */
const rest = 250;

export function labFrame(
  lab: RuleLab,
  state: LabState,
  problems: readonly LabProblem[],
  events: LabEvents,
): LabFrame {
  const headline = node("p", { class: "headline" }, "Trying the rule…");
  const summary = node("p", { class: "summary" });
  const spoken = node("p", { class: "visually-hidden", role: "status" });
  const status = node("p", { class: "lab-status" });
  const bar = node("progress", { max: "1", "aria-label": "Progress" });
  bar.hidden = true;
  const failure = node("div", {});
  const figures = node("div", { class: "lab-figures", "aria-busy": "true" }, skeleton());
  const controls = labControls(lab, state, events);
  const output = ruleOutput(lab);
  const badge = node("span", {});
  const reset = button("Reset", () => events.reset());
  const tools = node("div", { class: "lab-tools" }, badge, reset, status, bar);
  controls.element.prepend(tools);
  const modified = (is: boolean): void => {
    badge.textContent = is ? "Modified" : "As its file has it";
    badge.className = is ? "modified" : "lab-note";
    reset.hidden = !is;
  };
  modified(isModified(state));
  for (const kind of ["pointerdown", "focusin"])
    controls.element.addEventListener(kind, () => events.approach(), { once: true });
  const progress = (step: string | null, share: number): void => {
    status.textContent = step === null ? "" : `${step}…`;
    bar.hidden = step === null;
    bar.value = share;
  };
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    element: node(
      "div",
      { class: "lab" },
      problemList(problems),
      headline,
      summary,
      spoken,
      node(
        "div",
        { class: "lab-page" },
        controls.element,
        node("div", { class: "lab-main" }, failure, figures, output.element),
      ),
    ),
    modified,
    progress,
    refuse(error) {
      controls.mark(error);
      figures.classList.add("lab-stale");
    },
    accept() {
      controls.mark(null);
      failure.replaceChildren();
    },
    async paint(state, candidate, report) {
      headline.textContent = labHeadline(candidate, report);
      summary.textContent = labSummary(candidate, report);
      figures.replaceChildren(reportView(candidate, report, figures.clientWidth));
      figures.classList.remove("lab-stale");
      figures.classList.add("lab-moving");
      figures.setAttribute("aria-busy", "false");
      progress(null, 1);
      clearTimeout(timer);
      timer = setTimeout(() => {
        spoken.textContent = headline.textContent;
        figures.classList.remove("lab-moving");
        void output.show(state, candidate, report);
      }, rest);
    },
    fail(error, retry) {
      progress(null, 1);
      failure.replaceChildren(
        node(
          "div",
          { class: "sql-error", role: "alert" },
          `The rule could not be tried: ${error instanceof Error ? error.message : String(error)} `,
          button("Try again", retry),
        ),
      );
    },
  };
}

function problemList(problems: readonly LabProblem[]): HTMLElement | null {
  if (problems.length === 0) return null;
  return node(
    "ul",
    { class: "lab-problems", role: "alert" },
    ...problems.map(({ key, raw, why }) => node("li", {}, `${key}=${raw} in the link was ignored: ${why}`)),
  );
}

/** The shape of the figures, until they are there. */
function skeleton(): HTMLElement {
  return node(
    "div",
    { class: "lab-skeleton", "aria-hidden": "true" },
    ...Array.from({ length: 8 }, () => node("div", { class: "lab-skeleton-number" })),
    node("div", { class: "lab-skeleton-chart" }),
    node("div", { class: "lab-skeleton-chart" }),
  );
}
