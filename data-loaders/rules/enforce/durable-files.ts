import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
  writeSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

/** Writes a file as a whole: after a crash at any moment it is either as before or complete. */
export function replaceFile(file: string, text: string): void {
  const part = join(dirname(file), `.${basename(file)}.part`);
  writeFileSync(part, text, { flush: true });
  renameSync(part, file);
  syncFolder(dirname(file));
}

/**
 * Makes a folder with all its files at once: after a crash at any moment it is either absent or complete.
 *
 * @param write writes the files into the folder that it is given
 */
export async function makeFolder(
  folder: string,
  write: (part: string) => Promise<void> | void,
): Promise<void> {
  const above = dirname(folder);
  const part = join(above, `.${basename(folder)}.part`);
  mkdirSync(above, { recursive: true });
  rmSync(part, { recursive: true, force: true });
  mkdirSync(part);
  await write(part);
  syncFolder(part);
  renameSync(part, folder);
  syncFolder(above);
}

/** Adds a line to a file, on disk before this returns. */
export function appendLine(file: string, row: unknown): void {
  const isNew = !existsSync(file);
  const descriptor = openSync(file, "a");
  try {
    writeSync(descriptor, `${JSON.stringify(row)}\n`);
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
  if (isNew) syncFolder(dirname(file));
}

/** Brings what was written to a file by others to the disk. */
export function syncFile(file: string): void {
  const descriptor = openSync(file, "r+");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

/** Brings the names in a folder to the disk; where folders cannot be opened, the system does so by itself. */
function syncFolder(folder: string): void {
  if (process.platform === "win32") return;
  const descriptor = openSync(folder, "r");
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
}
