/** One bin of a dimension. */
export interface Bin {
  /** As the rows have it, and as a link carries it: a category's value; for a range, its lower bound; "" is not recorded. */
  readonly value: string;
  readonly label: string;
  /** Rows of it in all, as they are without any filter. */
  readonly rows: number;
}

/** A dimension other than time: categories by rows, or ranges of a number in order. */
export interface ExploreDimension {
  readonly name: string;
  readonly label: string;
  readonly kind: "category" | "range";
  /** The last category may stand for all that are too rare to be kept apart; its value is then `otherValue`. */
  readonly bins: readonly Bin[];
}

/** Value of the bin of all categories too rare to be kept apart. */
export const otherValue = "…other";

/** A cube's file and what it counts. */
export interface CubeFile {
  /** Names of its dimensions but time, in order. */
  readonly views: readonly string[];
  /** Path below the site's root. */
  readonly path: string;
  /** Bytes as they are fetched. */
  readonly bytes: number;
  /** Of the content: a fetch with it in the query is never answered with another build's file. */
  readonly hash: string;
}

/** Artifact `explore.json`: what the Explore page needs to know before it fetches a cube. */
export interface ExploreManifest {
  /** True where the data is made up: pictures and snapshots then say so. */
  readonly simulated: boolean;
  readonly grain: "rule_hits" | "events";
  /** What one row is, in the plural. */
  readonly rowsName: string;
  readonly rows: number;
  readonly accounts: number;
  /** Distinct events that the rows speak of; null where rows name none. */
  readonly events: number | null;
  /** Reviewed rows, by which precision is estimated. */
  readonly labelled: number;
  readonly time: {
    readonly from: string;
    readonly to: string;
    /** Rows of each day in all. */
    readonly rows: readonly number[];
  };
  /** The four dimensions shown beside time, and those that may take the place of one. */
  readonly views: readonly string[];
  readonly swaps: Readonly<Record<string, string>>;
  readonly dimensions: readonly ExploreDimension[];
  /** The cube of `views`, then one for each swap. */
  readonly cubes: readonly CubeFile[];
  /** Cubes of `views` by the hour, one a week, by its Monday. */
  readonly weeks: readonly (CubeFile & { readonly from: string })[];
}

/** The page says instead what is missing. */
export interface ExploreMissing {
  readonly missing: readonly string[];
}
