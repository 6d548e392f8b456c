import { formatNumber } from "../../lib/format/index.js";
import type { LabParameter } from "../../lib/rule/lab/manifest.js";
import { node } from "./elements.js";

export interface ParameterSlider {
  readonly element: HTMLElement;
  value: number;
}

/**
 * A slider with a box for the exact number beside it, over the range that the rule's file gives. The value that runs is marked on it.
 *
 * @param onInput with the value, and whether the hand has come to rest
 */
export function parameterSlider(
  { name, default: runs, min, max }: LabParameter,
  start: number,
  onInput: (value: number, resting: boolean) => void,
): ParameterSlider {
  const whole = [runs, min, max].every(Number.isInteger);
  const step = whole ? "1" : String(10 ** Math.floor(Math.log10((max - min || 1) / 100)));
  const id = `lab-param-${name}`;
  const range = node("input", {
    type: "range",
    id,
    name,
    min: String(min),
    max: String(max),
    step,
    list: `${id}-live`,
    "aria-describedby": `${id}-note`,
  });
  const box = node("input", {
    type: "number",
    min: String(min),
    max: String(max),
    step: "any",
    "aria-label": `${name}, exact value`,
  });
  const note = node("p", { class: "lab-note", id: `${id}-note` });
  const show = (value: number): void => {
    range.value = String(value);
    range.setAttribute("aria-valuetext", String(value));
    box.value = String(value);
    note.textContent = `${formatNumber(min)} to ${formatNumber(max)}; ${value === runs ? `runs at ${runs}` : `runs at ${runs}, changed`}`;
  };
  const take = (input: HTMLInputElement, resting: boolean): void => {
    const value = Number(input.value);
    const valid = input.value.trim() !== "" && Number.isFinite(value) && value >= min && value <= max;
    box.setAttribute("aria-invalid", String(!valid));
    if (!valid) {
      note.textContent = `expected a number from ${min} to ${max}`;
      return;
    }
    if (input === range || resting) show(value);
    onInput(value, resting);
  };
  for (const input of [range, box]) {
    input.addEventListener("input", () => take(input, false));
    input.addEventListener("change", () => take(input, true));
  }
  const live = node("span", { class: "lab-live", "aria-hidden": "true", title: `runs at ${runs}` });
  live.style.setProperty("--at", String(max > min ? (runs - min) / (max - min) : 0));
  show(start);
  return {
    element: node(
      "div",
      { class: "lab-parameter" },
      node("label", { for: id }, node("code", {}, name)),
      box,
      node("span", { class: "lab-range" }, range, live),
      node("datalist", { id: `${id}-live` }, node("option", { value: String(runs) })),
      note,
    ),
    get value() {
      return Number(range.value);
    },
    set value(value: number) {
      show(value);
    },
  };
}
