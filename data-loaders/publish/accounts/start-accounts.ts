import type { AccountsArtifact } from "../../../src/lib/account/lens.js";
import { askProcess } from "../../process/ask-process.js";
import type { ArtifactFolder } from "../write-artifacts.js";
import type { PublishAccountsOptions } from "./index.js";

/** What the process that writes the accounts' records is asked to do. */
export interface AccountsJob extends Pick<
  PublishAccountsOptions,
  "rules" | "officeWords" | "lastDay" | "most"
> {
  /** The warehouse's file. */
  readonly warehouse: string;
  /** Folder to write to. */
  readonly out: string;
  readonly present: readonly string[];
  readonly pages: { readonly network: readonly string[]; readonly text: readonly string[] };
}

/** What it answers: the artifact, and the bytes of each file that it wrote. */
export interface AccountsAnswer {
  readonly artifact: AccountsArtifact | { missing: string[] };
  readonly sizes: Readonly<Record<string, number>>;
}

const program = new URL("accounts-process.ts", import.meta.url);

/** Does what `publishAccounts` does, in a process of its own. */
export async function startAccounts(
  folder: ArtifactFolder,
  job: Omit<AccountsJob, "out">,
  signal: AbortSignal | undefined,
): Promise<AccountsAnswer["artifact"]> {
  const { artifact, sizes } = await askProcess<AccountsAnswer>(
    program,
    { ...job, out: folder.path },
    { failure: "the accounts' records could not be written", signal },
  );
  folder.adopt(sizes);
  return artifact;
}
