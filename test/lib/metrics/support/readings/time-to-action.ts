import type { SumRow } from "../../../../../src/lib/metrics/definition.js";
import type { Platform, Row } from "../platform.js";
import { tally, bin, seconds } from "./common.js";

/** Every item that was detected or reported, followed to what it came to first. */
export function timeToAction(platform: Platform): SumRow[] {
  const itemOf = ({ event_id, account_id }: Row<"event_id" | "account_id">): string =>
    event_id === null ? `account ${String(account_id)}` : `event ${String(event_id)}`;
  const found = [
    ...platform.rule_hits
      .filter(({ environment, held_out }) => environment === "live" && held_out !== true)
      .map((hit) => ({ item: itemOf(hit), account: String(hit.account_id), at: String(hit.hit_at) })),
    ...platform.reports.map((report) => ({
      item: itemOf(report),
      account: String(report.account_id),
      at: String(report.reported_at),
    })),
  ];
  const acts = platform.actions
    .filter(({ action_type }) => action_type !== "none")
    .map((action) => ({ item: itemOf(action), at: String(action.action_at) }));
  const clearances = platform.review_decisions
    .filter(({ label, decided_at }) => label === "false_positive" && decided_at !== null)
    .flatMap(({ job_id, decided_at }) =>
      platform.review_jobs
        .filter((job) => job.job_id === job_id)
        .map((job) => ({ item: itemOf(job), at: String(decided_at) })),
    );
  const end = [
    ...platform.actions.map(({ action_at }) => String(action_at)),
    ...found.map(({ at }) => at),
    ...clearances.map(({ at }) => at),
  ]
    .sort()
    .at(-1)!;
  const items = [...new Set(found.map(({ item }) => item))].flatMap((item) => {
    const own = found.filter((each) => each.item === item);
    const at = own.map((each) => each.at).sort()[0]!;
    const account = own.map((each) => each.account).sort()[0]!;
    if (acts.some((act) => act.item === item && act.at < at)) return [];
    const acted = acts
      .filter((act) => (act.item === item || act.item === `account ${account}`) && act.at >= at)
      .map((act) => act.at)
      .sort()[0];
    const cleared = clearances
      .filter((each) => each.item === item && each.at >= at)
      .map((each) => each.at)
      .sort()[0];
    const outcome =
      acted !== undefined && (cleared === undefined || acted <= cleared)
        ? "actioned"
        : cleared === undefined
          ? "open"
          : "cleared";
    const until = outcome === "actioned" ? acted : outcome === "cleared" ? cleared : end;
    return [{ day: at.slice(0, 10), outcome, bin: bin(seconds(at, until!)) }];
  });
  return tally(
    items,
    (row) => row,
    (group) => ({ items: group.length }),
  );
}
