import type { Reporter, TestModule } from "vitest/node";
import { recordClauses } from "./clause-record.ts";

/** Vitest reporter: remembers which clauses the tests of a run proved. Listed in vitest.config.ts beside the usual reporter. */
class ClauseReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    recordClauses(
      "vitest",
      modules.flatMap((module) =>
        [...module.children.allTests()].flatMap((test) => {
          const { state } = test.result();
          return state === "passed" || state === "failed"
            ? [{ file: module.moduleId, title: test.fullName, passed: state === "passed" }]
            : [];
        }),
      ),
    );
  }
}

// Vitest takes the default export of a reporter that is given by path.
export default ClauseReporter;
