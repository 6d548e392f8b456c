import { streamArtifact } from "./site/stream-artifact.js";

await streamArtifact("artifact", (name) => `${name}.bin`);
