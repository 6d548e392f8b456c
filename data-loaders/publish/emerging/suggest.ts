import { type Accounts, type Bound, separate } from "../../../src/lib/emerging/separate.js";
import type { PublishedAlert } from "../../../src/lib/emerging/artifact.js";
import type { Engine } from "../../engine/engine.js";
import { accountFeatures } from "../../features/registry.js";

/** A condition that holds for fewer of an alert's accounts, or mostly for others, suggests nothing. */
const leastShare = 0.5;
/** Other accounts of a day that the alert's are told from; a seeded sample of them. */
const mostOthers = 4000;

/**
 * The condition that best tells an alert's accounts from others that were active on its day, over what was known of them at the end of it.
 *
 * @param engine holds `account_features` and `alert_accounts`
 */
export async function suggestCondition(
  engine: Engine,
  alert: { readonly id: string; readonly day: string },
): Promise<Omit<NonNullable<PublishedAlert["suggestion"]>, "policy"> | null> {
  const present = Object.keys(await engine.columns("SELECT * FROM account_features LIMIT 0"));
  const features = present.filter((name) =>
    ["number", "boolean"].includes(accountFeatures[name]?.type ?? ""),
  );
  if (features.length === 0) return null;
  const day = `DATE '${alert.day}'`;
  await engine.execute(`
    CREATE OR REPLACE TEMP TABLE day_features AS
    SELECT f.account_id, ${features.map((name) => `@f64(f."${name}") AS "${name}"`).join(", ")},
      f.account_id IN (SELECT account_id FROM alert_accounts WHERE alert_id = '${alert.id}') AS is_asked
    FROM account_features f
    JOIN (
      SELECT account_id, max(hour) AS hour FROM account_features
      WHERE hour >= ${day} AND hour < @add_days(${day}, 1) GROUP BY account_id
    ) AS latest ON latest.account_id = f.account_id AND latest.hour = f.hour`);
  const [counted] = await engine.query<{ others: number }>(
    "SELECT count(*) AS others FROM day_features WHERE NOT is_asked",
  );
  const read = async (where: string): Promise<Accounts> => {
    const columns = await engine.columns(
      `SELECT ${features.map((name) => `"${name}"`).join(", ")} FROM day_features WHERE ${where} ORDER BY @h60(account_id), account_id LIMIT ${mostOthers}`,
    );
    const rows = columns[features[0] ?? ""]?.length ?? 0;
    return {
      rows,
      columns: Object.fromEntries(
        features.map((name) => [
          name,
          Float64Array.from(columns[name] ?? [], (value) => (typeof value === "number" ? value : Number.NaN)),
        ]),
      ),
    };
  };
  const others = await read("NOT is_asked");
  const total = counted?.others ?? 0;
  const found = separate(await read("is_asked"), others, others.rows === 0 ? 1 : total / others.rows);
  if (found === null || found.precision < leastShare || found.recall < leastShare) return null;
  return {
    when: found.bounds.map(conditionOf).join(" and "),
    precision: found.precision,
    recall: found.recall,
    others: total,
  };
}

function conditionOf({ feature, side, value }: Bound): string {
  if (accountFeatures[feature]?.type === "boolean")
    return value >= 1 === (side === ">=") ? feature : `not ${feature}`;
  const digits = Math.abs(value) >= 100 || Number.isInteger(value) ? 0 : 2;
  const scale = 10 ** digits;
  const rounded = (side === ">=" ? Math.floor(value * scale) : Math.ceil(value * scale)) / scale;
  return `${feature} ${side} ${rounded}`;
}
