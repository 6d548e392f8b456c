import type { Cube } from "../../src/lib/cube/cube.js";
import type { Slice } from "../../src/lib/slice/slice.js";
import { addDays } from "../../src/lib/time/index.js";
import { platformText } from "../../src/lib/text/index.js";
import { lengthOf } from "../../src/lib/view/periods.js";
import type { FilterKey, FilterOption } from "../../src/lib/slice/slice-frame.js";
import type { SiteFrame } from "../../src/lib/view/site-frame.js";
import type { Engine } from "../engine/engine.js";
import type { Coverage } from "./data-coverage.js";
import type { PublishedSource } from "./published-source.js";

const defaultDays = 90;

/** What every page needs before any figure: artifact `site.json`. */
export async function siteFrame(
  engine: Engine,
  source: PublishedSource,
  coverage: Coverage,
  cubes: readonly Cube[],
  runId: string,
): Promise<SiteFrame> {
  const { title, description, simulated, licence } = source.about;
  const present = coverage.tables.filter((table) => table.present).map(({ table }) => table);
  const missing = coverage.tables.filter((table) => !table.present).map(({ table }) => table);
  return {
    source: { name: source.name, title, description, simulated, licence },
    runId,
    asOf: coverage.asOf,
    range: coverage.range,
    defaults: defaultSlice(coverage),
    options: {
      policy: options(cubes, "policy", await names(engine, present, "policies", "policy_id")),
      surface: options(cubes, "surface"),
      country: options(cubes, "country", countryName),
      rule: options(cubes, "rule", await names(engine, present, "rules", "rule_id")),
      lang: options(cubes, "lang", languageName),
    },
    tables: { present, missing },
  };
}

/** The last 90 days against the 90 before, or where the data are shorter, their later half against the earlier. */
export function defaultSlice({ range }: Pick<Coverage, "range">): Slice {
  const days = Math.max(1, Math.min(defaultDays, Math.floor(lengthOf(range) / 2)));
  return {
    from: addDays(range.to, 1 - days),
    to: range.to,
    tz: "UTC",
    grain: days > 14 ? "week" : "day",
    vs: "previous",
    policy: [],
    surface: [],
    country: [],
    rule: [],
    lang: [],
    auto: "all",
  };
}

/** The values that occur in any cube, by label; what is not recorded cannot be chosen. */
function options(
  cubes: readonly Cube[],
  key: FilterKey,
  label: (value: string) => string = (value) => value.replaceAll("_", " "),
): FilterOption[] {
  const values = new Set(cubes.flatMap(({ dimensions }) => dimensions[key]?.values ?? []));
  values.delete("");
  return [...values]
    .map((value) => ({ value, label: platformText(label(value), 60) }))
    .sort((a, b) => (a.label < b.label ? -1 : a.label > b.label ? 1 : a.value < b.value ? -1 : 1));
}

async function names(
  engine: Engine,
  present: readonly string[],
  table: string,
  key: string,
): Promise<(value: string) => string> {
  if (!present.includes(table)) return (value) => value.replaceAll("_", " ");
  const rows = await engine.query<{ id: string; name: string }>(
    `SELECT ${key} AS id, min(name) AS name FROM ${table} GROUP BY 1 ORDER BY 1`,
  );
  const byId = new Map(rows.map(({ id, name }) => [id, name]));
  return (value) => byId.get(value) ?? value;
}

const regions = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });
const languages = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });

function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (regions.of(code) ?? code) : code;
}

function languageName(code: string): string {
  return /^[a-z]{2,3}$/.test(code) ? (languages.of(code) ?? code) : code;
}
