import type { Refusal } from "@qiangyi/kernel";
import type { Actor } from "../platform/index.ts";

/** What every row of evidence says about itself. */
export interface Recorded {
  readonly recordedBy: string;
  readonly recordedName: string;
  readonly recordedAt: Date;
}

export const recordedBy = (actor: Actor, at: Date): Recorded => ({
  recordedBy: actor.userId,
  recordedName: actor.name,
  recordedAt: at,
});

export interface RowProblem {
  readonly path: string;
  readonly message: string;
}

export type RowsRefused = Refusal<"rows-refused", { readonly problems: readonly RowProblem[] }>;

export const rowsRefused = [422, "有几行没有通过检查，全部都没有登记", "请按各行的提示修改后重新提交"] as const;

/**
 * Sorts entered rows into those that say something new and those that repeat what is recorded; a correction without a reason is a
 * problem, and so is a key that the rows name twice. All problems at once.
 */
export const sortEntered = <Row extends { reason?: string | undefined }, Current>(
  rows: readonly Row[],
  {
    keyOf,
    current,
    isSame,
    checkRow,
  }: {
    readonly keyOf: (row: Row) => string;
    readonly current: ReadonlyMap<string, Current>;
    readonly isSame: (row: Row, current: Current) => boolean;
    readonly checkRow: (row: Row) => { field: string; message: string } | undefined;
  },
): {
  readonly fresh: { row: Row; current: Current | undefined }[];
  readonly unchanged: number;
  readonly problems: RowProblem[];
} => {
  const fresh: { row: Row; current: Current | undefined }[] = [];
  const problems: RowProblem[] = [];
  const seen = new Set<string>();
  let unchanged = 0;
  for (const [index, row] of rows.entries()) {
    const known = current.get(keyOf(row));
    const problem = seen.has(keyOf(row)) ? { field: "line", message: "与上面的一行重复，同一项一次只登记一行" } : checkRow(row);
    seen.add(keyOf(row));
    if (problem) problems.push({ path: `rows.${index}.${problem.field}`, message: problem.message });
    else if (known !== undefined && isSame(row, known)) unchanged += 1;
    else if (known !== undefined && !row.reason) {
      problems.push({ path: `rows.${index}.reason`, message: "已有登记，更正须写明原因；原登记保留" });
    } else fresh.push({ row, current: known });
  }
  return { fresh, unchanged, problems };
};
