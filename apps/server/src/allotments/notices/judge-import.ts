import type { Fund } from "@qiangyi/api";
import { type Fen, ok, type Result, sum, zero } from "@qiangyi/kernel";
import type { CellError } from "../../documents/index.ts";
import type { Actor, Clock, Tx } from "../../platform/index.ts";
import { type EarlyRow, earlyMisfits } from "./draft-early.ts";
import { type ComposedFinal, composeFinal } from "./draft-final.ts";
import { matchAnnex, omission } from "./match-annex.ts";
import { settlementsOfPools } from "./net-early.ts";
import type { Notice } from "./notice.ts";
import { findByNumber } from "./notices.store.ts";
import type { Issuer } from "./offices.ts";
import {
  type Annex,
  type AnnexRow,
  type AnnexUnread,
  annexLookups,
  annexTotal,
  columns,
  type ImportedKind,
  readAnnex,
} from "./read-annex.ts";
import type { NoticeRefusal } from "./refusals.ts";
import { rowsOf, settlementsOf } from "./rows.store.ts";

export interface ImportAsked {
  readonly kind: ImportedKind;
  readonly fund: Fund;
  readonly year: number;
  readonly number: string;
  readonly line?: string | undefined;
  readonly proposalId?: string | undefined;
  readonly path: string;
}

/** A published document as it was read and compared: nothing of it is written yet. */
export interface Judged {
  readonly annex: Annex;
  /** Everything that is wrong with it, by cell. */
  readonly errors: readonly CellError[];
  /** What is wrong with it as a whole. */
  readonly omissions: readonly string[];
  readonly total: Fen;
  readonly byLine: readonly { readonly item: string; readonly rowCount: number; readonly total: Fen }[];
  /** The notice that carries the number already. */
  readonly known: { readonly notice: Notice; readonly isSame: boolean } | undefined;
  /** What is to be drafted; nothing where something is wrong or the number is known. */
  readonly draft:
    | { readonly kind: "early"; readonly rows: readonly EarlyRow[] }
    | { readonly kind: "final"; readonly composed: ComposedFinal }
    | undefined;
}

/** Reads the annex, adds it up, and lays it beside what was decided or, for a known number, what was entered. */
export const judgeImport = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  issuer: Issuer,
  asked: ImportAsked,
): Promise<Result<Judged, NoticeRefusal | AnnexUnread>> => {
  const known = await findByNumber(tx, actor.province, issuer.issuer, asked.number);
  if (known) return judgeKnown(tx, actor, known, asked);
  return asked.kind === "early" ? judgeEarly(tx, actor, asked) : judgeFinal(tx, actor, clock, asked);
};

const judgeKnown = async (tx: Tx, actor: Actor, notice: Notice, asked: ImportAsked): Promise<Result<Judged, AnnexUnread>> => {
  const rows = await rowsOf(tx, actor.province, notice.id);
  const read = await readAnnex(asked, await annexLookups(tx, actor, asked.kind, rows));
  if (!read.ok) return read;
  const matched = matchAnnex(read.value.rows, rows, await settlementsOf(tx, actor.province, notice.id));
  const isSame =
    notice.kind === asked.kind &&
    notice.year === asked.year &&
    matched.errors.length === 0 &&
    matched.unclaimed.every(({ allocated, now }) => allocated === 0n && now === 0n);
  return ok({ ...judgedOf(read.value), known: { notice, isSame } });
};

const judgeEarly = async (tx: Tx, actor: Actor, asked: ImportAsked): Promise<Result<Judged, AnnexUnread>> => {
  const read = await readAnnex(asked, await annexLookups(tx, actor, "early", []));
  if (!read.ok) return read;
  const { rows: lines } = read.value;
  const rows = lines.map(({ place, item, now }) => ({ region: place, line: item, amountFen: String(now ?? zero) }));
  const misfits = earlyMisfits(rows, asked.fund, actor.province).flatMap(({ index, message }): CellError[] => {
    const rowNumber = lines[index]?.rowNumber;
    // A row without a line is told of already.
    return rowNumber === undefined || lines[index]?.item === "" ? [] : [{ rowNumber, ...columns.place, reason: message }];
  });
  const judged = judgedOf(read.value, misfits);
  return ok({ ...judged, draft: judged.errors.length > 0 ? undefined : { kind: "early", rows } });
};

/** Compared twice: with all that is open, to learn what the document carries out; then with exactly that, less what went down early for it. */
const judgeFinal = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  asked: ImportAsked,
): Promise<Result<Judged, NoticeRefusal | AnnexUnread>> => {
  const proposalId = asked.proposalId ?? "";
  const open = await composeFinal(tx, actor, clock, { proposalId });
  if (!open.ok) return open;
  const read = await readAnnex(asked, await annexLookups(tx, actor, "final", open.value.rows));
  if (!read.ok) return read;
  const { rows: lines } = read.value;
  const named = matchAnnex(lines, open.value.rows, settledBy(open.value));
  const lineNos = [...new Set(named.claimed.flatMap(({ planLineNo }) => planLineNo ?? []))];
  if (lineNos.length === 0) return ok(judgedOf(read.value, named.errors));
  const composed = await composeFinal(tx, actor, clock, { proposalId, lines: lineNos.map((lineNo) => ({ lineNo })) });
  if (!composed.ok) return composed;
  const matched = matchAnnex(lines, composed.value.rows, settledBy(composed.value));
  const judged = { ...judgedOf(read.value, matched.errors), omissions: matched.unclaimed.map(omission) };
  const isRight = judged.errors.length === 0 && judged.omissions.length === 0;
  return ok({ ...judged, draft: isRight ? { kind: "final", composed: composed.value } : undefined });
};

/** As the draft will settle it: only when nothing of the proposal is left. */
const settledBy = ({ isLast, left }: ComposedFinal) => (isLast ? settlementsOfPools(left) : []);

const judgedOf = (annex: Annex, found: readonly CellError[] = []): Judged => ({
  annex,
  errors: [...annex.errors, ...found].toSorted((a, b) => a.rowNumber - b.rowNumber),
  omissions: [],
  total: annexTotal(annex.rows),
  byLine: byItem(annex.rows),
  known: undefined,
  draft: undefined,
});

const byItem = (rows: readonly AnnexRow[]): Judged["byLine"] => {
  const groups = new Map<string, AnnexRow[]>();
  for (const row of rows) groups.set(row.item, [...(groups.get(row.item) ?? []), row]);
  return [...groups].map(([item, own]) => ({ item, rowCount: own.length, total: sum(own.map(({ now }) => now ?? zero)) }));
};
