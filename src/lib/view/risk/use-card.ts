import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec } from "../page-view.js";
import { dayText, exact, rounded } from "../words.js";
import { modelNames, type TrainedArtifact } from "./trained.js";

/** What the model was made from and for: the part of a model card that no figure shows (Mitchell et al. 2019, FAT*, 220–229). */
export function useCard(inputs: Inputs, { file, card }: TrainedArtifact): CardSpec {
  const { judged, leftOut } = card;
  const rows: [string, string][] = [
    ["Model", `${file.version}, ${modelNames[card.chosen]}`],
    [
      "Learnt from",
      `${exact(card.accounts)}${card.labelled - card.leftOut > card.accounts ? ` of ${exact(card.labelled - card.leftOut)}` : ""} labelled accounts, ${exact(card.violating)} violating`,
    ],
    ["Standing for", `${rounded(card.represents)} accounts`],
    [
      "Judged",
      judged === null
        ? "at times that nothing says"
        : `${dayText(judged.from.slice(0, 10))} to ${dayText(judged.to.slice(0, 10))}`,
    ],
    ["Seen as", "in the last active hour that was over when each was last judged in a span of time"],
    ...(leftOut > 0
      ? [
          ["Left out", `${exact(leftOut)} that had done nothing yet when they were judged`] as [
            string,
            string,
          ],
        ]
      : []),
    ["Features", `${exact(card.features)} of accounts, ${exact(card.flags)} flags of heuristic rules`],
    ["Queue", `${exact(card.queue)} accounts, as many as reviewers take in a week`],
  ];
  return figureCard(
    inputs,
    {
      id: "use",
      metric: "",
      width: 12,
      title: "The score ranks what people look at; it must not act by itself",
      subtitle: "What the model was made from, and what for",
      notes: [
        "For: the order of review queues; the choice of what to look at beside rules.",
        "Not for: locking or limiting an account on its score alone; telling a person that they broke a rule; judging countries, languages or groups; accounts that have done nothing yet.",
        "It repeats what reviewers got wrong, and knows nothing of abuse that no rule or baseline sample led them to. An account without a label was not taken to be sound.",
      ],
    },
    null,
    tableOf(
      [
        ["what", "What", "text"],
        ["value", "Value", "text"],
      ],
      rows,
    ),
  );
}
