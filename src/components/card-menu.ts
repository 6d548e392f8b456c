import { writeSlice, type Slice } from "../lib/slice/index.js";
import type { CardSpec } from "../lib/view/page-view.js";
import type { SiteFrame } from "../lib/view/site-frame.js";

type CardOf = (id: string) => Promise<CardSpec | undefined>;

/** Gives every chart of a page its menu: downloads, and a link to this chart in this slice. */
export function attachCardMenus(root: HTMLElement, frame: SiteFrame, slice: Slice, cardOf: CardOf): void {
  for (const card of root.querySelectorAll<HTMLElement>(".chart-card")) {
    card.querySelector(".card-menu")?.remove();
    card.querySelector("footer")?.append(cardMenu(card, frame, slice, cardOf));
  }
}

function cardMenu(card: HTMLElement, frame: SiteFrame, slice: Slice, cardOf: CardOf): HTMLElement {
  const menu = document.createElement("div");
  menu.className = "card-menu";
  menu.setAttribute("role", "group");
  menu.setAttribute("aria-label", `Downloads and link: ${card.querySelector("h2")?.textContent ?? ""}`);
  const status = document.createElement("output");
  const add = (label: string, work: () => Promise<string>): void => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = label;
    button.addEventListener("click", () => {
      status.textContent = "";
      work().then(
        (done) => (status.textContent = done),
        (error: unknown) =>
          (status.textContent = `${label} failed: ${error instanceof Error ? error.message : String(error)}`),
      );
    });
    menu.append(button);
  };
  const [rule, ...others] = slice.rule;
  const about =
    rule === undefined || others.length > 0 ? "" : `-${rule.replaceAll(/[^\w-]+/g, "-").slice(0, 60)}`;
  const name = `shrike-${card.id}${about}-${slice.from}-${slice.to}${frame.source.simulated ? "-simulated" : ""}`;
  if (card.querySelector(".table-view, .list-view") !== null) {
    add("CSV", async () =>
      (await import("./download-table.js")).downloadCsv(await specOf(card, cardOf), name, frame),
    );
    add("Parquet", async () =>
      (await import("./download-table.js")).downloadParquet(await specOf(card, cardOf), name, frame),
    );
  }
  if (card.querySelector(".figure-variants :is(svg, canvas)") !== null) {
    add("SVG", async () => (await import("./download-figure.js")).downloadSvg(card, name, frame));
    add("PNG", async () => (await import("./download-figure.js")).downloadPng(card, name, frame));
  }
  add("HTML", async () =>
    (await import("./download-figure.js")).downloadHtml(card, await specOf(card, cardOf), name, frame),
  );
  const address = (): string => {
    const query = writeSlice(slice, frame.defaults);
    return `${location.origin}${location.pathname}${query === "" ? "" : `?${query}`}#${card.id}`;
  };
  add("Copy link", async () => {
    await navigator.clipboard.writeText(address());
    return "Link copied";
  });
  add("Embed", async () => {
    const { embedCode } = await import("./embed.js");
    await navigator.clipboard.writeText(
      embedCode(address(), card.id, card.querySelector("h2")?.textContent ?? ""),
    );
    return "Code for a frame copied";
  });
  menu.append(status);
  return menu;
}

async function specOf(card: HTMLElement, cardOf: CardOf): Promise<CardSpec> {
  const spec = await cardOf(card.id);
  if (spec === undefined) throw new Error(`there is no chart ${card.id} in this slice`);
  return spec;
}
