import { formatCount } from "../../lib/format/index.js";
import { pictureOf, pngOf, withStyles } from "../picture.js";
import { saveFile } from "../save-file.js";
import { snapshotPage } from "../snapshot.js";
import { rowsOf, type QueryResult } from "./query-result.js";

/** Rows that a snapshot holds at most. */
const mostRows = 5000;

/** What stands around a result. */
export interface ResultWords {
  readonly query: string;
  /** Rows and time, as the page says them. */
  readonly status: string;
  readonly source: string;
  readonly simulated: boolean;
}

/** Saves the chart of a result as PNG. */
export async function saveChartPng(output: HTMLElement, words: ResultWords, name: string): Promise<string> {
  const svg = chartIn(output);
  if (svg === undefined) return "There is no chart: choose Chart first";
  const title = output.querySelector("figcaption")?.textContent ?? "";
  const notes = [words.source, ...(words.simulated ? ["Simulated data"] : [])];
  const styles = getComputedStyle(svg.closest("figure") ?? svg);
  return saveFile(
    `${name}.png`,
    await pngOf(pictureOf(svg, { title, subtitle: words.status, notes, styles })),
  );
}

/** Saves a result as one HTML file: the query, the chart where one is shown, and the rows. */
export async function saveResultHtml(
  output: HTMLElement,
  result: QueryResult,
  words: ResultWords,
  name: string,
): Promise<string> {
  const svg = chartIn(output);
  const rows = rowsOf(await result.table(Math.min(result.rows, mostRows)));
  const page = snapshotPage({
    title: output.querySelector("figcaption")?.textContent ?? "Result of a query",
    subtitle: words.status,
    source: words.source,
    simulated: words.simulated,
    parts: [
      ...(svg === undefined ? [] : [{ picture: withStyles(svg) }]),
      {
        heading:
          result.rows > mostRows
            ? `The first ${formatCount(mostRows)} of ${formatCount(result.rows)} rows`
            : "Rows",
        table: { columns: result.columns.map(({ name }) => name), rows },
      },
      { heading: "Query", code: words.query },
    ],
  });
  return saveFile(`${name}.html`, new Blob([page], { type: "text/html;charset=utf-8" }));
}

function chartIn(output: HTMLElement): SVGSVGElement | undefined {
  return output.querySelector<SVGSVGElement>("figure svg") ?? undefined;
}
