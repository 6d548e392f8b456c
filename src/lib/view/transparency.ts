import { bannerOf } from "./cards.js";
import { findingsFor } from "./findings.js";
import { cubeNamed, type Inputs } from "./inputs.js";
import type { PageView } from "./page-view.js";
import { platformFigures } from "./transparency/platform-figures.js";
import { releasedFigures } from "./transparency/released-figures.js";

/** What do we publish? The figures as released and restated, or those that the platform could release. */
export function transparencyView(inputs: Inputs): PageView {
  const cube = cubeNamed(inputs.artifacts, "published_figures");
  return {
    page: "transparency",
    banner: bannerOf(inputs),
    findings: findingsFor(inputs, "transparency"),
    ...(cube ? releasedFigures(inputs, cube) : platformFigures(inputs)),
  };
}
