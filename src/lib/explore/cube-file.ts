import { codesFor, countsFor, type Codes, type Counts, type ExploreCube, type LabelRows } from "./cube.js";
import { VarintReader, VarintWriter } from "./varint.js";

/** Cells and reviewed rows as a query gives them, column by column. */
export interface CubeRows {
  /** Number of bins of each dimension, time first. */
  readonly sizes: readonly number[];
  /** Codes of each cell, a column a dimension; cells in order of all dimensions but time, then time. */
  readonly codes: readonly ArrayLike<number>[];
  readonly counts: ArrayLike<number>;
  readonly labels: {
    readonly codes: readonly ArrayLike<number>[];
    readonly weights: ArrayLike<number>;
    readonly reviewed: ArrayLike<number>;
    readonly truePositives: ArrayLike<number>;
  };
}

const magic = "SHRCUBE1";
const sectionNames = ["combinations", "runs", "times", "counts", "weights", "labels"] as const;

interface Header {
  readonly sizes: readonly number[];
  readonly combinations: number;
  readonly cells: number;
  readonly largest: number;
  readonly labelRows: number;
  readonly largestLabel: number;
  /** Bytes of each section, in the order of `sectionNames`. */
  readonly sections: readonly number[];
}

/**
 * A cube as a file: what tells combinations, times and counts apart from those before them, as variable-length integers,
 * which gzip then makes small. The file itself is not compressed.
 *
 * @throws where cells are not in order, or a code is beyond its dimension
 */
export function encodeCube({ sizes, codes, counts, labels }: CubeRows): Uint8Array {
  const [combinations, runs, times, cells] = [0, 1, 2, 3].map(() => new VarintWriter()) as [
    VarintWriter,
    VarintWriter,
    VarintWriter,
    VarintWriter,
  ];
  let [previous, time, run, found, largest] = [-1, -1, 0, 0, 0];
  for (let i = 0; i < counts.length; i += 1) {
    let combination = 0;
    for (let p = 1; p < sizes.length; p += 1)
      combination = combination * size(sizes, p) + checkedCode(codes, sizes, p, i);
    const at = checkedCode(codes, sizes, 0, i);
    if (combination < previous || (combination === previous && at <= time))
      throw new Error(`cell ${i} of the cube is out of order`);
    if (combination !== previous) {
      if (run > 0) runs.write(run);
      combinations.write(combination - previous - 1);
      [previous, time, run] = [combination, -1, 0];
      found += 1;
    }
    times.write(at - time - 1);
    const rows = counts[i] ?? 0;
    cells.write(rows - 1);
    largest = Math.max(largest, rows);
    time = at;
    run += 1;
  }
  if (run > 0) runs.write(run);

  const { weights, rows, largestLabel } = encodeLabels(sizes, labels);
  const sections = [combinations.bytes, runs.bytes, times.bytes, cells.bytes, weights, rows];
  const header: Header = {
    sizes,
    combinations: found,
    cells: counts.length,
    largest,
    labelRows: labels.weights.length,
    largestLabel,
    sections: sections.map(({ length }) => length),
  };
  const text = new TextEncoder().encode(magic + JSON.stringify(header));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, text.length, true);
  return concatenate([length, text, ...sections]);
}

function encodeLabels(
  sizes: readonly number[],
  { codes, weights, reviewed, truePositives }: CubeRows["labels"],
): { weights: Uint8Array; rows: Uint8Array; largestLabel: number } {
  const distinct = [...new Set(Array.from(weights))].sort((a, b) => a - b);
  const place = new Map(distinct.map((weight, index) => [weight, index]));
  const writer = new VarintWriter();
  let largestLabel = 0;
  for (let i = 0; i < weights.length; i += 1) {
    for (let p = 0; p < sizes.length; p += 1) writer.write(checkedCode(codes, sizes, p, i));
    writer.write(place.get(weights[i] ?? 0) ?? 0);
    writer.write(reviewed[i] ?? 0);
    writer.write(truePositives[i] ?? 0);
    largestLabel = Math.max(largestLabel, reviewed[i] ?? 0);
  }
  return { weights: new Uint8Array(Float64Array.from(distinct).buffer), rows: writer.bytes, largestLabel };
}

