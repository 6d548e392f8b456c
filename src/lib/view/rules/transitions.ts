import { ruleChanges } from "../../metrics/live-rules.js";
import { type CardText, figureCard, missingCard, tableOf } from "../cards.js";
import { within } from "../cells.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { isMissing } from "../selection.js";
import { during, many } from "../words.js";
import { filterText, rowsOf, selectChanges } from "./life.js";

/** Bars that a card has room for; the table has all. */
const most = 8;

/** From which state to which rules went in the slice. */
export function transitionsCard(inputs: Inputs): CardSpec {
  const { slice, frame } = inputs;
  const text: CardText = {
    id: "transitions",
    metric: ruleChanges.id,
    width: 6,
    title: "From state to state",
    subtitle: `Changes of rules ${during(slice, frame.range)}${filterText(inputs)}`,
  };
  const changes = selectChanges(inputs);
  if (isMissing(changes)) return missingCard(inputs, text, changes);
  const rows = rowsOf(within(changes.cells, slice)).sort((a, b) => (b.changes ?? 0) - (a.changes ?? 0));
  const total = ruleChanges.estimate(rows).value;
  const [first] = rows;
  return figureCard(
    inputs,
    {
      ...text,
      title: first
        ? `${many(total ?? 0, "change")}, most of them ${wordFor(first.came_from)} → ${wordFor(first.state)}`
        : `No rule changed state ${during(slice, frame.range)}`,
      notes: changes.notes,
    },
    {
      kind: "ranked-bars",
      unit: "count",
      values: rows.slice(0, most).map(({ came_from, state, changes: count }) => ({
        category: `${wordFor(came_from)} → ${wordFor(state)}`,
        value: count,
        n: count,
      })),
    },
    tableOf(
      [
        ["came_from", "From", "text"],
        ["state", "To", "text"],
        ["changes", "Changes", "number"],
      ],
      rows.map(({ came_from, state, changes: count }) => [wordFor(came_from), wordFor(state), count]),
    ),
  );
}

function wordFor(state: string): string {
  return state === "" ? "new" : state.replaceAll("_", " ");
}
