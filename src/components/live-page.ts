import { isModified, parseSlice, writeSlice, type Slice, type SliceProblem } from "../lib/slice/index.js";
import type { AskedPair } from "../lib/view/inputs.js";
import type { CardSpec, PageView } from "../lib/view/page-view.js";
import type { SiteFrame } from "../lib/view/site-frame.js";
import { attachCardMenus } from "./card-menu.js";
import type { Attachments } from "./attachments.js";
import { controlsOf, type PageControls } from "./page-controls.js";
import { localLinks } from "./site-links.js";

interface Live {
  readonly page: string;
  readonly root: HTMLElement;
  readonly attachments: Attachments;
  readonly frame: SiteFrame;
  readonly controls: PageControls;
  readonly status: HTMLElement;
  slice: Slice;
  /** Cards that were drawn anew by themselves. */
  readonly replaced: Map<string, CardSpec>;
  /** Counts drawings, so that one overtaken by another is dropped. */
  turn: number;
}

/** Adds the filter bar and the menus to a page, and draws it anew when the URL asks for another slice. */
export async function startPage(page: string, root: HTMLElement, attachments: Attachments): Promise<void> {
  const controls = controlsOf(page);
  const frame = await controls.frame((await attachments["site"]?.json()) as SiteFrame, attachments);
  const status = document.createElement("p");
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  const { slice, problems } = readSlice(controls, frame);
  const live: Live = {
    page,
    root,
    attachments,
    frame,
    controls,
    status,
    slice,
    replaced: new Map(),
    turn: 0,
  };
  root.prepend(status);
  showBar(live, problems);
  if (controls.bar !== null)
    addEventListener("popstate", () => {
      const read = readSlice(controls, frame);
      live.slice = read.slice;
      showBar(live, read.problems);
      void redraw(live);
    });
  if (isModified(slice, frame.defaults) || idOf(controls) !== null || pairOf(controls) !== null)
    await redraw(live);
  else {
    root.querySelector(".page-view")?.removeAttribute("aria-busy");
    attachMenus(live);
  }
}

/** The slice of the URL, as far as the page obeys it; keys that it does not are left to others. */
function readSlice({ keys }: PageControls, frame: SiteFrame): ReturnType<typeof parseSlice> {
  const parameters = new URLSearchParams(location.search);
  if (keys === null) return parseSlice(parameters, frame);
  const obeyed = new URLSearchParams();
  for (const key of keys) for (const value of parameters.getAll(key)) obeyed.append(key, value);
  return parseSlice(obeyed, frame);
}

function showBar(live: Live, problems: readonly SliceProblem[]): void {
  const { root, frame, slice, controls } = live;
  if (controls.bar === null) return;
  const before = root.querySelector(".filter-bar");
  const focused = before?.contains(document.activeElement)
    ? document.activeElement?.getAttribute("name")
    : null;
  const open = before?.querySelector("details[open]")?.getAttribute("data-key");
  const bar = controls.bar(frame, slice, problems, (next) => {
    live.slice = next;
    const query = writeSlice(next, frame.defaults);
    history.pushState(null, "", `${location.pathname}${query === "" ? "" : `?${query}`}`);
    showBar(live, []);
    void redraw(live);
  });
  if (before === null) root.prepend(bar);
  else before.replaceWith(bar);
  if (open) bar.querySelector(`details[data-key="${open}"]`)?.setAttribute("open", "");
  if (focused) bar.querySelector<HTMLElement>(`[name="${CSS.escape(focused)}"]`)?.focus();
}

async function redraw(live: Live): Promise<void> {
  const { root, page, frame, controls, slice, status } = live;
  const turn = ++live.turn;
  const shown = root.querySelector<HTMLElement>(".page-view");
  shown?.setAttribute("aria-busy", "true");
  try {
    const [view, { drawPage }] = await Promise.all([viewOf(live), import("../charts/index.js")]);
    if (turn !== live.turn) return;
    const drawn = drawPage(view, { document, interactive: true });
    localLinks(drawn);
    shown?.replaceWith(drawn);
    live.replaced.clear();
    attachMenus(live, view.cards);
    status.textContent = `Figures for ${controls.describe(slice, frame)} are shown.`;
  } catch (error) {
    if (turn === live.turn) showError(live, shown, error, page);
  }
}

/** The one thing that the URL asks for; null where it does not, or the page shows no such. */
function idOf({ one }: PageControls): string | null {
  return one === true ? new URLSearchParams(location.search).get("id") : null;
}

/** The two accounts that the URL asks for; null where it does not, or the page shows no two. */
function pairOf({ attach }: PageControls): AskedPair | null {
  const query = new URLSearchParams(location.search);
  const [a, b] = [query.get("a"), query.get("b")];
  return attach === undefined || a === null || b === null ? null : [a, b];
}

async function viewOf({ page, attachments, slice, controls }: Live): Promise<PageView> {
  const id = idOf(controls);
  const [{ artifactsOf }, { loadPageView }] = await Promise.all([
    import("../lib/view/page-artifacts.js"),
    import("../lib/view/load-page-view.js"),
  ]);
  const loaded = await Promise.all(
    artifactsOf(page).map(async (name): Promise<[string, unknown]> => [
      name,
      await attachments[name]?.json(),
    ]),
  );
  const own = id === null ? {} : await controls.own?.(id, attachments);
  return loadPageView(page, { ...Object.fromEntries(loaded), ...own }, slice, id, pairOf(controls));
}

function attachMenus(live: Live, cards?: readonly CardSpec[]): void {
  enliven(live, cards);
  const { root, attachments, frame, slice, controls, status } = live;
  void controls.attach?.({
    root,
    attachments,
    frame,
    slice,
    id: idOf(controls),
    enliven: (card) => {
      live.replaced.set(card.id, card);
      enliven(live, cards);
    },
    say: (text) => {
      status.textContent = text;
    },
  });
}

/** Gives cards their menus, and makes lists work that do not yet. */
function enliven(live: Live, cards?: readonly CardSpec[]): void {
  const { root, frame, slice, replaced } = live;
  attachCardMenus(
    root,
    frame,
    slice,
    async (id) => replaced.get(id) ?? (cards ?? (await viewOf(live)).cards).find((card) => card.id === id),
  );
  if (root.querySelector(".list-view") !== null)
    void import("./list.js").then(({ attachLists }) => attachLists(root));
}

function showError(live: Live, shown: HTMLElement | null, error: unknown, page: string): void {
  shown?.removeAttribute("aria-busy");
  live.root.querySelector(".draw-error")?.remove();
  const box = document.createElement("div");
  box.className = "draw-error missing";
  box.setAttribute("role", "alert");
  const retry = document.createElement("button");
  retry.type = "button";
  retry.textContent = "Try again";
  retry.addEventListener("click", () => {
    box.remove();
    void redraw(live);
  });
  box.append(
    `The figures of this slice could not be drawn (${page}: ${error instanceof Error ? error.message : String(error)}). Those below are for the default slice. `,
    retry,
  );
  shown?.before(box);
}
