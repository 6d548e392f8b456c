import type { SumRow } from "../../../../../src/lib/metrics/definition.js";
import type { Platform } from "../platform.js";

/** The label that most decisions of a job give, uncertain where two have as many, null where there is none. */
export function labelOf(platform: Platform, job: unknown): string | null {
  const votes = new Map<string, number>();
  for (const { job_id, label } of platform.review_decisions)
    if (job_id === job) votes.set(String(label), (votes.get(String(label)) ?? 0) + 1);
  const most = Math.max(...votes.values());
  const leading = [...votes].filter(([, count]) => count === most).map(([label]) => label);
  if (leading.length === 0) return null;
  return leading.length === 1 ? leading[0]! : "uncertain";
}

/** What the first reviewer of a job said; decisions without a time come last. */
export function firstLabelOf(platform: Platform, job: unknown): string | null {
  const when = (time: unknown): string => (time === null ? "9" : String(time));
  const [first] = platform.review_decisions
    .filter(({ job_id }) => job_id === job)
    .toSorted(
      (a, b) => compare(when(a.decided_at), when(b.decided_at)) || compare(a.decision_id, b.decision_id),
    );
  return first ? String(first.label) : null;
}

export function countryOf(platform: Platform, account: unknown): string {
  return String(platform.accounts.find(({ account_id }) => account_id === account)?.country ?? "");
}

export function tally<T>(
  rows: readonly T[],
  keys: (row: T) => Readonly<Record<string, unknown>>,
  sums: (group: T[]) => SumRow,
): SumRow[] {
  const groups = new Map<string, T[]>();
  for (const row of rows) {
    const key = JSON.stringify(keys(row));
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return [...groups.values()].map((group) => ({ ...(keys(group[0]!) as SumRow), ...sums(group) }));
}

export function count<T>(rows: readonly T[], holds: (row: T) => boolean): number {
  return rows.filter(holds).length;
}

export function total<T>(rows: readonly T[], of: (row: T) => number): number {
  return rows.reduce((sum, row) => sum + of(row), 0);
}

export function micro({ weight }: { weight: number }): number {
  return Math.round(weight * 1e6);
}

export function squaredMilli({ weight }: { weight: number }): number {
  return Math.round(weight * weight * 1e3);
}

export function bin(value: number): number {
  return Math.floor(4 * Math.log2(value + 1));
}

export function dayOf(time: unknown): string | null {
  return time === null ? null : String(time).slice(0, 10);
}

export function seconds(from: unknown, to: unknown): number {
  return (Date.parse(`${String(to)}Z`) - Date.parse(`${String(from)}Z`)) / 1000;
}

export function compare(a: unknown, b: unknown): number {
  return String(a) < String(b) ? -1 : Number(String(a) > String(b));
}
