import { randomUUID } from "node:crypto";
import { mkdir, rename, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";

/** Where artifacts are written to. */
export interface ArtifactWriter {
  /** Writes a file at a path below the folder. */
  write(path: string, content: string | Uint8Array): Promise<void>;
}

/** A folder being filled. */
export interface ArtifactFolder extends ArtifactWriter {
  readonly path: string;
  /** Takes in files that another process wrote: their bytes by their paths below the folder. */
  adopt(sizes: Readonly<Record<string, number>>): void;
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
  await mkdir(fresh, { recursive: true });
  try {
    const result = await work(folderAt(fresh));
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

/** A folder that is there, to be filled. */
export function folderAt(path: string): ArtifactFolder {
  const sizes = new Map<string, number>();
  return {
    path,
    sizes,
    async write(name, content) {
      const file = join(path, name);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
      sizes.set(name, Buffer.byteLength(content));
    },
    adopt(written) {
      for (const [name, bytes] of Object.entries(written)) sizes.set(name, bytes);
    },
  };
}
