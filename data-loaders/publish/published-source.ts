import type { Source } from "../source/source.js";

/** What publishing needs to know of a source, beyond its tables. */
export type PublishedSource = Pick<Source, "name" | "folder" | "about">;
