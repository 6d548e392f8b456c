import { agreement, bands, minHash } from "./min-hash.js";
import { Resemblance } from "./resemblance.js";
import { SignatureIndex } from "./signature-index.js";

/** Least Jaccard similarity of a text and the one that it was found by. */
export const leastToNeighbour = 0.65;

/** Least Jaccard similarity of a text and the first of its cluster, so that no chain of small changes leads far away. */
export const leastToFirst = 0.5;

/** Smallest hashes, of 32, below which two texts are not compared: at a similarity of .65 one pair in a thousand has fewer. */
const leastAgreement = 13;

/**
 * Clusters of near-duplicate texts, one text after the other: a text joins the oldest cluster with a text that resembles it and a first
 * text that is not too unlike it, or else begins one. What a text's cluster is depends on earlier texts alone, and clusters are never
 * merged.
 *
 * A text meets the first text with the same value of each band and no other: at most eight pairs a text, whatever the texts are.
 */
export class TextClusters {
  readonly #byBand: readonly SignatureIndex[];
  readonly #whole: SignatureIndex;
  readonly #signature = new Int32Array(bands);
  readonly #resemblance = new Resemblance();
  readonly #forms: string[] = [];
  #kept = new Int32Array(bands * 1024);
  #clusterOf = new Int32Array(1024);
  /** Number of each cluster's first text. */
  #leaders = new Int32Array(1024);
  #texts = 0;
  #clusters = 0;
  #pairs = 0;

  /** @param expected texts for which there is room from the start; more may come */
  constructor(expected = 1024) {
    this.#byBand = Array.from(
      { length: bands },
      (_, band) => new SignatureIndex(bands, band, band + 1, expected),
    );
    this.#whole = new SignatureIndex(bands, 0, bands, expected);
  }

  /** Clusters so far. */
  get clusters(): number {
    return this.#clusters;
  }

  /** Texts with a signature of their own. */
  get texts(): number {
    return this.#texts;
  }

  /** Pairs of texts that were looked at. */
  get pairs(): number {
    return this.#pairs;
  }

  /** Cluster of a text, by their numbers; clusters are numbered in the order in which they began. */
  clusterOf(text: number): number {
    return this.#clusterOf[text] ?? -1;
  }

  /** The first text of a cluster. */
  firstOf(cluster: number): number {
    return this.#leaders[cluster] ?? -1;
  }

  /** Normal form of a text. */
  formOf(text: number): string {
    return this.#forms[text] ?? "";
  }

  /**
   * @param form a normal form that `isComparable`
   * @returns the text's number, in the order in which texts came; equal forms have the same, and so have those whose signatures
   *   cannot be told apart
   */
  add(form: string): number {
    minHash(form, this.#signature);
    const same = this.#whole.first(this.#signature, this.#kept);
    if (same >= 0) return same;
    const cluster = this.#oldestLike(form);
    const text = this.#keep(form, cluster >= 0 ? cluster : this.#clusters);
    if (cluster < 0) this.#leaders[this.#clusters++] = text;
    return text;
  }

  /** The oldest cluster that a text with the present signature belongs to; -1 where there is none. */
  #oldestLike(form: string): number {
    let oldest = -1;
    let before = -1;
    let held = false;
    for (const index of this.#byBand) {
      const first = index.first(this.#signature, this.#kept);
      if (first < 0 || first === before) continue;
      before = first;
      const cluster = this.#clusterOf[first] ?? 0;
      if (oldest >= 0 && cluster >= oldest) continue;
      this.#pairs += 1;
      if (agreement(this.#signature, this.#kept, first * bands) < leastAgreement) continue;
      if (!held) this.#resemblance.hold(form);
      held = true;
      if (this.#resembles(first, cluster)) oldest = cluster;
    }
    return oldest;
  }

  /** Whether the text being held resembles one that is in a cluster, and is not too unlike the cluster's first. */
  #resembles(text: number, cluster: number): boolean {
    if (this.#resemblance.to(this.formOf(text)) < leastToNeighbour) return false;
    const first = this.firstOf(cluster);
    return first === text || this.#resemblance.to(this.formOf(first)) >= leastToFirst;
  }

  /** @returns the text's number */
  #keep(form: string, cluster: number): number {
    const text = this.#texts++;
    if (text >= this.#clusterOf.length) {
      this.#clusterOf = doubled(this.#clusterOf);
      this.#leaders = doubled(this.#leaders);
      this.#kept = doubled(this.#kept);
    }
    this.#forms.push(form);
    this.#kept.set(this.#signature, text * bands);
    this.#clusterOf[text] = cluster;
    this.#whole.add(text, this.#kept);
    for (const index of this.#byBand) index.add(text, this.#kept);
    return text;
  }
}

function doubled(array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(array.length * 2);
  longer.set(array);
  return longer;
}
