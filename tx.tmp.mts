import { openDuckDB } from "./data-loaders/engine/duckdb.js";
import { clusterTexts } from "./data-loaders/detect/text/cluster-texts.js";
const e = await openDuckDB({ path: process.argv[2]!, readOnly: true });
let b = process.cpuUsage();
let t = performance.now();
const r = await clusterTexts(e);
let u = process.cpuUsage(b);
console.log(r, (u.user + u.system) / 1e6, (performance.now() - t) / 1e3);
