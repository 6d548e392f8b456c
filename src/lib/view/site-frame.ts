import type { Slice } from "../slice/slice.js";

/** A value that a filter offers, with how many rows of the data carry it. */
export interface FilterOption {
  readonly value: string;
  readonly label: string;
}

/** The keys of the slice that choose among values. */
export type FilterKey = "policy" | "surface" | "country" | "rule" | "lang";

/** What every page needs before any figure: artifact `site.json`. */
export interface SiteFrame {
  readonly source: {
    readonly name: string;
    readonly title: string;
    readonly description: string;
    /** True where the data is made up: every page, chart and export then says "simulated". */
    readonly simulated: boolean;
    readonly licence: string | null;
  };
  readonly runId: string;
  /** Last moment that the data covers, ISO 8601 in UTC; never the clock of the build. */
  readonly asOf: string;
  /** First and last whole day of the data. */
  readonly range: { readonly from: string; readonly to: string };
  readonly defaults: Slice;
  readonly options: Readonly<Record<FilterKey, readonly FilterOption[]>>;
  readonly tables: { readonly present: readonly string[]; readonly missing: readonly string[] };
}
