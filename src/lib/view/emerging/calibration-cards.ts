import type { EmergingArtifact } from "../../emerging/artifact.js";
import { figureCard, tableOf } from "../cards.js";
import type { Inputs } from "../inputs.js";
import type { CardSpec, TableView } from "../page-view.js";
import { exact, many, percent, rounded } from "../words.js";
import { detectorNames, groupNames, knownShare } from "./words.js";

/** How many alerts came, day by day. */
export function raisedCard(inputs: Inputs, { raised, counts }: EmergingArtifact): CardSpec {
  const sum = raised.reduce((total, { alerts }) => total + alerts, 0);
  return figureCard(
    inputs,
    {
      id: "raised",
      metric: "emerging_alerts",
      width: 6,
      title: `${many(sum, "alert")} in ${many(raised.length, "day")}, ${rounded(raised.length === 0 ? 0 : sum / raised.length)} a day`,
      subtitle: "Alerts raised a day",
      notes: [
        `${exact(counts.all)} since the data begin. An alert is raised once, and again only when it has doubled.`,
      ],
    },
    {
      kind: "time-series",
      unit: "items",
      grain: "day",
      mark: "bar",
      annotations: [],
      series: [
        { name: "Alerts", role: "accent", points: raised.map(({ day, alerts }) => ({ x: day, y: alerts })) },
      ],
    },
    tableOf(
      [
        ["day", "Day", "date"],
        ["alerts", "Alerts", "number"],
      ],
      raised.map(({ day, alerts }) => [day, alerts]),
    ),
  );
}

/** Share of alerts that chance alone would raise, at every threshold, by decoys. */
export function calibrationCard(inputs: Inputs, artifact: EmergingArtifact): CardSpec {
  const known = knownShare(artifact);
  const points = pooled(artifact);
  return figureCard(
    inputs,
    {
      id: "calibration",
      metric: "emerging_alerts",
      width: 6,
      title:
        known.share === null
          ? "What share of alerts is chance is not known yet"
          : `Decoys put the false share at ${percent(known.share)}${known.isRecent ? "" : ", over all days"}`,
      subtitle:
        "(1 + decoys) ÷ alerts, by the score from which alerts are raised, all days; goal: at most 10 %",
      sample: `${exact(known.alerts)} alerts beside ${rounded(known.decoys)} decoys at the thresholds in use`,
      notes: [
        "A decoy is an entity's own past, drawn anew in blocks of seven days; of a new entity, its accounts spread over 28 days. It passes through the same detector. Each group has a threshold of its own: the lowest that keeps its false share at 10 %, or, with too few alerts to say, that at most one decoy reached.",
        ...(artifact.streams.length === 0
          ? []
          : [
              `In use: ${artifact.streams.map((stream) => `${detectorNames[stream.detector].toLowerCase()} in ${groupNames[stream.group] ?? stream.group} from ${rounded(stream.threshold)}`).join("; ")}.`,
            ]),
      ],
    },
    {
      kind: "dot-intervals",
      unit: "share",
      target: 0.1,
      values: points.map(({ threshold, alerts, share }) => ({
        category: `Score from ${rounded(threshold)}`,
        value: share,
        n: alerts,
      })),
    },
    curvesTable(artifact),
  );
}

/** All groups together at whole thresholds, as long as there are alerts. */
function pooled({ streams }: EmergingArtifact): { threshold: number; alerts: number; share: number }[] {
  const whole = streams[0]?.curve.map(({ threshold }) => threshold).filter(Number.isInteger) ?? [];
  let least = 1;
  return whole.flatMap((threshold) => {
    const at = streams.flatMap(({ curve }) => curve.find((point) => point.threshold === threshold) ?? []);
    const alerts = at.reduce((sum, point) => sum + point.alerts, 0);
    const decoys = at.reduce((sum, point) => sum + point.decoys, 0);
    if (alerts === 0) return [];
    least = Math.min(least, (1 + decoys) / alerts);
    return [{ threshold, alerts, share: least }];
  });
}

function curvesTable({ streams }: EmergingArtifact): TableView {
  return tableOf(
    [
      ["detector", "Detector", "text"],
      ["group", "Group", "text"],
      ["threshold", "Threshold", "number"],
      ["alerts", "Alerts", "number"],
      ["decoys", "Decoys", "number"],
      ["false_share", "False share", "number"],
      ["used", "In use on the last day", "boolean"],
    ],
    streams.flatMap((stream) =>
      stream.curve.map(({ threshold, alerts, decoys, falseShare }) => [
        detectorNames[stream.detector],
        groupNames[stream.group] ?? stream.group,
        threshold,
        alerts,
        decoys,
        falseShare,
        threshold === stream.threshold,
      ]),
    ),
  );
}
