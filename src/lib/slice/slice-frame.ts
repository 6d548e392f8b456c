import type { Slice } from "./slice.js";

/** A value that a filter offers, with how many rows of the data carry it. */
export interface FilterOption {
  readonly value: string;
  readonly label: string;
}

/** The keys of the slice that choose among values. */
export type FilterKey = "policy" | "surface" | "country" | "rule" | "lang";

/** What decides which slices there are. */
export interface SliceFrame {
  /** First and last whole day of the data. */
  readonly range: { readonly from: string; readonly to: string };
  readonly defaults: Slice;
  readonly options: Readonly<Record<FilterKey, readonly FilterOption[]>>;
}
