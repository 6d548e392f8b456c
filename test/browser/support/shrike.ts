import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

/** What a run of the `shrike` command printed, and how it ended. */
export interface Run {
  readonly code: number | null;
  readonly output: string;
}

function start(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, ["data-loaders/shrike.js", ...args], { stdio: ["ignore", "pipe", "pipe"] });
}

function collect(child: ChildProcess): () => string {
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  return () => output;
}

/** Runs the command line to its end. */
export async function shrike(...args: string[]): Promise<Run> {
  const child = start(args);
  const output = collect(child);
  const [code] = (await once(child, "close")) as [number | null];
  return { code, output: output() };
}

/** Runs the command line and fails with all that it printed unless it ends well. */
export async function shrikeSucceeds(...args: string[]): Promise<string> {
  const { code, output } = await shrike(...args);
  if (code !== 0) throw new Error(`shrike ${args.join(" ")} ended with ${String(code)}:\n${output}`);
  return output;
}

export interface Served {
  /** Origin with a slash at its end. */
  readonly url: string;
  stop(): Promise<number | null>;
}

/** Serves a built site by `shrike serve` until stopped. */
export function serveSite(folder: string): Promise<Served> {
  return serveWith("serve", folder, "--port", "0");
}

/** Runs a verb that serves until it is stopped, and waits for the address that it prints. */
export async function serveWith(...args: string[]): Promise<Served> {
  const child = start(args);
  const output = collect(child);
  const url = await new Promise<string>((resolve, reject) => {
    const look = (): void => {
      const found = /https?:\/\/(?:localhost|127\.0\.0\.1):\d+/.exec(output())?.[0];
      if (found) resolve(`${found}/`);
    };
    child.stdout?.on("data", look);
    child.stderr?.on("data", look);
    child.on("close", (code) =>
      reject(new Error(`shrike ${args.join(" ")} ended with ${String(code)}:\n${output()}`)),
    );
  });
  return {
    url,
    async stop() {
      child.kill("SIGINT");
      const [code] =
        child.exitCode === null ? ((await once(child, "close")) as [number | null]) : [child.exitCode];
      return code;
    },
  };
}
