import { expect, test } from "vitest";
import type { RiskArtifact } from "../../../../src/lib/risk/card.js";
import { scoreWords } from "../../../../src/lib/view/risk/scored.js";
import { pageView } from "../../../../src/lib/view/index.js";
import type { PageView } from "../../../../src/lib/view/page-view.js";
import { frame, slice } from "../support/artifacts.js";

const figures = { auc: 0.75, averagePrecision: 0.6, slope: 0.97, intercept: 0.1, topError: 0.02 };

const trained: RiskArtifact = {
  file: {
    version: "0123456789ab",
    features: ["links_24h", "rule:link-burst"],
    trained: { accounts: 400, violating: 150, until: "2026-06-01T00:00:00.000Z", seed: 0 },
    model: {
      kind: "logistic",
      floor: 0.05,
      intercept: -1,
      lows: [0, 0],
      highs: [50, 1],
      means: [1, 0.1],
      scales: [1, 0.3],
      coefficients: [1, 0.5],
    },
  },
  card: {
    accounts: 400,
    violating: 150,
    labelled: 900,
    leftOut: 3,
    represents: 12_000,
    features: 1,
    flags: 1,
    judged: { from: "2026-01-04T00:00:00.000Z", to: "2026-06-01T00:00:00.000Z" },
    seed: 0,
    queue: 60,
    heldOut: {
      how: "later",
      at: "2026-05-01T00:00:00.000Z",
      fitted: 280,
      held: 120,
      folds: null,
      sharesViolating: { fitted: 0.18, held: 0.13 },
    },
    candidates: (["logistic", "trees"] as const).map((kind) => ({
      kind,
      ...figures,
      aucUnweighted: 0.96,
      precisionAtQueue: 0.92,
      aucInterval: { low: 0.7, high: 0.8 },
      averagePrecisionInterval: null,
      slopeInterval: { low: 0.8, high: 1.2 },
      topErrorInterval: null,
    })),
    chosen: "logistic",
    gain: { value: -0.01, low: -0.03, high: 0.02 },
    calibration: [
      { weight: 1200, items: 60, effective: 50, predicted: 0.9, observed: 0.91 },
      { weight: 1200, items: 60, effective: 50, predicted: 0.05, observed: 0.5 },
    ],
    drops: [
      { group: "links", drop: 0.2 },
      { group: "rule:link-burst", drop: -0.01 },
    ],
    segments: [
      {
        dimension: "country",
        value: "<b>DE</b>",
        accounts: 60,
        violating: 20,
        auc: 0.9,
        predicted: 0.1,
        observed: 0.2,
      },
    ],
  },
  samples: [],
};

const view = (risk: unknown): PageView => pageView("risk", { site: frame(), findings: [], risk }, slice);

test("the answer is how right the highest scores are, and the figures are the published model's", () => {
  const { headline, summary, numbers, cards, banner } = view(trained);
  expect(headline).toBe("Of the 60 accounts that score highest, reviewers would call 92\u202f% violating");
  expect(summary).toContain("Learnt from 400 accounts judged from 4 Jan 2026 to 1 Jun 2026");
  expect(summary).toContain("judged after all that the model in question had seen");
  expect(banner).toBe("Simulated data");
  expect(numbers.map(({ estimate }) => estimate?.value)).toEqual([0.92, 0.96, 0.6, 0.97, 0.02]);
  expect(cards.map(({ id }) => id)).toEqual(["calibration", "models", "use", "drops", "segments"]);
});

test("calibration names the tenths that lie astray; a group that nothing is lost without is not shown as missed", () => {
  const cards = new Map(view(trained).cards.map((card) => [card.id, card]));
  expect(cards.get("calibration")?.title).toBe(
    "In 1 of 2 tenths, scores say something else than reviewers do",
  );
  expect(cards.get("calibration")?.notes.join(" ")).toContain("No score is below 5");
  expect(cards.get("calibration")?.notes.join(" ")).toContain(
    "slope 0.97, 0.80 to 1.20 (1 is right; below, scores are too extreme), intercept 0.10; expected error within the top 5 % of scores 2\u202f%, its interval unknown for want of labels",
  );
  expect(cards.get("calibration")?.notes.join(" ")).toContain("violations become rarer, scores are too high");
  expect(cards.get("models")?.table?.rows).toContainEqual([
    "Calibration slope",
    0.97,
    0.8,
    1.2,
    0.97,
    0.8,
    1.2,
  ]);
  expect(cards.get("models")?.title).toContain("Logistic regression is published: the trees add −0.010");
  expect(cards.get("use")?.table?.rows).toContainEqual([
    "Learnt from",
    "400 of 897 labelled accounts, 150 violating",
  ]);
  expect(cards.get("drops")?.figure).toMatchObject({ values: [{ category: "links", value: 0.2 }] });
});

test("scores keep their word where all tenths lie within their intervals and the slope is near 1", () => {
  const titleAt = (
    slope: number,
    slopeInterval: { low: number; high: number } | null = null,
  ): string | undefined => {
    const { card } = trained as Extract<RiskArtifact, { file: unknown }>;
    const calibration = card.calibration.slice(0, 1);
    const candidates = card.candidates.map((each) => ({ ...each, slope, slopeInterval }));
    return view({ ...trained, card: { ...card, calibration, candidates } }).cards[0]?.title;
  };
  expect(titleAt(0.97)).toBe("Scores keep their word: 1 of 1 tenths within their intervals");
  expect(titleAt(0.8, { low: 0.7, high: 0.9 })).toBe(
    "All tenths lie within their intervals, yet scores are somewhat too extreme",
  );
  expect(titleAt(1.2, { low: 1.05, high: 1.4 })).toBe(
    "All tenths lie within their intervals, yet scores are somewhat too timid",
  );
  const mayBe =
    "Scores keep their word as far as labels tell: 1 of 1 tenths within their intervals; they may be somewhat too extreme";
  expect(titleAt(0.8, { low: 0.5, high: 1.1 })).toBe(mayBe);
  expect(titleAt(0.8)).toBe(mayBe);
});

test("without labels enough it says how many there are and must be; without tables which are missing", () => {
  const few = view({ untrained: { violating: 3, sound: 9, least: 20 } });
  expect(few.headline).toBe("There is no risk model");
  expect(few.summary).toContain("found 3 accounts violating and 9 not; a model needs 20 of each");
  expect(few.numbers).toEqual([]);
  expect(view({ missing: ["review_jobs"] }).summary).toContain("review_jobs");
  expect(view({ missing: ["rules"] }).summary).toContain("write rules/*.yaml");
});

test("a score is told with what raises and what lowers it the most", () => {
  const features = ["links_24h", "rule:link-burst", "x_age"];
  const words = (...contributions: number[]): string =>
    scoreWords({ score: 0.8, contributions: Float64Array.from(contributions) }, features);
  expect(words(1, 2, -0.5)).toBe(
    "Reviewers would call 80\u202f% of such accounts violating: rule link-burst raises it most, age lowers it most",
  );
  expect(words(0, 0, 0)).toBe("Reviewers would call 80\u202f% of such accounts violating");
});
