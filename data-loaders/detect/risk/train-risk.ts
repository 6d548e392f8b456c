import { createHash } from "node:crypto";
import { candidates } from "../../../src/lib/risk/candidates.js";
import { evaluateModels } from "../../../src/lib/risk/evaluate.js";
import type { LabelledAccounts } from "../../../src/lib/risk/labelled.js";
import { type ModelFile, modelFileSchema } from "../../../src/lib/risk/model.js";
import type { RiskReport } from "../../../src/lib/risk/report.js";
import type { Engine } from "../../engine/engine.js";
import { readExamples } from "./read-examples.js";
import { featureGroup, isFlag } from "./risk-features.js";

export interface TrainOptions {
  readonly seed: number;
  readonly folds: number;
  /** Repeats of cross-validation; where left out ten, fewer where labels are many, and three at least. */
  readonly repeats?: number | undefined;
}

/** A model, and what is known of how well it works. */
export interface TrainedRisk {
  readonly file: ModelFile;
  readonly report: RiskReport;
}

/** Fewer labelled accounts of a class than this for each fold, and no model is trained. */
const leastInFold = 4;

/** Labelled accounts that all repeats together are fitted to, about, where it is not said how many repeats there are. */
const mostFitted = 20_000;

/** Why no model can be trained. */
export interface Untrained {
  readonly violating: number;
  readonly sound: number;
  /** Labelled accounts of each class that there must be. */
  readonly least: number;
}

/**
 * Trains the risk model of a warehouse that holds `risk_rows`: the one that does better on held-out accounts, fitted to all of them.
 * Equal warehouses and options give equal models, to the byte.
 */
export async function trainRisk(
  engine: Engine,
  { seed, folds, repeats }: TrainOptions,
): Promise<TrainedRisk | Untrained> {
  const labelled = await readExamples(engine);
  const { labels } = labelled;
  const violating = labels.filter((label) => label === 1).length;
  const sound = labels.length - violating;
  const least = folds * leastInFold;
  if (violating < least || sound < least) return { violating, sound, least };
  const report = evaluateModels(labelled, {
    seed,
    folds,
    repeats: repeats ?? Math.max(3, Math.min(10, Math.floor(mostFitted / labels.length))),
    queue: await queueSize(engine),
    groupOf: featureGroup,
    isFlag,
  });
  return { file: modelFile(labelled, report), report };
}

export function isTrained(result: TrainedRisk | Untrained): result is TrainedRisk {
  return "file" in result;
}

function modelFile(
  labelled: LabelledAccounts,
  { chosen, seed, judged, accounts, violating }: RiskReport,
): ModelFile {
  const content = {
    features: [...labelled.features],
    trained: { accounts, violating, until: judged?.to ?? null, seed },
    model: candidates[chosen](labelled, seed),
  };
  const version = createHash("sha256").update(JSON.stringify(content)).digest("hex").slice(0, 12);
  return modelFileSchema.parse({ version, ...content });
}

/** Accounts that reviewers take in a week, on average; 100 where jobs have no times. */
async function queueSize(engine: Engine): Promise<number> {
  const [reviewed] = await engine.query<{ accounts: number; seconds: number | null }>(
    `SELECT count(DISTINCT account_id) AS accounts, @secs(min(judged_at), max(judged_at)) AS seconds FROM risk_rows WHERE is_example = 1`,
  );
  const weeks = (reviewed?.seconds ?? 0) / 604_800;
  return weeks < 1 ? 100 : Math.max(1, Math.round((reviewed?.accounts ?? 0) / weeks));
}
