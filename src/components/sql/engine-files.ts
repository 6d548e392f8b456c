import { FileAttachment } from "observablehq:stdlib";

/** Where the browser's database lies; nothing is fetched until it is asked for. */
export const engineFiles = {
  module: FileAttachment("../../data/duckdb-browser.js").href,
  worker: FileAttachment("../../data/duckdb-worker.js").href,
  wasm: FileAttachment("../../data/duckdb-wasm.bin").href,
};

/** Attachment of the published tables' manifest. */
export const tableManifest = FileAttachment("../../data/tables.json");
