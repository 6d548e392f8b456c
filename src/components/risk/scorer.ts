import type { RiskArtifact, ScoredSample } from "../../lib/risk/card.js";
import { explainedScore, largestContributions } from "../../lib/risk/score.js";
import { featureName, scoreWords } from "../../lib/view/risk/scored.js";
import type { Attachment } from "../attachments.js";
import { card, node } from "../rule-lab/elements.js";
import { type FeatureRow, featureRow } from "./feature-row.js";

/** Features that stand before the others: those that bear most on the account that one starts from. */
const mostShown = 12;

/**
 * A card in which the values of an account's features are changed and its score is seen to follow, with what each feature adds: by the
 * model of the build, and to the last bit as the build scores. Shows nothing where there is no model.
 */
export async function startScorer(root: HTMLElement | null, attachment: Attachment): Promise<void> {
  const artifact = (await attachment.json()) as RiskArtifact | { missing: readonly string[] };
  if (root === null || !("file" in artifact)) return;
  const { file, samples } = artifact;
  const [start] = samples;
  if (start === undefined) return;
  const score = node("output", { class: "scorer-score", for: "scorer-start", "aria-live": "polite" });
  const words = node("p", { class: "scorer-words" });
  const fields = node("div", { class: "scorer-fields" });
  const chooser = node(
    "select",
    { id: "scorer-start" },
    ...samples.map(({ name }, index) => node("option", { value: String(index) }, name)),
  );
  const show = (sample: ScoredSample): void => {
    const values = Float64Array.from(sample.values, (value) => value ?? Number.NaN);
    const rows = file.features.map((feature, index): FeatureRow =>
      featureRow(index, feature, featureName(feature), sample.values[index] ?? null, (value) => {
        values[index] = value ?? Number.NaN;
        update();
      }),
    );
    const update = (): void => {
      const explained = explainedScore(file.model, values);
      score.value = String(explained.score);
      words.textContent = `${scoreWords(explained, file.features)}.`;
      const most = explained.contributions.reduce((far, each) => Math.max(far, Math.abs(each)), 0);
      for (const [index, row] of rows.entries())
        row.showContribution(explained.contributions[index] ?? 0, most);
    };
    const first = largestContributions(explainedScore(file.model, values).contributions, mostShown);
    const others = rows.filter((_, index) => !first.includes(index));
    fields.replaceChildren(
      ...first.flatMap((index) => rows[index]?.element ?? []),
      node(
        "details",
        {},
        node("summary", {}, `${others.length} other features`),
        ...others.map(({ element }) => element),
      ),
    );
    update();
  };
  chooser.addEventListener("change", () => show(samples[Number(chooser.value)] ?? start));
  root.replaceChildren(
    card(
      "scorer",
      "Try it: change what an account did, and see its score",
      `Model ${file.version}, scored in this browser to the last digit as the build scores; bars: what each feature adds to or takes from the log-odds`,
      12,
      node(
        "p",
        { class: "scorer-choice" },
        node("label", { for: "scorer-start" }, "Start from the account with "),
        chooser,
      ),
      node("p", { class: "scorer-line" }, "Score ", score),
      words,
      fields,
    ),
  );
  show(start);
}
