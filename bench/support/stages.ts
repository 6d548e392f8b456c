/**
 * The pipeline without the pages: reads a source, checks it, runs the stages, publishes the artifacts.
 *
 *     node --import tsx bench/support/stages.ts SOURCE DATA
 */
import { register } from "node:module";
import { silentReporter } from "../../data-loaders/pipeline/reporter.js";

register("../../data-loaders/site/npm-specifiers.js", import.meta.url);
const { runStages } = await import("../../data-loaders/cli/run-stages.js");
const [source = "", data = ""] = process.argv.slice(2);
const { writeTables } = await runStages({ source, data }, silentReporter, new AbortController().signal);
await writeTables();
