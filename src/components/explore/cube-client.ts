import type { BinFilter, LabelRows } from "../../lib/explore/cube.js";
import type { ViewIndex } from "../../lib/explore/index-view.js";
import type { OnProgress } from "../fetch-bytes.js";
import type { CubeAnswer, CubeRequest } from "./cube-worker.js";

/** A cube that the worker holds. */
export interface LoadedCube {
  readonly sizes: readonly number[];
  readonly labels: LabelRows;
  /** Index for a brush in a view under the filters of the others; made once for the same question. */
  index(active: number, filters: readonly BinFilter[]): Promise<ViewIndex>;
}

interface Waiting {
  readonly resolve: (answer: CubeAnswer) => void;
  readonly reject: (error: Error) => void;
  readonly onProgress: OnProgress | undefined;
}

/** Cubes in a worker of their own, so that neither unpacking nor indexing one holds up the page. */
export class CubeClient {
  readonly #worker = new Worker(import.meta.resolve("./cube-worker.js"), { type: "module" });
  readonly #waiting = new Map<number, Waiting>();
  readonly #indexes = new Map<string, Promise<ViewIndex>>();
  #asked = 0;

  constructor() {
    this.#worker.addEventListener("message", ({ data }: MessageEvent<CubeAnswer>) => {
      const waiting = this.#waiting.get(data.id);
      if (data.kind === "progress") return waiting?.onProgress?.(data.loaded, data.total);
      this.#waiting.delete(data.id);
      if (data.kind === "failed") waiting?.reject(new Error(data.message));
      else waiting?.resolve(data);
    });
    this.#worker.addEventListener("error", ({ message }) => {
      for (const { reject } of this.#waiting.values())
        reject(new Error(message || "the worker could not be started"));
      this.#waiting.clear();
    });
  }

  /** Fetches and unpacks a cube, or takes the one that is there. */
  async load(url: string, bytes: number, onProgress?: OnProgress): Promise<LoadedCube> {
    const answer = await this.#ask({ kind: "load", url, bytes }, onProgress);
    if (answer.kind !== "loaded") throw new Error(`the worker answered ${answer.kind}`);
    const { sizes, labels } = answer;
    return { sizes, labels, index: (active, filters) => this.#index(url, active, filters) };
  }

  async #index(url: string, active: number, filters: readonly BinFilter[]): Promise<ViewIndex> {
    const others = filters.map((filter, view) => (view === active ? null : filter));
    const key = `${url} ${active} ${others.map((filter) => filter?.join("") ?? "").join("|")}`;
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    if (this.#indexes.size >= mostIndexes) this.#indexes.delete(this.#indexes.keys().next().value ?? "");
    const asked = this.#ask({ kind: "index", url, active, filters: others }).then((answer) => {
      if (answer.kind !== "indexed") throw new Error(`the worker answered ${answer.kind}`);
      return answer.index;
    });
    this.#indexes.set(key, asked);
    asked.catch(() => this.#indexes.delete(key));
    return asked;
  }

  #ask(
    request: CubeRequest extends infer R ? (R extends { id: number } ? Omit<R, "id"> : never) : never,
    onProgress?: OnProgress,
  ): Promise<CubeAnswer> {
    const id = (this.#asked += 1);
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject, onProgress });
      this.#worker.postMessage({ ...request, id });
    });
  }
}

/** Indexes kept: those of the last few filters, for going back and forth. */
const mostIndexes = 20;
