import { brush, type ViewCounts } from "../../lib/explore/brush.js";
import type { BinFilter } from "../../lib/explore/cube.js";
import { describeBrush, precisionText, sliceHeadline } from "../../lib/explore/describe.js";
import { filtersOf, momentOf, shownDimensions, timeAxis } from "../../lib/explore/filters.js";
import type { ViewIndex } from "../../lib/explore/index-view.js";
import { labelSums, slicePrecision } from "../../lib/explore/label-sums.js";
import type { ExploreManifest, ExploreMissing } from "../../lib/explore/manifest.js";
import {
  isTouched,
  parseExplore,
  untouched,
  writeExplore,
  type ExploreState,
  type StateProblem,
} from "../../lib/explore/state.js";
import { siteRoot } from "../site-links.js";
import { CubeClient, type LoadedCube } from "./cube-client.js";
import type { ExploreWords } from "./explore-picture.js";
import { exploreFrame, type ExploreFrame } from "./explore-frame.js";
import type { BrushView } from "./view.js";

/** The Explore page while it is open. */
class ExplorePage {
  readonly #manifest: ExploreManifest;
  readonly #root: HTMLElement;
  readonly #cubes = new CubeClient();
  #frame: ExploreFrame;
  #state: ExploreState;
  #filters: BinFilter[];
  #cube: LoadedCube | undefined;
  /** Rows of each bin without any filter, view by view. */
  #all: readonly ArrayLike<number>[] = [];
  #index: ViewIndex | undefined;
  /** What was painted last. */
  #counts: ViewCounts | undefined;
  #scaled = false;
  /** Counts requests, so that an answer overtaken by another is dropped. */
  #turn = 0;
  #pending: number | undefined;
  #resting = false;

  constructor(manifest: ExploreManifest, root: HTMLElement) {
    this.#manifest = manifest;
    this.#root = root;
    const { state, problems } = parseExplore(new URLSearchParams(location.search), manifest);
    this.#state = state;
    this.#filters = filtersOf(manifest, state);
    this.#frame = this.#build(problems);
    addEventListener("popstate", () => {
      const read = parseExplore(new URLSearchParams(location.search), manifest);
      this.#show(read.state, read.problems);
    });
  }

