import { fillEngineCache } from "./data-loaders/site/engine-files.js";
import { readSiteNavigation } from "./data-loaders/site/navigation.js";
import { fillNpmCache, fontStyles } from "./data-loaders/site/npm-cache.js";
import { prepareLoaders, watchLoaders } from "./data-loaders/site/loader-freshness.js";
import { staticFragments } from "./data-loaders/site/static-fragments.js";
import { artifactsFolder } from "./data-loaders/site/artifacts-folder.js";

const root = "src";
const artifacts = artifactsFolder();
const navigation = readSiteNavigation(artifacts);

await Promise.all([fillNpmCache(root), fillEngineCache(root)]);
await prepareLoaders(root);
if (process.argv.includes("preview")) watchLoaders(root, ["data-loaders"], () => undefined);

export default {
  root,
  output: process.env["SHRIKE_OUT"] ?? "dist",
  title: navigation.title,
  home: navigation.home,
  pages: navigation.pages,
  dynamicPaths: navigation.dynamicPaths,
  pager: false,
  toc: false,
  search: true,
  linkify: false,
  preserveExtension: true,
  globalStylesheets: [],
  head: fontStyles.map(({ name, file }) => `<link rel="stylesheet" href="npm:${name}/${file}">`).join("\n"),
  header: navigation.header,
  footer: navigation.footer,
  style: "style/shrike.css",
  duckdb: { extensions: { json: null, parquet: null } },
  interpreters: { ".ts": [process.execPath, "data-loaders/site/run-loader.js"] },
  markdownIt: staticFragments(artifacts),
};
