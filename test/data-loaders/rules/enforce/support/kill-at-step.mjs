// Loaded before the command line: kills its process with SIGKILL at one step of delivery, counted from 1, and else writes down how many
// there were. A step is a write, a sync or a rename below a batch's folder, the half of a write, or a request before and after it is answered.
import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";

const killAt = Number(process.env.SHRIKE_TEST_KILL_AT ?? 0);
const report = process.env.SHRIKE_TEST_STEPS;
let steps = 0;

function step(before = () => undefined) {
  steps += 1;
  if (steps !== killAt) return;
  before();
  process.kill(process.pid, "SIGKILL");
}

const isWatched = (path) => typeof path === "string" && /enforce\/batches|\/outbox/.test(path);
const watched = new Set();
const { openSync, closeSync, writeSync, fsyncSync, renameSync, writeFileSync } = fs;

fs.openSync = (path, ...rest) => {
  const descriptor = openSync(path, ...rest);
  if (isWatched(path)) watched.add(descriptor);
  return descriptor;
};
fs.closeSync = (descriptor) => {
  watched.delete(descriptor);
  closeSync(descriptor);
};
fs.writeSync = (descriptor, text, ...rest) => {
  if (watched.has(descriptor)) {
    step();
    step(() => writeSync(descriptor, text.slice(0, text.length / 2)));
  }
  return writeSync(descriptor, text, ...rest);
};
fs.fsyncSync = (descriptor) => {
  if (watched.has(descriptor)) step();
  fsyncSync(descriptor);
};
fs.renameSync = (from, to) => {
  if (isWatched(to)) step();
  renameSync(from, to);
};
fs.writeFileSync = (path, data, options) => {
  if (isWatched(path)) {
    step();
    step(() => writeFileSync(path, data.slice(0, data.length / 2)));
  }
  writeFileSync(path, data, options);
};
syncBuiltinESMExports();

const { fetch } = globalThis;
globalThis.fetch = async (...request) => {
  step();
  const response = await fetch(...request);
  step();
  return response;
};

process.on("exit", () => report && writeFileSync(report, String(steps)));
