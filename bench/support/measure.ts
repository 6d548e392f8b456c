import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { once } from "node:events";

/** What one run of a command cost. */
export interface Cost {
  readonly seconds: number;
  /** Largest resident set of the command and its children taken together, in MiB; null where /proc is not there. */
  readonly peakMiB: number | null;
  readonly output: string;
}

/**
 * Runs a command to its end and measures it from outside.
 *
 * @throws with all that the command printed, when it fails
 */
export async function measure(command: string, args: readonly string[]): Promise<Cost> {
  const start = performance.now();
  const child = spawn(command, args, { stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()));
  let peak: number | null = null;
  const sample = (): void => {
    const size = child.pid === undefined ? null : residentMiB(child.pid);
    if (size !== null) peak = Math.max(peak ?? 0, size);
  };
  const timer = setInterval(sample, 50);
  const [code] = (await once(child, "close")) as [number | null];
  clearInterval(timer);
  const seconds = (performance.now() - start) / 1000;
  if (code !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${String(code)}:\n${output}`);
  return { seconds, peakMiB: peak, output };
}

/** Resident memory of a process and its descendants, in MiB. */
function residentMiB(root: number): number | null {
  try {
    const processes = readdirSync("/proc")
      .filter((name) => /^\d+$/.test(name))
      .flatMap((pid) => readProcess(pid));
    const members = new Set([root]);
    for (const member of members)
      for (const { pid, parent } of processes) if (parent === member) members.add(pid);
    return (
      processes.filter(({ pid }) => members.has(pid)).reduce((sum, { resident }) => sum + resident, 0) / 1024
    );
  } catch {
    return null;
  }
}

function readProcess(pid: string): { pid: number; parent: number; resident: number }[] {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8");
    const field = (name: string): number =>
      Number(new RegExp(`^${name}:\\s+(\\d+)`, "m").exec(status)?.[1] ?? 0);
    return [{ pid: Number(pid), parent: field("PPid"), resident: field("VmRSS") }];
  } catch {
    return [];
  }
}
