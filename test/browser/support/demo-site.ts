import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { serveSite, shrikeSucceeds } from "./shrike.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the built site of a small simulated platform. */
    readonly demoSite: string;
    /** Where it is served, with a slash at its end. */
    readonly demoUrl: string;
  }
}

/** Builds and serves the site that all browser tests look at. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "shrike-site-"));
  const [data, out] = [join(folder, "data"), join(folder, "site")];
  await shrikeSucceeds(
    "demo",
    "--accounts",
    "6000",
    "--days",
    "150",
    "--seed",
    "7",
    "--out",
    data,
    "--quiet",
  );
  await shrikeSucceeds("build", "--data", data, "--out", out, "--quiet");
  const served = await serveSite(out);
  project.provide("demoSite", out);
  project.provide("demoUrl", served.url);
  return async () => {
    await served.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
