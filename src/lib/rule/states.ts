/** The life of a rule, in order. */
export const ruleStates = [
  "draft",
  "shadow",
  "review_only",
  "limited",
  "enforce",
  "paused",
  "retired",
] as const;
export type RuleState = (typeof ruleStates)[number];

/** What a rule is from a day on. */
export interface RuleStep {
  readonly version: number;
  readonly state: RuleState;
  /** Percent of accounts. */
  readonly rollout: number;
}

/** Where a version may go: onward, and never back to where it was; a paused one also to what it was paused from. */
export const onward: Readonly<Record<RuleState, readonly RuleState[]>> = {
  draft: ["shadow", "review_only", "retired"],
  shadow: ["review_only", "limited", "enforce", "paused", "retired"],
  review_only: ["limited", "enforce", "paused", "retired"],
  limited: ["enforce", "paused", "retired"],
  enforce: ["paused", "retired"],
  paused: ["retired"],
  retired: [],
};

/** Where a rule, or a new version of one that has been measured, may begin. */
export const beginnings: readonly RuleState[] = ["draft", "shadow", "review_only", "limited", "enforce"];

/** Where a new version of a rule that is still a draft may begin: nothing of it has been measured. */
const draftBeginnings: readonly RuleState[] = ["draft", "shadow", "review_only"];

/** States in which actions follow from hits. */
const acting: ReadonlySet<RuleState> = new Set(["limited", "enforce"]);

/**
 * Why a rule may not take a step, and what to do instead; null where it may.
 *
 * @param past the steps before, oldest first
 */
export function stepProblem(past: readonly RuleStep[], next: RuleStep): string | null {
  const before = past.at(-1);
  if (before === undefined)
    return beginnings.includes(next.state)
      ? null
      : `a rule begins in ${beginnings.join(", ")}, not in ${next.state}`;
  if (next.version > before.version) return beginningProblem(before, next);
  if (before.state === "retired")
    return next.state === "retired" ? null : "retired is final: start a rule of its own, with a new id";
  const version = past.filter((step) => step.version === next.version);
  const resumed = before.state === "paused" ? version.findLast(({ state }) => state !== "paused") : before;
  return stateProblem(version, before, resumed, next) ?? rolloutProblem(resumed, next);
}

function beginningProblem(before: RuleStep, next: RuleStep): string | null {
  if (before.state === "retired") return "retired is final: start a rule of its own, with a new id";
  const allowed = before.state === "draft" ? draftBeginnings : beginnings;
  return allowed.includes(next.state)
    ? null
    : `version ${next.version} cannot begin as ${next.state} after ${before.state}: it begins in ${allowed.join(", ")}`;
}

function stateProblem(
  version: readonly RuleStep[],
  before: RuleStep,
  resumed: RuleStep | undefined,
  next: RuleStep,
): string | null {
  const { state } = next;
  if (state === before.state || state === resumed?.state || onward[before.state].includes(state)) return null;
  const earlier = version.findIndex((step) => step.state === state);
  if (earlier >= 0) {
    const round = [...version.slice(earlier).map((step) => step.state), state];
    const path = round.filter((name, index) => name !== round[index - 1]).join(" → ");
    return `version ${next.version} returns to ${state}, a cycle of states (${path}): give it a new version`;
  }
  if (before.state === "draft")
    return `version ${next.version} goes from draft to ${state} unmeasured: shadow or review_only comes first`;
  if (before.state === "paused")
    return `version ${next.version} was paused from ${resumed?.state ?? "nothing"} and goes on as that, or retires: for ${state} give it a new version`;
  return `version ${next.version} goes back from ${before.state} to ${state}: give it a new version`;
}

function rolloutProblem(resumed: RuleStep | undefined, next: RuleStep): string | null {
  if (resumed === undefined || !acting.has(resumed.state) || !acting.has(next.state)) return null;
  return next.rollout < resumed.rollout
    ? `the rollout of version ${next.version} falls from ${resumed.rollout} % to ${next.rollout} %, and a rollout only widens: pause it, or give it a new version`
    : null;
}
