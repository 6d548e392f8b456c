import type { Cube } from "../cube/cube.js";
import { platformText } from "../text/index.js";
import type { Inputs } from "./inputs.js";
import type { FilterKey } from "../slice/slice-frame.js";

const filterKeys: readonly string[] = ["policy", "surface", "country", "rule", "lang"] satisfies FilterKey[];

/** What a dimension is called in prose. */
export const dimensionNames: Readonly<Record<string, string>> = {
  policy: "policy",
  surface: "surface",
  country: "country",
  lang: "language",
  rule: "rule",
  event_type: "kind of event",
  action_type: "kind of action",
  auto: "automation",
};

/** How a value of a dimension is shown: as its filter shows it, and in words where it is not recorded. */
export function labelOf({ frame }: Inputs, dimension: string, value: string): string {
  if (value === "") return "not recorded";
  const options = filterKeys.includes(dimension) ? frame.options[dimension as FilterKey] : [];
  return (
    options.find((option) => option.value === value)?.label ?? platformText(value.replaceAll("_", " "), 60)
  );
}

/**
 * The filters that are set, for a subtitle: "policy: link spam; country: DE, FR". Empty without any.
 *
 * @param cube only the filters that it has a dimension for: the others had no effect on its rows
 */
export function sliceText(inputs: Inputs, cube?: Cube): string {
  const { slice } = inputs;
  const applies = (key: string): boolean => cube === undefined || cube.dimensions[key] !== undefined;
  const parts = (["policy", "surface", "country", "lang", "rule"] as const)
    .filter((key) => slice[key].length > 0 && applies(key))
    .map(
      (key) => `${dimensionNames[key]}: ${slice[key].map((value) => labelOf(inputs, key, value)).join(", ")}`,
    );
  if (slice.auto !== "all" && applies("auto")) parts.push(`${slice.auto} decisions`);
  return parts.join("; ");
}
