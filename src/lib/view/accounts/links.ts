import { type AccountAddress, writeAddress } from "../../account/address.js";

/** The page of an account. */
export function accountHref(id: string): string {
  return addressHref({ id, trail: [], lens: "spam" });
}

/** Site-absolute link to what an address shows. */
export function addressHref(address: AccountAddress): string {
  return `/analyst/accounts${writeAddress(address)}`;
}
