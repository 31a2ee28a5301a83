import type { NoticeWording, RowTarget } from "@qiangyi/api";
import { type Fen, ok, type Result, refuse } from "@qiangyi/kernel";
import type { Actor, Clock, Tx } from "../../platform/index.ts";
import { type EarlyRow, earlyRows } from "./draft-early.ts";
import { changedPlaces } from "./draft-entries.ts";
import { markPlaces } from "./draft-marks.store.ts";
import { earlyValues } from "./early-values.ts";
import { sumOf } from "./final-rows.ts";
import type { NoticeRow } from "./notice.ts";
import { closeAsCancelled, setContent, setTotals, updateDraft } from "./notices.store.ts";
import { ownDraft } from "./own-notice.ts";
import type { NoticeRefusal } from "./refusals.ts";
import { replaceRows, rowsOf, setTargets } from "./rows.store.ts";

export const editWording = async (
  tx: Tx,
  actor: Actor,
  noticeId: string,
  {
    title,
    trackTag,
    wording,
  }: { title?: string | undefined; trackTag?: string | null | undefined; wording?: NoticeWording | undefined },
): Promise<Result<{ id: string }, NoticeRefusal>> => {
  const found = await ownDraft(tx, actor, noticeId);
  if (!found.ok) return found;
  const before = found.value;
  await updateDraft(tx, actor.province, noticeId, {
    title: title ?? before.title,
    trackTag: trackTag === undefined ? before.trackTag : trackTag || null,
    wording: wording ? { ...before.wording, ...wording } : before.wording,
  });
  return ok({ id: noticeId });
};

/** The rows of an early issue as they are now wanted; those of a final notice are locked. Targets of a region and line stay. */
export const replaceEarly = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  { noticeId, rows }: { readonly noticeId: string; readonly rows: readonly EarlyRow[] },
): Promise<Result<{ rowCount: number; totalFen: string }, NoticeRefusal>> => {
  const found = await ownDraft(tx, actor, noticeId);
  if (!found.ok) return found;
  const notice = found.value;
  if (notice.kind !== "early") return refuse({ code: "kind-elsewhere" });
  const made = await earlyRows(tx, actor, clock, { fund: notice.fund, year: notice.year, rows });
  if (!made.ok) return made;
  const stored = await rowsOf(tx, actor.province, noticeId);
  const before = new Map(stored.map((row) => [keyOf(row), row.targets]));
  const kept = made.value.map((row) => ({ ...row, targets: before.get(keyOf(row)) ?? [] }));
  await replaceRows(tx, actor.province, notice, kept);
  await markPlaces(tx, actor, clock.now(), noticeId, changedPlaces(earlyValues(stored), earlyValues(kept)));
  const total: Fen = sumOf(kept, "now");
  await setTotals(tx, actor.province, noticeId, { rowCount: kept.length, total });
  return ok({ rowCount: kept.length, totalFen: String(total) });
};

const keyOf = ({ line, destinationCity, destinationCounty }: NoticeRow): string =>
  `${line}/${destinationCity}/${destinationCounty}`;

export interface TargetsAsked {
  readonly noticeId: string;
  readonly line?: string | undefined;
  readonly region?: string | undefined;
  readonly rowNos?: readonly number[] | undefined;
  readonly targets: readonly RowTarget[];
}

/** The same targets for all rows that are named: by line, by region, by number, or all of them. */
export const putTargets = async (tx: Tx, actor: Actor, asked: TargetsAsked): Promise<Result<{ rows: number }, NoticeRefusal>> => {
  const found = await ownDraft(tx, actor, asked.noticeId);
  if (!found.ok) return found;
  const { line, region, rowNos, targets } = asked;
  const rows = (await rowsOf(tx, actor.province, asked.noticeId)).filter(
    (row) =>
      (line === undefined || row.line === line) &&
      (region === undefined || row.destinationCounty === region || row.destinationCity === region) &&
      (rowNos === undefined || rowNos.includes(row.rowNo)),
  );
  await setTargets(
    tx,
    actor.province,
    asked.noticeId,
    rows.map(({ rowNo }) => rowNo),
    targets,
  );
  await setContent(tx, actor.province, asked.noticeId, null);
  return ok({ rows: rows.length });
};

export const cancel = async (
  tx: Tx,
  actor: Actor,
  { noticeId, reason }: { readonly noticeId: string; readonly reason: string },
): Promise<Result<{ id: string }, NoticeRefusal>> => {
  const found = await ownDraft(tx, actor, noticeId);
  if (!found.ok) return found;
  await closeAsCancelled(tx, actor.province, noticeId, reason);
  return ok({ id: noticeId });
};
