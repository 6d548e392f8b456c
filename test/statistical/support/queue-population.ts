import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openDuckDB } from "../../../data-loaders/engine/duckdb.js";
import { silentReporter } from "../../../data-loaders/pipeline/reporter.js";
import { generateDemo } from "../../../data-loaders/source/demo/generate.js";
import type { Reviewer } from "./population.js";
import { Random } from "./random.js";

/** 0 true positive, 1 false positive, 2 uncertain. */
export type Reading = 0 | 1 | 2;

/** An account with the strata that it lies in, what it is, and what its reviewers say whenever they are asked. */
export interface QueueAccount {
  readonly strata: readonly number[];
  readonly violating: boolean;
  readonly first: Reading;
  /** Of one decision or two: the label that they agree on. */
  readonly agreed: Reading;
}

/** A month of one rule's hits: its accounts, by their places. */
export interface QueueStratum {
  readonly rule: string;
  readonly month: string;
  readonly accounts: readonly number[];
}

export interface QueuePopulation {
  readonly accounts: readonly QueueAccount[];
  readonly strata: readonly QueueStratum[];
  readonly rules: readonly string[];
  /** Accounts that were active, most of which no rule hit. */
  readonly active: number;
  readonly gold: { readonly truth: readonly boolean[]; readonly reading: readonly Reading[] };
}

const copies = 10;
const uncertainShare = 0.015;
const secondLooks = 0.05;
const organicShare = 0.03;

/**
 * The accounts that the rule files of a simulated platform hit, each ten times over so that volumes are those of the full-size one; three
 * in a hundred copies did nothing wrong. Reviewers err; a false positive always gets a second look, a true
 * positive one in twenty times, and two who disagree are uncertain.
 */
export async function queuePopulation(
  seed: number,
  reviewers: readonly Reviewer[],
  size: { readonly accounts: number; readonly days: number },
): Promise<QueuePopulation> {
  const units = await demoUnits({ ...size, seed: 1 });
  const random = new Random(seed);
  const places = new Map<string, number>();
  const strata: { rule: string; month: string; accounts: number[] }[] = [];
  const accounts: QueueAccount[] = [];
  for (const { hits, violating } of units) {
    const lies = hits.map(({ rule, month }) => {
      const key = `${rule}:${month}`;
      if (!places.has(key)) places.set(key, strata.push({ rule, month, accounts: [] }) - 1);
      return places.get(key)!;
    });
    for (let copy = 0; copy < copies; copy++) {
      const truth = violating && !random.chance(organicShare);
      const read = (): Reading => reading(truth, reviewers, random);
      const first = read();
      const asked = first === 1 || (first === 0 && random.chance(secondLooks));
      const second = asked ? read() : first;
      for (const place of lies) strata[place]!.accounts.push(accounts.length);
      accounts.push({ strata: lies, violating: truth, first, agreed: second === first ? first : 2 });
    }
  }
  const truth = Array.from({ length: 40_000 }, (_, index) => index % 2 === 0);
  return {
    accounts,
    strata,
    rules: [...new Set(strata.map(({ rule }) => rule))].sort(),
    active: size.accounts * copies,
    gold: { truth, reading: truth.map((is) => reading(is, reviewers, random)) },
  };
}

function reading(violating: boolean, reviewers: readonly Reviewer[], random: Random): Reading {
  if (random.chance(uncertainShare)) return 2;
  const { sensitivity, specificity } = reviewers[random.below(reviewers.length)]!;
  return random.chance(violating ? sensitivity : 1 - specificity) ? 0 : 1;
}

/** Accounts that rules of the simulated platform hit, with rule, month and planted truth. */
async function demoUnits(size: {
  accounts: number;
  days: number;
  seed: number;
}): Promise<{ hits: { rule: string; month: string }[]; violating: boolean }[]> {
  const root = mkdtempSync(join(tmpdir(), "shrike-queues-"));
  const out = join(root, "data");
  const engine = await openDuckDB({ path: ":memory:", threads: 1 });
  try {
    await generateDemo({ ...size, out, reporter: silentReporter });
    const rows = await engine.query<{ units: { rule: string; month: string }[]; violating: boolean }>(
      `SELECT list(DISTINCT {rule: h.rule_id, month: strftime(h.hit_at, '%Y-%m')} ORDER BY {rule: h.rule_id, month: strftime(h.hit_at, '%Y-%m')}) AS units, bool_or(t.is_violating) AS violating
       FROM '${out}/rule_hits.parquet' h JOIN '${out}-truth/hits.parquet' t USING (hit_id) GROUP BY h.account_id ORDER BY h.account_id`,
    );
    return rows.map(({ units, violating }) => ({ hits: units, violating }));
  } finally {
    await engine.close();
    rmSync(root, { recursive: true, force: true });
  }
}
