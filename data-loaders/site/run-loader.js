import { relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";

// Framework's interpreter of loaders: runs the bundle that the configuration made of the loader named first.
const [, loader = ""] = process.argv.splice(1, 2, "loader");
const bundle = resolve("src/.observablehq/cache/_loaders", relative("src", loader).replace(/\.ts$/, ".js"));
await import(pathToFileURL(bundle).href);
