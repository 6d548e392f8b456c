import type { FigureSpec, Point, Series } from "../../../src/lib/view/page-view.js";

const weeks = Array.from({ length: 13 }, (_, week) =>
  new Date(Date.UTC(2026, 5, 1) + week * 7 * 86_400_000).toISOString().slice(0, 10),
);
const wave = (week: number): number => 0.012 + 0.006 * Math.sin(week / 2);
const points = (of: (week: number) => Partial<Point>): Point[] =>
  weeks.map((x, week) => ({ x, y: wave(week), low: wave(week) * 0.8, high: wave(week) * 1.25, ...of(week) }));
const series = (
  name: string,
  role: Series["role"],
  of: (week: number) => Partial<Point> = () => ({}),
): Series => ({
  name,
  role,
  points: points(of),
});
const annotations = [
  { day: "2026-06-10", kind: "rule" as const, label: "Rule LNK-004 enforced" },
  { day: "2026-07-08", kind: "incident" as const, label: "Brigade" },
  { day: "2026-07-08", kind: "release" as const, label: "Release" },
];
const names = ["Link spam", "Impersonation", "Coordinated activity with a name that goes on", "Scams"];
const values = names.map((category, index) => ({
  category,
  value: 0.9 - index * 0.2,
  low: 0.85 - index * 0.2,
  high: 0.94 - index * 0.2,
}));

