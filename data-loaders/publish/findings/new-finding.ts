import { stringify } from "yaml";
import { parseAddress } from "../../../src/lib/account/address.js";
import { findingDraft } from "../../../src/lib/account/finding-draft.js";
import { draftFrontMatter } from "../../../src/lib/finding/draft-front-matter.js";
import type { FrontMatter } from "../../../src/lib/finding/index.js";
import { describeSlice, parseSlice, writeSlice } from "../../../src/lib/slice/index.js";
import { describeBrush } from "../../../src/lib/explore/describe.js";
import type { ExploreManifest } from "../../../src/lib/explore/manifest.js";
import { whereClause } from "../../../src/lib/explore/slice-sql.js";
import { parseExplore, type StateProblem } from "../../../src/lib/explore/state.js";
import type { SiteFrame } from "../../../src/lib/view/site-frame.js";
import { pageTitles } from "./page-links.js";
import { sliceQueries, type SliceQuery } from "./slice-queries.js";

export interface NewFindingOptions {
  /** Address of a page of the site with its slice, whole or from the path on. */
  readonly url: string;
  readonly frame: SiteFrame;
  /** What Explore counts, for addresses of its page; undefined where it counts nothing. */
  readonly explore?: ExploreManifest | undefined;
  /** The day that the finding is written on. */
  readonly now: Date;
}

export interface NewFinding {
  /** Name of the file in the source's folder `findings`. */
  readonly fileName: string;
  readonly markdown: string;
  /** Values of the URL that were ignored. */
  readonly problems: readonly StateProblem[];
}

/**
 * A finding to begin with: its front matter, the slice, queries that count what is in the slice, and the headings that
 * every finding has. It can be published as it is.
 *
 * @throws when `url` is not an address, naming it
 */
export function newFinding({ url, frame, explore, now }: NewFindingOptions): NewFinding {
  const address = addressOf(url);
  const ofAccounts = trailFinding(address, frame, now);
  if (ofAccounts !== null) return ofAccounts;
  const found =
    explore !== undefined && /\/analyst\/explore(?:\.html)?\/?$/.test(address.pathname)
      ? exploreSlice(address, explore)
      : pageSlice(address, frame);
  const { problems, words, queries } = found;
  const date = now.toISOString().slice(0, 10);
  const page = Object.keys(pageTitles).find((name) =>
    new RegExp(`/${name}(?:\\.html)?/?$`).test(address.pathname),
  );
  const slug = slugOf(words);
  const frontMatter = {
    ...draftFrontMatter({
      today: date,
      slug,
      simulated: frame.source.simulated,
      asOf: frame.asOf.slice(0, 10),
    }),
    pages: page ? [page as FrontMatter["pages"][number]] : [],
    slice: found.slice,
    numbers: Object.fromEntries(queries.map(({ name, sql }) => [name, { sql, unit: "count" as const }])),
    tables: {},
  } satisfies FrontMatter;
  const counted = queries.map(({ sentence }) => sentence).join(", ");
  return {
    fileName: `${date}-${slug}.md`,
    markdown: `---\n${stringify(frontMatter, { lineWidth: 0 })}---\n\n${prose(words, counted)}`,
    problems,
  };
}

/** A finding about the account that an address of the accounts page names, and the trail to it; null for other addresses. */
function trailFinding(address: URL, frame: SiteFrame, now: Date): NewFinding | null {
  if (!/\/analyst\/accounts(?:\.html)?\/?$/.test(address.pathname)) return null;
  const { address: shown, problems } = parseAddress(address.searchParams);
  if (shown.id === null) return null;
  const draft = findingDraft({
    ids: [...shown.trail.map(({ from }) => from), shown.id],
    trail: shown.trail,
    last: shown.id,
    tables: frame.tables.present,
    simulated: frame.source.simulated,
    asOf: frame.asOf.slice(0, 10),
    today: now.toISOString().slice(0, 10),
  });
  return { ...draft, problems };
}

/** What a finding starts with. */
interface FoundSlice {
  readonly problems: readonly StateProblem[];
  readonly words: string;
  readonly queries: readonly SliceQuery[];
  /** Query string that the finding links pages with. */
  readonly slice: string;
}

function pageSlice(address: URL, frame: SiteFrame): FoundSlice {
  const { slice, problems } = parseSlice(address.searchParams, frame);
  return {
    problems,
    words: describeSlice({ ...slice }, frame),
    queries: sliceQueries(slice, frame.tables.present),
    slice: writeSlice(slice, frame.defaults),
  };
}

function exploreSlice(address: URL, manifest: ExploreManifest): FoundSlice {
  const { state, problems } = parseExplore(address.searchParams, manifest);
  const where = whereClause(manifest, state);
  return {
    problems,
    words: describeBrush(manifest, state),
    queries: [
      {
        name: "rows",
        sql: `SELECT count(*) FROM explore_rows${where}`,
        sentence: `{{rows}} ${manifest.rowsName}`,
      },
      {
        name: "accounts",
        sql: `SELECT count(DISTINCT account_id) FROM explore_rows${where}`,
        sentence: "by {{accounts}} accounts",
      },
    ],
    slice: "",
  };
}

function addressOf(url: string): URL {
  try {
    return new URL(url, "https://site.invalid");
  } catch (error) {
    throw new Error(
      `--from ${url}: expected the address of a page of the site, e.g. /leadership/trends?policy=link_spam`,
      { cause: error },
    );
  }
}

function slugOf(words: string): string {
  const slug = words
    .replace(/,? ?\d{1,2} \w{3} \d{4}.*$/, "")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, 48)
    .replace(/^-+|-+$/g, "");
  return slug || "slice";
}

/** The headings of a finding; the slice stands as code, since its days and names are no measurements. */
function prose(words: string, counted: string): string {
  return `## Bottom line

What happened, to whom, and how sure that is.

## Impact

Slice: \`${words.replaceAll("`", "'").replace(/[\r\n]+/g, " ")}\`. ${counted === "" ? "The source has no table that this slice could be counted in." : `It holds ${counted}.`}

## Next steps

- What should be done, by which team.

## Evidence

What the numbers show, each from a query of the front matter.

## Organic alternative considered

How this could have come about without any abuse, and what speaks against it.
`;
}
