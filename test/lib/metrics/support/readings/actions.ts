import type { SumRow } from "../../../../../src/lib/metrics/definition.js";
import type { Platform, Row } from "../platform.js";
import {
  labelOf,
  countryOf,
  tally,
  count,
  total,
  micro,
  squaredMilli,
  bin,
  dayOf,
  seconds,
  compare,
} from "./common.js";

/** Readings of what was done about abuse. */
export const actionReadings: Readonly<Record<string, (platform: Platform) => SumRow[]>> = {
  metric_actions: (platform) =>
    tally(
      facts(platform),
      ({ day, policy, surface, country, auto, action_type }) => ({
        day,
        policy,
        surface,
        country,
        auto,
        action_type,
      }),
      (group) => ({
        actions: group.length,
        content: count(group, ({ firstOfContent }) => firstOfContent),
        accounts: count(group, ({ firstOfAccount }) => firstOfAccount),
        proactive: group.every(({ proactive }) => proactive === null)
          ? null
          : count(group, ({ proactive }) => proactive === true),
        proactive_known: count(group, ({ proactive }) => proactive !== null),
      }),
    ),
  metric_appeals: (platform) =>
    tally(
      facts(platform).filter(({ action_type }) => action_type !== "challenge"),
      ({ day, policy, surface, country, auto }) => ({ day, policy, surface, country, auto }),
      (group) => {
        const outcomes = new Map(
          group.map(({ action_id }) => [
            action_id,
            platform.appeals.filter((appeal) => appeal.action_id === action_id).map(({ outcome }) => outcome),
          ]),
        );
        const won = (action_id: unknown): boolean =>
          outcomes.get(action_id as string)!.includes("overturned");
        return {
          appealable: group.length,
          appealed: count(group, ({ action_id }) => outcomes.get(action_id)!.length > 0),
          decided: count(
            group,
            ({ action_id }) => won(action_id) || outcomes.get(action_id)!.includes("upheld"),
          ),
          overturned: count(group, ({ action_id }) => won(action_id)),
          restored_without_appeal: count(
            group,
            ({ action_id, reversed_at, via_appeal }) =>
              reversed_at !== null && !won(action_id) && via_appeal !== true,
          ),
        };
      },
    ),
  metric_views_before_action: (platform) =>
    tally(
      facts(platform).filter(({ event_id, views_before }) => event_id !== null && views_before !== null),
      ({ day, policy, surface, country, auto, views_before }) => ({
        day,
        policy,
        surface,
        country,
        auto,
        bin: bin(Number(views_before)),
      }),
      (group) => ({ items: group.length }),
    ),
  metric_put_right: (platform) =>
    tally(
      facts(platform).filter(
        ({ action_at, reversed_at }) => reversed_at !== null && reversed_at >= action_at!,
      ),
      ({ day, policy, surface, country, auto, via_appeal, reversed_at }) => ({
        day,
        policy,
        surface,
        country,
        auto,
        via: via_appeal === true ? "appeal" : "other",
        days: (Date.parse(String(reversed_at).slice(0, 10)) - Date.parse(day)) / 86_400_000,
      }),
      (group) => ({ actions: group.length }),
    ),
  metric_actions_by_rule: (platform) =>
    tally(
      facts(platform).map((fact) => ({
        ...fact,
        rule:
          platform.action_rules
            .filter(({ action_id, is_primary }) => is_primary && action_id === fact.action_id)
            .flatMap(({ hit_id }) => platform.rule_hits.filter((hit) => hit.hit_id === hit_id))
            .map(({ rule_id }) => String(rule_id))
            .sort()[0] ?? "",
      })),
      ({ day, rule, policy, surface, country, auto }) => ({ day, rule, policy, surface, country, auto }),
      (group) => ({ actions: group.length }),
    ),
  metric_audits: (platform) =>
    tally(
      platform.review_jobs
        .filter(({ sample_design }) => sample_design === "audit")
        .flatMap((job) => {
          const action = platform.action_rules
            .filter(({ hit_id }) => hit_id === job.hit_id)
            .map(({ action_id }) => String(action_id))
            .sort()[0];
          const fact = facts(platform).find(({ action_id }) => action_id === action);
          const label = labelOf(platform, job.job_id);
          return fact && label !== null ? [{ ...fact, label, weight: 1 / Number(job.inclusion_prob) }] : [];
        }),
      ({ day, policy, surface, country, auto }) => ({ day, policy, surface, country, auto }),
      (group) => {
        const reviewed = group.filter(({ label }) => label !== "uncertain");
        const wrong = group.filter(({ label }) => label === "false_positive");
        return {
          reviewed: reviewed.length,
          overturned: wrong.length,
          uncertain: group.length - reviewed.length,
          weight_micro: total(reviewed, micro),
          weight_overturned_micro: total(wrong, micro),
          weight_squared_milli: total(reviewed, squaredMilli),
          weight_squared_overturned_milli: total(wrong, squaredMilli),
        };
      },
    ),
};

function facts(platform: Platform) {
  const taken = platform.actions
    .filter(({ action_type }) => action_type !== "none")
    .sort((a, b) => compare(a.action_at, b.action_at) || compare(a.action_id, b.action_id));
  const stands = ({ action_at, reversed_at }: Row<"action_at" | "reversed_at">): boolean =>
    reversed_at === null || seconds(action_at, reversed_at) >= 86_400;
  const reported = platform.actions.some(({ first_report_at }) => first_report_at !== null);
  const standing = taken.filter(stands);
  return taken.map((action) => ({
    ...action,
    day: dayOf(action.action_at)!,
    policy: action.policy_id,
    surface: platform.events.find(({ event_id }) => event_id === action.event_id)?.surface ?? "",
    country: countryOf(platform, action.account_id),
    auto: action.automated_decision ? "automated" : "manual",
    firstOfContent:
      action.event_id !== null && standing.find(({ event_id }) => event_id === action.event_id) === action,
    firstOfAccount: standing.find(({ account_id }) => account_id === action.account_id) === action,
    proactive: reported
      ? action.first_report_at === null || action.first_report_at > action.action_at!
      : null,
  }));
}
