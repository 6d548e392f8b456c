import { readFileSync } from "node:fs";
import type { Stage } from "../pipeline/stage.js";
import type { Rule } from "../rules/read-rules.js";
import { featureTables } from "./build-features.js";

/** The stage that makes the features that rules are evaluated over; none where a source has no rules. */
export function featureStages(rules: readonly Rule[]): Stage[] {
  if (rules.length === 0) return [];
  return [
    {
      name: "account_features",
      title: "Features",
      reads: ["accounts", "sessions", "events", "event_objects", "reports"].map((table) => ({ table })),
      writes: featureTables.map((table) => ({ table })),
      run: async (context) => {
        for (const table of featureTables)
          await context.write(table, readFileSync(new URL(`./${table}.sql`, import.meta.url), "utf8"));
      },
      modules: [new URL(import.meta.url)],
    },
  ];
}
