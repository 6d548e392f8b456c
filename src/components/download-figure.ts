import type { CardSpec } from "../lib/view/page-view.js";
import type { SiteFrame } from "../lib/view/site-frame.js";
import { drawingOf, pictureOf, pngOf, withStyles } from "./picture.js";
import { saveFile } from "./save-file.js";
import { snapshotPage } from "./snapshot.js";

/** Saves the chart that is shown as SVG, with its title, its source and its colours. */
export function downloadSvg(card: HTMLElement, name: string, frame: SiteFrame): string {
  const { sheet } = sheetOf(card, frame);
  const text = new XMLSerializer().serializeToString(sheet);
  return saveFile(`${name}.svg`, new Blob([text], { type: "image/svg+xml" }));
}

/** Saves the chart that is shown as PNG, at twice its size. */
export async function downloadPng(card: HTMLElement, name: string, frame: SiteFrame): Promise<string> {
  return saveFile(`${name}.png`, await pngOf(sheetOf(card, frame)));
}

/** Saves the chart that is shown as one HTML file, with its numbers in it. */
export function downloadHtml(card: HTMLElement, spec: CardSpec, name: string, frame: SiteFrame): string {
  const shown = figureOf(card);
  const page = snapshotPage({
    title: spec.title,
    subtitle: spec.subtitle,
    source: [spec.sample, spec.source].filter(Boolean).join(" · "),
    simulated: frame.source.simulated,
    parts: [
      ...(shown === undefined ? [] : [{ picture: withStyles(shown) }]),
      ...spec.notes.map((text) => ({ text })),
      ...(spec.table === null
        ? []
        : [
            {
              heading: "Numbers",
              table: { columns: spec.table.columns.map(({ label }) => label), rows: spec.table.rows },
            },
          ]),
    ],
  });
  return saveFile(`${name}.html`, new Blob([page], { type: "text/html;charset=utf-8" }));
}

/** The drawing that is shown; one that is painted as a drawing that holds the painting. */
function figureOf(card: HTMLElement): SVGSVGElement | undefined {
  const shown = [
    ...card.querySelectorAll<SVGSVGElement | HTMLCanvasElement>(
      ".figure-variants :is(svg, canvas):not(.picked)",
    ),
  ].find((figure) => figure.getClientRects().length > 0);
  return shown instanceof HTMLCanvasElement ? drawingOf(shown) : shown;
}

function sheetOf(card: HTMLElement, frame: SiteFrame): ReturnType<typeof pictureOf> {
  const shown = figureOf(card);
  if (shown === undefined) throw new Error("no chart is shown");
  const notes = [
    card.querySelector("footer .sample")?.textContent,
    card.querySelector("footer .source")?.textContent,
    frame.source.simulated ? "Simulated data" : null,
  ].filter((note): note is string => Boolean(note));
  return pictureOf(shown, {
    title: card.querySelector("h2")?.textContent ?? "",
    subtitle: card.querySelector(".subtitle")?.firstChild?.textContent ?? "",
    notes,
    styles: getComputedStyle(card),
  });
}
