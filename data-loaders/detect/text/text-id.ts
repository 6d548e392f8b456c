import { createHash } from "node:crypto";

const letters = "abcdefghijklmnopqrstuvwxyz234567";

/** Twelve letters and digits for a normal form: the first 60 bits of its SHA-256, five at a time. */
export function textId(form: string): string {
  const digest = createHash("sha256").update(form).digest();
  let id = "";
  for (let at = 0; at < 60; at += 5) {
    const pair = digest.readUInt16BE(Math.min(at >> 3, digest.length - 2));
    id += letters[(pair >> (11 - (at & 7))) & 31];
  }
  return id;
}
