import { draftFrontMatter } from "../finding/draft-front-matter.js";
import type { FrontMatter } from "../finding/front-matter.js";
import type { TrailStep } from "./address.js";
import { pivotWords } from "./pivots.js";

export interface FindingDraftOptions {
  /** Accounts that the finding is about. */
  readonly ids: readonly string[];
  /** How they were come by; empty where they were chosen from a list. */
  readonly trail: readonly TrailStep[];
  /** Account that the trail ends at; null without a trail. */
  readonly last: string | null;
  /** Canonical tables of the source. */
  readonly tables: readonly string[];
  readonly simulated: boolean;
  /** Last day of the data, and the day that the draft is written on, `YYYY-MM-DD`. */
  readonly asOf: string;
  readonly today: string;
}

/** Accounts that a draft names: what is beyond is counted in a query of its own, or chosen anew. */
export const mostIndicators = 2000;

/**
 * A finding to begin with, about chosen accounts or a trail of pivots: the accounts are its indicators, the trail its evidence, each
 * number a query. It passes `shrike check` as it is.
 */
export function findingDraft(options: FindingDraftOptions): {
  readonly fileName: string;
  readonly markdown: string;
} {
  const { ids, trail, tables, simulated, asOf, today } = options;
  const named = [...new Set(ids)].sort().slice(0, mostIndicators);
  const slug = trail.length > 0 ? "trail-of-accounts" : "chosen-accounts";
  const list = named.map(sqlText).join(", ");
  const own = tables.includes("accounts");
  const numbers: Record<string, { sql: string; unit: string }> = {
    accounts: {
      unit: "count",
      sql: own ? `SELECT count(*) FROM accounts WHERE account_id IN (${list})` : `SELECT ${named.length}`,
    },
    ...(tables.includes("actions")
      ? {
          actioned: {
            unit: "count",
            sql: `SELECT count(DISTINCT account_id) FROM actions WHERE action_type <> 'none' AND account_id IN (${list})`,
          },
        }
      : {}),
  };
  const evidence = {
    indicators: {
      title: `Accounts${simulated ? " (simulated)" : ""}`,
      columns: { account_id: "text" },
      sql: own
        ? `SELECT account_id FROM accounts WHERE account_id IN (${list}) ORDER BY account_id`
        : `SELECT account_id FROM (VALUES ${named.map((id) => `(${sqlText(id)})`).join(", ")}) AS named (account_id) ORDER BY account_id`,
    },
    ...(trail.length > 0 ? { trail: trailTable(options) } : {}),
  };
  const frontMatter: Record<keyof Omit<FrontMatter, "with">, unknown> = {
    ...draftFrontMatter({ today, slug, simulated, asOf }),
    pages: [],
    slice: "",
    numbers,
    tables: evidence,
  };
  const yaml = Object.entries(frontMatter)
    .map(([key, value]) => `${key}: ${JSON.stringify(value, null, 2).replaceAll("\n", "\n  ")}`)
    .join("\n");
  return {
    fileName: `${today}-${slug}.md`,
    markdown: `---\n${yaml}\n---\n\n${prose(numbers, trail.length > 0)}`,
  };
}

function trailTable({ trail, last }: FindingDraftOptions): unknown {
  const rows = trail.map(({ from, by }, at) => {
    const to = trail[at + 1]?.from ?? last ?? "";
    return `(${at + 1}, ${sqlText(from)}, ${sqlText(pivotWords[by].label)}, ${sqlText(to)})`;
  });
  return {
    title: "How one account led to the next",
    columns: { step: "count", account_id: "text", shares: "text", with_account: "text" },
    sql: `SELECT step, account_id, shares, with_account FROM (VALUES ${rows.join(", ")}) AS trail (step, account_id, shares, with_account) ORDER BY step`,
  };
}

function sqlText(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function prose(numbers: object, hasTrail: boolean): string {
  const counted = `The finding is about {{accounts}} accounts.${"actioned" in numbers ? " {{actioned}} of them were acted on." : ""}`;
  return `## Bottom line

What these accounts did, to whom, and how sure that is.

## Impact

${counted}

## Next steps

- What should be done, by which team.

## Evidence

${hasTrail ? "Each account led to the next by what both share:\n\n{{trail}}\n\n" : ""}The accounts:

{{indicators}}

## Organic alternative considered

How these accounts could share what they share without any abuse, and what speaks against it.
`;
}
