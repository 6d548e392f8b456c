import { createHash } from "node:crypto";
import { createReadStream, existsSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { pipeline } from "node:stream/promises";
import { z } from "zod";

const remembered = z.record(
  z.string(),
  z.object({ size: z.number(), modified: z.number(), inode: z.number(), sha256: z.string() }),
);

type Remembered = z.infer<typeof remembered>;

/** Files changed less than this many milliseconds ago may change again within the same modification time. */
const settled = 2_000;

export interface FileEffects {
  /** SHA-256 of a file's bytes, hexadecimal. */
  hashFile(file: string): Promise<string>;
  /** Milliseconds since 1970. */
  now(): number;
}

const defaultEffects: FileEffects = {
  async hashFile(file) {
    const hash = createHash("sha256");
    await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash);
    return hash.digest("hex");
  },
  now: () => Date.now(),
};

/** Fingerprints of files by content; a file whose size, time and inode are as remembered is not read again. */
export interface FileFingerprints {
  /** Size and SHA-256 of a file. */
  of(file: string): Promise<string>;
  /** Writes what was learned for the next run. */
  save(): void;
}

/** @param memory JSON file that remembers hashes; one that cannot be read is as good as none */
export function fileFingerprints(memory: string, effects: FileEffects = defaultEffects): FileFingerprints {
  const known = recall(memory);
  const seen: Remembered = {};
  return {
    async of(file) {
      const { size, mtimeMs: modified, ino: inode } = statSync(file);
      const last = known[file];
      const isSame = last?.size === size && last.modified === modified && last.inode === inode;
      const started = effects.now();
      const sha256 = isSame ? last.sha256 : await effects.hashFile(file);
      if (isSame || modified < started - settled) seen[file] = { size, modified, inode, sha256 };
      return `${size}:${sha256}`;
    },
    save() {
      writeFileSync(`${memory}.new`, JSON.stringify(seen, null, 1));
      renameSync(`${memory}.new`, memory);
    },
  };
}

function recall(memory: string): Remembered {
  if (!existsSync(memory)) return {};
  try {
    return remembered.parse(JSON.parse(readFileSync(memory, "utf8")));
  } catch {
    return {};
  }
}
