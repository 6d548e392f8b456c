/**
 * A value in the query of a link. What a query may hold as it is stays as it is: Framework takes links apart and encodes them
 * again, and would encode twice what need not have been encoded once.
 */
export function queryValue(text: string): string {
  return encodeURIComponent(text.replace(/\p{Surrogate}/gu, "\ufffd")).replace(
    /%(?:2F|3F|3A|40|24|3B|2C|3D)/g,
    decodeURIComponent,
  );
}
