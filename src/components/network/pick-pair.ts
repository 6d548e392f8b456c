import { drawCard } from "../../charts/draw-card.js";
import { isPainted, pointedAt } from "../../charts/node-link-layout.js";
import { paintNodeLink } from "../../charts/paint-node-link.js";
import type { NetworkOverview, NetworksArtifact } from "../../lib/network/artifact.js";
import type { NetworkDetail, NetworkDetails } from "../../lib/network/detail.js";
import { commonOf, partnersOf } from "../../lib/network/evidence.js";
import type { Slice } from "../../lib/slice/index.js";
import { inputsOf, type AskedPair } from "../../lib/view/inputs.js";
import { evidenceCard } from "../../lib/view/networks/network-evidence.js";
import { figureOf } from "../../lib/view/networks/network-picture.js";
import type { CardSpec, FigureSpec } from "../../lib/view/page-view.js";
import type { SiteFrame } from "../../lib/view/site-frame.js";
import type { Attachments } from "../attachments.js";
import { localLinks } from "../site-links.js";
import { networkAsked } from "./network-files.js";
import { pairChooser } from "./pair-chooser.js";
import { cellAt, drawnWidth, figuresOf, frameCells, ringNodes } from "./pick-overlay.js";
import { paintColours } from "./paint-colours.js";

type NodeLink = Extract<FigureSpec, { kind: "node-link" }>;

/** A page of a network on which a pair of members can be picked. */
export interface PickingOptions {
  readonly root: HTMLElement;
  readonly attachments: Attachments;
  readonly frame: SiteFrame;
  readonly slice: Slice;
  /** The network that the page was asked for; null for the one it shows unasked. */
  readonly id: string | null;
  /** Makes a card that was drawn anew work: its list, its menu. */
  readonly enliven: (card: CardSpec) => void;
  /** Says what changed to a reader who does not see it. */
  readonly say: (text: string) => void;
}

/**
 * Lets a reader pick two members of a network, in its picture, its matrix, the list of edges or two lists of names, and shows what they have in
 * common; the pair is kept in the URL. Paints the picture where it is a canvas.
 */
export async function attachPicking(options: PickingOptions): Promise<void> {
  const { attachments, id } = options;
  const networks = (await attachments["networks"]?.json()) as NetworksArtifact | { missing: unknown };
  if ("missing" in networks) return;
  const details =
    (id === null ? null : await networkAsked(id, attachments)) ??
    ((await attachments["network_details"]?.json()) as NetworkDetails);
  const detail = details.details[0];
  const overview = networks.networks.find((network) => network.id === detail?.id);
  if (detail !== undefined && overview !== undefined) new Picking(options, overview, detail).start();
}

class Picking {
  readonly #options: PickingOptions;
  readonly #overview: NetworkOverview;
  readonly #detail: NetworkDetail;
  readonly #figure: NodeLink;
  /** The member that was picked alone; another picked next makes a pair with it. */
  #held: number | null = null;

  constructor(options: PickingOptions, overview: NetworkOverview, detail: NetworkDetail) {
    this.#options = options;
    this.#overview = overview;
    this.#detail = detail;
    this.#figure = figureOf(detail.picture);
  }

  start(): void {
    const { root } = this.#options;
    const view = root.querySelector(".page-view");
    if (isPainted(this.#figure)) {
      this.#paint();
      matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => this.#paint());
    }
    this.#card("picture")?.addEventListener("click", (event) => this.#pickInPicture(event));
    this.#card("matrix")?.addEventListener("click", (event) => this.#pickInMatrix(event));
    this.#card("edges")?.addEventListener("click", (event) => this.#pickInList(event));
    addEventListener("popstate", () => {
      if (view?.isConnected === true) this.#show(pairOfAddress());
    });
    this.#mark(pairOfAddress());
  }

  #card(id: string): HTMLElement | null {
    return this.#options.root.querySelector<HTMLElement>(`[data-card="${id}"]`);
  }

  #paint(): void {
    const card = this.#card("picture");
    if (card === null) return;
    for (const canvas of card.querySelectorAll<HTMLCanvasElement>("canvas.node-link"))
      paintNodeLink(canvas, this.#figure, drawnWidth(canvas), paintColours(card));
  }

  #pickInPicture(event: MouseEvent): void {
    const card = this.#card("picture");
    const shown =
      card === null ? undefined : figuresOf(card).find((figure) => figure.getClientRects().length > 0);
    if (shown === undefined || !(event.target instanceof Node) || !shown.contains(event.target)) return;
    const { left, top, width } = shown.getBoundingClientRect();
    const scale = drawnWidth(shown) / width;
    const pointed = pointedAt(
      this.#figure,
      drawnWidth(shown),
      (event.clientX - left) * scale,
      (event.clientY - top) * scale,
    );
    if (pointed === null) return;
    const [from, to] = "link" in pointed ? (this.#figure.links[pointed.link] ?? []) : [pointed.node];
    if (from === undefined) return;
    if (to === undefined || this.#isTarget(to)) this.#pickMember(from);
    else this.#pick(from, to);
  }

  #isTarget(place: number): boolean {
    return this.#figure.nodes[place]?.kind === "target";
  }

