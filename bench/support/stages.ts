/**
 * The pipeline without the pages: reads a source, checks it, runs the stages, publishes the artifacts; on request, writes the tables
 * for SQL, too.
 *
 *     node --import tsx bench/support/stages.ts SOURCE DATA [tables]
 */
import { register } from "node:module";
import { silentReporter } from "../../data-loaders/pipeline/reporter.js";

register("../../data-loaders/site/npm-specifiers.js", import.meta.url);
const { runStages } = await import("../../data-loaders/cli/run-stages.js");
const [source = "", data = "", tables] = process.argv.slice(2);
const { writeTables } = await runStages({ source, data }, silentReporter, new AbortController().signal);
if (tables !== undefined) await writeTables();
