import type { EmergingArtifact } from "../../emerging/artifact.js";
import { addDays } from "../../time/index.js";
import { type Inputs, missingTables } from "../inputs.js";
import type { RankedItem } from "../rules/attention.js";
import { many } from "../words.js";
import { expectedText, nameOf } from "./words.js";

/** Alerts of the last week that are open: news, after what is broken. */
export function emergingAttention({ artifacts }: Inputs): RankedItem[] {
  if (artifacts["emerging"] === undefined || missingTables(artifacts["emerging"]) !== null) return [];
  const { alerts, asOf } = artifacts["emerging"] as EmergingArtifact;
  return alerts
    .filter(({ day, resolved }) => resolved === null && day > addDays(asOf, -7))
    .map((alert) => ({
      rule: null,
      all: "/analyst/emerging",
      rank: 8,
      size: alert.observed - alert.expected,
      item: {
        kind: "Emerging",
        tone: "neutral",
        subject: { text: nameOf(alert), href: "/analyst/emerging" },
        text: `${many(alert.observed, "account")}, where ${expectedText(alert)}.`,
        since: alert.day,
      },
    }));
}
