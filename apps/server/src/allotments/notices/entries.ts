import type { PlainDate } from "@qiangyi/kernel";
import { type Earmark, type Entry, earmarkKey, issue, reassign } from "@qiangyi/ledger";
import { financeBook } from "../../ledger/index.ts";
import { earmarkOf, type Notice, type NoticeRow, receiverOf } from "./notice.ts";

/** What a notice says when it is entered in the books. */
export interface Issued {
  readonly number: string;
  readonly on: PlainDate;
}

const purposeOf = ({ year, trackTag }: Notice, row: NoticeRow): Earmark => earmarkOf({ ...row, year, trackTag });
const documentOf = ({ issuer }: Notice, { number }: Issued, row: number) => ({ issuer, number, row });

/** E2 of one row: what is issued now. A row that was issued early as a whole moves nothing at this joint. */
const issueOf = (notice: Notice, row: NoticeRow, issued: Issued): Entry[] =>
  row.now > 0n
    ? [
        issue({
          document: documentOf(notice, issued, row.rowNo),
          earmark: purposeOf(notice, row),
          amount: row.now,
          on: issued.on,
          from: financeBook(notice.issuerRegion),
          to: receiverOf(row),
          ...(notice.kind === "early" && { isAdvance: true as const }),
        }),
      ]
    : [];

/**
 * The province's notice: each row out of the pool of its line. Where the row fixes a project (or a tag) the money is moved to that earmark by
 * E11 first; both stand under the notice, which carries out the decision (docs/decisions/0019).
 */
export const entriesFromPools = (
  notice: Notice,
  rows: readonly NoticeRow[],
  issued: Issued,
  poolOf: (line: string) => Earmark | undefined,
): Entry[] =>
  rows.flatMap((row) => {
    const pool = poolOf(row.line);
    const into = purposeOf(notice, row);
    const moved =
      pool === undefined || row.now === 0n || earmarkKey(pool) === earmarkKey(into)
        ? []
        : [
            reassign({
              document: documentOf(notice, issued, row.rowNo),
              earmark: pool,
              into,
              amount: row.now,
              on: issued.on,
              book: financeBook(notice.issuerRegion),
            }),
          ];
    return [...moved, ...issueOf(notice, row, issued)];
  });
