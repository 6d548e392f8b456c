/**
 * Runs work one at a time, and of what is asked for in the meantime only the last: a slider that moves faster than its figures can be
 * told never makes a queue.
 */
export class LatestWins<T> {
  readonly #work: (asked: T) => Promise<void>;
  #waiting: { readonly asked: T } | undefined;
  #running = false;

  /** @param work must not fail */
  constructor(work: (asked: T) => Promise<void>) {
    this.#work = work;
  }

  ask(asked: T): void {
    this.#waiting = { asked };
    if (!this.#running) void this.#run();
  }

  async #run(): Promise<void> {
    this.#running = true;
    for (let next = this.#waiting; next !== undefined; next = this.#waiting) {
      this.#waiting = undefined;
      await this.#work(next.asked);
    }
    this.#running = false;
  }
}
