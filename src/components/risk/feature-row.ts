import { node } from "../rule-lab/elements.js";

/** A feature of the account that is tried, with its value to change and what it adds. */
export interface FeatureRow {
  readonly element: HTMLElement;
  /**
   * @param contribution log-odds that it adds
   * @param most the largest of any feature, either way
   */
  showContribution(contribution: number, most: number): void;
}

/** @param onInput with the new value; null for unknown */
export function featureRow(
  index: number,
  feature: string,
  name: string,
  value: number | null,
  onInput: (value: number | null) => void,
): FeatureRow {
  const id = `scorer-${index}`;
  const isRule = feature.startsWith("rule:");
  const input = node("input", {
    id,
    ...(isRule ? { type: "checkbox" } : { type: "number", step: "any", placeholder: "unknown" }),
  });
  if (isRule) input.checked = value === 1;
  else input.value = value === null ? "" : String(value);
  input.addEventListener("input", () => {
    if (isRule) onInput(input.checked ? 1 : 0);
    else onInput(input.value.trim() === "" ? null : input.valueAsNumber);
  });
  const bar = node("span", { class: "scorer-bar", "aria-hidden": "true" });
  const text = node("span", { class: "scorer-adds" });
  return {
    element: node(
      "div",
      { class: "scorer-row" },
      node("label", { for: id }, name),
      input,
      node("span", { class: "scorer-track", "aria-hidden": "true" }, bar),
      text,
    ),
    showContribution(contribution, most) {
      const half = most > 0 ? (Math.abs(contribution) / most) * 50 : 0;
      bar.style.width = `${half}%`;
      bar.style.left = `${contribution < 0 ? 50 - half : 50}%`;
      bar.classList.toggle("lowers", contribution < 0);
      text.textContent =
        contribution === 0 ? "0" : `${contribution < 0 ? "−" : "+"}${Math.abs(contribution).toFixed(2)}`;
    },
  };
}
