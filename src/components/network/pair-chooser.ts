import { partnersOf, type NetworkEvidence } from "../../lib/network/evidence.js";
import { formatCount } from "../../lib/format/index.js";
import { node } from "../rule-lab/elements.js";

/** Names that a list offers. */
const offered = 500;

export interface PairChooserOptions {
  readonly evidence: NetworkEvidence;
  /** Names as they are shown, by place. */
  readonly names: readonly string[];
  /** Places of the two that are chosen. */
  readonly pair: readonly [number, number];
  readonly onPick: (a: number, b: number) => void;
}

/** Two lists: a member, and one that it has something in common with. Any pair is reached with the keyboard alone. */
export function pairChooser({ evidence, names, pair: [a, b], onPick }: PairChooserOptions): HTMLFormElement {
  const all = [
    ...new Set([
      ...evidence.pairs.flatMap((pair) => [pair.a, pair.b]),
      ...evidence.acts.filter((_, at) => at % 3 === 0),
    ]),
  ].sort((one, other) => one - other);
  const partners = partnersOf(evidence, a);
  const first = select("picked-a", withOwn(all, a), names, a, () => "");
  const second = select(
    "picked-b",
    withOwn(
      partners.map(({ member }) => member),
      b,
    ),
    names,
    b,
    (member) => {
      const common = partners.find((partner) => partner.member === member)?.objects;
      return common === undefined ? "" : ` (${formatCount(common)} in common)`;
    },
  );
  first.addEventListener("change", () => {
    const chosen = Number(first.value);
    onPick(chosen, partnersOf(evidence, chosen)[0]?.member ?? b);
  });
  second.addEventListener("change", () => onPick(a, Number(second.value)));
  const form = node(
    "form",
    { class: "list-controls pair-chooser", "aria-label": "Pick two members" },
    node("label", {}, "Member", first),
    node("label", {}, "and, by what they have in common", second),
  );
  form.addEventListener("submit", (event) => event.preventDefault());
  return form;
}

function withOwn(places: readonly number[], own: number): number[] {
  const shown = places.slice(0, offered);
  return shown.includes(own) || own < 0 ? shown : [own, ...shown];
}

function select(
  name: string,
  places: readonly number[],
  names: readonly string[],
  chosen: number,
  note: (place: number) => string,
): HTMLSelectElement {
  const made = node(
    "select",
    { name },
    ...places.map((place) =>
      node("option", { value: String(place) }, `${names[place] ?? String(place)}${note(place)}`),
    ),
  );
  made.value = String(chosen);
  return made;
}
