import type { SliceFrame } from "../slice/slice-frame.js";

/** What every page needs before any figure: artifact `site.json`. */
export interface SiteFrame extends SliceFrame {
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
  readonly tables: { readonly present: readonly string[]; readonly missing: readonly string[] };
}
