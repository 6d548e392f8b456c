import type { Slice, SliceProblem } from "../lib/slice/index.js";
import { isModified } from "../lib/slice/index.js";
import type { FilterKey } from "../lib/slice/slice-frame.js";
import type { SiteFrame } from "../lib/view/site-frame.js";
import { choiceList } from "./choice-list.js";
import { problemList } from "./problem-list.js";

const filters: readonly (readonly [FilterKey, string])[] = [
  ["policy", "Policy"],
  ["surface", "Surface"],
  ["country", "Country"],
  ["lang", "Language"],
  ["rule", "Rule"],
];

type Option = readonly [value: string, label: string];

const comparisons: readonly Option[] = [
  ["previous", "the period before"],
  ["year", "a year earlier"],
  ["none", "nothing"],
];
const grains: readonly Option[] = [
  ["hour", "hour"],
  ["day", "day"],
  ["week", "week"],
  ["month", "month"],
];
const automations: readonly Option[] = [
  ["all", "all"],
  ["automated", "automated"],
  ["manual", "manual"],
];

/**
 * The one filter bar: every control shows the slice, every change gives a new one.
 *
 * @param problems values of the URL that were ignored
 * @param onChange called with the slice that the reader chose
 */
export function filterBar(
  frame: SiteFrame,
  slice: Slice,
  problems: readonly SliceProblem[],
  onChange: (slice: Slice) => void,
): HTMLElement {
  const bar = document.createElement("form");
  bar.className = "filter-bar";
  bar.setAttribute("aria-label", "Filters");
  bar.addEventListener("submit", (event) => event.preventDefault());
  const change = (part: Partial<Slice>): void => onChange({ ...slice, ...part });
  bar.append(
    dateInput("From", "from", slice.from, frame.range.from, slice.to, (from) => change({ from })),
    dateInput("To", "to", slice.to, slice.from, frame.range.to, (to) => change({ to })),
    select("Compare with", "vs", slice.vs, comparisons, (vs) => change({ vs: vs as Slice["vs"] })),
    select("By", "grain", slice.grain, grains, (grain) => change({ grain: grain as Slice["grain"] })),
    ...filters
      .filter(([key]) => frame.options[key].length > 1)
      .map(([key, label]) =>
        choiceList(key, label, frame.options[key], slice[key], (chosen) => change({ [key]: chosen })),
      ),
    select("Decisions", "auto", slice.auto, automations, (auto) => change({ auto: auto as Slice["auto"] })),
    zone(slice.tz),
    ...modified(frame, slice, onChange),
    ...problemList(problems),
  );
  return bar;
}

function labelled(label: string, control: HTMLElement): HTMLLabelElement {
  const element = document.createElement("label");
  element.append(label, control);
  return element;
}

function dateInput(
  label: string,
  name: string,
  value: string,
  min: string,
  max: string,
  onChange: (value: string) => void,
): HTMLElement {
  const input = document.createElement("input");
  Object.assign(input, { type: "date", name, value, min, max, required: true });
  input.addEventListener("change", () => {
    if (input.reportValidity()) onChange(input.value);
  });
  return labelled(label, input);
}

function select(
  label: string,
  name: string,
  value: string,
  options: readonly Option[],
  onChange: (value: string) => void,
): HTMLElement {
  const control = document.createElement("select");
  control.name = name;
  for (const [option, text] of options)
    control.append(new Option(text, option, option === value, option === value));
  control.addEventListener("change", () => onChange(control.value));
  return labelled(label, control);
}

function zone(tz: string): HTMLElement {
  const text = document.createElement("span");
  text.className = "zone";
  text.textContent = `Times in ${tz}`;
  return text;
}

function modified(frame: SiteFrame, slice: Slice, onChange: (slice: Slice) => void): HTMLElement[] {
  if (!isModified(slice, frame.defaults)) return [];
  const badge = document.createElement("span");
  badge.className = "modified";
  badge.textContent = "Modified";
  const reset = document.createElement("button");
  Object.assign(reset, { type: "button", name: "reset", textContent: "Reset" });
  reset.addEventListener("click", () => onChange(frame.defaults));
  return [badge, reset];
}
