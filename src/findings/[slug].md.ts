import { streamArtifact } from "../../data-loaders/site/stream-artifact.js";

await streamArtifact("slug", (slug) => `findings/${slug}.md`);
