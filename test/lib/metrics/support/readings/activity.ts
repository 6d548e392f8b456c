import type { SumRow } from "../../../../../src/lib/metrics/definition.js";
import type { Platform } from "../platform.js";
import { countryOf, tally, count, total, dayOf } from "./common.js";

/** Readings of what happened on the platform. */
export const activityReadings: Readonly<Record<string, (platform: Platform) => SumRow[]>> = {
  metric_challenges: (platform) =>
    tally(
      platform.sessions.filter(({ challenge_result }) => challenge_result !== null),
      ({ started_at, account_id, kind }) => ({
        day: dayOf(started_at),
        country: countryOf(platform, account_id),
        kind,
      }),
      (group) => ({
        issued: group.length,
        passed: count(group, (session) => session.challenge_result === "passed"),
      }),
    ),
  metric_rule_hits: (platform) =>
    tally(
      platform.rule_hits,
      ({ hit_at, rule_id, environment }) => ({ day: dayOf(hit_at), rule: rule_id, environment }),
      (group) => ({ hits: group.length }),
    ),
  metric_reports: (platform) =>
    tally(
      platform.reports,
      ({ reported_at, reason, account_id }) => ({
        day: dayOf(reported_at),
        reason,
        country: countryOf(platform, account_id),
      }),
      (group) => ({ reports: group.length }),
    ),
  metric_events: (platform) =>
    tally(
      platform.events,
      ({ occurred_at, surface, account_id }) => ({
        day: dayOf(occurred_at),
        surface: surface ?? "",
        country: countryOf(platform, account_id),
      }),
      (group) => {
        const known = group.filter(({ views }) => views !== null);
        return {
          events: group.length,
          views: known.length === 0 ? null : total(known, ({ views }) => Number(views)),
        };
      },
    ),
  metric_active_accounts: (platform) => {
    const active = new Map<unknown, Set<string>>();
    for (const { account_id, occurred_at } of platform.events)
      active.set(account_id, (active.get(account_id) ?? new Set()).add(dayOf(occurred_at)!));
    return tally(
      [...active.values()].flatMap((days) => {
        const sorted = [...days].sort();
        return sorted.map((day, index) => ({ day, previous: sorted[index - 1] ?? null }));
      }),
      (row) => row,
      (group) => ({ accounts: group.length }),
    );
  },
};
