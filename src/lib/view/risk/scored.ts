import { platformText } from "../../text/index.js";
import { largestContributions, type ExplainedScore } from "../../risk/score.js";
import { percent } from "../words.js";

/** A feature's name as it is read: `rule following-without-posts`, `follows 24h`. */
export function featureName(feature: string): string {
  const rule = feature.startsWith("rule:") ? feature.slice(5) : null;
  return platformText(rule === null ? feature.replace(/^x_/, "").replaceAll("_", " ") : `rule ${rule}`, 40);
}

/** A score in a sentence, with what raises and what lowers it the most. */
export function scoreWords({ score, contributions }: ExplainedScore, features: readonly string[]): string {
  const largest = largestContributions(contributions, contributions.length);
  const first = (raises: boolean): string | null => {
    const found = largest.find((feature) => (contributions[feature] ?? 0) > 0 === raises);
    return found === undefined ? null : featureName(features[found] ?? "");
  };
  const [up, down] = [first(true), first(false)];
  const why = [
    ...(up === null ? [] : [`${up} raises it most`]),
    ...(down === null ? [] : [`${down} lowers it most`]),
  ];
  return `Reviewers would call ${percent(score)} of such accounts violating${why.length === 0 ? "" : `: ${why.join(", ")}`}`;
}
