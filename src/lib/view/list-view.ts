import type { Unit } from "../format/unit.js";

/** A table to look through: sorted by its headings, filtered, searched; complete as it stands. */
export interface ListView {
  /** What a row is, one and many: "rule", "rules". */
  readonly noun: readonly [string, string];
  readonly columns: readonly ListColumn[];
  readonly rows: readonly ListRow[];
  readonly filters: readonly ListFilter[];
}

export interface ListColumn {
  /** Key in the URL and of the cells. */
  readonly key: string;
  readonly label: string;
  readonly kind: ListCell["kind"];
  /** Left out where the screen is narrow. */
  readonly wide?: boolean;
}

/** Chooses the rows whose facet of the same key has a value. */
export interface ListFilter {
  readonly key: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

export interface ListRow {
  /** By the key of a filter; a row may have several values of one. */
  readonly facets: Readonly<Record<string, readonly string[]>>;
  /** What the search looks through beside the texts that are shown. */
  readonly search: string;
  /** One for each column, in order. */
  readonly cells: readonly ListCell[];
}

/** What a cell shows; `sort` decides its place, null always comes last. */
export type ListCell =
  | {
      readonly kind: "text";
      readonly text: string;
      readonly href?: string;
      /** A second, quieter line. */
      readonly note?: string;
      readonly tone?: "bad" | "warning" | "neutral";
      readonly sort?: string | number | null;
    }
  | { readonly kind: "number"; readonly value: number | null; readonly unit: Unit }
  | {
      readonly kind: "date";
      readonly day: string | null;
      /** Time of the day, `HH:MM`, as a second, quieter line. */
      readonly time?: string;
    }
  | {
      readonly kind: "interval";
      readonly value: number | null;
      readonly low: number | null;
      readonly high: number | null;
      readonly target: number | null;
      /** Whether it misses its target for sure. */
      readonly under: boolean;
      /** Where the axis that all rows share begins; it ends at 1. */
      readonly floor: number;
      /** Shown where the value is unknown. */
      readonly unknown: string;
    }
  | {
      readonly kind: "course";
      /** A count a day, newest last. */
      readonly values: readonly number[];
      /** What stands beside it, and decides its place; the sum of the values where left out. */
      readonly total?: number;
      /** What it says to a reader who does not see it. */
      readonly label: string;
    };
