import type { Page } from "playwright-core";

/** What is measured in a page while its views are brushed; milliseconds. */
export interface Brushing {
  /** From the first move of the brush until every other view has answered it. */
  readonly first: number;
  /** For each answer: from the move that it answers to the end of the frame that shows it. */
  readonly answers: readonly number[];
  /** Time between frames while the pointer moves. */
  readonly frames: readonly number[];
}

/** Runs in the page before anything else; notes moves, paintings of canvases, and frames. */
export const probeScript = `{
  const state = (window.benchProbe = { moved: 0, first: 0, explicit: false, answers: [], frames: [], start: null });
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => { const now = performance.now(); for (const moved of waiting.splice(0)) {
    state.answers.push(now - moved); state.start ??= now - state.first; } };
  const shown = (moved) => requestAnimationFrame(() => { waiting.push(moved); channel.port2.postMessage(0); });
  window.benchShown = (moved) => { state.explicit = true; if (moved >= state.first) shown(moved); };
  addEventListener("pointermove", (event) => { if (event.buttons === 0) return;
    state.moved = event.timeStamp; state.first ||= event.timeStamp; }, true);
  const clear = CanvasRenderingContext2D.prototype.clearRect;
  CanvasRenderingContext2D.prototype.clearRect = function (...box) {
    if (!state.explicit && state.moved > 0 && !waiting.includes(state.moved)) { waiting.push(state.moved); channel.port2.postMessage(0); }
    return clear.apply(this, box); };
  let last = 0;
  const frame = (now) => { if (state.first > 0) state.frames.push(now - last); last = now; requestAnimationFrame(frame); };
  requestAnimationFrame(frame);
  window.benchReset = () => Object.assign(state, { moved: 0, first: 0, answers: [], frames: [], start: null });
}`;

/** A line on the page along which the pointer goes to and fro. */
export interface Track {
  readonly from: { readonly x: number; readonly y: number };
  readonly to: { readonly x: number; readonly y: number };
}

/** Brushes along a track for so long, as a hand would: presses as soon as it is there, goes on at 60 moves a second, lets go. */
export async function brushAlong(page: Page, { from, to }: Track, milliseconds: number): Promise<Brushing> {
  await page.evaluate("benchReset()");
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  const began = performance.now();
  for (let step = 1; performance.now() - began < milliseconds; step += 1) {
    // To and fro in 1.2 seconds, with a first move that no view takes for a click.
    const turn = (performance.now() - began) / 600 + 0.25;
    const share = 1 - Math.abs((turn % 2) - 1);
    await page.mouse.move(from.x + (to.x - from.x) * share, from.y + (to.y - from.y) * share);
    await new Promise((resolve) =>
      setTimeout(resolve, Math.max(0, began + step * 16.67 - performance.now())),
    );
  }
  await page.waitForFunction("benchProbe.start !== null", undefined, { timeout: 120_000, polling: 50 });
  const measured = await page.evaluate<Brushing>(
    "({ first: benchProbe.start, answers: benchProbe.answers, frames: benchProbe.frames })",
  );
  await page.mouse.up();
  return measured;
}

/** Bytes that a page and its workers receive from now on, as they go over the wire, without headers. */
export function countBytes(page: Page): () => Promise<number> {
  const sizes: Promise<number>[] = [];
  page.context().on("requestfinished", (request) => {
    if (request.url().startsWith("http"))
      sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  return async () => (await Promise.all(sizes)).reduce((sum, bytes) => sum + bytes, 0);
}

/** Milliseconds from navigation to the first thing painted. */
export function firstPaint(page: Page): Promise<number> {
  return page.evaluate("performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN");
}

/** The value below which a share of the values lie; NaN for none. */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
