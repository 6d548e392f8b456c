import { platformText } from "../lib/text/index.js";

/** A part of a snapshot, in the order given; each has what it needs. */
export interface SnapshotPart {
  readonly heading?: string;
  readonly text?: string;
  /** A query or the like, kept as it is written. */
  readonly code?: string;
  /** A drawing with its styles written into it, or a picture as a `data:` address. */
  readonly picture?: SVGSVGElement | { readonly address: string; readonly alt: string };
  readonly table?: {
    readonly columns: readonly string[];
    readonly rows: readonly (readonly (string | number | boolean | null)[])[];
  };
}

/** What a snapshot says of itself. */
export interface Snapshot {
  readonly title: string;
  readonly subtitle: string;
  readonly parts: readonly SnapshotPart[];
  /** Where the data comes from and how far it reaches. */
  readonly source: string;
  readonly simulated: boolean;
}

const style = `
:root { color-scheme: light; }
body { font: 15px/1.5 system-ui, sans-serif; color: #1b1e23; background: #fff; max-width: 1100px; margin: 2rem auto; padding: 0 1rem; }
h1 { font: 600 1.6rem/1.25 Georgia, serif; margin: 0 0 .25rem; }
h2 { font-size: 1.05rem; margin: 1.5rem 0 .4rem; }
.label { display: inline-block; background: #fff4d6; color: #5c4300; padding: .2rem .6rem; border-radius: 4px; font-size: .85rem; margin: 0 .4rem .75rem 0; }
.muted, footer { color: #5b6270; font-size: .85rem; }
svg, img { max-width: 100%; height: auto; }
table { border-collapse: collapse; font-size: .85rem; }
th, td { text-align: left; padding: .2rem .7rem .2rem 0; border-bottom: 1px solid #e4e5e8; overflow-wrap: anywhere; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
pre { background: #f7f7f5; padding: .75rem; overflow-x: auto; }
`;

/**
 * A view as one HTML file with its data in it: it fetches nothing, runs nothing, and says that it is analyst data. All text is set
 * as text, that of the platform neutralised.
 */
export function snapshotPage({ title, subtitle, parts, source, simulated }: Snapshot): string {
  const page = document.implementation.createHTMLDocument(title);
  page.documentElement.lang = "en";
  const policy = page.createElement("meta");
  policy.httpEquiv = "Content-Security-Policy";
  policy.content = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";
  const charset = page.createElement("meta");
  charset.setAttribute("charset", "utf-8");
  const viewport = page.createElement("meta");
  viewport.name = "viewport";
  viewport.content = "width=device-width, initial-scale=1";
  const sheet = page.createElement("style");
  sheet.textContent = style;
  page.head.prepend(charset, policy, viewport);
  page.head.append(sheet);
  const main = page.createElement("main");
  main.append(
    text(page, "span", "Analyst data: not for publication", "label"),
    ...(simulated ? [text(page, "span", "Simulated data", "label")] : []),
    text(page, "h1", title),
    text(page, "p", subtitle, "muted"),
    ...parts.map((part) => partOf(page, part)),
  );
  page.body.append(main, text(page, "footer", source));
  return `<!doctype html>\n${page.documentElement.outerHTML}\n`;
}

function text(page: Document, tag: string, content: string, className?: string): HTMLElement {
  const element = page.createElement(tag);
  element.textContent = platformText(content, 2000);
  if (className !== undefined) element.className = className;
  return element;
}

function partOf(page: Document, part: SnapshotPart): HTMLElement {
  const section = page.createElement("section");
  if (part.heading !== undefined) section.append(text(page, "h2", part.heading));
  if (part.text !== undefined) section.append(text(page, "p", part.text));
  if (part.code !== undefined) {
    const code = page.createElement("pre");
    code.textContent = part.code;
    section.append(code);
  }
  if (part.picture instanceof SVGSVGElement) section.append(page.importNode(part.picture, true));
  else if (part.picture !== undefined) {
    const image = page.createElement("img");
    image.src = part.picture.address;
    image.alt = part.picture.alt;
    section.append(image);
  }
  if (part.table !== undefined) section.append(tableOf(page, part.table));
  return section;
}

function tableOf(page: Document, { columns, rows }: NonNullable<SnapshotPart["table"]>): HTMLElement {
  const table = page.createElement("table");
  const head = table.createTHead().insertRow();
  for (const column of columns) {
    const cell = text(page, "th", column);
    cell.setAttribute("scope", "col");
    head.append(cell);
  }
  const body = table.createTBody();
  for (const row of rows) {
    const line = body.insertRow();
    for (const value of row) {
      const cell = line.insertCell();
      cell.textContent =
        value === null
          ? "not recorded"
          : typeof value === "string"
            ? platformText(value, 500)
            : String(value);
      if (typeof value === "number") cell.className = "number";
    }
  }
  return table;
}