  #build(problems: readonly StateProblem[]): ExploreFrame {
    const frame = exploreFrame(this.#manifest, this.#state, problems, {
      approach: (view) => void this.#prepare(view),
      brush: (view, selection, resting) => this.#brush(view, selection, resting),
      reset: () => this.#go(untouched),
      swap: (swap) => this.#go({ ...this.#state, swap, values: this.#valuesKept(swap) }),
      week: (week) => this.#go({ ...this.#state, week, swap: null, time: null }),
      scale: (scaled) => {
        this.#scaled = scaled;
        this.#repaint();
      },
      save: (kind, words) => this.#save(kind, words),
    });
    this.#root.replaceChildren(frame.element);
    if (this.#state.week === null) this.#paintGhosts(frame);
    return frame;
  }

  async #save(kind: "png" | "html", words: ExploreWords): Promise<string> {
    const { saveExploreHtml, saveExplorePng } = await import("./explore-share.js");
    const name = `shrike-explore${this.#manifest.simulated ? "-simulated" : ""}`;
    const counts = { bins: this.#counts?.bins ?? [], all: this.#all };
    return kind === "png"
      ? saveExplorePng(this.#root, words, name)
      : saveExploreHtml(this.#root, words, this.#manifest, this.#state, counts, name);
  }

  /** Until the cube is there, the rows of each bin without any filter, as the manifest has them. */
  #paintGhosts({ views }: ExploreFrame): void {
    const { time, swap } = { time: this.#manifest.time.rows, swap: this.#state.swap };
    const all = [
      time,
      ...shownDimensions(this.#manifest, swap).map(({ bins }) => bins.map(({ rows }) => rows)),
    ];
    for (const [at, view] of views.entries())
      view.paint({
        counts: (all[at] ?? []).map(() => 0),
        all: all[at] ?? [],
        ghostScale: 1,
        selection: null,
      });
  }

  /** Brushes of dimensions that are still shown after a swap. */
  #valuesKept(swap: string | null): ExploreState["values"] {
    const shown = new Set(shownDimensions(this.#manifest, swap).map(({ name }) => name));
    return Object.fromEntries(Object.entries(this.#state.values).filter(([name]) => shown.has(name)));
  }

  #go(state: ExploreState): void {
    const query = writeExplore(state);
    history.pushState(null, "", `${location.pathname}${query === "" ? "" : `?${query}`}`);
    this.#show(state, []);
  }

  #show(state: ExploreState, problems: readonly StateProblem[]): void {
    const before = this.#state;
    this.#state = state;
    this.#filters = filtersOf(this.#manifest, state);
    this.#index = undefined;
    if (before.swap !== state.swap || before.week !== state.week || problems.length > 0) {
      this.#frame = this.#build(problems);
      this.#cube = undefined;
    }
    void this.open();
  }

  /** Fetches the cube that the state needs and shows its counts. */
  async open(): Promise<void> {
    const turn = (this.#turn += 1);
    const { swap, week } = this.#state;
    const { cubes, weeks, swaps } = this.#manifest;
    const file =
      week !== null
        ? weeks.find(({ from }) => from === week)
        : cubes[swap === null ? 0 : Object.keys(swaps).indexOf(swap) + 1];
    if (file === undefined) throw new Error("the manifest names no cube for this view");
    try {
      if (this.#cube === undefined) {
        const cube = await this.#cubes.load(
          new URL(`${siteRoot()}${file.path}?v=${file.hash}`, document.baseURI).href,
          file.bytes,
          (loaded, total) => this.#frame.progress(loaded, total),
        );
        if (turn !== this.#turn) return;
        const unfiltered = await cube.index(
          0,
          cube.sizes.map(() => null),
        );
        if (turn !== this.#turn) return;
        this.#all = brush(unfiltered, cube.sizes, null).bins;
        this.#cube = cube;
      }
      this.#index = await this.#cube.index(0, this.#filters);
      if (turn !== this.#turn) return;
      this.#repaint(true);
    } catch (error) {
      if (turn === this.#turn) this.#frame.fail(error, () => void this.open());
    }
  }

  /** Has the index of a view ready before it is brushed. */
  async #prepare(view: number): Promise<void> {
    if (this.#cube === undefined || this.#index?.active === view) return;
    const cube = this.#cube;
    const turn = (this.#turn += 1);
    const index = await cube.index(view, this.#filters);
    if (turn === this.#turn && cube === this.#cube) this.#index = index;
  }

  #brush(view: number, selection: BinFilter, resting: boolean): void {
    this.#filters[view] = selection;
    this.#state = this.#stateWith(view, selection);
    if (this.#index?.active === view) this.#repaint(resting);
    else void this.#prepare(view).then(() => this.#repaint(resting));
    if (!resting) return;
    const query = writeExplore(this.#state);
    history.pushState(null, "", `${location.pathname}${query === "" ? "" : `?${query}`}`);
  }

  #stateWith(view: number, selection: BinFilter): ExploreState {
    if (view === 0) {
      const axis = timeAxis(this.#manifest, this.#state.week);
      const time =
        selection === null
          ? null
          : { from: momentOf(selection.indexOf(1), axis), to: momentOf(selection.lastIndexOf(1), axis) };
      return { ...this.#state, time };
    }
    const dimension = shownDimensions(this.#manifest, this.#state.swap)[view - 1];
    if (dimension === undefined) return this.#state;
    const { [dimension.name]: _, ...others } = this.#state.values;
    const chosen = dimension.bins.filter((_bin, at) => selection?.[at] === 1).map(({ value }) => value);
    return { ...this.#state, values: selection === null ? others : { ...others, [dimension.name]: chosen } };
  }

  /**
   * Paints all views at the next frame; several brushes before it are one painting.
   *
   * @param resting whether a brush came to rest: what is read out, and the links, are then brought up to date
   */
  #repaint(resting = false): void {
    this.#resting ||= resting;
    if (this.#pending !== undefined) return;
    this.#pending = requestAnimationFrame(() => {
      this.#pending = undefined;
      const [cube, index] = [this.#cube, this.#index];
      if (cube === undefined || index === undefined) return;
      const counts = brush(index, cube.sizes, this.#filters[index.active] ?? null);
      this.#counts = counts;
      this.#paint(counts, cube);
      if (this.#resting) this.#settle();
      this.#resting = false;
    });
  }

  #paint({ bins, total }: ViewCounts, cube: LoadedCube): void {
    const all = total === 0 ? 1 : total / sum(this.#all[0] ?? []);
    for (const [view, drawn] of this.#views().entries())
      drawn.paint({
        counts: bins[view] ?? [],
        all: this.#all[view] ?? [],
        ghostScale: this.#scaled ? all : 1,
        selection: this.#filters[view] ?? null,
      });
    this.#frame.say(
      sliceHeadline(this.#manifest, total),
      this.#manifest.labelled === 0
        ? null
        : precisionText(slicePrecision(labelSums(cube.labels, this.#filters))),
    );
  }

  #views(): readonly BrushView[] {
    return this.#frame.views;
  }

  #settle(): void {
    for (const view of this.#views()) view.settle();
    this.#frame.settle(describeBrush(this.#manifest, this.#state), isTouched(this.#state), this.#state);
  }
}

function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let at = 0; at < values.length; at += 1) total += values[at] ?? 0;
  return total;
}

/** Starts the Explore page in its place. */
export async function startExplore(
  root: HTMLElement,
  attachment: { json(): Promise<unknown> },
): Promise<void> {
  const manifest = (await attachment.json()) as ExploreManifest | ExploreMissing;
  if ("missing" in manifest) {
    root.replaceChildren(missing(manifest));
    return;
  }
  await new ExplorePage(manifest, root).open();
}

function missing({ missing: tables }: ExploreMissing): HTMLElement {
  const box = document.createElement("div");
  box.className = "missing";
  box.textContent = `Explore counts rule hits or events, and this source has neither. Add ${tables.join(".sql or ")}.sql to the source.`;
  return box;
}
