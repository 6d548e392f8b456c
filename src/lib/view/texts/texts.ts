import { platformText } from "../../text/index.js";
import { bannerOf, missingCard } from "../cards.js";
import { missingNumber } from "../counts.js";
import { findingsFor } from "../findings.js";
import type { Inputs } from "../inputs.js";
import type { PageView } from "../page-view.js";
import { textsOf } from "./artifact.js";
import { oneText } from "./one-text.js";
import { listCard, overview } from "./overview.js";

/** Repeated texts, or the one that was asked for. */
export function textsView(inputs: Inputs): PageView {
  const artifact = textsOf(inputs);
  const shared = { page: "texts", banner: bannerOf(inputs), findings: findingsFor(inputs, "texts") };
  if ("why" in artifact)
    return {
      ...shared,
      headline: "Which texts are repeated is unknown",
      summary: artifact.remedy,
      numbers: [
        missingNumber(
          { id: "shared", label: "Repeated texts", metric: "text_clusters", unit: "count" },
          artifact,
        ),
      ],
      cards: [
        missingCard(
          inputs,
          {
            id: "texts",
            metric: "text_clusters",
            width: 12,
            title: "Repeated texts",
            subtitle: "Every text",
          },
          artifact,
        ),
      ],
    };
  const { id } = inputs;
  const asked = artifact.clusters.find((cluster) => cluster.id === id);
  if (asked !== undefined) {
    const { cards, ...answer } = oneText(inputs, asked, artifact.lastDay ?? asked.lastSeen.slice(0, 10));
    return {
      ...shared,
      ...answer,
      links: [{ label: "All repeated texts", href: "/analyst/texts" }],
      cards: [...cards, listCard(inputs, artifact)],
    };
  }
  const all = overview(inputs, artifact);
  return id === null
    ? { ...shared, ...all }
    : {
        ...shared,
        ...all,
        summary: `The text ${platformText(id, 40)} is not among those that are shown; \`text_clusters\` in the warehouse has them all. ${all.summary}`,
      };
}
