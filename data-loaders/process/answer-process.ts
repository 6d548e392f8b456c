import { once } from "node:events";

/** In a program that `askProcess` starts: waits for its job and sends what it comes to. The program ends with the process that started it. */
export async function answerProcess<Job>(work: (job: Job) => Promise<object>): Promise<void> {
  const orphaned = (): never => process.exit(1);
  process.once("disconnect", orphaned);
  const [job] = (await once(process, "message")) as [Job];
  const answer = await work(job);
  process.off("disconnect", orphaned);
  await new Promise<void>((resolve, reject) =>
    process.send?.(answer, (error: Error | null) => (error === null ? resolve() : reject(error))),
  );
  process.disconnect();
}
