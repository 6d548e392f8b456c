/** Names the values of the URL that were ignored; nothing where there are none. */
export function problemList(
  problems: readonly { readonly key: string; readonly raw: string; readonly why: string }[],
): HTMLElement[] {
  if (problems.length === 0) return [];
  const list = document.createElement("ul");
  list.className = "problems";
  list.setAttribute("role", "alert");
  for (const { key, raw, why } of problems) {
    const item = document.createElement("li");
    item.textContent = `Ignored ${key}=${raw}: ${why}`;
    list.append(item);
  }
  return [list];
}
