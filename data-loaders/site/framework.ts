import { spawn } from "node:child_process";
import { join } from "node:path";

const executable = join("node_modules", "@observablehq", "framework", "dist", "bin", "observable.js");

/** Settings that reach `observablehq.config.ts` through the environment. */
export interface FrameworkEnvironment {
  /** Folder of the published artifacts. */
  readonly artifacts: string;
  /** Folder that the site is written to; for a build only. */
  readonly out?: string;
}

/** How a Framework command ended, with everything that it printed. */
export interface FrameworkResult {
  readonly code: number | null;
  readonly output: string;
}

/**
 * Runs Framework in a process of its own, because its configuration is read from the environment once.
 *
 * @param args e.g. `["build"]` or `["preview", "--port", "3000"]`
 * @param onOutput called with each chunk that it prints
 * @param signal stops it
 */
export function runFramework(
  args: readonly string[],
  environment: FrameworkEnvironment,
  onOutput: (chunk: string) => void = () => undefined,
  signal?: AbortSignal,
): Promise<FrameworkResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [
        "--no-warnings",
        "--import",
        "tsx",
        "--import",
        "./data-loaders/site/register-npm-specifiers.js",
        executable,
        ...args,
      ],
      {
        stdio: ["ignore", "pipe", "pipe"],
        env: {
          ...process.env,
          NO_COLOR: "1",
          OBSERVABLE_TELEMETRY_DISABLE: "1",
          SHRIKE_ARTIFACTS: environment.artifacts,
          ...(environment.out === undefined ? {} : { SHRIKE_OUT: environment.out }),
        },
      },
    );
    let output = "";
    const collect = (chunk: Buffer): void => {
      const text = chunk.toString();
      output += text;
      onOutput(text);
    };
    child.stdout.on("data", collect);
    child.stderr.on("data", collect);
    const stop = (): void => void child.kill("SIGTERM");
    signal?.addEventListener("abort", stop, { once: true });
    child.on("error", reject);
    child.on("close", (code) => {
      signal?.removeEventListener("abort", stop);
      resolve({ code, output });
    });
  });
}
