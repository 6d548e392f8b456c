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

/** What stands around a drawing in a picture of it. */
export interface PictureFrame {
  readonly title: string;
  readonly subtitle: string;
  readonly notes: readonly string[];
  /** Whose colours and type the picture takes. */
  readonly styles: CSSStyleDeclaration;
}

/** A drawing as a sheet of its own: with its title, its notes, and the colours that it has on the page. */
export function pictureOf(
  shown: SVGSVGElement,
  { title, subtitle, notes, styles }: PictureFrame,
): { sheet: SVGSVGElement; width: number; height: number } {
  const copy = withStyles(shown);
  const [, , figureWidth = 0, figureHeight = 0] = (shown.getAttribute("viewBox") ?? "")
    .split(/[\s,]+/)
    .map(Number);
  const width = figureWidth + 2 * margin;
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
    line(title, 24, 15, 600, styles.color),
    line(subtitle, 44, 12, 400, styles.color),
    copy,
    ...notes.map((note, index) => line(note, figureHeight + 78 + index * 16, 11, 400, styles.color)),
  );
  return { sheet, width, height };
}

/** A copy of a drawing with what style sheets say of it written into it. */
export function withStyles(shown: SVGSVGElement): SVGSVGElement {
  const copy = shown.cloneNode(true) as SVGSVGElement;
  inlineStyles(shown, copy);
  return copy;
}

/** A painting as a drawing of the size that it is shown at. */
export function drawingOf(canvas: HTMLCanvasElement): SVGSVGElement {
  const [width, height] = [canvas.width / 2, canvas.height / 2].map(String);
  const drawing = document.createElementNS(svgNamespace, "svg");
  drawing.setAttribute("viewBox", `0 0 ${width} ${height}`);
  const image = document.createElementNS(svgNamespace, "image");
  image.setAttribute("href", canvas.toDataURL("image/png"));
  image.setAttribute("width", width ?? "");
  image.setAttribute("height", height ?? "");
  drawing.append(image);
  return drawing;
}

/** A sheet as PNG, at twice its size. */
export async function pngOf({ sheet, width, height }: ReturnType<typeof pictureOf>): Promise<Blob> {
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(sheet))}`;
  await image.decode();
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: width * 2, height: height * 2 });
  canvas.getContext("2d")?.drawImage(image, 0, 0, width * 2, height * 2);
  return canvasPng(canvas);
}

/** What a canvas shows, as PNG. */
export async function canvasPng(canvas: HTMLCanvasElement): Promise<Blob> {
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
  if (blob === null) throw new Error("the browser could not draw the picture");
  return blob;
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
