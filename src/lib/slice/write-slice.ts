import { writeList } from "./list.js";
import { type Slice, type SliceKey, sliceKeys } from "./slice.js";

/**
 * The slice as a query string without `?`: only what differs from the default, keys always in the same order, so that
 * equal slices are equal links. Empty for the default slice.
 */
export function writeSlice(slice: Slice, defaults: Slice): string {
  return sliceKeys
    .filter((key) => differs(slice, defaults, key))
    .map((key) => `${key}=${encode(valueText(slice[key]))}`)
    .join("&");
}

/** Whether a slice differs from the default, and "modified" is to be shown. */
export function isModified(slice: Slice, defaults: Slice): boolean {
  return sliceKeys.some((key) => differs(slice, defaults, key));
}

function differs(slice: Slice, defaults: Slice, key: SliceKey): boolean {
  return valueText(slice[key]) !== valueText(defaults[key]);
}

function valueText(value: string | readonly string[]): string {
  return typeof value === "string" ? value : writeList([...new Set(value)].sort());
}

/** Commas stay readable; a lone surrogate, which no URL can hold, becomes U+FFFD. */
function encode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd")).replaceAll("%2C", ",");
}
