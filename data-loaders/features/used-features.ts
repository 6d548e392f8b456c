import { riskScore } from "../../src/lib/rule/index.js";
import type { FeatureOptions } from "./build-features.js";

/** What of a rule says which features are made for it. */
export interface NamesFeatures {
  readonly rule: { readonly grain: "account" | "event" };
  readonly columns: readonly string[];
}

/** The features that some rule names, in order: all that need be made for them. The risk score is made of these. */
export function usedFeatures(
  rules: readonly NamesFeatures[],
): Required<Pick<FeatureOptions, "accounts" | "events">> {
  const used = (grain: "account" | "event"): string[] =>
    [...new Set(rules.filter(({ rule }) => rule.grain === grain).flatMap(({ columns }) => columns))]
      .filter((column) => column !== riskScore)
      .sort();
  return {
    accounts: used("account"),
    events: rules.some(({ rule }) => rule.grain === "event") ? used("event") : null,
  };
}
