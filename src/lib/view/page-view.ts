import type { Unit } from "../format/unit.js";
import type { Estimate } from "../statistics/estimate.js";
import type { DiffSegment } from "../near-duplicate/word-diff.js";
import type { ListView } from "./list-view.js";

/** Something dated that explains a chart: a rule launched or changed, an incident, a logging change. */
export interface Annotation {
  readonly day: string;
  readonly kind: "rule" | "incident" | "logging" | "release";
  readonly label: string;
  /** Site-absolute link to more, if there is any. */
  readonly href?: string;
}

/** One point of a series. `low`/`high` bound the 95 % interval; `provisional` periods are hatched or dotted. */
export interface Point {
  /** Start of the period, `YYYY-MM-DD` or `YYYY-MM-DDTHH:00`. */
  readonly x: string;
  /** null is unknown and leaves a gap. */
  readonly y: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly n?: number | null;
  readonly provisional?: boolean;
}

export interface Series {
  readonly name: string;
  /** Meaning decides the colour (visual.md): accent is the one to look at. */
  readonly role: "accent" | "comparison" | "muted" | "category";
  readonly points: readonly Point[];
}

/** One of several small charts. */
export interface Panel extends Series {
  /** What was expected, with its interval; drawn in grey behind. */
  readonly expected?: readonly Point[];
  /** A line under the name: the size, where panels have scales of their own. */
  readonly detail?: string;
}

/** A value per category, with its interval. */
export interface CategoryValue {
  readonly category: string;
  readonly value: number | null;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly n?: number | null;
  readonly href?: string;
  /** What the value is held to; drawn as a tick in its row. */
  readonly target?: number | null;
  /** False in a row that is not the one to look at: drawn in grey. */
  readonly accent?: boolean;
}

/** What a figure is drawn from: a closed union, one drawing function for each in `src/charts`. */
export type FigureSpec =
  | {
      readonly kind: "time-series";
      readonly unit: Unit;
      readonly grain: "hour" | "day" | "week" | "month" | "quarter";
      readonly mark: "line" | "bar";
      readonly series: readonly Series[];
      readonly annotations: readonly Annotation[];
      /** Where the axis begins, for lines of rates near 1; 0 where left out. */
      readonly floor?: number;
    }
  | {
      readonly kind: "small-multiples";
      readonly unit: Unit;
      readonly grain: "hour" | "day" | "week" | "month" | "quarter";
      readonly panels: readonly Panel[];
      /** One scale for all, so that sizes compare, where left out; else each its own, so that shapes show. */
      readonly scale?: "own";
    }
  | { readonly kind: "ranked-bars"; readonly unit: Unit; readonly values: readonly CategoryValue[] }
  | {
      readonly kind: "dot-intervals";
      readonly unit: Unit;
      readonly values: readonly CategoryValue[];
      readonly target?: number;
      /** Where the axis begins, for rates near 1; 0 where left out. */
      readonly floor?: number;
    }
  | {
      readonly kind: "matrix";
      readonly unit: Unit;
      /** The same things down and across. */
      readonly names: readonly string[];
      /** By row, then by column; null is unknown, and the diagonal is not drawn. */
      readonly values: readonly (readonly (number | null)[])[];
    }
  | {
      readonly kind: "calibration";
      /** Shares: what was predicted of a group, and what happened, with its interval. */
      readonly points: readonly {
        readonly predicted: number;
        readonly observed: number;
        readonly low: number;
        readonly high: number;
      }[];
    }
  | {
      readonly kind: "node-link";
      /** Places between 0 and 1000, from the top left. */
      readonly nodes: readonly {
        readonly name: string;
        readonly x: number;
        readonly y: number;
        readonly kind: "core" | "fringe" | "target";
      }[];
      /** By the places of their ends among the nodes. */
      readonly links: readonly (readonly [number, number])[];
    }
  | {
      readonly kind: "raster";
      /** First day, and how many there are. */
      readonly from: string;
      readonly days: number;
      /** What each row is called, from the top. */
      readonly rows: readonly string[];
      /** Row and hours since the start of the first day. */
      readonly points: readonly (readonly [row: number, hours: number])[];
    }
  | {
      readonly kind: "heat-calendar";
      readonly unit: Unit;
      /** weekday 0 = Monday, hour 0–23 in the slice's zone */
      readonly cells: readonly {
        readonly weekday: number;
        readonly hour: number;
        readonly value: number | null;
      }[];
    }
  | {
      readonly kind: "cumulative-incidence";
      /** What the axis of time is called; "time since detection" where it is left out. */
      readonly since?: string;
      /** hours on a log axis; shares by outcome, Aalen–Johansen */
      readonly curves: readonly {
        readonly outcome: string;
        readonly points: readonly { hours: number; share: number; low: number; high: number }[];
      }[];
    }
  | {
      readonly kind: "restatement";
      readonly unit: Unit;
      /** one row per period: as first released and as restated */
      readonly rows: readonly {
        readonly period: string;
        readonly first: number | null;
        readonly latest: number | null;
        readonly release: string;
      }[];
    };

