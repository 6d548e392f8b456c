import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { readFinding } from "../../../data-loaders/publish/findings/read-finding.js";
import { readSelection } from "../../../data-loaders/rules/enforce/read-selection.js";
import {
  findingDraft,
  mostIndicators,
  type FindingDraftOptions,
} from "../../../src/lib/account/finding-draft.js";
import { rarity, weightOf } from "../../../src/lib/account/rarity.js";
import { marks } from "../../../src/lib/account/record.js";
import { searchOf } from "../../../src/lib/account/search.js";
import { selectionFile } from "../../../src/lib/account/selection.js";
import { shardNames, shardOf } from "../../../src/lib/account/shard.js";

function selectionRead(csv: string) {
  const folder = mkdtempSync(join(tmpdir(), "shrike-selection-"));
  const file = join(folder, "picked.csv");
  writeFileSync(file, csv);
  const rows = readSelection(file);
  rmSync(folder, { recursive: true });
  return rows;
}

describe("selectionFile", () => {
  const order = {
    action: "account_lock",
    policy: "spam",
    reason: 'Same device, "same" words\nas others',
  } as const;

  test("is what enforce reads: a row an account, in order, with the analyst’s words", () => {
    const { csv, rows, leftOut } = selectionFile(
      [
        { id: "b", handle: null, flags: 0 },
        { id: "a", handle: "x", flags: marks.actioned },
      ],
      order,
    );
    expect(rows).toBe(2);
    expect(leftOut).toEqual([]);
    expect(selectionRead(csv)).toEqual(
      ["a", "b"].map((account_id) => ({
        account_id,
        action: "account_lock",
        policy_id: "spam",
        reason: order.reason,
        automated_detection: false,
      })),
    );
  });

  test("leaves protected accounts out and names them", () => {
    const { csv, leftOut } = selectionFile(
      [
        { id: "p", handle: null, flags: marks.protected | marks.hit },
        { id: "q", handle: null, flags: 0 },
      ],
      order,
    );
    expect(leftOut).toEqual(["p"]);
    expect(selectionRead(csv).map(({ account_id }) => account_id)).toEqual(["q"]);
  });

  test("guards what a spreadsheet would run", () => {
    const { csv } = selectionFile([{ id: "=cmd()", handle: null, flags: 0 }], {
      ...order,
      reason: "@SUM(A1)",
    });
    expect(csv).toContain("'=cmd()");
    expect(csv).toContain("'@SUM(A1)");
  });
});

describe("findingDraft", () => {
  const options: FindingDraftOptions = {
    ids: ["b'1", "a`${x}\n"],
    trail: [{ from: "b'1", by: "device" }],
    last: "a`${x}\n",
    tables: ["accounts", "actions"],
    simulated: true,
    asOf: "2026-08-30",
    today: "2026-09-01",
  };

  test("is a finding that can be read, its accounts and its trail in queries, quoted", () => {
    const { fileName, markdown } = findingDraft(options);
    const finding = readFinding(fileName, markdown);
    expect(finding.slug).toBe("2026-09-01-trail-of-accounts");
    expect(finding.audience).toEqual(["analyst"]);
    expect(finding.numbers["accounts"]?.sql).toContain("'b''1'");
    expect(finding.tables["trail"]?.sql).toContain("(1, 'b''1', 'Device', 'a`${x}\n')");
  });

  test("without a trail has none, and without tables counts what it names", () => {
    const { fileName, markdown } = findingDraft({ ...options, trail: [], last: null, tables: ["events"] });
    const finding = readFinding(fileName, markdown);
    expect(Object.keys(finding.tables)).toEqual(["indicators"]);
    expect(finding.numbers["accounts"]?.sql).toBe("SELECT 2");
  });

  test("names each account once, and at most so many", () => {
    const ids = Array.from({ length: mostIndicators + 9 }, (_, at) => `a${at}`);
    const { markdown } = findingDraft({ ...options, ids: [...ids, ...ids], tables: ["events"] });
    expect(markdown).toContain(`SELECT ${mostIndicators}`);
  });
});

describe("searchOf", () => {
  const search = searchOf({
    ids: ["a1", "b2", "ana", "d4"],
    handles: ["Banana", null, "x", "ana_b"],
    names: [null, "Ana", "y", null],
    flags: [0, 0, 0, 0],
    statuses: [null, null, null, null],
    rules: [0, 0, 0, 0],
    reporters: [0, 0, 0, 0],
    risks: [null, null, null, null],
  });

  test("puts what equals first, then what begins with it, then what holds it", () => {
    expect(search("ANA", 9)).toEqual([1, 2, 3, 0]);
    expect(search("@ana_", 9)).toEqual([3]);
    expect(search("ana", 2)).toEqual([1, 2]);
  });

  test("finds nothing for nothing", () => {
    expect(search("  ", 9)).toEqual([]);
    expect(search("zzz", 9)).toEqual([]);
  });
});

describe("rarity", () => {
  test("is the bits of the share that carries a value", () => {
    expect(rarity(1, 1024)).toBe(10);
    expect(rarity(1024, 1024)).toBe(0);
    expect(rarity(5, 0)).toBeNull();
    expect(rarity(0, 5)).toBeNull();
  });

  test("is telling for few of many, nothing for a crowd, and never for a provider", () => {
    expect(weightOf("device", 3, 200_000)).toBe("telling");
    expect(weightOf("ip_prefix", 5_000, 200_000)).toBe("none");
    expect(weightOf("ip_prefix", 300, 200_000)).toBe("some");
    expect(weightOf("asn", 3, 200_000)).toBe("some");
    expect(weightOf("text", 2, 200_000)).toBe("some");
    expect(weightOf("device", 2, 4)).toBe("none");
  });
});

test("a shard is h60 of the id, modulo 256", () => {
  for (const id of ["", "a00000042", "\u{1f600}", "x".repeat(100)]) {
    const h60 = BigInt(`0x${createHash("md5").update(id).digest("hex").slice(0, 15)}`);
    expect(shardOf(id)).toBe((h60 % 256n).toString(16).padStart(2, "0"));
    expect(shardNames).toContain(shardOf(id));
  }
});
