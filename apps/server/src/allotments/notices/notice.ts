import type { Fund, NoticeKind, NoticeState, NoticeWording, RowTarget } from "@qiangyi/api";
import type { Fen, PlainDate } from "@qiangyi/kernel";
import type { Book, BookId, Earmark, FundNature, SourceLevel } from "@qiangyi/ledger";
import { bookOf } from "../../ledger/index.ts";

/** 下达文件. A draft may change; once issued it stays as it was. */
export interface Notice {
  readonly id: string;
  readonly kind: NoticeKind;
  readonly fund: Fund;
  readonly issuer: BookId;
  readonly issuerRegion: string;
  readonly issuerCity: string | null;
  readonly issuerCounty: string | null;
  readonly year: number;
  readonly number: string | null;
  readonly title: string;
  /** The approved proposal that it carries out. */
  readonly planId: string | null;
  readonly upstreamId: string | null;
  readonly trackTag: string | null;
  readonly wording: NoticeWording;
  readonly state: NoticeState;
  readonly rowCount: number;
  readonly total: Fen;
  readonly contentSha256: string | null;
  readonly draftedBy: string;
  readonly draftedName: string;
  readonly draftedAt: Date;
  readonly issuedBy: string | null;
  readonly issuedName: string | null;
  readonly issuedOn: PlainDate | null;
  readonly issuedAt: Date | null;
  readonly note: string | null;
}

/** A part of money issued early that a row of a fixed project takes up. */
export interface PoolPart {
  readonly notice: string;
  readonly row: number;
  readonly fen: string;
}

/** What a row of a notice says, whoever reads it: whose money, for what, by which figures. */
export interface AllotmentRow {
  readonly rowNo: number;
  readonly receiver: BookId;
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
  readonly destinationCity: string | null;
  readonly destinationCounty: string | null;
  readonly destinationInstitution: string | null;
  readonly destinationName: string;
  readonly line: string;
  readonly project: string | null;
  readonly title: string;
  readonly planLineNo: number | null;
  /** The recorded decision that an amount beside the standard rests on. */
  readonly decisionId: string | null;
  readonly quantity: number | null;
  readonly nature: FundNature;
  readonly sourceLevel: SourceLevel;
  readonly functionClass: string;
  readonly upstreamRow: number | null;
  readonly note: string | null;
}

/** A row as its notice is drafted and signed. */
export interface NoticeRow extends AllotmentRow {
  readonly standard: Fen | null;
  readonly allocated: Fen;
  readonly earlier: Fen;
  readonly now: Fen;
  readonly targets: readonly RowTarget[];
  readonly fromPool: readonly PoolPart[];
}

type RowPurpose = Pick<AllotmentRow, "line" | "nature" | "sourceLevel" | "project" | "functionClass"> &
  Pick<Notice, "year" | "trackTag">;

/** What the money of a row is for, in the ledger. Without a project it is a pool of its region (提前下达). */
export const earmarkOf = ({ year, line, nature, sourceLevel, functionClass, project, trackTag }: RowPurpose): Earmark => ({
  year,
  line,
  nature,
  sourceLevel,
  functionClass,
  ...(project !== null && { project }),
  ...(trackTag !== null && { trackTag }),
});

export const receiverOf = ({ receiver }: Pick<NoticeRow, "receiver">): Book => bookOf(receiver);
