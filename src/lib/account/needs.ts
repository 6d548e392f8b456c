/** Columns that accounts are looked at by and that a source may leave empty in all rows. */
export const columnNeeds = [
  "accounts.handle",
  "accounts.display_name",
  "accounts.avatar_hash",
  "accounts.created_at",
  "accounts.email_domain",
  "accounts.phone_prefix",
  "accounts.followers",
  "accounts.is_verified",
  "sessions.device_h",
  "sessions.ip_prefix_h",
  "sessions.asn",
  "events.text",
] as const;

/** Kinds of objects that accounts are looked at by and that no event of a source may hold. */
export const kindNeeds = [
  "event_objects.kind=url",
  "event_objects.kind=domain",
  "event_objects.kind=media",
] as const;

/** A column, or a kind of object, of a canonical table. */
export type Need = (typeof columnNeeds)[number] | (typeof kindNeeds)[number];

export const needs: readonly Need[] = [...columnNeeds, ...kindNeeds];

/** What accounts can be taken for one another by; one of them is enough. */
export const identityNeeds: readonly Need[] = [
  "accounts.handle",
  "accounts.display_name",
  "accounts.avatar_hash",
];

export function areAllBlank(wanted: readonly Need[], blank: readonly Need[]): boolean {
  return wanted.every((need) => blank.includes(need));
}

/** The table that a need lies in, with the column, or with the kind of its objects. */
export function partsOf(need: Need): {
  readonly table: string;
  readonly column: string;
  readonly kind: string | null;
} {
  const [table = "", rest = ""] = need.split(".");
  const [column = "", kind = null] = rest.split("=");
  return { table, column, kind };
}
