import { z } from "zod";
import { answerShape, type Answer } from "../../../src/lib/rule/enforce/index.js";
import { appendLine } from "./durable-files.js";
import { endLastLine, readNdjson } from "./ndjson.js";

const rowShape = z.discriminatedUnion("event", [
  z.strictObject({ event: z.literal("started"), at: z.iso.datetime() }),
  z.strictObject({ event: z.literal("sending"), at: z.iso.datetime(), key: z.string(), attempt: z.int() }),
  z.strictObject({
    event: z.literal("failed"),
    at: z.iso.datetime(),
    key: z.string(),
    http_status: z.int().nullable(),
    why: z.string(),
  }),
  answerShape.extend({ event: z.literal("answered") }),
]);
type Row = z.infer<typeof rowShape>;

/**
 * What was sent of one batch, and what was answered, each row on disk before what comes after it happens: a request is
 * written down before it is sent, its answer before the next one.
 */
export class Journal {
  readonly #file: string;
  readonly #attempts = new Map<string, number>();
  readonly #answers = new Map<string, Answer>();
  readonly #failures = new Map<string, string>();
  #runs = 0;
  #startedAt = "";

  /** Opens a journal, after a crash too, and begins a run. */
  constructor(file: string, now: Date) {
    this.#file = file;
    endLastLine(file);
    for (const row of readNdjson(file, rowShape)) this.#take(row);
    this.#write({ event: "started", at: now.toISOString() });
  }

  /** Runs so far, this one included. */
  get runs(): number {
    return this.#runs;
  }

  get startedAt(): string {
    return this.#startedAt;
  }

  /** Requests sent for an action so far. */
  attempts(key: string): number {
    return this.#attempts.get(key) ?? 0;
  }

  /** What an action was answered; undefined while it may have to be sent. */
  answer(key: string): Answer | undefined {
    return this.#answers.get(key);
  }

  /** Why the last request for an action failed. */
  lastFailure(key: string): string | undefined {
    return this.#failures.get(key);
  }

  sending(key: string, now: Date): void {
    this.#write({ event: "sending", at: now.toISOString(), key, attempt: this.attempts(key) + 1 });
  }

  failed(key: string, httpStatus: number | null, why: string, now: Date): void {
    this.#write({ event: "failed", at: now.toISOString(), key, http_status: httpStatus, why });
  }

  answered(answer: Omit<Answer, "attempts" | "at">, now: Date): void {
    this.#write({
      event: "answered",
      ...answer,
      attempts: this.attempts(answer.key),
      at: now.toISOString(),
    });
  }

  #write(row: Row): void {
    appendLine(this.#file, row);
    this.#take(row);
  }

  #take(row: Row): void {
    switch (row.event) {
      case "started":
        this.#runs += 1;
        if (this.#startedAt === "") this.#startedAt = row.at;
        break;
      case "sending":
        this.#attempts.set(row.key, row.attempt);
        break;
      case "failed":
        this.#failures.set(row.key, row.why);
        break;
      case "answered": {
        const { event: _, ...answer } = row;
        this.#answers.set(row.key, answer);
      }
    }
  }
}
