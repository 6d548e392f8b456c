import type { AccountsArtifact } from "../../lib/account/lens.js";
import { longestReason, selectionFile } from "../../lib/account/selection.js";
import { shown } from "../../lib/account/words.js";
import { formatCount } from "../../lib/format/index.js";
import { actionTypes, type ActionType } from "../../lib/rule/enforce/action.js";
import { button, node } from "../rule-lab/elements.js";
import { saveFile } from "../save-file.js";
import type { Selection } from "./selection.js";

export interface SelectionBarOptions {
  readonly selection: Selection;
  readonly artifact: AccountsArtifact;
  readonly simulated: boolean;
  /** Saves a finding draft about the selection; says what was saved. */
  readonly onFinding: () => Promise<string>;
}

/** Actions that are about an account as a whole. */
const actions = actionTypes.filter((action) => action !== "content_remove");

export interface SelectionBar {
  readonly element: HTMLElement;
  /** Says something of the selection, in its own place. */
  say(words: string): void;
}

/** What can be done with the selection: an action batch, a finding, nothing. Hidden while it is empty. */
export function selectionBar({
  selection,
  artifact,
  simulated,
  onFinding,
}: SelectionBarOptions): SelectionBar {
  const count = node("strong", {});
  const status = node("output", {});
  const form = batchForm(artifact, (order) => {
    const { csv, rows, leftOut } = selectionFile(selection.accounts, order);
    const name = `shrike-selection-${rows}-accounts${simulated ? "-simulated" : ""}.csv`;
    if (rows > 0) saveFile(name, new Blob([csv], { type: "text/csv;charset=utf-8" }));
    status.textContent = [
      rows > 0
        ? `${name} saved. Send it with: npx shrike enforce --accounts ${name}`
        : "No account is left to act on.",
      leftOut.length > 0 ? `Protected, left out: ${leftOut.map((id) => shown(id)).join(", ")}.` : "",
      artifact.protected
        ? ""
        : "This source does not say which accounts are protected: enforce asks before it sends.",
    ]
      .filter((part) => part !== "")
      .join(" ");
  });
  form.hidden = true;
  const open = button("Action batch", () => {
    form.hidden = !form.hidden;
    open.setAttribute("aria-expanded", String(!form.hidden));
    if (!form.hidden) form.querySelector("select")?.focus();
  });
  open.setAttribute("aria-expanded", "false");
  const bar = node(
    "section",
    { class: "selection-bar", "aria-label": "Selection" },
    node(
      "div",
      {},
      count,
      node("span", { class: "selection-kept" }, "kept in this tab"),
      open,
      button("Finding", () => {
        void onFinding().then((done) => (status.textContent = done));
      }),
      button("Clear selection", () => selection.clear()),
    ),
    form,
    status,
  );
  selection.watch(() => {
    const chosen = selection.accounts.length;
    bar.hidden = chosen === 0;
    count.textContent = `${formatCount(chosen)} ${chosen === 1 ? "account" : "accounts"} chosen`;
    if (chosen === 0) status.textContent = "";
  });
  return {
    element: bar,
    say(words) {
      status.textContent = words;
      if (words !== "") bar.hidden = false;
    },
  };
}

function batchForm(
  { policies }: AccountsArtifact,
  onOrder: (order: { action: ActionType; policy: string; reason: string }) => void,
): HTMLFormElement {
  const action = node(
    "select",
    { name: "action" },
    ...actions.map((name) => node("option", { value: name }, name.replaceAll("_", " "))),
  );
  const policy =
    policies.length > 0
      ? node(
          "select",
          { name: "policy" },
          ...policies.map(({ id, name }) => node("option", { value: id }, shown(name, 80))),
        )
      : node("input", { name: "policy", required: "", maxlength: "200", placeholder: "id of a policy" });
  const reason = node("textarea", {
    name: "reason",
    required: "",
    rows: "2",
    maxlength: String(longestReason),
    placeholder: "What was found; it stands in the statement of reasons",
  });
  const form = node(
    "form",
    { class: "batch-form" },
    node("label", {}, "Action", action),
    node("label", {}, "Policy", policy),
    node("label", { class: "batch-reason" }, "Reason", reason),
    node("button", { type: "submit" }, "Download batch"),
  );
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const chosen = actions.find((name) => name === action.value);
    if (chosen !== undefined) onOrder({ action: chosen, policy: policy.value, reason: reason.value.trim() });
  });
  return form;
}
