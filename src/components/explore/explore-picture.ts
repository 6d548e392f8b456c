import { paletteOf } from "./view.js";

/** What a picture of the page shows, besides its charts. */
export interface ExploreWords {
  readonly headline: string;
  readonly summary: string;
  readonly precision: string;
  readonly source: string;
}

const width = 1120;
const gap = 20;
const rowHeight = 24;
const mostRows = 13;

/**
 * All five views in one picture, as they are painted now: time on top, the lists below it by twos, of each as many rows as the
 * page shows at a time, the slice in words above.
 *
 * @param root the page's element
 */
export function explorePicture(root: HTMLElement, words: ExploreWords): HTMLCanvasElement {
  const lists = [...root.querySelectorAll<HTMLElement>(".explore-list")];
  const heights = lists.map(
    (list) => Math.min(mostRows, list.querySelectorAll("li").length) * rowHeight + 40,
  );
  const bands = Array.from({ length: Math.ceil(lists.length / 2) }, (_, at) =>
    Math.max(...heights.slice(2 * at, 2 * at + 2)),
  );
  const top = 120;
  const timeHeight = 168 + 30;
  const height = top + timeHeight + bands.reduce((sum, band) => sum + band + gap, 0) + 40;
  const canvas = document.createElement("canvas");
  canvas.width = width * 2;
  canvas.height = height * 2;
  const pen = canvas.getContext("2d");
  if (pen === null) throw new Error("this browser gives no canvas to draw on");
  pen.scale(2, 2);
  const palette = paletteOf(root);
  const card = root.querySelector(".explore-card");
  pen.fillStyle = card === null ? "#fff" : getComputedStyle(card).backgroundColor;
  pen.fillRect(0, 0, width, height);
  const write = (
    text: string,
    x: number,
    y: number,
    font: string,
    colour: string,
    most = width - 40,
  ): void => {
    pen.font = `${font} ${palette.font}`;
    pen.fillStyle = colour;
    pen.fillText(text, x, y, most);
  };
  write(words.headline, 20, 40, "600 24px", palette.text);
  write(words.summary, 20, 66, "14px", palette.muted);
  write(words.precision, 20, 88, "13px", palette.text);
  const time = root.querySelector<HTMLElement>(".explore-time");
  write(time?.querySelector("h2")?.textContent ?? "", 20, top, "600 14px", palette.text);
  const drawn = time?.querySelector("canvas");
  if (drawn) pen.drawImage(drawn, 10, top + 12, width - 20, 168);
  let y = top + timeHeight + 14;
  for (const [at, list] of lists.entries()) {
    const x = at % 2 === 0 ? 20 : width / 2 + 10;
    if (at > 0 && at % 2 === 0) y += (bands[at / 2 - 1] ?? 0) + gap;
    drawList(pen, list, x, y, write, palette.text);
  }
  write(words.source, 20, height - 16, "12px", palette.muted);
  return canvas;
}

function drawList(
  pen: CanvasRenderingContext2D,
  list: HTMLElement,
  x: number,
  y: number,
  write: (text: string, x: number, y: number, font: string, colour: string, most?: number) => void,
  colour: string,
): void {
  const half = width / 2 - 30;
  write(list.querySelector("h2")?.textContent ?? "", x, y, "600 14px", colour);
  const scroller = list.querySelector<HTMLElement>(".brush-list");
  const canvas = list.querySelector("canvas");
  const first = Math.round((scroller?.scrollTop ?? 0) / rowHeight);
  const labels = [...list.querySelectorAll("li")].slice(first, first + mostRows);
  for (const [at, label] of labels.entries())
    write(
      label.textContent ?? "",
      x,
      y + 28 + at * rowHeight,
      label.getAttribute("aria-selected") === "true" ? "600 13px" : "13px",
      colour,
      half * 0.4,
    );
  if (canvas === null || canvas.width === 0) return;
  const ratio = canvas.width / canvas.getBoundingClientRect().width;
  pen.drawImage(
    canvas,
    0,
    first * rowHeight * ratio,
    canvas.width,
    labels.length * rowHeight * ratio,
    x + half * 0.42,
    y + 11,
    half * 0.56,
    labels.length * rowHeight,
  );
}
