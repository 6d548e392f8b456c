/**
 * Makes site-absolute links (`/dictionary#x`) relative to the page and names their files, as the build does: a site may be
 * served from below a path, by a host that knows nothing but files.
 */
export function localLinks(drawn: ParentNode): void {
  const root = siteRoot();
  for (const link of drawn.querySelectorAll<HTMLAnchorElement>('a[href^="/"]')) {
    const [, path = "", rest = ""] = /^([^?#]*)(.*)$/s.exec(link.getAttribute("href") ?? "") ?? [];
    const file = path.endsWith("/") ? path : `${path}.html`;
    link.setAttribute("href", `${root}${file.slice(1)}${rest}`);
  }
}

/** Where the site begins, relative to the page, as the first link of the sidebar says. */
export function siteRoot(): string {
  return (
    document.querySelector("#observablehq-sidebar a[href]")?.getAttribute("href")?.replace(/\/?$/, "/") ?? "/"
  );
}
