import { shown } from "../../account/words.js";
import { formatMoment } from "../../format/index.js";
import { sourceLine } from "../cards.js";
import { lacking } from "../inputs.js";
import type { ListView } from "../list-view.js";
import type { CardSpec } from "../page-view.js";
import { exact } from "../words.js";
import type { OpenAccount } from "./open-account.js";

/** Who the account says it is, as the platform has it. */
export function profileCard({
  inputs,
  artifact,
  record: { profile, protected_because },
}: OpenAccount): CardSpec {
  const text = (value: string | null, length?: number): string =>
    value === null ? "unknown" : shown(value, length);
  const count = (value: number | null): string => (value === null ? "unknown" : exact(value));
  const rows: [string, string][] = [
    ["Handle", text(profile.handle)],
    ["Display name", text(profile.display_name)],
    ["Bio", text(profile.bio, 200)],
    ["Registered", formatMoment(profile.created_at)],
    ["Status", text(profile.status)],
    ["Country, language", `${text(profile.country)}, ${text(profile.lang)}`],
    ["E-mail domain", text(profile.email_domain)],
    ["Phone prefix", text(profile.phone_prefix)],
    ["Followers", count(profile.followers)],
    ["Following", count(profile.following)],
    ["Posts", count(profile.posts)],
    ["Verified", profile.is_verified === null ? "unknown" : profile.is_verified ? "yes" : "no"],
    [
      "Protected",
      protected_because !== null ? shown(protected_because, 80) : artifact.protected ? "no" : "unknown",
    ],
  ];
  const missing = artifact.lacking.includes("accounts") ? lacking(["accounts"], "Profile") : undefined;
  const list: ListView = {
    noun: ["field", "fields"],
    columns: [
      { key: "field", label: "Field", kind: "text" },
      { key: "value", label: "Value", kind: "text" },
    ],
    rows: rows.map((row) => ({
      facets: {},
      search: "",
      cells: row.map((content) => ({ kind: "text", text: content })),
    })),
    filters: [],
  };
  return {
    id: "profile",
    title: "Profile",
    subtitle: "As the platform has it; times in UTC",
    metric: "",
    definition: null,
    figure: null,
    ...(missing === undefined ? { list } : { missing }),
    table: null,
    sample: null,
    source: sourceLine(inputs),
    notes: [],
    width: 4,
  };
}
