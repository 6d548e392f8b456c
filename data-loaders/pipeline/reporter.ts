/** One piece of work under way. */
export interface Task {
  /** So many rows done, of the total where one is known. */
  progress(rows: number, total?: number): void;
  /** Done, with the number of rows where rows were made. */
  done(rows?: number): void;
  /** Not needed: nothing that it reads has changed, or a table that it needs is missing. */
  skipped(why: string): void;
  /** Broken off by an error that is reported elsewhere. */
  failed(): void;
}

/** Where progress and remarks go: a terminal, plain lines, or nowhere. */
export interface Reporter {
  task(title: string): Task;
  /** A remark that is worth a line. */
  note(message: string): void;
  /** Something that the reader should look at; the work goes on. */
  warn(message: string): void;
  /** Leaves the terminal as it was found. */
  close(): void;
}

const silentTask: Task = {
  progress: () => undefined,
  done: () => undefined,
  skipped: () => undefined,
  failed: () => undefined,
};

/** Reports nothing. */
export const silentReporter: Reporter = {
  task: () => silentTask,
  note: () => undefined,
  warn: () => undefined,
  close: () => undefined,
};
