import type { AccountsArtifact, LensName } from "../../account/lens.js";
import { areAllBlank, type Need } from "../../account/needs.js";
import type { Missing } from "../page-view.js";
import { unknownFor } from "./unknown.js";

const linkNeeds: readonly Need[] = ["event_objects.kind=url", "event_objects.kind=domain"];
const imitatedNeeds: readonly Need[] = ["accounts.is_verified", "accounts.followers"];

/** What a reader of a lens has to know: what its list does not prove, and which of its columns are unknown. */
export function lensNotes(artifact: AccountsArtifact, name: LensName): string[] {
  const { blank, lacking, counts } = artifact;
  const absent = (...tables: string[]): string[] => tables.filter((table) => lacking.includes(table));
  const said = ({ why, remedy }: Missing): string => `${why} ${remedy}`;
  if (name === "identity")
    return [
      "A name that looks like another is no proof: a fan, a branch and a namesake look alike, too.",
      ...(areAllBlank(imitatedNeeds, blank)
        ? [said(unknownFor([], imitatedNeeds, "Whom a name could be taken for"))]
        : []),
    ];
  if (name !== "spam") return [];
  const objects = absent("events", "event_objects");
  return [
    ...(counts.hit === null ? [said(unknownFor(["rule_hits"], [], "Rules and hits"))] : []),
    ...(objects.length === 0 && blank.includes("events.text")
      ? [said(unknownFor([], ["events.text"], "Repeated posts"))]
      : []),
    ...(objects.length > 0 || areAllBlank(linkNeeds, blank)
      ? [said(unknownFor(objects, linkNeeds, "Links"))]
      : []),
  ];
}