  /** The first member is shown with whom it has most in common, the next with the first. */
  #pickMember(member: number): void {
    if (this.#isTarget(member))
      return this.#options.say("Only members can be picked; what was acted on is listed for two of them.");
    const held = this.#held;
    if (held !== null && held !== member) return this.#pick(held, member);
    const [first] = partnersOf(this.#detail.evidence, member);
    this.#pick(member, first?.member ?? member);
    this.#held = member;
  }

  #pickInMatrix(event: MouseEvent): void {
    const figure = event.target instanceof Element ? event.target.closest(".figure-variants svg") : null;
    const cell = figure === null ? null : cellAt(figure, event);
    const { members } = this.#detail.matrix;
    const [a, b] = [members[cell?.[0] ?? -1], members[cell?.[1] ?? -1]];
    if (a !== undefined && b !== undefined) this.#pick(a, b);
  }

  #pickInList(event: MouseEvent): void {
    const link =
      event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("td a[href]") : null;
    if (link === null || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const pair = pairOf(new URL(link.href, location.href).searchParams);
    if (pair === null) return;
    event.preventDefault();
    this.#keep(pair);
    this.#card("evidence")?.scrollIntoView({ block: "nearest" });
  }

  #pick(a: number, b: number): void {
    const { names } = this.#detail.picture;
    this.#keep([names[a] ?? "", names[b] ?? ""]);
  }

  #keep([a, b]: AskedPair): void {
    this.#held = null;
    const query = new URLSearchParams(location.search);
    query.set("id", this.#detail.id);
    query.set("a", a);
    query.set("b", b);
    const address = `?${query.toString()}`;
    if (address !== location.search) history.pushState(null, "", `${location.pathname}${address}`);
    this.#show([a, b]);
  }

  #show(pair: AskedPair | null): void {
    const { frame, slice, enliven, say } = this.#options;
    const card = this.#card("evidence");
    const spec = evidenceCard(
      inputsOf({ site: frame }, slice, this.#detail.id, pair),
      this.#overview,
      this.#detail,
    );
    const focused = card?.contains(document.activeElement)
      ? document.activeElement?.getAttribute("name")
      : null;
    const drawn = drawCard(spec, { document, interactive: true });
    localLinks(drawn);
    card?.replaceWith(drawn);
    enliven(spec);
    this.#mark(pair);
    if (focused) drawn.querySelector<HTMLElement>(`[name="${CSS.escape(focused)}"]`)?.focus();
    say(spec.title);
  }

  /** Shows which two are picked, wherever they stand, and offers others. */
  #mark(pair: AskedPair | null): void {
    const { evidence, picture, matrix } = this.#detail;
    const [strongest] = evidence.pairs;
    const [a, b] =
      pair === null
        ? [strongest?.a ?? -1, strongest?.b ?? -1]
        : [picture.names.indexOf(pair[0]), picture.names.indexOf(pair[1])];
    const known = commonOf(evidence, a, b) !== null;
    const [drawn, square] = [this.#card("picture"), this.#card("matrix")];
    if (drawn !== null) ringNodes(drawn, this.#figure, [a, b]);
    if (square !== null) frameCells(square, matrix.members.indexOf(a), matrix.members.indexOf(b));
    for (const link of this.#card("edges")?.querySelectorAll<HTMLAnchorElement>("td a[href]") ?? []) {
      const own = pairOf(new URL(link.href, location.href).searchParams);
      const picked = own !== null && [a, b].every((place) => own.includes(picture.names[place] ?? ""));
      if (picked && known) link.setAttribute("aria-current", "true");
      else link.removeAttribute("aria-current");
    }
    const chooser = pairChooser({
      evidence,
      names: this.#figure.nodes.map(({ name }) => name),
      pair: [a, b],
      onPick: (one, other) => this.#pick(one, other),
    });
    const card = this.#card("evidence");
    card?.querySelector(".pair-chooser")?.remove();
    card?.querySelector("header")?.after(chooser);
  }
}

/** The two accounts that an address asks for. */
function pairOf(query: URLSearchParams): AskedPair | null {
  const [a, b] = [query.get("a"), query.get("b")];
  return a === null || b === null ? null : [a, b];
}

/** The two accounts that this page's address asks for. */
export function pairOfAddress(): AskedPair | null {
  return pairOf(new URLSearchParams(location.search));
}
