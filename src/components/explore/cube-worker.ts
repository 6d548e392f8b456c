import type { BinFilter, ExploreCube, LabelRows } from "../../lib/explore/cube.js";
import { decodeCube } from "../../lib/explore/cube-file.js";
import { indexView, type ViewIndex } from "../../lib/explore/index-view.js";
import { fetchBytes } from "../fetch-bytes.js";

/** What the page asks of the worker that holds its cubes. */
export type CubeRequest =
  | { readonly id: number; readonly kind: "load"; readonly url: string; readonly bytes: number }
  | {
      readonly id: number;
      readonly kind: "index";
      readonly url: string;
      readonly active: number;
      readonly filters: readonly BinFilter[];
    };

/** What it answers, under the request's number. */
export type CubeAnswer =
  | {
      readonly id: number;
      readonly kind: "loaded";
      readonly sizes: readonly number[];
      readonly labels: LabelRows;
    }
  | { readonly id: number; readonly kind: "indexed"; readonly index: ViewIndex }
  | { readonly id: number; readonly kind: "progress"; readonly loaded: number; readonly total: number }
  | { readonly id: number; readonly kind: "failed"; readonly message: string };

const cubes = new Map<string, Promise<ExploreCube>>();

function answer(message: CubeAnswer, transfer: Transferable[] = []): void {
  postMessage(message, { transfer });
}

async function load(id: number, url: string, bytes: number): Promise<void> {
  const loading =
    cubes.get(url) ??
    fetchBytes(url, bytes, (loaded, total) => answer({ id, kind: "progress", loaded, total }))
      .then((blob) => blob.arrayBuffer())
      .then((buffer) => decodeCube(new Uint8Array(buffer)));
  cubes.set(url, loading);
  try {
    const { sizes, labels } = await loading;
    answer({ id, kind: "loaded", sizes, labels });
  } catch (error) {
    cubes.delete(url);
    throw error;
  }
}

async function index(id: number, url: string, active: number, filters: readonly BinFilter[]): Promise<void> {
  const cube = await cubes.get(url);
  if (cube === undefined) throw new Error("the cube was not loaded");
  const made = indexView(cube, active, filters);
  answer(
    { id, kind: "indexed", index: made },
    [made.totals, ...made.tables].map(({ buffer }) => buffer as ArrayBuffer),
  );
}

addEventListener("message", ({ data }: MessageEvent<CubeRequest>) => {
  const work =
    data.kind === "load"
      ? load(data.id, data.url, data.bytes)
      : index(data.id, data.url, data.active, data.filters);
  work.catch((error: unknown) =>
    answer({ id: data.id, kind: "failed", message: error instanceof Error ? error.message : String(error) }),
  );
});