/**
 * A cube from a file's bytes, uncompressed.
 *
 * @throws where the bytes are no cube, or end too early
 */
export function decodeCube(bytes: Uint8Array): ExploreCube {
  const { header, sections } = readSections(bytes);
  const { sizes } = header;
  const combinations = sizes.slice(1).map((bins) => codesFor(bins, header.combinations));
  const offsets = new Uint32Array(header.combinations + 1);
  const [steps, runs] = [new VarintReader(sections.combinations), new VarintReader(sections.runs)];
  let combination = -1;
  for (let k = 0; k < header.combinations; k += 1) {
    combination += steps.read() + 1;
    let rest = combination;
    for (let p = sizes.length - 1; p >= 1; p -= 1) {
      (combinations[p - 1] as Codes)[k] = rest % size(sizes, p);
      rest = Math.floor(rest / size(sizes, p));
    }
    offsets[k + 1] = (offsets[k] as number) + runs.read();
  }
  const times = new Uint16Array(header.cells);
  const counts = countsFor(header.largest, header.cells);
  const [gaps, rows] = [new VarintReader(sections.times), new VarintReader(sections.counts)];
  for (let k = 0; k < header.combinations; k += 1) {
    let time = -1;
    for (let i = offsets[k] as number; i < (offsets[k + 1] as number); i += 1) {
      time += gaps.read() + 1;
      times[i] = time;
      counts[i] = rows.read() + 1;
    }
  }
  return { sizes, combinations, offsets, times, counts, labels: decodeLabels(header, sections) };
}

function decodeLabels(
  { sizes, labelRows, largestLabel }: Header,
  sections: Record<"weights" | "labels", Uint8Array>,
): LabelRows {
  const distinct = new Float64Array(new Uint8Array(sections.weights).buffer);
  const reader = new VarintReader(sections.labels);
  const codes = sizes.map((bins) => codesFor(bins, labelRows));
  const weights = new Float64Array(labelRows);
  const [reviewed, truePositives]: [Counts, Counts] = [
    countsFor(largestLabel, labelRows),
    countsFor(largestLabel, labelRows),
  ];
  for (let i = 0; i < labelRows; i += 1) {
    for (const column of codes) column[i] = reader.read();
    weights[i] = distinct[reader.read()] ?? Number.NaN;
    reviewed[i] = reader.read();
    truePositives[i] = reader.read();
  }
  return { codes, weights, reviewed, truePositives };
}

function readSections(bytes: Uint8Array): {
  header: Header;
  sections: Record<(typeof sectionNames)[number], Uint8Array>;
} {
  const length = bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const text = new TextDecoder().decode(bytes.subarray(4, 4 + length));
  if (!text.startsWith(magic)) throw new Error("the file is no cube of Shrike's, or of another version");
  const header = JSON.parse(text.slice(magic.length)) as Header;
  let at = 4 + length;
  if (at + header.sections.reduce((sum, part) => sum + part, 0) !== bytes.length)
    throw new Error("the cube's file is incomplete: load the page again");
  const parts = header.sections.map((part) => {
    at += part;
    return bytes.subarray(at - part, at);
  });
  const empty = new Uint8Array();
  const [combinations = empty, runs = empty, times = empty, counts = empty, weights = empty, labels = empty] =
    parts;
  return { header, sections: { combinations, runs, times, counts, weights, labels } };
}

function size(sizes: readonly number[], p: number): number {
  return sizes[p] ?? 1;
}

function checkedCode(
  codes: readonly ArrayLike<number>[],
  sizes: readonly number[],
  p: number,
  row: number,
): number {
  const code = codes[p]?.[row] ?? -1;
  if (!(code >= 0 && code < size(sizes, p)))
    throw new Error(
      `row ${row} of the cube has code ${code} in dimension ${p}, which has ${size(sizes, p)} bins`,
    );
  return code;
}

function concatenate(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
