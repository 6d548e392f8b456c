import type { Reporter, TestCase, TestModule } from "vitest/node";

/** Names every test that was not run, with its reason, and closes with one plain line of counts. */
export default class PlainSummary implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[]): void {
    const tests: TestCase[] = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string): number => tests.filter((test) => test.result().state === state).length;
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    const skipped = tests.filter((test) => test.result().state === "skipped");
    for (const test of skipped) process.stdout.write(`NOT RUN: ${test.fullName}\n`);
    process.stdout.write(
      `${count("passed")} passed, ${count("failed") + broken} failed, ${skipped.length} skipped\n`,
    );
  }
}
