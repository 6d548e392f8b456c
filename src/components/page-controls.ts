import { describeSlice, type Slice, type SliceKey, type SliceProblem } from "../lib/slice/index.js";
import type { RulesArtifact } from "../lib/rule/overview.js";
import type { Artifacts } from "../lib/view/inputs.js";
import type { SiteFrame } from "../lib/view/site-frame.js";
import type { Attachments } from "./attachments.js";
import type { PickingOptions } from "./network/pick-pair.js";
import { filterBar } from "./filter-bar.js";
import { frameOfRules, ruleChooser } from "./rule-chooser.js";

/** How a reader chooses what a page shows. */
export interface PageControls {
  /** Keys of the slice that the page obeys; null: all of them. */
  readonly keys: readonly SliceKey[] | null;
  /** The frame whose options its links are read against. */
  readonly frame: (frame: SiteFrame, attachments: Attachments) => Promise<SiteFrame>;
  readonly bar:
    | ((
        frame: SiteFrame,
        slice: Slice,
        problems: readonly SliceProblem[],
        onChange: (slice: Slice) => void,
      ) => HTMLElement)
    | null;
  /** Whether `?id=` asks for one thing of many. */
  readonly one?: true;
  /** Artifacts in the place of those that the page has for all: what was asked for, from a file of its own. */
  readonly own?: (id: string, attachments: Attachments) => Promise<Artifacts>;
  /** Makes work what this page alone has. */
  readonly attach?: (options: PickingOptions) => Promise<void>;
  /** What is shown, in words. */
  readonly describe: (slice: Slice, frame: SiteFrame) => string;
}

const same = (frame: SiteFrame): Promise<SiteFrame> => Promise.resolve(frame);

const slice: PageControls = { keys: null, frame: same, bar: filterBar, describe: describeSlice };

/** A page that shows the present, whatever the slice. */
const none: PageControls = { keys: [], frame: same, bar: null, describe: describeSlice };

const oneRule: PageControls = {
  keys: ["rule"],
  frame: async (frame, { rules }) => frameOfRules(frame, (await rules?.json()) as RulesArtifact),
  bar: ruleChooser,
  describe: ({ rule: [id] }, { options }) =>
    options.rule.find(({ value }) => value === id)?.label ?? "the rule that most needs attention",
};

/** A page that shows one repeated text of those published. */
const oneText: PageControls = {
  ...none,
  one: true,
  describe: () => "the text that was asked for",
};

/** A page that shows one network of those published in detail. */
const oneNetwork: PageControls = {
  ...none,
  one: true,
  own: async (id, attachments) => {
    const { networkAsked } = await import("./network/network-files.js");
    const details = await networkAsked(id, attachments);
    return details === null ? {} : { network_details: details };
  },
  attach: async (options) => (await import("./network/pick-pair.js")).attachPicking(options),
  describe: () => "the network that was asked for",
};

/** Pages that show the present alone. */
const present: ReadonlySet<string> = new Set(["today", "rules", "networks", "risk", "emerging"]);

/** The controls of a page, by its name. */
export function controlsOf(page: string): PageControls {
  if (page === "rule") return oneRule;
  if (page === "texts") return oneText;
  if (page === "network") return oneNetwork;
  return present.has(page) ? none : slice;
}
