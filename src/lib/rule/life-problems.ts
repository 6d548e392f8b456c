import { nearest } from "../text/nearest.js";
import { ruleError, type RuleProblem } from "./problem.js";
import type { RuleFile } from "./rule-file.js";
import { stepProblem } from "./states.js";
import { defaultParameters, ruleTimeline } from "./timeline.js";

/**
 * What is wrong with a rule's life: changes out of order, a transition that there is not, parameters unknown, outside their ranges
 * or changed within a version, and a present that is not what the changes lead to.
 */
export function lifeProblems(rule: RuleFile): RuleProblem[] {
  return [...rangeProblems(rule), ...changeProblems(rule), ...presentProblems(rule)];
}

function rangeProblems(rule: RuleFile): RuleProblem[] {
  return Object.entries(rule.params).flatMap(([name, { default: value, min, max }]) => {
    if (min > max) return [ruleError(["params", name, "min"], `min ${min} is above max ${max}`)];
    return value < min || value > max
      ? [ruleError(["params", name, "default"], outside(name, value, min, max))]
      : [];
  });
}

function changeProblems(rule: RuleFile): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const periods = ruleTimeline(rule);
  for (const [index, change] of rule.changes.entries()) {
    const [before, after] = [periods[index - 1], periods[index]];
    if (after === undefined) continue;
    problems.push(...parameterProblems(rule, index));
    if (before !== undefined && (change.on < before.from || change.version < before.version)) {
      const order = `version ${change.version} on ${change.on} stands after version ${before.version} on ${before.from}; write the oldest first`;
      problems.push(ruleError(["changes", index, change.on < before.from ? "on" : "version"], order));
      continue;
    }
    const step = stepProblem(periods.slice(0, index), after);
    if (step !== null) problems.push(ruleError(["changes", index, "state"], step));
    const changed = Object.keys(rule.params).find((name) => before?.params[name] !== after.params[name]);
    if (before !== undefined && before.version === after.version && changed !== undefined)
      problems.push(
        ruleError(
          ["changes", index, "params", changed],
          `${changed} goes from ${before.params[changed]} to ${after.params[changed]} within version ${after.version}: give it a new version`,
        ),
      );
  }
  return problems;
}

function parameterProblems(rule: RuleFile, index: number): RuleProblem[] {
  return Object.entries(rule.changes[index]?.params ?? {}).flatMap(([name, value]) => {
    const path = ["changes", index, "params", name];
    const range = Object.hasOwn(rule.params, name) ? rule.params[name] : undefined;
    if (range === undefined) {
      const known = Object.keys(rule.params);
      const near = nearest(name, known);
      const remedy = near === null ? "" : `; did you mean "${near}"?`;
      return [
        ruleError(path, `parameter "${name}" is not among params (${known.join(", ") || "none"})${remedy}`),
      ];
    }
    return value < range.min || value > range.max
      ? [ruleError(path, outside(name, value, range.min, range.max))]
      : [];
  });
}

function presentProblems(rule: RuleFile): RuleProblem[] {
  const last = ruleTimeline(rule).at(-1);
  if (last === undefined) return [];
  const problems: RuleProblem[] = [];
  const differs = (path: readonly string[], present: unknown, led: unknown): void => {
    if (present !== led)
      problems.push(ruleError(path, `${String(present)}, but the last of changes leads to ${String(led)}`));
  };
  differs(["state"], rule.state, last.state);
  differs(["rollout"], rule.rollout, last.rollout);
  for (const [name, value] of Object.entries(defaultParameters(rule)))
    differs(["params", name, "default"], value, last.params[name]);
  return problems;
}

function outside(name: string, value: number, min: number, max: number): string {
  return `parameter ${name} = ${value} lies outside its range ${min}–${max}`;
}
