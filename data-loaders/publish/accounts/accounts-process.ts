/** The program that writes the accounts' records; `startAccounts` starts it, so that it works beside the one that publishes all else. */
import { openDuckDB } from "../../engine/duckdb.js";
import { answerProcess } from "../../process/answer-process.js";
import { folderAt } from "../write-artifacts.js";
import { publishAccounts } from "./index.js";
import type { AccountsAnswer, AccountsJob } from "./start-accounts.js";

await answerProcess<AccountsJob>(async ({ warehouse, out, present, pages, ...job }) => {
  const engine = await openDuckDB({ path: warehouse, readOnly: true });
  const folder = folderAt(out);
  try {
    const artifact = await publishAccounts({
      ...job,
      engine,
      folder,
      present: new Set(present),
      pages: { network: new Set(pages.network), text: new Set(pages.text) },
    });
    return { artifact, sizes: Object.fromEntries(folder.sizes) } satisfies AccountsAnswer;
  } finally {
    await engine.close();
  }
});
