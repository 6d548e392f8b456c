import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { cacheControl, serveSite, type ServedSite } from "../../../data-loaders/site/serve-site.js";

const root = mkdtempSync(join(tmpdir(), "shrike-serve-"));
const folder = join(root, "site");
const bytes = Buffer.from(Array.from({ length: 1_000 }, (_, index) => index % 256));

/** A request whose path is sent as it stands: fetch would tidy it. */
function raw(url: string, path: string): Promise<{ status: number; body: string }> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    request({ hostname, port, path }, (response) => {
      let body = "";
      response.on("data", (chunk: Buffer) => (body += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body }));
    })
      .on("error", reject)
      .end();
  });
}

describe("a served site", () => {
  let served: ServedSite;
  beforeAll(async () => {
    mkdirSync(join(folder, "leadership"), { recursive: true });
    writeFileSync(join(root, "secret.txt"), "not for readers");
    writeFileSync(join(folder, "index.html"), "home");
    writeFileSync(join(folder, "404.html"), "no such page");
    writeFileSync(join(folder, "leadership", "trends.html"), "trends");
    writeFileSync(join(folder, "events.parquet"), bytes);
    writeFileSync(join(folder, "duckdb.wasm"), bytes);
    served = await serveSite(folder, 0);
  });
  afterAll(async () => {
    await served.close();
    rmSync(root, { recursive: true, force: true });
  });

  test.each([
    ["", "home"],
    ["leadership/trends.html", "trends"],
    ["leadership/trends", "trends"],
  ])("gives /%s its page", async (path, text) => {
    const response = await fetch(served.url + path);
    expect([response.status, await response.text()]).toEqual([200, text]);
  });

  test("lets a page be kept only while it is the same, and answers so without sending it again", async () => {
    const first = await fetch(`${served.url}leadership/trends`);
    expect(first.headers.get("cache-control")).toBe("no-cache");
    const etag = first.headers.get("etag") ?? "";
    const again = await fetch(`${served.url}leadership/trends`, { headers: { "If-None-Match": etag } });
    expect(again.status).toBe(304);
  });

  test.each([
    "/_import/charts/frame.5582ee40.js",
    "/_file/data/site.0a1b2c3d.json",
    "/_npm/d3@7.9.0/fcfa5277.js",
    "/_npm/@fontsource/source-serif-4@5.3.1/files/source-serif-4-latin-600-normal.woff2",
    "/_observablehq/client.00000000.js",
  ])("lets %s, whose name changes with its content, be kept for good", (path) =>
    expect(cacheControl(path)).toBe("public, max-age=31536000, immutable"),
  );

  test.each([
    "/",
    "/index.html",
    "/data/accounts-00.bin",
    "/data/0a1b2c3d.json",
    "/_import/charts/frame.js",
    "/_file/../data/site.0a1b2c3d",
    "/findings/2026-08-17-deadbeef",
  ])("has a browser ask for %s each time", (path) => expect(cacheControl(path)).toBe("no-cache"));

  test("answers a range with that part alone", async () => {
    const response = await fetch(`${served.url}events.parquet`, { headers: { Range: "bytes=100-199" } });
    expect(response.status).toBe(206);
    expect(response.headers.get("content-range")).toBe("bytes 100-199/1000");
    expect(Buffer.from(await response.arrayBuffer())).toEqual(bytes.subarray(100, 200));
  });

  test("refuses a range that the file does not have", async () => {
    const response = await fetch(`${served.url}events.parquet`, { headers: { Range: "bytes=5000-6000" } });
    expect(response.status).toBe(416);
  });

  test("sends WebAssembly as such, and the security headers with everything", async () => {
    const response = await fetch(`${served.url}duckdb.wasm`);
    expect(response.headers.get("content-type")).toBe("application/wasm");
    for (const path of ["", "duckdb.wasm", "nowhere"]) {
      const { headers } = await fetch(served.url + path);
      expect(headers.get("x-content-type-options"), path).toBe("nosniff");
      expect(headers.get("referrer-policy"), path).toBe("no-referrer");
      expect(headers.get("content-security-policy"), path).toBe("frame-ancestors 'self'");
    }
  });

  test("shows the site's own page where there is none, as not found", async () => {
    const response = await fetch(`${served.url}nowhere`);
    expect([response.status, await response.text()]).toEqual([404, "no such page"]);
  });

  test.each(["/../secret.txt", "/..%2fsecret.txt", "/%2e%2e/secret.txt", "/leadership/..%2f..%2fsecret.txt"])(
    "gives nothing outside its folder for %s",
    async (path) => {
      const { status, body } = await raw(served.url, path);
      expect(body).not.toContain("not for readers");
      expect(status).toBe(404);
    },
  );

  test("names the way out when the port is taken", async () => {
    const { port } = new URL(served.url);
    await expect(serveSite(folder, Number(port))).rejects.toThrow(
      `--port ${port}: is taken or not allowed; give another, or 0 for any that is free`,
    );
  });
});
