import type { RiskArtifact } from "../../../src/lib/risk/card.js";
import type { Engine } from "../../engine/engine.js";

const needed = ["accounts", "review_jobs", "review_decisions"] as const;

/** What `risk.json` holds: the model of the table `risk_model`, why there is none, or the tables for want of which there is none. */
export async function readRisk(
  engine: Engine,
  present: ReadonlySet<string>,
): Promise<RiskArtifact | { missing: string[] }> {
  const missing = needed.filter((table) => !present.has(table));
  if (missing.length > 0) return { missing };
  if (!present.has("risk_model")) return { missing: ["rules"] };
  const [row] = await engine.query<{ content: string }>("SELECT content FROM risk_model");
  return row === undefined ? { missing: ["risk_model"] } : (JSON.parse(row.content) as RiskArtifact);
}
