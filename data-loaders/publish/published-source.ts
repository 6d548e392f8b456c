/** What publishing needs to know of a source, beyond its tables. */
export interface PublishedSource {
  /** Lower case; names its folder below `.shrike`. */
  readonly name: string;
  readonly title: string;
  readonly description: string;
  /** True where the data is made up. */
  readonly simulated: boolean;
  readonly licence: string | null;
  /** The source's folder: `incidents.csv` and `findings/` lie in it. */
  readonly folder: string;
}
