import { existsSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Engine } from "../../data-loaders/engine/engine.js";
import { dataRoot, loadExample, needs } from "./support/load-example.js";

const data = join(dataRoot, "srf_instagram_fake_followers");

describe.skipIf(!existsSync(data))(`the Instagram followers${needs(data)}`, () => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await loadExample("instagram-followers", data);
  });
  afterAll(() => engine?.close());

  test("each of the 975 accounts is a certain job of one queue, and 98 are labelled fake", async () => {
    expect(
      await engine.query(
        `SELECT count(DISTINCT j.account_id) AS accounts, count(d.label) AS decided, count(CASE WHEN d.label = 'true_positive' THEN 1 END) AS fake,
           min(j.inclusion_prob) AS least, max(f.frame_size) AS frame
         FROM review_jobs j JOIN review_decisions d USING (job_id) JOIN review_frames f USING (queue, stratum) WHERE j.sample_design = 'census'`,
      ),
    ).toEqual([{ accounts: 975, decided: 975, fake: 98, least: 1, frame: 975 }]);
  });
});
