import type { Reporter, TestCase, TestResult } from "@playwright/test/reporter";
import { recordClauses, type TestOutcome } from "./clause-record.ts";

/** Playwright reporter: remembers which clauses the journeys of a run proved. A retry replaces the outcome before it. */
class ClauseReporter implements Reporter {
  readonly #outcomes = new Map<string, TestOutcome>();

  onTestEnd(test: TestCase, { status }: TestResult): void {
    if (status === "skipped") return;
    this.#outcomes.set(test.id, { file: test.location.file, title: test.titlePath().join(" > "), passed: status === "passed" });
  }

  onEnd(): void {
    recordClauses("playwright", [...this.#outcomes.values()]);
  }

  printsToStdio(): boolean {
    return false;
  }
}

// Playwright loads a reporter by path and takes its default export.
export default ClauseReporter;