/** What pages show, kind by kind: as it is met, and as it is met on a bad day. */
export const gallery: Readonly<Record<string, FigureSpec>> = {
  "time-series-rate": {
    kind: "time-series",
    unit: "share",
    grain: "week",
    mark: "line",
    series: [series("spam views", "accent", (week) => ({ provisional: week > 10 }))],
    annotations,
  },
  "time-series-compared": {
    kind: "time-series",
    unit: "count",
    grain: "week",
    mark: "line",
    series: [
      series("events", "accent", (week) => ({ y: 90_000 + 1_000 * week, low: null, high: null })),
      series("period before", "comparison", (week) => ({ y: 88_000 + 900 * week, low: null, high: null })),
    ],
    annotations: [],
  },
  "time-series-floor": {
    kind: "time-series",
    unit: "share",
    grain: "week",
    mark: "line",
    floor: 0.8,
    series: [
      series("precision", "accent", (week) => {
        const y = 0.97 - 0.004 * week;
        return { y, low: y - 0.05, high: y + 0.02 };
      }),
      series("target", "comparison", () => ({ y: 0.95, low: null, high: null })),
    ],
    annotations: [],
  },
  "time-series-with-gap": {
    kind: "time-series",
    unit: "share",
    grain: "week",
    mark: "line",
    series: [
      series("rate", "accent", (week) =>
        week === 5 || week === 6 ? { y: null, low: null, high: null } : {},
      ),
    ],
    annotations: [],
  },
  "time-series-one-point": {
    kind: "time-series",
    unit: "count",
    grain: "week",
    mark: "line",
    series: [{ name: "events", role: "accent", points: [{ x: "2026-06-01", y: 7 }] }],
    annotations: [],
  },
  "time-series-empty": {
    kind: "time-series",
    unit: "count",
    grain: "week",
    mark: "line",
    series: [{ name: "events", role: "accent", points: [] }],
    annotations,
  },
  "time-series-unknown": {
    kind: "time-series",
    unit: "share",
    grain: "week",
    mark: "line",
    series: [series("rate", "accent", () => ({ y: null, low: null, high: null }))],
    annotations: [],
  },
  "time-series-bars": {
    kind: "time-series",
    unit: "count",
    grain: "month",
    mark: "bar",
    series: [
      {
        name: "accounts",
        role: "accent",
        points: ["2026-01-01", "2026-02-01", "2026-03-01"].map((x, index) => ({
          x,
          y: 100 * (index + 1),
          provisional: index === 2,
        })),
      },
    ],
    annotations: [],
  },
  "small-multiples": {
    kind: "small-multiples",
    unit: "count",
    grain: "week",
    panels: names.map((name, index) =>
      series(name, index === 0 ? "accent" : "category", (week) => ({
        y: 100 * (index + week),
        low: null,
        high: null,
      })),
    ),
  },
  "small-multiples-own": {
    kind: "small-multiples",
    unit: "accounts",
    grain: "week",
    scale: "own",
    panels: [
      ...names.map((name, index) => {
        const size = 10 ** (index + 1);
        return {
          ...series(name, index < 2 ? "accent" : "muted", (week) => ({
            y: week < 9 ? size / 5 : size,
            low: null,
            high: null,
          })),
          detail: `most ${size}, last ${size}`,
          ...(index === 1
            ? {}
            : { expected: points(() => ({ y: size / 5, low: size / 9, high: size / 3 })) }),
        };
      }),
      { ...series("Nothing", "accent", () => ({ y: 0, low: null, high: null })), detail: "most 0" },
      { ...series("Unknown", "accent", () => ({ y: null, low: null, high: null })), detail: "" },
      { name: "No day", role: "accent", points: [], expected: [] },
    ],
  },
  "ranked-bars": { kind: "ranked-bars", unit: "share", values },
  "ranked-bars-change": {
    kind: "ranked-bars",
    unit: "count",
    values: [
      { category: "replies", value: 15_893 },
      { category: "profile", value: -6_962 },
      { category: "unknown", value: null },
    ],
  },
  calibration: {
    kind: "calibration",
    points: [
      [0.96, 0.98, 0.93, 1],
      [0.4, 0.55, 0.42, 0.67],
      [0.08, 0.06, 0.02, 0.14],
      [0.05, 0.04, 0.01, 0.11],
    ].map(([predicted = 0, observed = 0, low = 0, high = 0]) => ({ predicted, observed, low, high })),
  },
  "calibration-rare": {
    kind: "calibration",
    points: [{ predicted: 0.012, observed: 0, low: 0, high: 0.03 }],
  },
  "calibration-empty": { kind: "calibration", points: [] },
  "ranked-bars-empty": { kind: "ranked-bars", unit: "count", values: [] },
  "dot-intervals": { kind: "dot-intervals", unit: "share", values, target: 0.9 },
  "dot-intervals-targets": {
    kind: "dot-intervals",
    unit: "share",
    floor: 0.2,
    values: [
      { category: "under its target", value: 0.5, low: 0.4, high: 0.6, target: 0.8 },
      { category: "above its target", value: 0.95, low: 0.9, high: 0.99, target: 0.85, accent: false },
      { category: "no labels", value: null, low: null, high: null, target: 0.9, accent: false },
    ],
  },
  matrix: {
    kind: "matrix",
    unit: "share",
    names,
    values: names.map((_, row) =>
      names.map((__, column) =>
        row === column ? null : Math.abs(row - column) === 3 ? 0 : 1 / (1 + row + column),
      ),
    ),
  },
  "node-link": {
    kind: "node-link",
    nodes: Array.from({ length: 24 }, (_, at) => ({
      name: `account ${at}`,
      x: Math.round(500 + 420 * Math.cos(at) * (at % 3 === 0 ? 0.5 : 1)),
      y: Math.round(500 + 420 * Math.sin(at) * (at % 3 === 0 ? 0.5 : 1)),
      kind: at % 6 === 0 ? ("target" as const) : at % 4 === 0 ? ("fringe" as const) : ("core" as const),
    })),
    links: Array.from({ length: 40 }, (_, at): [number, number] => [at % 24, (at * 7 + 3) % 24]),
  },
  "node-link-alone": {
    kind: "node-link",
    nodes: [{ name: "one account with a name that is too long to show", x: 500, y: 500, kind: "core" }],
    links: [],
  },
  raster: {
    kind: "raster",
    from: "2026-02-01",
    days: 28,
    rows: Array.from({ length: 16 }, (_, at) => `account ${at}`),
    points: Array.from({ length: 200 }, (_, at): [number, number] => [
      at % 16,
      Math.floor(at / 16) * 47 + (at % 3) / 10,
    ]),
  },
  "raster-one": { kind: "raster", from: "2026-02-01", days: 28, rows: ["alone"], points: [[0, 300]] },
  "matrix-unknown": {
    kind: "matrix",
    unit: "share",
    names: names.slice(0, 2),
    values: [
      [null, null],
      [null, null],
    ],
  },
  "dot-intervals-unknown": {
    kind: "dot-intervals",
    unit: "share",
    values: [{ category: "no labels yet", value: null, low: null, high: null }],
  },
  "heat-calendar": {
    kind: "heat-calendar",
    unit: "count",
    cells: Array.from({ length: 168 }, (_, hour) => ({
      weekday: Math.floor(hour / 24),
      hour: hour % 24,
      value: hour === 30 ? null : (hour % 24) * 10,
    })),
  },
  "cumulative-incidence": {
    kind: "cumulative-incidence",
    curves: [
      {
        outcome: "actioned",
        points: [0.05, 0.5, 5, 50].map((hours, index) => ({
          hours,
          share: 0.2 * (index + 1),
          low: 0.18 * (index + 1),
          high: 0.22 * (index + 1),
        })),
      },
      { outcome: "cleared", points: [{ hours: 1, share: 0.05, low: 0.03, high: 0.07 }] },
    ],
  },
  "cumulative-incidence-rare": {
    kind: "cumulative-incidence",
    since: "time under watch",
    curves: ["promoted", "withdrawn"].map((outcome, index) => ({
      outcome,
      points: [0.1, 2, 30, 500, 9000].map((hours, step) => ({
        hours,
        share: 0.02 * (step + 1) + 0.01 * index,
        low: 0.018 * (step + 1),
        high: 0.022 * (step + 1) + 0.02 * index,
      })),
    })),
  },
  restatement: {
    kind: "restatement",
    unit: "count",
    rows: ["2021Q3", "2021Q4", "2022Q1", "2022Q2"].map((period, index) => ({
      period,
      first: 20 + index * 10,
      latest: index === 1 ? 33 : 20 + index * 10,
      release: "2022Q3",
    })),
  },
  "restatement-unknown": {
    kind: "restatement",
    unit: "count",
    rows: [{ period: "2021Q3", first: null, latest: null, release: "2022Q3" }],
  },
};
