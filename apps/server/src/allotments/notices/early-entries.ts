import { type DraftEntryValue, listEarlyEntries, type RouteAnswer, type SentEntry, saveEarlyEntries } from "@qiangyi/api";
import { ok, type Result, refuse, sum } from "@qiangyi/kernel";
import { type Actor, type Clock, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { earlyMisfits } from "./draft-early.ts";
import { cellAt, draftEntries, isAmountText, judgeEntries } from "./draft-entries.ts";
import { draftMarks } from "./draft-marks.store.ts";
import { earlyValues } from "./early-values.ts";
import { replaceEarly } from "./edit-draft.ts";
import type { Notice } from "./notice.ts";
import { findNotice } from "./notices.store.ts";
import { ownDraft } from "./own-notice.ts";
import { type NoticeRefusal, noticeAnswers } from "./refusals.ts";
import { rowsOf } from "./rows.store.ts";

/** 提前下达 by region and line, saved cell by cell while it is written. */
export const earlyEntriesRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    listEarlyEntries,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof listEarlyEntries>, NoticeRefusal>> => {
      const notice = await findNotice(tx, actor.province, params.noticeId);
      if (!notice) return refuse({ code: "notice-not-found" });
      const values = earlyValues(await rowsOf(tx, actor.province, notice.id));
      return ok({ entries: draftEntries(values, await draftMarks(tx, actor.province, notice.id)) });
    },
    noticeAnswers,
  );

  handle(
    rooms,
    saveEarlyEntries,
    ({ tx, actor, clock, params, body }) => saveEntries(tx, actor, clock, params.noticeId, body.entries),
    noticeAnswers,
  );
};

const saveEntries = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  noticeId: string,
  entries: readonly SentEntry[],
): Promise<Result<RouteAnswer<typeof saveEarlyEntries>, NoticeRefusal>> => {
  const found = await ownDraft(tx, actor, noticeId);
  if (!found.ok) return found;
  if (found.value.kind !== "early") return refuse({ code: "kind-elsewhere" });
  const stored = await rowsOf(tx, actor.province, noticeId);
  const values = earlyValues(stored);
  const { results, accepted } = judgeEntries(entries, {
    values,
    marks: await draftMarks(tx, actor.province, noticeId),
    misfit: misfitOf(found.value, actor.province),
    now: clock.now(),
  });
  if (accepted.size === 0) return ok({ entries: [...results], totalFen: String(sum(stored.map(({ now }) => now))) });
  const saved = await replaceEarly(tx, actor, clock, { noticeId, rows: earlyRowsOf(new Map([...values, ...accepted])) });
  if (!saved.ok) return saved;
  return ok({ entries: [...results], totalFen: saved.value.totalFen });
};

const earlyRowsOf = (values: ReadonlyMap<string, DraftEntryValue>) =>
  [...values].flatMap(([place, value]) => {
    const [line, region] = cellAt(place) ?? [];
    return line !== undefined && region !== undefined && typeof value === "string" ? [{ region, line, amountFen: value }] : [];
  });

const misfitOf =
  ({ fund }: Notice, province: string) =>
  ({ place, value }: SentEntry): string | undefined => {
    const [line, region] = cellAt(place) ?? [];
    if (line === undefined || region === undefined) return "表中没有这一格";
    const [misfit] = earlyMisfits([{ line, region, amountFen: "0" }], fund, province);
    return misfit?.message ?? (isAmountText(value) ? undefined : "应为大于零的金额，或者留空");
  };
