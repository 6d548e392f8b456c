import type { Unit } from "../../format/unit.js";
import type { Family } from "../selection.js";

/** The cubes that Trends reads, by what their rows are. */
export const families = {
  events: { label: "Events", cubes: ["events", "events_by_kind"] },
  actions: { label: "Actions", cubes: ["actions", "actions_by_country", "actions_by_rule"] },
  reports: { label: "Reports", cubes: ["reports"] },
  hits: { label: "Rule hits", cubes: ["hits"] },
} as const satisfies Record<string, Family>;

/** One count that Trends follows. */
export interface Measured {
  readonly id: string;
  readonly family: keyof typeof families;
  readonly measure: string;
  readonly label: string;
  readonly noun: string;
  readonly metric: string;
  readonly unit: Unit;
  readonly better: "up" | "down" | "neither";
}

/** What is counted, from what people do to what was done about it. */
export const measured: readonly Measured[] = [
  {
    id: "events",
    family: "events",
    measure: "events",
    label: "Activity",
    noun: "events",
    metric: "events",
    unit: "count",
    better: "neither",
  },
  {
    id: "actions",
    family: "actions",
    measure: "actions",
    label: "Enforcement actions",
    noun: "actions",
    metric: "actions",
    unit: "count",
    better: "neither",
  },
  {
    id: "reports",
    family: "reports",
    measure: "reports",
    label: "User reports",
    noun: "reports",
    metric: "reports",
    unit: "count",
    better: "down",
  },
];
