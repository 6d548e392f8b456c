import { setTimeout } from "node:timers/promises";
import { answerProcess } from "../../../../data-loaders/process/answer-process.js";

/** Answers with its job and its process; fails or waits where the job says so. */
await answerProcess<{ readonly fail?: string; readonly wait?: number }>(async (job) => {
  if (job.fail !== undefined) throw new Error(job.fail);
  await setTimeout(job.wait ?? 0);
  return { job, pid: process.pid, marked: process.env["SHRIKE_TEST_MARK"] ?? null };
});
