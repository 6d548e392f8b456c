import { writeAddress } from "../../account/address.js";

/** The page of an account. */
export function accountHref(id: string): string {
  return `/analyst/accounts${writeAddress({ id, trail: [], lens: "spam" })}`;
}
