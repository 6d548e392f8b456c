/** How the rows stand by a column: by it, or not. */
export type Sorted = { readonly descending: boolean } | null;

/**
 * Makes a heading a button by which its column is sorted, and says how it is.
 *
 * @param text what the heading says, neutralised
 * @param hint what the button says to those who rest on it
 */
export function sortHeading(
  cell: HTMLTableCellElement,
  text: string,
  sort: Sorted,
  hint: string,
  onSort: () => void,
): void {
  cell.scope = "col";
  const button = document.createElement("button");
  button.type = "button";
  button.title = hint;
  button.addEventListener("click", onSort);
  cell.replaceChildren(button);
  markSorted(cell, text, sort);
}

/** Says how a heading's column is sorted now. */
export function markSorted(cell: HTMLTableCellElement, text: string, sort: Sorted): void {
  cell.setAttribute("aria-sort", sort === null ? "none" : sort.descending ? "descending" : "ascending");
  const button = cell.querySelector("button");
  if (button) button.textContent = `${text}${sort === null ? "" : sort.descending ? " ↓" : " ↑"}`;
}
