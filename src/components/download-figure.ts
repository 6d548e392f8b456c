import type { SiteFrame } from "../lib/view/site-frame.js";
import { saveFile } from "./save-file.js";

const properties = [
  "fill",
  "stroke",
  "stroke-width",
  "stroke-dasharray",
  "fill-opacity",
  "stroke-opacity",
  "font-size",
  "font-weight",
  "font-family",
  "text-anchor",
  "opacity",
];
const svgNamespace = "http://www.w3.org/2000/svg";
const margin = 16;

/** Saves the chart that is shown as SVG, with its title, its source and its colours. */
export function downloadSvg(card: HTMLElement, name: string, frame: SiteFrame): string {
  return saveFile(`${name}.svg`, new Blob([serialise(card, frame).text], { type: "image/svg+xml" }));
}

/** Saves the chart that is shown as PNG, at twice its size. */
export async function downloadPng(card: HTMLElement, name: string, frame: SiteFrame): Promise<string> {
  const { text, width, height } = serialise(card, frame);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: width * 2, height: height * 2 });
  canvas.getContext("2d")?.drawImage(image, 0, 0, width * 2, height * 2);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) throw new Error("the browser could not draw the picture");
  return saveFile(`${name}.png`, blob);
}

function serialise(card: HTMLElement, frame: SiteFrame): { text: string; width: number; height: number } {
  const shown = [...card.querySelectorAll<SVGSVGElement>(".figure-variants svg")].find(
    (svg) => svg.getClientRects().length > 0,
  );
  if (shown === undefined) throw new Error("no chart is shown");
  const copy = shown.cloneNode(true) as SVGSVGElement;
  inlineStyles(shown, copy);
  const [, , figureWidth = 0, figureHeight = 0] = (shown.getAttribute("viewBox") ?? "")
    .split(/[\s,]+/)
    .map(Number);
  const styles = getComputedStyle(card);
  const width = figureWidth + 2 * margin;
  const notes = [
    card.querySelector("footer .sample")?.textContent,
    card.querySelector("footer .source")?.textContent,
    frame.source.simulated ? "Simulated data" : null,
  ].filter((note): note is string => Boolean(note));
  const height = figureHeight + 70 + notes.length * 16 + margin;
  const sheet = document.createElementNS(svgNamespace, "svg");
  sheet.setAttribute("xmlns", svgNamespace);
  sheet.setAttribute("viewBox", `0 0 ${width} ${height}`);
  sheet.setAttribute("width", String(width));
  sheet.setAttribute("height", String(height));
  sheet.setAttribute("font-family", styles.fontFamily);
  const ground = document.createElementNS(svgNamespace, "rect");
  ground.setAttribute("width", "100%");
  ground.setAttribute("height", "100%");
  ground.setAttribute("fill", styles.backgroundColor);
  copy.setAttribute("x", String(margin));
  copy.setAttribute("y", "58");
  copy.setAttribute("width", String(figureWidth));
  copy.setAttribute("height", String(figureHeight));
  sheet.append(
    ground,
    line(card.querySelector("h2")?.textContent ?? "", 24, 15, 600, styles.color),
    line(card.querySelector(".subtitle")?.firstChild?.textContent ?? "", 44, 12, 400, styles.color),
    copy,
    ...notes.map((note, index) => line(note, figureHeight + 78 + index * 16, 11, 400, styles.color)),
  );
  return { text: new XMLSerializer().serializeToString(sheet), width, height };
}

function line(text: string, y: number, size: number, weight: number, fill: string): SVGTextElement {
  const element = document.createElementNS(svgNamespace, "text");
  for (const [name, value] of Object.entries({
    x: margin,
    y,
    "font-size": size,
    "font-weight": weight,
    fill,
  }))
    element.setAttribute(name, String(value));
  element.textContent = text;
  return element;
}

/** Writes what style sheets say of each element into the copy, which will have no style sheet. */
function inlineStyles(original: Element, copy: Element): void {
  const computed = getComputedStyle(original);
  for (const property of properties) {
    const value = computed.getPropertyValue(property);
    if (value !== "") copy.setAttribute(property, value);
  }
  copy.removeAttribute("style");
  for (const [index, child] of [...original.children].entries()) {
    const twin = copy.children[index];
    if (twin !== undefined) inlineStyles(child, twin);
  }
}
