/**
 * The five views of Explore once more, over DuckDB-WASM: by way of Mosaic, or with plain queries. `?peer=mosaic` or `?peer=sql`.
 * Runs in the browser.
 */
import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from "@duckdb/duckdb-wasm";
import { Coordinator, MosaicClient, Selection, clauseInterval, wasmConnector } from "@uwdata/mosaic-core";
import { Query, count, type FilterExpr } from "@uwdata/mosaic-sql";
import { fetchBytes } from "../../../src/components/fetch-bytes.js";
import { dimensions } from "../hits.js";

declare global {
  interface Window {
    /** Of the probe: a brush of this moment is now shown by every other view. */
    benchShown?: (moved: number) => void;
    /** Set once every view shows its counts. */
    benchReady?: boolean;
  }
}

type Range = readonly [first: number, last: number] | null;

interface View {
  readonly at: number;
  readonly canvas: HTMLCanvasElement;
  range: Range;
}

const url = URL.createObjectURL;
const [script, wasm, data] = await Promise.all(
  ["duckdb-worker.js", "duckdb-wasm.bin", "hits.bin"].map((file) =>
    fetchBytes(new URL(file, location.href).href, 0),
  ),
);
if (!script || !wasm || !data) throw new Error("a file is missing");
const database = new AsyncDuckDB(new VoidLogger(), new Worker(url(script)));
await database.instantiate(url(new Blob([wasm], { type: "application/wasm" })));
await database.open({ query: { castBigIntToDouble: true } });
await database.registerFileHandle("hits.duckdb", data, DuckDBDataProtocol.BROWSER_FILEREADER, true);
const connection = await database.connect();
await connection.query("ATTACH 'hits.duckdb' AS codes (READ_ONLY)");
await connection.query("CREATE VIEW hits AS SELECT * FROM codes.hits");

const views: View[] = dimensions.map(({ name }, at) => {
  const canvas = document.createElement("canvas");
  canvas.id = name;
  [canvas.width, canvas.height] = [600, 160];
  document.body.append(canvas);
  return { at, canvas, range: null };
});

function draw({ at, canvas }: View, counts: ArrayLike<number>): void {
  const pen = canvas.getContext("2d");
  if (pen === null) return;
  pen.clearRect(0, 0, canvas.width, canvas.height);
  let most = 1;
  for (let bin = 0; bin < counts.length; bin += 1) most = Math.max(most, counts[bin] ?? 0);
  const width = canvas.width / (dimensions[at]?.bins ?? 1);
  for (let bin = 0; bin < counts.length; bin += 1) {
    const height = ((counts[bin] ?? 0) / most) * canvas.height;
    pen.fillRect(bin * width, canvas.height - height, Math.max(1, width - 1), height);
  }
}

/** Calls back with the range and the moment of each move that changes the brush. */
function onBrush(changed: (view: View, moved: number) => void): void {
  for (const view of views) {
    let start: number | undefined;
    const bins = dimensions[view.at]?.bins ?? 1;
    const bin = (event: PointerEvent): number =>
      Math.min(bins - 1, Math.max(0, Math.floor((event.offsetX / view.canvas.width) * bins)));
    view.canvas.addEventListener("pointerdown", (event) => {
      start = bin(event);
      view.canvas.setPointerCapture(event.pointerId);
    });
    view.canvas.addEventListener("pointermove", (event) => {
      if (start === undefined) return;
      const to = bin(event);
      const next: Range = [Math.min(start, to), Math.max(start, to)];
      if (view.range?.[0] === next[0] && view.range[1] === next[1]) return;
      view.range = next;
      changed(view, event.timeStamp);
    });
    view.canvas.addEventListener("pointerup", () => {
      start = undefined;
    });
  }
}

function countsOf(rows: Iterable<{ bin: number; n: number }>, at: number): Float64Array {
  const counts = new Float64Array(dimensions[at]?.bins ?? 1);
  for (const { bin, n } of rows) counts[bin] = n;
  return counts;
}

async function startSql(): Promise<void> {
  const ask = async (view: View): Promise<void> => {
    const conditions = views.flatMap(({ at, range }) =>
      range && at !== view.at ? [`${dimensions[at]?.name} BETWEEN ${range[0]} AND ${range[1]}`] : [],
    );
    const name = dimensions[view.at]?.name ?? "";
    const table = await connection.query(
      `SELECT ${name} AS bin, count(*) AS n FROM hits ${conditions.length > 0 ? `WHERE ${conditions.join(" AND ")}` : ""} GROUP BY 1`,
    );
    draw(view, countsOf(table as never, view.at));
  };
  for (const view of views) await ask(view);
  let asking = false;
  let next: { view: View; moved: number } | undefined;
  onBrush(async (view, moved) => {
    next = { view, moved };
    if (asking) return;
    asking = true;
    while (next !== undefined) {
      const brushed: { view: View; moved: number } = next;
      next = undefined;
      for (const other of views) if (other !== brushed.view) await ask(other);
      window.benchShown?.(brushed.moved);
    }
    asking = false;
  });
}

class Bars extends MosaicClient {
  readonly #view: View;
  readonly #drawn: () => void;

  constructor(view: View, filter: Selection, drawn: () => void) {
    super(filter);
    this.#view = view;
    this.#drawn = drawn;
  }

  override query(filter?: FilterExpr): Query {
    return Query.from("hits")
      .select({ bin: dimensions[this.#view.at]?.name ?? "", n: count() })
      .where(filter ?? [])
      .groupby("bin");
  }

  override queryResult(data: unknown): this {
    draw(this.#view, countsOf(data as Iterable<{ bin: number; n: number }>, this.#view.at));
    this.#drawn();
    return this;
  }
}

async function startMosaic(): Promise<void> {
  const coordinator = new Coordinator(wasmConnector({ duckdb: database, connection }), {
    logger: null,
  } as never);
  const selection = Selection.crossfilter();
  let drawn = 0;
  const clients = views.map((view) => new Bars(view, selection, () => (drawn += 1)));
  for (const client of clients) coordinator.connect(client);
  await Promise.all(clients.map((client) => client.pending));
  while (drawn < views.length) await new Promise((resolve) => setTimeout(resolve, 20));
  const clause = ({ at, range }: View) =>
    clauseInterval(dimensions[at]?.name ?? "", range as [number, number] | null, {
      source: clients[at] as Bars,
      clients: new Set([clients[at] as Bars]),
      scale: {
        type: "linear",
        domain: [0, dimensions[at]?.bins ?? 1],
        range: [0, dimensions[at]?.bins ?? 1],
      },
      pixelSize: 1,
    });
  for (const view of views)
    view.canvas.addEventListener("pointerenter", () =>
      selection.activate(clause({ ...view, range: view.range ?? [0, 1] })),
    );
  let waiting: number | undefined;
  let before = 0;
  onBrush((view, moved) => {
    selection.update(clause(view));
    if (waiting !== undefined) return;
    waiting = moved;
    before = drawn;
    const look = (): void => {
      if (drawn < before + views.length - 1) {
        requestAnimationFrame(look);
        return;
      }
      window.benchShown?.(waiting ?? 0);
      waiting = undefined;
    };
    requestAnimationFrame(look);
  });
}

await (new URLSearchParams(location.search).get("peer") === "mosaic" ? startMosaic() : startSql());
window.benchReady = true;
