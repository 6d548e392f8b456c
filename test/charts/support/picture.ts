import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "vitest";

const folder = join("test", "output", "charts");

/**
 * Holds a drawing to the one that was accepted. Another one is saved beside it as `<name>-changed.svg`: look at both, then move
 * it over the old one or mend what changed it. A drawing without a predecessor is saved, except in CI, where it fails.
 */
export function expectPicture(name: string, svg: string): void {
  const accepted = join(folder, `${name}.svg`);
  const changed = join(folder, `${name}-changed.svg`);
  const text = `${svg.replaceAll("><", ">\n<")}\n`;
  if (!existsSync(accepted)) {
    expect(process.env["CI"], `${accepted} is not there`).toBeUndefined();
    mkdirSync(folder, { recursive: true });
    writeFileSync(accepted, text);
    return;
  }
  if (readFileSync(accepted, "utf8") === text) {
    rmSync(changed, { force: true });
    return;
  }
  writeFileSync(changed, text);
  expect.fail(`${name} is drawn differently: compare ${accepted} with ${changed}`);
}
