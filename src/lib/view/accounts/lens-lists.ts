import {
  type AbuseRow,
  type AccountsArtifact,
  type IdentityRow,
  isListed,
  isTold,
  type Lens,
  type LensName,
  type MediaRow,
  type SpamRow,
} from "../../account/lens.js";
import { hasMark } from "../../account/record.js";
import { accountName, shown, signText, standing } from "../../account/words.js";
import type { ListCell, ListColumn, ListRow, ListView } from "../list-view.js";
import type { TableView } from "../page-view.js";
import { tableOf } from "../cards.js";
import { accountHref } from "./links.js";

interface Described<Row> {
  readonly columns: readonly ListColumn[];
  readonly cells: (row: Row) => readonly ListCell[];
  readonly values: (row: Row) => readonly (string | number | null)[];
}

const text = (content: string, note?: string): ListCell => ({
  kind: "text",
  text: content,
  ...(note === undefined ? {} : { note }),
});
const count = (value: number | null): ListCell => ({ kind: "number", value, unit: "count" });
const day = (moment: string): ListCell => ({ kind: "date", day: moment.slice(0, 10) });

const spam: Described<SpamRow> = {
  columns: [
    { key: "rules", label: "Rules", kind: "number" },
    { key: "hits", label: "Hits", kind: "number" },
    { key: "repeats", label: "Repeated posts", kind: "number" },
    { key: "links", label: "Links", kind: "number" },
  ],
  cells: ({ rules, hits, repeats, links }) => [count(rules), count(hits), count(repeats), count(links)],
  values: ({ rules, hits, repeats, links }) => [rules, hits, repeats, links],
};

const abuse: Described<AbuseRow> = {
  columns: [
    { key: "reporters", label: "Reporters", kind: "number" },
    { key: "reports", label: "Reports", kind: "number" },
    { key: "reason", label: "Most for", kind: "text" },
    { key: "last", label: "Last reported", kind: "date", wide: true },
  ],
  cells: ({ reporters, reports, reason, reasonReports, last }) => [
    count(reporters),
    count(reports),
    text(shown(reason), `${reasonReports} of ${reports}`),
    day(last),
  ],
  values: ({ reporters, reports, reason, last }) => [reporters, reports, shown(reason), last],
};

const identity: Described<IdentityRow> = {
  columns: [
    { key: "signs", label: "Why it may be taken for another", kind: "text" },
    { key: "followers", label: "Followers", kind: "number", wide: true },
  ],
  cells: ({ signs, followers }) => [text(signs.map(signText).join("; ")), count(followers)],
  values: ({ signs, followers }) => [signs.map(signText).join("; "), followers],
};

const media: Described<MediaRow> = {
  columns: [
    { key: "accounts", label: "Accounts that used it", kind: "number" },
    { key: "shared", label: "Reused media", kind: "number" },
    { key: "uses", label: "Posts with them", kind: "number" },
    { key: "media", label: "Most shared", kind: "text", wide: true },
    { key: "first", label: "First", kind: "date", wide: true },
    { key: "last", label: "Last", kind: "date" },
  ],
  cells: ({ accounts, shared, uses, media: hash, first, last }) => [
    count(accounts),
    count(shared),
    count(uses),
    text(shown(hash, 12)),
    day(first),
    day(last),
  ],
  values: ({ accounts, shared, uses, media: hash, first, last }) => [
    accounts,
    shared,
    uses,
    shown(hash),
    first,
    last,
  ],
};

const lenses = { spam, abuse, identity, media } as const;

type AnyRow = SpamRow & AbuseRow & IdentityRow & MediaRow;

/** The rows of a lens as a list, each with its account's id as what is searched; null where tables are missing. */
export function lensList(artifact: AccountsArtifact, name: LensName): ListView | null {
  const lens: Lens<unknown> = artifact.lenses[name];
  if (!isListed(lens)) return null;
  const { columns, cells } = lenses[name] as Described<AnyRow>;
  return {
    noun: ["account", "accounts"],
    columns: [
      { key: "account", label: "Account", kind: "text" },
      { key: "standing", label: "So far", kind: "text", wide: true },
      ...columns,
    ],
    rows: (lens.rows as readonly AnyRow[]).map((row): ListRow => ({
      facets: {},
      search: row.id,
      cells: [
        {
          kind: "text",
          text: accountName(row.id, row.handle),
          href: accountHref(row.id),
          note: row.name === null ? shown(row.id) : `${shown(row.name)} · ${shown(row.id)}`,
        },
        {
          ...text(standing(row.flags, isTold(artifact))),
          ...(hasMark(row.flags, "actioned") ? { tone: "neutral" as const } : {}),
        },
        ...cells(row),
      ],
    })),
    filters: [],
  };
}

/** The same rows as a table, for downloads. */
export function lensTable(artifact: AccountsArtifact, name: LensName): TableView | null {
  const lens: Lens<unknown> = artifact.lenses[name];
  if (!isListed(lens)) return null;
  const { columns, values } = lenses[name] as Described<AnyRow>;
  return tableOf(
    [
      ["account_id", "Account", "text"],
      ["handle", "Handle", "text"],
      ["display_name", "Display name", "text"],
      ["standing", "So far", "text"],
      ...columns.map(({ key, label, kind }): [string, string, "text" | "number"] => [
        key,
        label,
        kind === "number" ? "number" : "text",
      ]),
    ],
    (lens.rows as readonly AnyRow[]).map((row) => [
      row.id,
      row.handle === null ? null : shown(row.handle, 200),
      row.name === null ? null : shown(row.name, 200),
      standing(row.flags, isTold(artifact)),
      ...values(row),
    ]),
  );
}
