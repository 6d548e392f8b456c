import type { AccountsArtifact, LensName } from "../../lib/account/lens.js";
import { csvTable } from "../../lib/text/csv.js";
import { lensTable } from "../../lib/view/accounts/lens-lists.js";
import { saveFile } from "../save-file.js";

/** Saves the rows of a lens as CSV; cells that a spreadsheet would take for formulas are guarded. */
export function downloadLens(artifact: AccountsArtifact, lens: LensName, simulated: boolean): void {
  const table = lensTable(artifact, lens);
  if (table === null) return;
  const more = simulated ? ["data"] : [];
  const csv = csvTable(
    [...table.columns.map(({ name }) => name), ...more],
    table.rows.map((row) => [...row, ...more.map(() => "simulated")]),
  );
  saveFile(
    `shrike-accounts-${lens}${simulated ? "-simulated" : ""}.csv`,
    new Blob([csv], { type: "text/csv;charset=utf-8" }),
  );
}
