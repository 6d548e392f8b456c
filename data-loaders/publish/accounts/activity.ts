import { addDays } from "../../../src/lib/time/index.js";
import type { Engine } from "../../engine/engine.js";
import { numbered } from "./number-accounts.js";

/** Days of activity that a record holds, the last of the data. */
const days = 90;

/** Events by day and kind, as a record holds them: day, events, day, events, …, by kind, by number of the account. */
export interface Activity {
  readonly from: string;
  readonly days: number;
  readonly ofAccount: ReadonlyMap<number, Readonly<Record<string, readonly number[]>>>;
}

/** Counts what the published accounts did in the last days. */
export async function readActivity(
  engine: Engine,
  present: ReadonlySet<string>,
  published: number,
  lastDay: string,
): Promise<Activity> {
  const from = addDays(lastDay, 1 - days);
  const ofAccount = new Map<number, Record<string, number[]>>();
  if (!present.has("events")) return { from, days, ofAccount };
  const kinds = await engine.query<{ kind: string }>(
    "SELECT DISTINCT event_type AS kind FROM events ORDER BY kind",
  );
  const code = kinds.map(({ kind }, at) => `WHEN '${kind.replaceAll("'", "''")}' THEN ${at}`).join(" ");
  if (kinds.length === 0) return { from, days, ofAccount };
  const [accounts = new Int32Array(), codes = [], offsets = [], counts = []] = await engine.integers(
    `SELECT account_no, CAST(CASE event_type ${code} END AS INTEGER) AS kind, CAST(@days_between(DATE '${from}', @day(e.occurred_at)) AS INTEGER) AS offset, CAST(count(*) AS INTEGER) AS n
     FROM events e JOIN (SELECT account_id, account_no FROM ${numbered} WHERE account_no < ${published}) n USING (account_id)
     WHERE @day(e.occurred_at) BETWEEN DATE '${from}' AND DATE '${lastDay}'
     GROUP BY 1, 2, 3 ORDER BY 1, 2, 3`,
  );
  for (const [at, account] of accounts.entries()) {
    const kind = kinds[codes[at] ?? 0]?.kind ?? "";
    const known = ofAccount.get(account) ?? {};
    (known[kind] ??= []).push(offsets[at] ?? 0, counts[at] ?? 0);
    ofAccount.set(account, known);
  }
  return { from, days, ofAccount };
}
