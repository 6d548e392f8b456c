import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { isComparable, normalForm } from "../../../src/lib/near-duplicate/normal-form.js";
import { Resemblance } from "../../../src/lib/near-duplicate/resemblance.js";
import {
  leastToFirst,
  leastToNeighbour,
  TextClusters,
} from "../../../src/lib/near-duplicate/text-clusters.js";

/** Shingles of five characters as sets of texts, compared without hashes. */
function slowJaccard(a: string, b: string): number {
  const shingles = (text: string): Set<string> =>
    new Set(Array.from({ length: text.length - 4 }, (_, at) => text.slice(at, at + 5)));
  const [left, right] = [shingles(a), shingles(b)];
  const shared = [...left].filter((shingle) => right.has(shingle)).length;
  return shared / (left.size + right.size - shared);
}

function clustersOf(texts: readonly string[]): { clusters: number[]; found: TextClusters } {
  const found = new TextClusters();
  return { clusters: texts.map((text) => found.clusterOf(found.add(text))), found };
}

const words = [
  "limited",
  "offer",
  "today",
  "привет",
  "мир",
  "for",
  "friends",
  "only",
  "last",
  "chance",
  "at",
  "home",
];
const sentence = fc
  .array(fc.constantFrom(...words), { minLength: 3, maxLength: 8 })
  .map((list) => list.join(" "))
  .filter(isComparable);
const sentences = fc.array(sentence, { minLength: 1, maxLength: 60 });

function jaccard(a: string, b: string): number {
  const resemblance = new Resemblance();
  resemblance.hold(a);
  return resemblance.to(b);
}

describe("Jaccard similarity", () => {
  test("of hashed shingles is that of the shingles themselves, one text against one after the other", () => {
    fc.assert(
      fc.property(sentence, sentences, (a, others) => {
        const resemblance = new Resemblance();
        resemblance.hold(a);
        for (const other of others) expect(resemblance.to(other)).toBe(slowJaccard(a, other));
      }),
    );
  });

  test("of long texts, and of short ones after them", () => {
    const long = Array.from({ length: 4000 }, (_, at) => `word ${at * at}`).join(" ");
    const half = long.slice(0, long.length / 2);
    const resemblance = new Resemblance();
    resemblance.hold(half);
    expect(resemblance.to(long)).toBe(slowJaccard(half, long));
    resemblance.hold("a short text");
    expect(resemblance.to(long)).toBe(slowJaccard("a short text", long));
    expect(resemblance.to("a short texts")).toBe(slowJaccard("a short text", "a short texts"));
  });
});

describe("clusters of near-duplicate texts", () => {
  test("hold texts that differ a little, and not those that differ much", () => {
    const { clusters } = clustersOf([
      "earn money from home with this one simple trick today",
      "earn money from home with this 1 simple trick today!",
      "the harbour was quiet this morning and the boats stayed in",
      "earn money from home with this one simple trick now",
      "центральный банк установил курсы валют на 3 сентября",
      "центральный банк установил курсы валют на 4 сентября",
    ]);
    expect(clusters).toEqual([0, 0, 1, 0, 2, 2]);
  });

  test("of Chinese texts are told by two characters at a time", () => {
    const { clusters } = clustersOf([
      "今天天气很好我们去公园玩吧",
      "今天天气很好我们去公园玩啊",
      "他们不想让你知道发生了什么事",
    ]);
    expect(clusters).toEqual([0, 0, 1]);
  });

  test("do not depend on what comes later: a prefix of the texts has the same clusters", () => {
    fc.assert(
      fc.property(sentences, fc.nat(60), (texts, length) => {
        const whole = clustersOf(texts).clusters;
        expect(clustersOf(texts.slice(0, length)).clusters).toEqual(whole.slice(0, length));
      }),
    );
  });

  test("are numbered as they begin, with their first text, which every text of theirs is not unlike", () => {
    fc.assert(
      fc.property(sentences, (texts) => {
        const { clusters, found } = clustersOf(texts);
        for (const [at, cluster] of clusters.entries()) {
          const first = texts[clusters.indexOf(cluster)] ?? "";
          expect(found.formOf(found.firstOf(cluster))).toBe(first);
          expect(jaccard(first, texts[at] ?? "")).toBeGreaterThanOrEqual(leastToFirst);
        }
        expect(new Set(clusters)).toEqual(
          new Set(Array.from({ length: found.clusters }, (_, index) => index)),
        );
      }),
    );
    expect(leastToNeighbour).toBeGreaterThan(leastToFirst);
  });

  test("are the same for equal texts, whatever came between", () => {
    fc.assert(
      fc.property(sentences, (texts) => {
        const { clusters } = clustersOf([...texts, ...texts]);
        expect(clusters.slice(texts.length)).toEqual(clusters.slice(0, texts.length));
      }),
    );
  });

  test("cost one signature for any number of identical texts, and no pair", () => {
    const found = new TextClusters();
    for (let index = 0; index < 100_000; index++) found.add("share before it is deleted");
    expect([found.texts, found.clusters, found.pairs]).toEqual([1, 1, 0]);
  });

  test("cost at most eight pairs a text where all texts resemble each other", () => {
    const texts = Array.from({ length: 5000 }, (_, index) =>
      normalForm(`Order number ${index} is on its way to you, follow it here`),
    );
    const { found } = clustersOf(texts);
    expect(found.pairs).toBeGreaterThan(0);
    expect(found.pairs).toBeLessThanOrEqual(8 * texts.length);
  });
});
