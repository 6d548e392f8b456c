import type { AccountsArtifact } from "../../account/lens.js";
import type { AccountRecord } from "../../account/record.js";
import type { Inputs } from "../inputs.js";

/** An account that is open, with what its page is computed from. */
export interface OpenAccount {
  readonly inputs: Inputs;
  readonly artifact: AccountsArtifact;
  readonly id: string;
  readonly record: AccountRecord;
}
