/** A column as the schema browser shows it, with statistics over all rows. */
export interface PublishedColumn {
  readonly name: string;
  /** DuckDB's name of its type. */
  readonly type: string;
  /** What it means; null where only the source knows. */
  readonly about: string | null;
  /** Rows where it is not recorded. */
  readonly missing: number;
  /** How many distinct values it has, about (HyperLogLog). */
  readonly distinct: number;
  /** Least and greatest value as text, shortened; null where every row misses it. */
  readonly least: string | null;
  readonly greatest: string | null;
}

/** A DuckDB file that holds a table, or its rows of some months. */
export interface TableFile {
  /** Path below the site's root. */
  readonly path: string;
  /** First and last day of its months; null where the file holds the whole table, or rows without a time. */
  readonly span: { readonly from: string; readonly to: string } | null;
  readonly rows: number;
}

/** A table that SQL in the browser can ask. */
export interface PublishedTable {
  readonly name: string;
  readonly about: string;
  readonly rows: number;
  /** Column that the files are parted by; null where there is one file. */
  readonly time: string | null;
  readonly columns: readonly PublishedColumn[];
  readonly files: readonly TableFile[];
}

/** Artifact `tables.json`. */
export interface TableManifest {
  /** Changes when the data do: fetches carry it, so that none is answered with a file of another build. */
  readonly version: string;
  /** True where the data is made up: every export then says so. */
  readonly simulated: boolean;
  readonly tables: readonly PublishedTable[];
  /** Canonical tables that the source does not have. */
  readonly missing: readonly string[];
  /** Tables with more rows than a browser can be asked to hold. */
  readonly tooLarge: readonly { readonly name: string; readonly rows: number }[];
}
