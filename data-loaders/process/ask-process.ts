import { fork } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";

export interface AskOptions {
  /** What cannot be done when it fails, e.g. `tables for SQL could not be written`. */
  readonly failure: string;
  /** Variables beside those of this process. */
  readonly env?: Readonly<Record<string, string>>;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Starts a program that ends in `answerProcess`, sends it its job and waits for its answer: work that is to go on beside this process, or
 * with an environment of its own.
 *
 * @param job what can be sent as JSON
 * @throws with `failure` and the error that the program ended with; the signal's reason when stopped
 */
export async function askProcess<Answer>(
  program: URL,
  job: unknown,
  { failure, env, signal }: AskOptions,
): Promise<Answer> {
  signal?.throwIfAborted();
  const child = fork(program, {
    execArgv: ["--no-warnings", "--import", "tsx"],
    stdio: ["ignore", "ignore", "pipe", "ipc"],
    env: { ...process.env, ...env },
  });
  const stop = (): void => void child.kill("SIGTERM");
  signal?.addEventListener("abort", stop, { once: true });
  let answer: Answer | undefined;
  child.once("message", (message) => (answer = message as Answer));
  child.send(job as object);
  try {
    const [said, [code]] = await Promise.all([
      child.stderr === null ? "" : text(child.stderr),
      once(child, "close") as Promise<[number | null]>,
    ]);
    signal?.throwIfAborted();
    if (code !== 0 || answer === undefined)
      throw new Error(`${failure}: ${/^.*Error: .*$/m.exec(said)?.[0] ?? (said || `it ended with ${code}`)}`);
    return answer;
  } finally {
    signal?.removeEventListener("abort", stop);
  }
}
