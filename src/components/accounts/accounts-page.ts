import {
  parseAddress,
  writeAddress,
  type AccountAddress,
  type AddressProblem,
} from "../../lib/account/address.js";
import { findingDraft } from "../../lib/account/finding-draft.js";
import { type AccountsArtifact, isTold } from "../../lib/account/lens.js";
import type { SiteFrame } from "../../lib/view/site-frame.js";
import type { Attachment } from "../attachments.js";
import { problemList } from "../problem-list.js";
import { button, node } from "../rule-lab/elements.js";
import { saveFile } from "../save-file.js";
import { AccountFiles } from "./account-files.js";
import { keepSelection } from "./keep-selection.js";
import { lensLists, type LensLists } from "./lens-lists.js";
import { searchBox } from "./search-box.js";
import { selectionBar } from "./selection-bar.js";
import { Selection } from "./selection.js";
import { trailBar } from "./trail-bar.js";
import { unknownAccount } from "./unknown-account.js";

/** The accounts page while it is open: lists, or one account, as its address says. */
class AccountsPage {
  readonly #frame: SiteFrame;
  readonly #artifact: AccountsArtifact;
  readonly #files = new AccountFiles();
  readonly #selection = new Selection();
  readonly #lists: HTMLElement;
  readonly #lenses: LensLists;
  readonly #account = node("div", { class: "account-page" });
  readonly #problems = node("div", { class: "account-problems" });
  readonly #spoken = node("p", { class: "visually-hidden", role: "status" });
  #address: AccountAddress;
  readonly #first: readonly AddressProblem[];
  /** Counts openings, so that one overtaken by another is dropped. */
  #turn = 0;

  constructor(root: HTMLElement, lists: HTMLElement, frame: SiteFrame, artifact: AccountsArtifact) {
    this.#frame = frame;
    this.#artifact = artifact;
    this.#lists = lists;
    const { address, problems } = parseAddress(new URLSearchParams(location.search));
    this.#address = address;
    this.#lenses = lensLists(lists, artifact, this.#selection, frame.source.simulated, (lens) =>
      this.#go({ ...this.#address, lens }),
    );
    root.prepend(
      searchBox(isTold(artifact), {
        index: () => this.#files.index(),
        open: (id) => this.#go({ ...this.#address, id, trail: [] }),
      }),
      this.#problems,
      this.#spoken,
    );
    const bar = selectionBar({
      selection: this.#selection,
      artifact,
      simulated: frame.source.simulated,
      onFinding: async () =>
        this.#saveFinding(
          this.#selection.accounts.map(({ id }) => id),
          false,
        ),
    });
    root.append(this.#account, bar.element);
    keepSelection(this.#selection, frame, () => this.#files.index()).then(bar.say, (error: unknown) =>
      this.#problems.after(
        node(
          "div",
          { class: "missing", role: "alert" },
          `The accounts chosen on an earlier build could not be read: ${error instanceof Error ? error.message : String(error)}. Reload the page to try again.`,
        ),
      ),
    );
    root.addEventListener("click", (event) => this.#follow(event));
    addEventListener("popstate", () => {
      const read = parseAddress(new URLSearchParams(location.search));
      this.#address = read.address;
      void this.#show(read.problems);
    });
    this.#first = problems;
  }

  /** Shows what the address asks for. */
  start(): void {
    void this.#show(this.#first);
  }

  /** Opens a link to this page in place, without reading the lists anew. */
  #follow(event: MouseEvent): void {
    const link = event.target instanceof Element ? event.target.closest<HTMLAnchorElement>("a[href]") : null;
    if (link === null || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const url = new URL(link.href, location.href);
    if (url.origin !== location.origin || url.pathname !== location.pathname || url.hash !== "") return;
    event.preventDefault();
    const { lens } = this.#address;
    this.#go({ ...parseAddress(url.searchParams).address, lens });
  }

  #go(address: AccountAddress): void {
    const moved = address.id !== this.#address.id;
    this.#address = address;
    const query = writeAddress(address);
    if (query !== location.search) history.pushState(null, "", `${location.pathname}${query}`);
    void this.#show([], moved);
  }

  async #show(problems: readonly AddressProblem[], fromTop = false): Promise<void> {
    const turn = ++this.#turn;
    if (fromTop) scrollTo({ top: 0 });
    const { id, lens } = this.#address;
    this.#problems.replaceChildren(...problemList(problems));
    this.#lists.hidden = id !== null;
    this.#account.hidden = id === null;
    this.#lenses.show(lens);
    if (id === null) return this.#account.replaceChildren();
    this.#account.setAttribute("aria-busy", "true");
    try {
      const [shard, { drawAccount }] = await Promise.all([
        this.#files.shardOf(id),
        import("./open-account.js"),
      ]);
      if (turn !== this.#turn) return;
      const drawn = drawAccount({
        frame: this.#frame,
        artifact: this.#artifact,
        shard,
        address: this.#address,
        selection: this.#selection,
      });
      const save = async (): Promise<string> =>
        this.#saveFinding([...this.#address.trail.map(({ from }) => from), id], true);
      const trail = trailBar(this.#address, drawn === null ? null : save);
      this.#account.replaceChildren(trail, drawn?.element ?? unknownAccount(this.#artifact, id));
      this.#spoken.textContent = drawn?.spoken ?? `There is no page for this account.`;
    } catch (error) {
      if (turn === this.#turn) this.#fail(error);
    } finally {
      if (turn === this.#turn) this.#account.removeAttribute("aria-busy");
    }
  }

  #fail(error: unknown): void {
    this.#account.replaceChildren(
      node(
        "div",
        { class: "missing", role: "alert" },
        `The account could not be opened: ${error instanceof Error ? error.message : String(error)} `,
        button("Try again", () => void this.#show([])),
      ),
    );
  }

  #saveFinding(ids: readonly string[], withTrail: boolean): string {
    const { fileName, markdown } = findingDraft({
      ids,
      trail: withTrail ? this.#address.trail : [],
      last: withTrail ? this.#address.id : null,
      tables: this.#frame.tables.present,
      simulated: this.#frame.source.simulated,
      asOf: this.#frame.asOf.slice(0, 10),
      today: new Date().toISOString().slice(0, 10),
    });
    saveFile(fileName, new Blob([markdown], { type: "text/markdown;charset=utf-8" }));
    return `${fileName} saved: put it into the source’s folder findings`;
  }
}

/** Brings the accounts page to life; it stays as it was drawn where the source has no accounts. */
export async function startAccounts(
  root: HTMLElement,
  attachments: { readonly site: Attachment; readonly accounts: Attachment },
): Promise<void> {
  const lists = root.querySelector<HTMLElement>(".page-view");
  const [frame, artifact] = await Promise.all([
    attachments.site.json() as Promise<SiteFrame>,
    attachments.accounts.json() as Promise<AccountsArtifact | { missing: readonly string[] }>,
  ]);
  if (lists !== null && !("missing" in artifact)) new AccountsPage(root, lists, frame, artifact).start();
}
