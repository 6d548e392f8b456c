import { createReadStream } from "node:fs";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { artifactsFolder } from "../../data-loaders/site/artifacts-folder.js";

await pipeline(createReadStream(join(artifactsFolder(), "feed.atom.xml")), process.stdout);
