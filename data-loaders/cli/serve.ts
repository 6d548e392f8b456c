import type { Command } from "commander";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { serveSite } from "../site/serve-site.js";

/** `shrike serve`: serves a built site with range requests and the security headers until Ctrl-C. */
export function addServe(program: Command, signal: AbortSignal): void {
  program
    .command("serve")
    .description("serve a built site with range requests and the security headers")
    .argument("[dir]", "folder of the site", "dist")
    .option("--port <number>", "port; 0 takes any that is free", Number, 3000)
    .option("--debug", "print the stack of an error")
    .action(async (dir: string, { port }: { port: number }) => {
      if (!existsSync(join(dir, "index.html")))
        throw new Error(
          `${dir} holds no site (index.html is missing): write one with \`npx shrike build --out ${dir}\``,
        );
      const served = await serveSite(dir, port);
      process.stdout.write(`The site is at ${served.url} (Ctrl-C stops it)\n`);
      await new Promise<void>((resolve) => {
        if (signal.aborted) resolve();
        signal.addEventListener("abort", () => resolve(), { once: true });
      });
      await served.close();
    });
}
