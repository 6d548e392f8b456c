import { defang, platformText } from "../text/index.js";
import type { IdentitySign } from "./lens.js";
import { hasMark } from "./record.js";

/** Characters of a name that are shown. */
const longestName = 48;

/** A platform text, neutralised and with its addresses defanged, for a line of its own. */
export function shown(raw: string, length = longestName): string {
  return defang(platformText(raw, length));
}

/** How an account is called: its handle, or its id where it has none. */
export function accountName(id: string, handle: string | null): string {
  return handle === null || handle.trim() === "" ? shown(id) : `@${shown(handle)}`;
}

/**
 * What has happened to an account, in a few words; the weightiest first.
 *
 * @param told whether there are actions or hits to tell of
 */
export function standing(flags: number, told: boolean): string {
  const words = [
    hasMark(flags, "protected") ? "protected" : null,
    hasMark(flags, "actioned") ? "acted on" : hasMark(flags, "hit") ? "hit, not acted on" : null,
    hasMark(flags, "appealed") ? "appealed" : null,
    hasMark(flags, "reported") ? "reported" : null,
    hasMark(flags, "alike") ? "may be taken for another" : null,
  ].filter((word) => word !== null);
  if (words.length > 0) return words.join(", ");
  if (hasMark(flags, "reviewed")) return "reviewed";
  return told ? "nothing known against it" : "what was done is unknown";
}

/** Why a name may be taken for another's, in a clause. */
export function signText(sign: IdentitySign): string {
  switch (sign.kind) {
    case "confusable": {
      const field = sign.field === "handle" ? "handle" : "display name";
      const edits = sign.distance === 1 ? "one edit" : `${sign.distance} edits`;
      return `${field} ${sign.distance === 0 ? "looks like" : `is ${edits} from`} “${shown(sign.of)}”`;
    }
    case "disguise":
      return `“${shown(sign.written)}” reads as “${sign.word}”`;
    case "avatar_of":
      return `has the avatar of “${shown(sign.of)}”`;
    case "avatar":
      return `avatar shared by ${sign.accounts} accounts`;
  }
}
