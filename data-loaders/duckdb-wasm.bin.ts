import { streamEngineFile } from "./site/stream-engine-file.js";

await streamEngineFile("duckdb-wasm.bin");
