import { bannerOf, figureCard, tableOf } from "./cards.js";
import { counted } from "./counts.js";
import { findingsFor } from "./findings.js";
import type { Inputs } from "./inputs.js";
import type { BigNumber, CardSpec, PageView } from "./page-view.js";
import { daysBetween } from "../time/index.js";
import { dayText, exact, many } from "./words.js";

/** A canonical table as artifact `data_runs.json` lists it. */
export interface TableRun {
  readonly table: string;
  readonly present: boolean;
  readonly rows: number | null;
  /** First and last day that its rows speak of; null for a table without days. */
  readonly first: string | null;
  readonly last: string | null;
}

/** A check that did not pass without remark. */
export interface CheckRun {
  readonly table: string;
  readonly severity: "block" | "warn";
  /** What was checked, e.g. `volume`. */
  readonly check: string;
  readonly message: string;
}

/** A stage of the pipeline and what it wrote. */
export interface StageRun {
  readonly stage: string;
  readonly title: string;
  readonly rows: number | null;
  /** Tables for want of which it was skipped. */
  readonly missing: readonly string[];
}

/** Artifact `data_runs.json`. */
export interface DataRuns {
  readonly runId: string;
  readonly tables: readonly TableRun[];
  readonly checks: readonly CheckRun[];
  readonly incidents: readonly { readonly day: string; readonly kind: string; readonly label: string }[];
  /** What the source says of its own faults. */
  readonly knownIssues: readonly string[];
  readonly stages: readonly StageRun[];
}

/** What the pages rest on: tables and their last day, checks that warned, known issues, stages. */
export function freshnessView(inputs: Inputs): PageView {
  const runs = (inputs.artifacts["data_runs"] ?? {}) as Partial<DataRuns>;
  const { tables = [], checks = [], incidents = [], knownIssues = [], stages = [] } = runs;
  const present = tables.filter((table) => table.present);
  const absent = tables.filter((table) => !table.present);
  const end = inputs.frame.asOf.slice(0, 10);
  // A table of rules or releases may well end long before: only one that grows daily can be late.
  const late = present.filter(({ table }) =>
    checks.some((check) => check.check === "freshness" && check.table === table),
  );
  return {
    page: "freshness",
    headline: headline(dayText(end), late, checks),
    summary: `${many(present.length, "table")} of ${tables.length} connected${absent.length ? `; what needs the other ${absent.length} says so in its place` : ""}. ${checks.length ? many(checks.length, "check") + " warned." : "Every check passed."}`,
    banner: bannerOf(inputs),
    numbers: [
      count("tables-connected", "Tables connected", present.length),
      count("tables-late", "Tables behind the rest", late.length),
      count("checks-warned", "Checks that warned", checks.length),
      count("issues", "Known issues and incidents", incidents.length + knownIssues.length),
    ],
    cards: [
      tablesCard(inputs, tables, end),
      checksCard(inputs, checks),
      incidentsCard(inputs, incidents, knownIssues),
      stagesCard(inputs, stages, runs.runId ?? inputs.frame.runId),
    ],
    findings: findingsFor(inputs, "freshness"),
  };
}

function headline(end: string, late: readonly TableRun[], checks: readonly CheckRun[]): string {
  if (late.length)
    return `Data reach to ${end}, but ${late.map(({ table }) => table).join(", ")} ${late.length === 1 ? "ends" : "end"} earlier`;
  return checks.length
    ? `Data reach to ${end}; ${many(checks.length, "check")} warned`
    : `Data reach to ${end} and every check passed`;
}

function count(id: string, label: string, value: number): BigNumber {
  return {
    id,
    label,
    metric: "freshness",
    unit: "count",
    estimate: counted(value),
    delta: null,
    sparkline: [],
  };
}

function tablesCard(inputs: Inputs, tables: readonly TableRun[], end: string): CardSpec {
  const absent = tables.filter(({ present }) => !present).map(({ table }) => table);
  return figureCard(
    inputs,
    {
      id: "tables",
      metric: "freshness",
      width: 12,
      title: absent.length
        ? `${many(absent.length, "table")} not connected: ${absent.join(", ")}`
        : "Every canonical table is connected",
      subtitle: "Canonical tables of this source, with rows and the days they cover (UTC)",
      notes: absent.length
        ? [
            "To connect a table, write <table>.sql in the source's folder: one SELECT with the columns of the canonical table.",
          ]
        : [],
    },
    null,
    tableOf(
      [
        ["table", "Table", "text"],
        ["present", "Connected", "boolean"],
        ["rows", "Rows", "number"],
        ["first", "First day", "date"],
        ["last", "Last day", "date"],
        ["behind", "Days behind the data's end", "number"],
      ],
      tables.map(({ table, present, rows, first, last }) => [
        table,
        present,
        rows,
        first,
        last,
        last === null ? null : daysBetween(last, end),
      ]),
    ),
  );
}

function checksCard(inputs: Inputs, checks: readonly CheckRun[]): CardSpec {
  return figureCard(
    inputs,
    {
      id: "checks",
      metric: "freshness",
      width: 12,
      title: checks.length ? `${many(checks.length, "check")} warned` : "Every check passed",
      subtitle: "Contract checks on the way in: a broken one would have stopped the build",
    },
    null,
    tableOf(
      [
        ["table", "Table", "text"],
        ["severity", "Severity", "text"],
        ["message", "What was found", "text"],
      ],
      checks.map(({ table, severity, message }) => [table, severity, message]),
    ),
  );
}

function incidentsCard(
  inputs: Inputs,
  incidents: DataRuns["incidents"],
  knownIssues: DataRuns["knownIssues"],
): CardSpec {
  const count = incidents.length + knownIssues.length;
  return figureCard(
    inputs,
    {
      id: "incidents",
      metric: "freshness",
      width: 12,
      title: count ? `${many(count, "known issue")} on record` : "No known issue is on record",
      subtitle: "From source.yaml and incidents.csv of the source; charts carry dated ones as annotations",
    },
    null,
    tableOf(
      [
        ["day", "Day", "date"],
        ["kind", "Kind", "text"],
        ["label", "What happened", "text"],
      ],
      [
        ...knownIssues.map((label) => [null, "known issue", label]),
        ...incidents.map(({ day, kind, label }) => [day, kind, label]),
      ],
    ),
  );
}

function stagesCard(inputs: Inputs, stages: readonly StageRun[], runId: string): CardSpec {
  const rows = stages.reduce((sum, stage) => sum + (stage.rows ?? 0), 0);
  const skipped = stages.filter(({ missing }) => missing.length > 0).length;
  return figureCard(
    inputs,
    {
      id: "stages",
      metric: "freshness",
      width: 12,
      title: `${many(stages.length, "stage")} wrote ${many(rows, "row")}${skipped ? `; ${exact(skipped)} could not run for want of a table` : ""}`,
      subtitle: `Run ${runId.slice(0, 12)}`,
    },
    null,
    tableOf(
      [
        ["stage", "Stage", "text"],
        ["title", "What it makes", "text"],
        ["rows", "Rows", "number"],
        ["missing", "Missing tables", "text"],
      ],
      stages.map(({ stage, title, rows: written, missing }) => [stage, title, written, missing.join(", ")]),
    ),
  );
}
