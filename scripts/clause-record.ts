import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { namedClauses } from "@qiangyi/policy/register";

export interface TestOutcome {
  readonly file: string;
  /** Titles of the enclosing blocks and of the test itself, joined. */
  readonly title: string;
  readonly passed: boolean;
}

export interface Counts {
  passed: number;
  failed: number;
}

/** Test file → clause id → how many tests that name it passed and failed. */
export type ClauseRecord = Record<string, Record<string, Counts>>;

const root = resolve(import.meta.dirname, "..");

/**
 * Keeps the outcome of a run for `npx qiangyi clauses`. A run of some files replaces what those files proved before and leaves
 * the rest; files that are gone are dropped.
 */
export const recordClauses = (
  runner: string,
  outcomes: readonly TestOutcome[],
  folder = join(root, ".cache/clause-coverage"),
): void => {
  const path = join(folder, `${process.env["QIANGYI_CLAUSE_RUN"] ?? runner}.json`);
  const kept = Object.entries(readRecord(path)).filter(([file]) => existsSync(join(root, file)));
  const record = { ...Object.fromEntries(kept), ...countClauses(outcomes) };
  mkdirSync(dirname(path), { recursive: true });
  // Runs may end at the same moment: a reader sees one record or the other, never half of one.
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(sorted(record), null, 1)}\n`);
  renameSync(draft, path);
};

export const countClauses = (outcomes: readonly TestOutcome[]): ClauseRecord => {
  const record: ClauseRecord = {};
  for (const { file, title, passed } of outcomes) {
    const counts = (record[relative(root, resolve(root, file)).replaceAll("\\", "/")] ??= {});
    for (const id of namedClauses(title)) {
      const count = (counts[id] ??= { passed: 0, failed: 0 });
      if (passed) count.passed += 1;
      else count.failed += 1;
    }
  }
  return record;
};

/** A record that cannot be read is as good as none: the next full run writes it anew. */
const readRecord = (path: string): ClauseRecord => {
  try {
    return JSON.parse(readFileSync(path, "utf8")) as ClauseRecord;
  } catch {
    return {};
  }
};

const sorted = (record: ClauseRecord): ClauseRecord =>
  Object.fromEntries(Object.entries(record).toSorted(([a], [b]) => (a < b ? -1 : 1)));
