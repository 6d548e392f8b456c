import { createHash } from "node:crypto";
import { spawn } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { shrikeSucceeds } from "../../browser/support/shrike.js";

/** A source of its own name, so that its warehouse below `.shrike` is no one else's, over a small simulated platform. */
export interface BuildBench {
  /** Folder for everything that the test writes. */
  readonly folder: string;
  /** Tables of the simulated platform, a Parquet file each. */
  readonly data: string;
  /** Arguments of a build into `<folder>/<out>`. */
  build(data: string, out: string): string[];
  /** Forgets the warehouse and the artifacts. */
  forget(): void;
  remove(): void;
}

export async function buildBench(
  name: string,
  size: { readonly accounts: number; readonly days: number },
): Promise<BuildBench> {
  const folder = mkdtempSync(join(tmpdir(), `shrike-${name}-`));
  const source = join(folder, name);
  const data = join(folder, "data");
  mkdirSync(source);
  for (const entry of readdirSync("data-loaders/source/demo"))
    if (!/^generate|\.ts$|README/.test(entry))
      cpSync(join("data-loaders/source/demo", entry), join(source, entry), { recursive: true });
  await shrikeSucceeds(
    "demo",
    "--accounts",
    String(size.accounts),
    "--days",
    String(size.days),
    "--out",
    data,
  );
  const forget = (): void => rmSync(join(".shrike", name), { recursive: true, force: true });
  forget();
  return {
    folder,
    data,
    build: (data, out) => ["build", "--source", source, "--data", data, "--out", join(folder, out)],
    forget,
    remove() {
      forget();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** SHA-256 of each file below a folder, by path. */
export function digests(folder: string): Record<string, string> {
  const all: Record<string, string> = {};
  for (const path of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const file = join(folder, path);
    if (statSync(file).isFile()) all[path] = createHash("sha256").update(readFileSync(file)).digest("hex");
  }
  return all;
}

/** How a command ended that was sent a signal while it ran. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** Starts the command line and sends it a signal once what it printed matches; it ends by itself if that never happens. */
export function signalledAt(
  args: readonly string[],
  pattern: RegExp,
  signal: "SIGKILL" | "SIGINT",
): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["data-loaders/shrike.js", ...args], {
      stdio: ["ignore", "pipe", "pipe"],
    });
    let output = "";
    let sent = false;
    const look = (chunk: Buffer): void => {
      output += chunk.toString();
      if (!sent && pattern.test(output)) sent = child.kill(signal);
    };
    child.stdout.on("data", look);
    child.stderr.on("data", look);
    child.on("error", reject);
    child.on("close", (code, by) => resolve({ code, signal: by, output }));
  });
}
