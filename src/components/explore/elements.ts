/** An element with a class and a text. */
export function text(tag: "p" | "span", className: string, content: string): HTMLElement {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = content;
  return node;
}

/** @param describe what it does, where its label is a sign */
export function button(label: string, onClick: () => void, describe?: string): HTMLButtonElement {
  const node = document.createElement("button");
  node.type = "button";
  node.textContent = label;
  if (describe !== undefined) node.setAttribute("aria-label", describe);
  node.addEventListener("click", onClick);
  return node;
}

/** The tools of a list: a button that takes its brush away. */
export function clearButton(label: string, onClick: () => void): HTMLElement {
  const tools = document.createElement("div");
  tools.className = "view-tools";
  tools.append(button("Clear", onClick, `Clear ${label}`));
  return tools;
}

/** A view with its title and its tools. */
export function card(title: string, className: string, view: HTMLElement, tools: HTMLElement): HTMLElement {
  const section = document.createElement("section");
  section.className = `explore-card ${className}`;
  section.setAttribute("aria-label", title);
  const header = document.createElement("header");
  const heading = document.createElement("h2");
  heading.textContent = title;
  header.append(heading, tools);
  section.append(header, view);
  return section;
}

/** A link that looks like a button; its address is set when the slice rests. */
export function link(label: string): HTMLAnchorElement {
  const node = document.createElement("a");
  node.className = "button";
  node.textContent = label;
  return node;
}

/** How much of something has come. */
export function progressBar(label: string, loaded: number, total: number): HTMLElement {
  const node = document.createElement("label");
  node.className = "explore-progress";
  const bar = document.createElement("progress");
  bar.max = Math.max(1, total);
  bar.value = loaded;
  node.append(`${label} `, bar);
  return node;
}

/** Says that the counts did not come, and offers to ask again. */
export function failure(error: unknown, retry: () => void): HTMLElement {
  const box = document.createElement("div");
  box.className = "missing";
  box.setAttribute("role", "alert");
  box.append(
    `The counts could not be loaded: ${error instanceof Error ? error.message : String(error)}. `,
    button("Try again", retry),
  );
  return box;
}
