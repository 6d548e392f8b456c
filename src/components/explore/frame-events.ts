import type { BinFilter } from "../../lib/explore/cube.js";
import type { ExploreWords } from "./explore-picture.js";

/** What the reader does to the page as a whole; views are numbered, time first. */
export interface FrameEvents {
  approach(view: number): void;
  brush(view: number, selection: BinFilter, resting: boolean): void;
  reset(): void;
  swap(dimension: string | null): void;
  week(monday: string | null): void;
  scale(scaled: boolean): void;
  /** Saves what is shown, and says so. */
  save(kind: "png" | "html", words: ExploreWords): Promise<string>;
}
