import * as fc from "fast-check";
import type { Engine } from "../../../../data-loaders/engine/engine.js";
import { insert } from "../../publish/support/warehouse.js";

/** Accounts of a random platform. */
export const accounts = ["a", "b", "c"];
/** Canonical tables that features are made of. */
export const tables = ["accounts", "sessions", "events", "event_objects", "reports"];
/** Minutes from the platform's first; ten days of them, and a few of forty. */
const minute = fc.oneof(
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 10 * 1440 - 1 }) },
  { weight: 1, arbitrary: fc.integer({ min: 0, max: 40 * 1440 - 1 }) },
);
/** A minute of the platform as text. */
export const timeText = (minutes: number): string =>
  new Date(Date.UTC(2026, 0, 3) + minutes * 60_000).toISOString().slice(0, 19).replace("T", " ");

const event = fc.record({
  account: fc.constantFrom(...accounts),
  at: minute,
  type: fc.constantFrom("post", "reply", "repost", "like", "follow", "message", "profile_edit"),
  links: fc.nat(2),
  hashtags: fc.nat(2),
  media: fc.boolean(),
  text: fc.option(fc.constantFrom("t1", "t2")),
});
const report = fc.record({ account: fc.constantFrom(...accounts), at: minute });
const signup = fc.record({
  account: fc.constantFrom(...accounts, "d", "e", "f"),
  at: minute,
  prefix: fc.option(fc.constantFrom("p1", "p2")),
  device: fc.option(fc.constantFrom("d1", "d2")),
  challenge: fc.option(fc.constantFrom("passed", "failed", "abandoned")),
});
/** A random platform: what few accounts did, with reports and signups. */
export const platform = fc.record({
  events: fc.array(event, { minLength: 1, maxLength: 40, size: "max" }),
  reports: fc.array(report, { maxLength: 12, size: "max" }),
  signups: fc.array(signup, { maxLength: 9, size: "max" }),
});
export type Platform = typeof platform extends fc.Arbitrary<infer T> ? T : never;

/** Fills an empty warehouse with a platform. */
export async function fill(engine: Engine, { events, reports, signups }: Platform): Promise<void> {
  for (const table of tables) await engine.execute(`DELETE FROM ${table}`);
  for (const account_id of accounts)
    await insert(engine, "accounts", [{ account_id, handle: account_id, created_at: timeText(0) }]);
  for (const [index, { account, at, type, links, hashtags, media, text }] of events.entries()) {
    const event_id = `${account}-${at}-${index}`;
    const objects = [
      ...Array.from({ length: links }, (_, i) => ["url", `u${i}`] as const),
      ...Array.from({ length: hashtags }, (_, i) => ["hashtag", `h${i}`] as const),
      ...(text === null ? [] : [["text", text] as const]),
    ];
    await insert(engine, "events", [
      {
        event_id,
        account_id: account,
        event_type: type,
        occurred_at: timeText(at),
        media_hash: media ? "m" : null,
      },
    ]);
    await insert(
      engine,
      "event_objects",
      objects.map(([kind, object_id]) => ({ event_id, kind, object_id })),
    );
  }
  await insert(
    engine,
    "reports",
    reports.map(({ account, at }, index) => ({
      report_id: String(index),
      reporter_id: "r",
      account_id: account,
      reason: "spam",
      reported_at: timeText(at),
    })),
  );
  await insert(
    engine,
    "sessions",
    signups.map(({ account, at, prefix, device, challenge }, index) => ({
      session_id: `${account}-${at}-${index}`,
      account_id: account,
      kind: "signup",
      started_at: timeText(at),
      ip_prefix_h: prefix,
      device_h: device,
      challenge_result: challenge,
    })),
  );
}