/** What the tables under a figure (screen reader, CSV, Parquet) hold: one shape for all figures. */
export interface TableView {
  /** For files of a format of their own: nothing is added to them where the data is simulated but to their name. */
  readonly exact?: true;
  readonly columns: readonly {
    readonly name: string;
    readonly label: string;
    readonly type: "text" | "number" | "date" | "boolean";
  }[];
  readonly rows: readonly (readonly (string | number | boolean | null)[])[];
}

/** Why a number or a figure cannot be shown, and what would make it possible. */
export interface Missing {
  readonly tables: readonly string[];
  readonly why: string;
  readonly remedy: string;
}

/** A variant of a text: what it shares with another, what was put in and what was taken out. Neutralised, not escaped. */
export interface TextDiff {
  readonly segments: readonly DiffSegment[];
  /** How often, by whom, since when. */
  readonly note: string;
}

export interface CardSpec {
  /** Stable, unique on its page; the anchor of links to this card. */
  readonly id: string;
  /** The finding, in words computed from the data. */
  readonly title: string;
  /** Metric, unit, slice. */
  readonly subtitle: string;
  /** id in `src/lib/metrics`, for the link to the dictionary; empty where a card speaks of none. */
  readonly metric: string;
  /** What the metric is, in plain words, for the tooltip. */
  readonly definition: string | null;
  readonly figure: FigureSpec | null;
  /** Rows to look through, in place of a figure; `table` holds the same for downloads. */
  readonly list?: ListView;
  /** Variants of a text against the first. */
  readonly diffs?: readonly TextDiff[];
  /** Code as it was written, e.g. a rule's predicate. */
  readonly code?: string;
  readonly table: TableView | null;
  readonly missing?: Missing;
  /** e.g. "n = 12 400 reviewed items; 95 % interval 1.9–2.4 %" */
  readonly sample: string | null;
  /** e.g. "Source: simulated platform, data to 28 Aug 2026 (UTC)" */
  readonly source: string;
  readonly notes: readonly string[];
  /** 12-column grid width. */
  readonly width: 4 | 6 | 8 | 12;
}

export interface BigNumber {
  readonly id: string;
  readonly label: string;
  /** id in `src/lib/metrics`; empty where the number is no metric. */
  readonly metric: string;
  readonly unit: Unit;
  readonly estimate: Estimate | null;
  /** Change against the comparison period; null where it is unknown or there is no comparison. */
  readonly delta: {
    readonly value: number;
    readonly kind: "relative" | "points";
    readonly significant: boolean;
    readonly better: "up" | "down" | "neither";
  } | null;
  readonly sparkline: readonly Point[];
  readonly missing?: Missing;
}

/** One metric as the dictionary explains it. */
export interface DefinitionEntry {
  /** id in `src/lib/metrics`; the anchor that other pages link to. */
  readonly id: string;
  readonly name: string;
  readonly definition: string;
  readonly formula: string;
  readonly estimator: string;
  readonly unit: string;
  readonly owner: string;
  readonly caveats: readonly string[];
  readonly tables: readonly string[];
  /** Those of its tables that this source lacks: the metric cannot be computed here. */
  readonly missing: readonly string[];
}

/** Metrics that belong together. */
export interface DefinitionGroup {
  readonly title: string;
  readonly entries: readonly DefinitionEntry[];
}

/** Something that deserves a look: what, since when, and where to look. */
export interface AttentionItem {
  /** One or two words, e.g. "Decay". */
  readonly kind: string;
  readonly tone: "bad" | "warning" | "neutral";
  /** What it is about; null where the sentence says it. */
  readonly subject: { readonly text: string; readonly href: string } | null;
  /** A sentence with the number. */
  readonly text: string;
  /** First day on which it was so; null where that is not known. */
  readonly since: string | null;
}

/** A way on from a page. */
export interface PageLink {
  readonly label: string;
  readonly href: string;
}

/** Everything a page shows, computed from artifacts and a slice; drawn by `src/charts` at build and in the browser. */
export interface PageView {
  readonly page: string;
  /** The answer in a sentence, computed from the data. */
  readonly headline: string;
  /** One or two sentences more. */
  readonly summary: string;
  /** e.g. "Simulated data" where the source says so. */
  readonly banner: string | null;
  readonly numbers: readonly BigNumber[];
  readonly cards: readonly CardSpec[];
  /** Most pressing first. */
  readonly attention?: readonly AttentionItem[];
  readonly links?: readonly PageLink[];
  /** A command that prints the same. */
  readonly command?: string;
  /** Drawn as definition lists after the cards; only the dictionary has them. */
  readonly definitions?: readonly DefinitionGroup[];
  /** Links to findings that speak of this page. */
  readonly findings: readonly { readonly title: string; readonly href: string; readonly date: string }[];
}
