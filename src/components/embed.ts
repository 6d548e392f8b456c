/** What an embedded chart tells the page around it, so that its frame is as high as the chart. */
interface EmbedMessage {
  readonly type: "shrike-embed";
  readonly id: string;
  /** Pixels. */
  readonly height: number;
}

/**
 * Shows one chart of the page alone, for a frame in another page, and tells that page how high it is whenever that changes. An id
 * that the page does not have is said to be unknown.
 */
export function showEmbedded(id: string): void {
  document.documentElement.dataset["embed"] = "";
  const tell = (): void => {
    const card = document.querySelector<HTMLElement>(`.chart-card[data-card="${CSS.escape(id)}"]`);
    for (const other of document.querySelectorAll(".chart-card.embedded"))
      if (other !== card) other.classList.remove("embedded");
    card?.classList.add("embedded");
    if (card === null) return unknown(id);
    const message: EmbedMessage = {
      type: "shrike-embed",
      id,
      height: Math.ceil(card.getBoundingClientRect().height) + 2,
    };
    parent.postMessage(message, "*");
  };
  new ResizeObserver(tell).observe(document.body);
  new MutationObserver(tell).observe(document.body, { childList: true, subtree: true });
  tell();
}

function unknown(id: string): void {
  if (document.querySelector(".embed-unknown")) return;
  const box = document.createElement("p");
  box.className = "embed-unknown missing";
  box.textContent = `This page has no chart "${id.slice(0, 60)}".`;
  document.body.prepend(box);
}

/** HTML of a frame that shows one chart; the page around it sets the height that the chart tells. */
export function embedCode(address: string, id: string, title: string): string {
  const url = new URL(address);
  url.searchParams.set("embed", id);
  url.hash = "";
  const frame = document.createElement("iframe");
  frame.src = url.href;
  frame.title = title;
  frame.width = "100%";
  frame.height = "480";
  frame.loading = "lazy";
  frame.style.border = "0";
  return frame.outerHTML;
}
