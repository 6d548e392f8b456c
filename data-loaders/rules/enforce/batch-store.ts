import { createHash } from "node:crypto";
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import {
  actionRecordShape,
  batchShape,
  Ledger,
  receiptShape,
  type ActionRecord,
  type Batch,
  type LedgerEntry,
  type Receipt,
} from "../../../src/lib/rule/enforce/index.js";
import { makeFolder, replaceFile } from "./durable-files.js";
import { readNdjson } from "./ndjson.js";

/** A batch on disk: its folder holds `batch.json`, `actions.ndjson`, `journal.ndjson`, and once finished `receipt.json`. */
export interface StoredBatch {
  readonly folder: string;
  readonly batch: Batch;
  readonly actions: readonly ActionRecord[];
}

/** A batch before it has a number. */
export type NewBatch = Omit<Batch, "form" | "batch_id" | "hash" | "actions" | "accounts">;

/** The batches of one source, oldest first, below `.shrike/<source>/enforce/batches`. */
export class BatchStore {
  readonly #folder: string;

  /** @param enforceFolder e.g. `.shrike/demo/enforce`; it need not be there */
  constructor(enforceFolder: string) {
    this.#folder = join(enforceFolder, "batches");
  }

  /** The batch that was begun and has no receipt yet; there is at most one. */
  open(): StoredBatch | undefined {
    const id = this.#ids().find((id) => !existsSync(join(this.#folder, id, "receipt.json")));
    return id === undefined ? undefined : this.#read(id);
  }

  receipts(): Receipt[] {
    return this.#ids()
      .map((id) => this.receiptFile(id))
      .filter((file) => existsSync(file))
      .map((file) => readReceipt(file));
  }

  receiptFile(batchId: string): string {
    return join(this.#folder, batchId, "receipt.json");
  }

  journalFile({ folder }: StoredBatch): string {
    return join(folder, "journal.ndjson");
  }

  /** Puts a batch on disk, all of it at once. From then on it is open. */
  async begin(about: NewBatch, actions: readonly ActionRecord[]): Promise<StoredBatch> {
    const lines = actionLines(actions);
    const hash = sha256(lines);
    const number = Number(this.#ids().at(-1)?.slice(0, 6) ?? 0) + 1;
    const batch: Batch = {
      form: "shrike-batch/1",
      batch_id: `${String(number).padStart(6, "0")}-${hash.slice(0, 12)}`,
      ...about,
      hash,
      actions: actions.length,
      accounts: new Set(actions.map(({ account_id }) => account_id)).size,
    };
    const folder = join(this.#folder, batch.batch_id);
    await makeFolder(folder, (part) => writeBatch(part, batch, lines));
    return { folder, batch, actions };
  }

  /** Finishes a batch. */
  finish({ folder }: StoredBatch, receipt: Receipt): void {
    replaceFile(join(folder, "receipt.json"), `${JSON.stringify(receipt, null, 1)}\n`);
  }

  #ids(): string[] {
    if (!existsSync(this.#folder)) return [];
    return readdirSync(this.#folder)
      .filter((name) => /^\d{6}-/.test(name))
      .sort();
  }

  #read(id: string): StoredBatch {
    const folder = join(this.#folder, id);
    const batch = readJson(join(folder, "batch.json"), batchShape);
    const file = join(folder, "actions.ndjson");
    if (sha256(readFileSync(file, "utf8")) !== batch.hash)
      throw new Error(
        `${file} is not what batch.json says it is (its SHA-256 differs): nothing is sent of it`,
      );
    return { folder, batch, actions: readNdjson(file, actionRecordShape) };
  }
}

/** Writes a batch's two files into a folder that is not in place yet. */
export function writeBatch(folder: string, batch: Batch, lines: string): void {
  writeFileSync(join(folder, "actions.ndjson"), lines, { flush: true });
  writeFileSync(join(folder, "batch.json"), `${JSON.stringify(batch, null, 1)}\n`, { flush: true });
}

/** Actions as the text of `actions.ndjson`. */
export function actionLines(actions: readonly ActionRecord[]): string {
  return actions.map((action) => `${JSON.stringify(action)}\n`).join("");
}

export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

/** @throws with the file, where it is no receipt */
export function readReceipt(file: string): Receipt {
  return readJson(file, receiptShape);
}

function readJson<Value>(file: string, shape: z.ZodType<Value>): Value {
  try {
    return shape.parse(JSON.parse(readFileSync(file, "utf8")));
  } catch (error) {
    throw new Error(`${file} is no such file as shrike enforce writes: ${said(error)}`, { cause: error });
  }
}

function said(error: unknown): string {
  return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
}

const delivered = new Set(["accepted", "written"]);

/** What receipts say was delivered and taken back. */
export function ledgerOf(receipts: readonly Receipt[]): Ledger {
  return new Ledger(receipts.flatMap(({ answers }) => answers.flatMap(entryOf)));
}

function entryOf(answer: Receipt["answers"][number]): LedgerEntry[] {
  if (!delivered.has(answer.status)) return [];
  const { account_id, event_id, rule_id, version, action, kind, episode, spent_until } = answer;
  return [
    {
      ground: { accountId: account_id, eventId: event_id, ruleId: rule_id, version, action },
      episode,
      reversal: kind === "reverse",
      spentUntil: spent_until,
    },
  ];
}
