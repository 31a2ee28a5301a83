import { type Fen, inWanYuan, sum } from "@qiangyi/kernel";
import { type Earmark, earmarkKey } from "../earmark.ts";
import type { BookId, DocumentRow } from "../entry.ts";
import type { Line } from "../ledger.ts";
import type { Violation } from "./violation.ts";

/** A published document with the total printed on it and its annex rows. */
export interface PublishedDocument {
  readonly issuer: BookId;
  readonly number: string;
  readonly total: Fen;
  readonly rows: readonly { readonly row: number; readonly amount: Fen }[];
}

/**
 * I6 文件额 = 附件行合计 = 分录合计, row by row, of documents that have been posted. A later reversal rests on a document of its own and
 * does not change what this one says, so it is not taken off.
 */
export const documentsDiffer = (lines: readonly Line[], documents: readonly PublishedDocument[]): readonly Violation[] =>
  documents.flatMap(({ issuer, number, total, rows }): Violation[] => {
    const posted = lines.filter(
      ({ entry }) => isIssue(entry.step, entry.reverses) && entry.document.issuer === issuer && entry.document.number === number,
    );
    const ofRow = (row: number) => sum(posted.filter(({ entry }) => entry.document.row === row).map(({ amount }) => amount));
    const differing = rows.filter(({ row, amount }) => ofRow(row) !== amount).map(({ row }) => `第${row}行`);
    const [ofRows, ofPosted] = [sum(rows.map(({ amount }) => amount)), sum(posted.map(({ amount }) => amount))];
    if (differing.length === 0 && total === ofRows && ofRows === ofPosted) return [];
    const amounts = `文件额${inWanYuan(total)}，附件行合计${inWanYuan(ofRows)}，分录合计${inWanYuan(ofPosted)}`;
    return [
      {
        invariant: "I6",
        because: `${number}：${[amounts, ...(differing.length > 0 ? [`${differing.join("、")}与分录不符`] : [])].join("，")}`,
        lines: posted,
      },
    ];
  });

const isIssue = (step: string, reverses: string | undefined): boolean => step === "issue" && reverses === undefined;

/** A row of the annex that states the whole allocation beside what was given early (附件1: 分配金额、已提前下达、本次下达). */
export interface AllocationRow {
  readonly document: DocumentRow;
  readonly from: BookId;
  readonly to: BookId;
  readonly earmark: Earmark;
  readonly allocated: Fen;
  readonly early: Fen;
  /** Below zero only where the early issue was too high, and then posted as 核减. */
  readonly current: Fen;
}

/** I9 分配额 = 提前下达 + 本次下达, each as it was posted. */
export const allocationsDiffer = (lines: readonly Line[], rows: readonly AllocationRow[]): readonly Violation[] => {
  const reversed = new Set(lines.map(({ entry }) => entry.reverses));
  const standing = lines.filter(({ entry }) => entry.reverses === undefined && !reversed.has(entry.id));
  return rows.flatMap(({ document, from, to, earmark, allocated, early, current }): Violation[] => {
    const key = earmarkKey(earmark);
    const ofJoint = standing.filter((line) => line.book === from && line.counterpart === to && line.earmarkKey === key);
    const advance = ofJoint.filter(({ entry }) => entry.step === "issue" && entry.isAdvance);
    const step = current < 0n ? "reduce" : "issue";
    const now = ofJoint.filter(({ entry }) => entry.step === step && !entry.isAdvance && isRow(entry.document, document));
    const because = [
      allocated === early + current ? "" : "分配额不等于提前下达加本次下达",
      amountOf(advance) === early ? "" : `提前下达应为${inWanYuan(early)}，分录为${inWanYuan(amountOf(advance))}`,
      amountOf(now) === (current < 0n ? -current : current)
        ? ""
        : `本次${current < 0n ? "核减" : "下达"}${inWanYuan(current)}与分录不符`,
    ].filter((sentence) => sentence !== "");
    return because.length === 0
      ? []
      : [
          {
            invariant: "I9",
            because: `${document.number}第${document.row}行：${because.join("；")}`,
            lines: [...advance, ...now],
          },
        ];
  });
};

const isRow = (a: DocumentRow, b: DocumentRow): boolean => a.issuer === b.issuer && a.number === b.number && a.row === b.row;
const amountOf = (lines: readonly Line[]): Fen => sum(lines.map(({ amount }) => amount));
