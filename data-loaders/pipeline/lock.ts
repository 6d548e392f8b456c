import { linkSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/** Another run holds the lock. */
export class LockedError extends Error {
  override readonly name = "LockedError";
}

/**
 * Takes a lock file for this process. The lock of a process that is no longer alive is taken over.
 *
 * @param identify identity of a running process of this machine, such that another process with the same id has
 *   another identity; undefined when none has that id
 * @returns releases the lock
 * @throws LockedError when a living process holds it, naming the file and the process
 */
export function takeLock(
  file: string,
  identify: (pid: number) => string | undefined = identifyProcess,
): () => void {
  mkdirSync(dirname(file), { recursive: true });
  const isHeld = (holder: string | undefined): holder is string =>
    holder !== undefined && identify(Number.parseInt(holder, 10)) === holder;
  for (let attempt = 0; attempt < 10; attempt++) {
    try {
      writeFileSync(file, identify(process.pid) ?? String(process.pid), { flag: "wx" });
      return () => rmSync(file, { force: true });
    } catch (cause) {
      if (!isFileError(cause, "EEXIST")) throw cause;
      const holder = readHolder(file);
      if (isHeld(holder))
        throw new LockedError(
          `${file} is held by process ${Number.parseInt(holder, 10)}, which is building the same source: wait for it or end it`,
          { cause },
        );
      setAside(file, isHeld);
    }
  }
  throw new LockedError(`${file} could not be taken: other processes keep taking it; try again`);
}

/** Takes a dead process's lock away, and gives it back should a living one have taken it a moment before. */
function setAside(file: string, isHeld: (holder: string | undefined) => boolean): void {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (isHeld(readHolder(aside))) linkSync(aside, file);
  } catch (error) {
    if (!isFileError(error, "ENOENT") && !isFileError(error, "EEXIST")) throw error;
  } finally {
    rmSync(aside, { force: true });
  }
}

function readHolder(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    if (isFileError(error, "ENOENT")) return undefined;
    throw error;
  }
}

/** The process id with, on Linux, the moment the process started: ids are used again, in containers soon. */
function identifyProcess(pid: number): string | undefined {
  if (!Number.isInteger(pid) || pid <= 0) return undefined;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (!isFileError(error, "EPERM")) return undefined;
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    return `${pid} ${stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? ""}`;
  } catch {
    return String(pid);
  }
}

function isFileError(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
