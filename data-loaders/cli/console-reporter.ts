import { MultiBar, Presets } from "cli-progress";
import { formatCount, formatDuration } from "../../src/lib/format/index.js";
import { silentReporter, type Reporter, type Task } from "../pipeline/reporter.js";

/** The stream that progress is written to. */
export interface Terminal {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

/** Bars on a terminal, plain lines elsewhere, nothing where quiet is asked for. */
export function consoleReporter(quiet: boolean, terminal: Terminal = process.stderr): Reporter {
  if (quiet) return { ...silentReporter, warn: (message) => terminal.write(`warning: ${message}\n`) };
  return terminal.isTTY === true ? barReporter() : lineReporter(terminal);
}

function lineReporter(terminal: Terminal): Reporter {
  const line = (text: string): void => void terminal.write(`${text}\n`);
  return {
    task(title) {
      const started = performance.now();
      return {
        progress: () => undefined,
        done: (rows) => line(`${title}: ${outcome(rows, started)}`),
        skipped: (why) => line(`${title}: skipped, ${why}`),
        failed: () => line(`${title}: failed`),
      };
    },
    note: line,
    warn: (message) => line(`warning: ${message}`),
    close: () => undefined,
  };
}

function barReporter(): Reporter {
  const bars = new MultiBar(
    { format: "{title} {bar} {text}", clearOnComplete: false, hideCursor: true, barsize: 20 },
    Presets.shades_grey,
  );
  return {
    task(title): Task {
      const started = performance.now();
      const bar = bars.create(1, 0, { title: title.padEnd(44).slice(0, 44), text: "" });
      const end = (text: string): void => {
        bar.update(1, { text });
        bar.stop();
      };
      return {
        progress(rows, total) {
          if (total !== undefined) bar.setTotal(total);
          bar.update(rows, { text: outcome(rows, started) });
        },
        done: (rows) => end(outcome(rows, started)),
        skipped: (why) => end(`skipped, ${why}`),
        failed: () => end("failed"),
      };
    },
    note: (message) => bars.log(`${message}\n`),
    warn: (message) => bars.log(`warning: ${message}\n`),
    close: () => bars.stop(),
  };
}

function outcome(rows: number | undefined, started: number): string {
  const seconds = (performance.now() - started) / 1000;
  const time = formatDuration(seconds);
  if (rows === undefined) return time;
  const rate = seconds > 0.05 ? `, ${formatCount(rows / seconds)} rows/s` : "";
  return `${formatCount(rows)} rows in ${time}${rate}`;
}
