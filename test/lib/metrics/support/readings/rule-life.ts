import type { SumRow } from "../../../../../src/lib/metrics/definition.js";
import type { Platform } from "../platform.js";
import { compare, dayOf, seconds, tally } from "./common.js";

const life = ["draft", "shadow", "review_only", "limited", "enforce", "paused", "retired"];

interface Step {
  readonly state: string;
  readonly at: string;
}

/** Each rule's states in the order of the log, a state that it was in already left out. */
function histories(
  platform: Platform,
  nameOf: (state: string) => string,
): { policy: string; steps: Step[] }[] {
  const ids = [...new Set(platform.rule_state_changes.map(({ rule_id }) => rule_id))];
  return ids.map((id) => {
    const steps: Step[] = [];
    const changes = platform.rule_state_changes
      .filter(({ rule_id }) => rule_id === id)
      .sort(
        (a, b) =>
          compare(a.changed_at, b.changed_at) ||
          Number(a.version) - Number(b.version) ||
          life.indexOf(String(a.state)) - life.indexOf(String(b.state)),
      );
    for (const change of changes) {
      const state = nameOf(String(change.state));
      if (steps.at(-1)?.state !== state) steps.push({ state, at: String(change.changed_at) });
    }
    return { policy: String(platform.rules.find(({ rule_id }) => rule_id === id)?.policy_id ?? ""), steps };
  });
}

function changes(platform: Platform): SumRow[] {
  const rows = histories(platform, (state) => state).flatMap(({ policy, steps }) =>
    steps.map(({ state, at }, index) => ({
      day: dayOf(at),
      policy,
      came_from: steps[index - 1]?.state ?? "",
      state,
    })),
  );
  return tally(
    rows,
    (row) => row,
    (group) => ({ changes: group.length }),
  );
}

function promotions(platform: Platform): SumRow[] {
  const phase = (state: string): string =>
    ["shadow", "review_only"].includes(state)
      ? "open"
      : ["limited", "enforce"].includes(state)
        ? "promoted"
        : "withdrawn";
  const end = [
    ...platform.rule_state_changes.map(({ changed_at }) => String(changed_at)),
    ...platform.rule_hits.map(({ hit_at }) => String(hit_at)),
  ]
    .sort()
    .at(-1);
  const rows = histories(platform, phase).flatMap(({ policy, steps }) =>
    steps.flatMap(({ state, at }, index) => {
      const next = steps[index + 1];
      return state === "open"
        ? [
            {
              day: dayOf(at),
              policy,
              outcome: next?.state ?? "open",
              minutes: Math.floor(seconds(at, next?.at ?? end) / 60),
            },
          ]
        : [];
    }),
  );
  return tally(
    rows,
    (row) => row,
    (group) => ({ stretches: group.length }),
  );
}

export const ruleLifeReadings = { metric_rule_changes: changes, metric_rule_promotions: promotions };
