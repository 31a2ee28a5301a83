import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { type Clause, clause, clauses, namedClauses } from "@qiangyi/policy/register";

export interface Proof {
  /** Tests that name the clause. Without a recorded run nobody knows whether they pass. */
  passed: number;
  failed: number;
}

export interface Coverage {
  /** Names of the recorded runs; empty when the test files were read instead. */
  readonly runs: readonly string[];
  readonly proofs: ReadonlyMap<string, Proof>;
  readonly unknown: readonly { readonly id: string; readonly file: string }[];
}

/** Where the project of this file stands. */
const projectRoot = join(import.meta.dirname, "../../../..");

/** Merges the recorded runs; on a machine without one the titles in the test files stand for them. */
export const readCoverage = (root = projectRoot): Coverage => {
  const records = globSync(".cache/clause-coverage/*.json", { cwd: root }).toSorted();
  const namings = records.length > 0 ? records.flatMap((path) => recordedNamings(join(root, path))) : writtenNamings(root);
  const proofs = new Map<string, Proof>();
  for (const { id, passed, failed } of namings) {
    const before = proofs.get(id) ?? { passed: 0, failed: 0 };
    proofs.set(id, { passed: before.passed + passed, failed: before.failed + failed });
  }
  return {
    runs: records.map((path) => basename(path, ".json")),
    proofs,
    unknown: namings.filter(({ id }) => clause(id) === undefined).map(({ id, file }) => ({ id, file })),
  };
};

/** At least one test that names the clause passed and none failed. */
export const isProved = ({ proofs }: Coverage, { id }: Clause): boolean => {
  const proof = proofs.get(id);
  return proof !== undefined && proof.passed > 0 && proof.failed === 0;
};

export const uncovered = (coverage: Coverage, document?: Clause["document"]): readonly Clause[] =>
  clauses(document).filter((each) => !isProved(coverage, each));

interface Naming extends Proof {
  readonly id: string;
  readonly file: string;
}

const recordedNamings = (path: string): readonly Naming[] => {
  const record = JSON.parse(readFileSync(path, "utf8")) as Record<string, Record<string, Proof>>;
  return Object.entries(record).flatMap(([file, counts]) =>
    Object.entries(counts).map(([id, { passed, failed }]) => ({ file, id, passed, failed })),
  );
};

const testFiles = [
  "packages/*/src/**/*.test.{ts,tsx}",
  "apps/*/{src,test}/**/*.test.{ts,tsx}",
  "e2e/**/*.{spec,test,journey}.ts",
];

const writtenNamings = (root: string): readonly Naming[] =>
  globSync(testFiles, { cwd: root, exclude: ["**/node_modules/**"] })
    .toSorted()
    .flatMap((file) => namedClauses(readFileSync(join(root, file), "utf8")).map((id) => ({ file, id, passed: 1, failed: 0 })));
