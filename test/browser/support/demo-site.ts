import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { shrikeSucceeds } from "./shrike.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Folder of the built site of a small simulated platform. */
    readonly demoSite: string;
  }
}

/** Builds the site once that all browser tests look at. */
export async function setup(project: TestProject): Promise<() => void> {
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
  project.provide("demoSite", out);
  return () => rmSync(folder, { recursive: true, force: true });
}
