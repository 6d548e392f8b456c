import { shownDimensions, momentOf, timeAxis } from "../../lib/explore/filters.js";
import type { ExploreManifest } from "../../lib/explore/manifest.js";
import type { ExploreState } from "../../lib/explore/state.js";
import { canvasPng } from "../picture.js";
import { saveFile } from "../save-file.js";
import { snapshotPage, type SnapshotPart } from "../snapshot.js";
import { explorePicture, type ExploreWords } from "./explore-picture.js";

/** What is shown: rows of each bin, view by view, under the slice and in all. */
export interface ShownCounts {
  readonly bins: readonly ArrayLike<number>[];
  readonly all: readonly ArrayLike<number>[];
}

/** Saves all five views as PNG. */
export async function saveExplorePng(root: HTMLElement, words: ExploreWords, name: string): Promise<string> {
  return saveFile(`${name}.png`, await canvasPng(explorePicture(root, words)));
}

/** Saves the slice as one HTML file: the views as they look, and the rows of every bin. */
export function saveExploreHtml(
  root: HTMLElement,
  words: ExploreWords,
  manifest: ExploreManifest,
  state: ExploreState,
  { bins, all }: ShownCounts,
  name: string,
): string {
  const axis = timeAxis(manifest, state.week);
  const labels = [
    {
      label: axis.hours ? "Hour" : "Day",
      names: Array.from({ length: axis.steps }, (_, step) => momentOf(step, axis)),
    },
    ...shownDimensions(manifest, state.swap).map((dimension) => ({
      label: dimension.label,
      names: dimension.bins.map((bin) => bin.label),
    })),
  ];
  const tables = labels.map(({ label, names }, view): SnapshotPart => ({
    heading: label,
    table: {
      columns: [label, `${manifest.rowsName} in the slice`, `${manifest.rowsName} in all`],
      rows: names.flatMap((bin, at) =>
        (all[view]?.[at] ?? 0) > 0 ? [[bin, bins[view]?.[at] ?? 0, all[view]?.[at] ?? 0]] : [],
      ),
    },
  }));
  const page = snapshotPage({
    title: words.headline,
    subtitle: words.summary,
    source: words.source,
    simulated: manifest.simulated,
    parts: [
      {
        text: words.precision,
        picture: {
          address: explorePicture(root, words).toDataURL("image/png"),
          alt: `${words.headline}. ${words.summary}`,
        },
      },
      ...tables,
    ],
  });
  return saveFile(`${name}.html`, new Blob([page], { type: "text/html;charset=utf-8" }));
}
