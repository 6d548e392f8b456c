import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** A folder being filled beside the one that it will replace. */
export interface ArtifactFolder {
  /** Writes a file at a path below the folder. */
  write(path: string, content: string | Uint8Array): Promise<void>;
  /** Bytes written, by path. */
  readonly sizes: ReadonlyMap<string, number>;
}

/**
 * Fills a new folder and puts it in the place of `out` once all of it is written; when the work throws, `out` stays as it was.
 */
export async function replaceFolder<T>(
  out: string,
  work: (folder: ArtifactFolder) => Promise<T>,
): Promise<T> {
  const beside = join(dirname(out), `.${basename(out)}-${randomUUID().slice(0, 8)}`);
  const [fresh, old] = [`${beside}-new`, `${beside}-old`];
  const sizes = new Map<string, number>();
  await mkdir(fresh, { recursive: true });
  try {
    const result = await work({
      sizes,
      async write(path, content) {
        const file = join(fresh, path);
        await mkdir(dirname(file), { recursive: true });
        await writeFile(file, content);
        sizes.set(path, Buffer.byteLength(content));
      },
    });
    await rename(out, old).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== "ENOENT") throw error;
    });
    await rename(fresh, out);
    return result;
  } finally {
    await rm(fresh, { recursive: true, force: true });
    await rm(old, { recursive: true, force: true });
  }
}
