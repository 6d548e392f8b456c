import { type BacklogForecast, forecastBacklog, reviewBacklog } from "../../metrics/review-backlog.js";
import { count } from "../../statistics/count.js";
import { addDays } from "../../time/index.js";
import { figureCard, missingCard, tableOf } from "../cards.js";
import { by, cellsOf, sumOf, where, within } from "../cells.js";
import { counted, missingNumber } from "../counts.js";
import { cubeNamed, type Inputs, lacking, missingTables } from "../inputs.js";
import { platformText } from "../../text/index.js";
import { sumRows } from "../metric-rate.js";
import type { BigNumber, CardSpec, Missing, Point } from "../page-view.js";
import { chartPeriods } from "../periods.js";
import { dayText, many, rounded } from "../words.js";

/** Days whose arrivals and decisions are taken to go on. */
const forecastDays = 28;

/** Open jobs at the end of the data, and where they are going. */
export interface Backlog {
  readonly open: number;
  /** Open longer than 28 days. */
  readonly old: number;
  readonly forecast: BacklogForecast;
}

export function backlogOf(inputs: Inputs): Backlog | Missing {
  const flow = cubeNamed(inputs.artifacts, "review_flow");
  const ageing = cubeNamed(inputs.artifacts, "review_ageing");
  if (!flow || !ageing)
    return lacking(missingTables(inputs.artifacts["review_flow"]) ?? [], "The backlog of reviews");
  const open = reviewBacklog.estimate(sumRows(cellsOf(flow), reviewBacklog)).value ?? 0;
  const asOf = inputs.frame.asOf.slice(0, 10);
  const recent = within(cellsOf(flow), { from: addDays(asOf, 1 - forecastDays), to: asOf });
  return {
    open,
    old:
      sumOf(
        where(cellsOf(ageing), "age", (age) => age === "28"),
        "open",
      ) ?? 0,
    forecast: forecastBacklog(open, sumRows(recent, reviewBacklog), forecastDays),
  };
}

/** "19 jobs a day came in over the last 28 days and 18 were decided, so the backlog does not shrink: …". */
export function forecastText({ open, forecast: { arriving, closing, wait, cleared } }: Backlog): string {
  const flow = `${rounded(arriving)} jobs a day came in over the last ${forecastDays} days and ${rounded(closing)} were decided`;
  if (open === 0) return `${flow}: nothing waits.`;
  if (wait === null) return `${flow}: no end of the wait can be told.`;
  const waits = `a job that comes in now behind all ${many(open, "open one")} waits about ${rounded(Number(wait.toPrecision(2)))} days`;
  return cleared === null
    ? `${flow}, so the backlog does not shrink: ${waits}.`
    : `${flow}, so the backlog would be gone in ${many(Math.ceil(cleared), "day")}: ${waits}.`;
}

export function backlogNumbers(backlog: Backlog | Missing): BigNumber[] {
  const text = { id: "backlog", label: "Open jobs", metric: "review_backlog", unit: "items" } as const;
  const wait = {
    id: "expected-wait",
    label: "Expected wait",
    metric: "review_backlog",
    unit: "hours",
  } as const;
  if ("why" in backlog) return [missingNumber(text, backlog), missingNumber(wait, backlog)];
  const hours = backlog.forecast.wait === null ? null : backlog.forecast.wait * 24;
  return [
    { ...text, estimate: counted(backlog.open), delta: null, sparkline: [] },
    { ...wait, estimate: hours === null ? null : count(hours), delta: null, sparkline: [] },
  ];
}

/** Open jobs over time. */
export function backlogCard(inputs: Inputs, backlog: Backlog | Missing): CardSpec {
  const { slice, frame } = inputs;
  const grain = slice.grain === "hour" ? "day" : slice.grain;
  const text = {
    id: "backlog-over-time",
    metric: "review_backlog",
    width: 8 as const,
    title: "Review backlog",
    subtitle: `Jobs that nobody has decided, at the end of each ${grain} (${slice.tz}), all queues`,
  };
  const flow = cubeNamed(inputs.artifacts, "review_flow");
  if ("why" in backlog || !flow)
    return missingCard(inputs, text, "why" in backlog ? backlog : lacking([], "The backlog of reviews"));
  const all = cellsOf(flow);
  const points =
    flow.rows === 0
      ? []
      : chartPeriods(slice, grain, frame.range).map(({ from, to, partial }): Point => {
          const before = within(all, { from: "", to });
          return {
            x: from,
            y: (sumOf(before, "arrived") ?? 0) - (sumOf(before, "closed") ?? 0),
            ...(partial ? { provisional: true } : {}),
          };
        });
  return figureCard(
    inputs,
    {
      ...text,
      title:
        flow.rows === 0
          ? "No review job was ever queued"
          : `${many(backlog.open, "review job")} ${backlog.open === 1 ? "is" : "are"} open on ${dayText(frame.asOf.slice(0, 10))}${backlog.old > 0 ? `, ${many(backlog.old, "of them", "of them")} for more than 28 days` : ""}`,
      notes:
        flow.rows === 0
          ? []
          : [`Forecast: ${forecastText(backlog)} Little's law: wait = backlog ÷ jobs decided a day.`],
    },
    points.length === 0
      ? null
      : {
          kind: "time-series",
          unit: "items",
          grain,
          mark: "line",
          series: [{ name: "Open jobs", role: "accent", points }],
          annotations: [],
        },
    tableOf(
      [
        ["period", "Period from", "date"],
        ["open", "Open jobs", "number"],
      ],
      points.map(({ x, y }) => [x, y]),
    ),
  );
}

const ages = [
  ["0", "under a day"],
  ["1", "1–2 days"],
  ["2", "2–7 days"],
  ["7", "7–28 days"],
  ["28", "over 28 days"],
] as const;

/** Open jobs by age. */
export function ageingCard(inputs: Inputs): CardSpec {
  const text = {
    id: "ageing",
    metric: "review_backlog",
    width: 4 as const,
    title: "Age of open jobs",
    subtitle: "Open jobs by the time since they were queued",
  };
  const cube = cubeNamed(inputs.artifacts, "review_ageing");
  if (!cube)
    return missingCard(
      inputs,
      text,
      lacking(missingTables(inputs.artifacts["review_ageing"]) ?? [], "The age of open jobs"),
    );
  const cells = cellsOf(cube);
  const values = ages.map(([age, category]) => ({
    category,
    value:
      sumOf(
        where(cells, "age", (own) => own === age),
        "open",
      ) ?? 0,
  }));
  const open = values.reduce((sum, { value }) => sum + value, 0);
  const longest = values.findLast(({ value }) => value > 0);
  return figureCard(
    inputs,
    {
      ...text,
      title:
        longest === undefined
          ? "No job is open"
          : longest.category === "over 28 days" && longest.value * 2 > open
            ? "Most open jobs have lain there for more than 28 days"
            : `The oldest open jobs have waited ${longest.category}`,
      sample: open > 0 ? `n = ${many(open, "open job")}` : null,
    },
    open === 0 ? null : { kind: "ranked-bars", unit: "items", values },
    tableOf(
      [
        ["queue", "Queue", "text"],
        ["age", "Age", "text"],
        ["open", "Open jobs", "number"],
      ],
      [...by(cells, "queue")].flatMap(([queue, part]) =>
        ages.map(([age, category]) => [
          platformText(queue, 60) || "no queue",
          category,
          sumOf(
            where(part, "age", (own) => own === age),
            "open",
          ) ?? 0,
        ]),
      ),
    ),
  );
}
