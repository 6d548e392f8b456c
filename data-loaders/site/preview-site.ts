import { resolve } from "node:path";
import { runFramework } from "./framework.js";
import { dropLoaderCache } from "./loader-freshness.js";

export interface PreviewSiteOptions {
  /** Folder of the published artifacts. */
  readonly artifacts: string;
  readonly port?: number;
  readonly onOutput: (chunk: string) => void;
  /** Called once with the address when the preview answers. */
  readonly onReady: (url: string) => void;
  readonly signal?: AbortSignal;
}

/**
 * Serves the site live on localhost until the signal stops it: pages, components and loaders are read again as they change.
 *
 * @throws when the preview ends by itself, e.g. because its port is taken
 */
export async function previewSite({
  artifacts,
  port,
  onOutput,
  onReady,
  signal,
}: PreviewSiteOptions): Promise<void> {
  dropLoaderCache("src");
  let announced = false;
  const { code, output } = await runFramework(
    ["preview", "--no-open", ...(port === undefined ? [] : ["--port", String(port)])],
    { artifacts: resolve(artifacts) },
    (chunk) => {
      const url = /https?:\/\/127\.0\.0\.1:\d+\/?/.exec(chunk)?.[0];
      if (!announced && url) {
        announced = true;
        onReady(url);
      }
      onOutput(chunk);
    },
    signal,
  );
  if (signal?.aborted !== true)
    throw new Error(`the preview ended with ${String(code)}:\n${output.trimEnd()}`);
}
