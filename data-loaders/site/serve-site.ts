import { once } from "node:events";
import { existsSync, readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import sirv from "sirv";
import { responseHeaders } from "./security-headers.js";

/** A site being served. */
export interface ServedSite {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * How long a browser may keep a file: for good where its name changes with its content, else only if it asks each time whether it is
 * still the same.
 *
 * @param path below the site's root, with a slash at its beginning
 */
export function cacheControl(path: string): string {
  return /^\/_[a-z]+\/(?:.*[./][0-9a-f]{8}\.\w+$|.*@\d+\.\d+\.\d+\/)/.test(path)
    ? "public, max-age=31536000, immutable"
    : "no-cache";
}

/**
 * Serves a built site on localhost: range requests, the site's own page for what is not there, the security headers.
 *
 * @param port 0 takes any that is free
 * @throws when the port is taken, naming another way
 */
export async function serveSite(folder: string, port: number): Promise<ServedSite> {
  const serve = sirv(folder, {
    etag: true,
    extensions: ["html"],
    setHeaders(response, path) {
      for (const [name, value] of Object.entries(responseHeaders)) response.setHeader(name, value);
      response.setHeader("Cache-Control", cacheControl(path));
    },
  });
  const notFound = join(folder, "404.html");
  const server = createServer((request, response) => {
    serve(request, response, () => {
      const page = existsSync(notFound) ? readFileSync(notFound) : "There is no page at this address.\n";
      response.writeHead(404, { ...responseHeaders, "Content-Type": "text/html; charset=utf-8" });
      response.end(page);
    });
  });
  server.listen(port, "127.0.0.1");
  try {
    await once(server, "listening");
  } catch (error) {
    throw new Error(`--port ${port}: is taken or not allowed; give another, or 0 for any that is free`, {
      cause: error,
    });
  }
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}/`,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}
