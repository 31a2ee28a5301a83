import { type DraftEntryValue, type RouteAnswer, type SentEntry, saveDistributionEntries } from "@qiangyi/api";
import { ok, type Result } from "@qiangyi/kernel";
import { type Actor, type Clock, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { cellAt, isAmountText, judgeEntries } from "../notices/draft-entries.ts";
import { draftMarks, markPlaces } from "../notices/draft-marks.store.ts";
import { suspensionsInForce } from "../suspensions/suspensions.store.ts";
import { composeRows } from "./compose-rows.ts";
import { digestOf, findDistribution, replaceRows, rowsOf } from "./draft.store.ts";
import { obstaclesOf } from "./obstacles.ts";
import { type Receiver, receiversOf } from "./receivers.ts";
import { type DistributionRefusal, distributionAnswers } from "./refusals.ts";
import { ownDraft } from "./save-draft.ts";
import { type Source, sourcesOf } from "./sources.ts";
import { valuesOf } from "./values.ts";

/** A draft saved cell by cell while it is written: the rows are composed anew from all that its places say. */
export const saveEntriesRoute = (rooms: Rooms): void =>
  handle<typeof saveDistributionEntries, DistributionRefusal>(
    rooms,
    saveDistributionEntries,
    ({ tx, actor, clock, params, body }) => saveEntries(tx, actor, clock, params.noticeId, body.entries),
    distributionAnswers,
  );

const saveEntries = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  id: string,
  entries: readonly SentEntry[],
): Promise<Result<RouteAnswer<typeof saveDistributionEntries>, DistributionRefusal>> => {
  const found = await ownDraft(tx, actor, id);
  if (!found.ok) return found;
  const head = found.value;
  const sources = await sourcesOf(tx, actor, { book: head.issuer, noticeId: head.upstreamId });
  const receivers = await receiversOf(tx, actor, clock.today());
  const values = valuesOf(head, await rowsOf(tx, actor, id), sources);
  const marks = await draftMarks(tx, actor.province, id);
  const { results, accepted } = judgeEntries(entries, {
    values,
    marks,
    misfit: misfitOf(sources, receivers),
    now: clock.now(),
  });
  if (accepted.size > 0) {
    const next = new Map([...values, ...accepted]);
    const { title, note, ...asked } = draftOf(next);
    await replaceRows(tx, actor, clock.now(), head, { title, note, rows: composeRows(sources, receivers, asked) });
    await markPlaces(tx, actor, clock.now(), id, [...accepted.keys()]);
  }
  const stored = (await findDistribution(tx, actor, id)) ?? head;
  const rows = await rowsOf(tx, actor, id);
  return ok({
    entries: [...results],
    base: digestOf(stored, rows),
    totalFen: rows.reduce((sum, { thisFen }) => sum + thisFen, 0n).toString(),
    obstacles: [...obstaclesOf(sources, rows, await suspensionsInForce(tx, actor, clock.today()))],
  });
};

const draftOf = (values: ReadonlyMap<string, DraftEntryValue>) => ({
  title: String(values.get("title") ?? ""),
  note: typeof values.get("note") === "string" ? String(values.get("note")) : null,
  fixedRows: [...values].flatMap(([place, value]) =>
    place.startsWith("fixed/") && value === true ? [Number(place.slice(6))] : [],
  ),
  cells: [...values].flatMap(([place, value]) => {
    const cell = cellAt(place);
    return cell && typeof value === "string"
      ? [{ upstreamRow: Number(cell[0]), receiver: cell[1], amountFen: BigInt(value) }]
      : [];
  }),
});

const misfitOf = (sources: readonly Source[], receivers: readonly Receiver[]) => {
  const known = new Set(receivers.map(({ book }) => book));
  const byRow = new Map(sources.map((source) => [String(source.row.rowNo), source]));
  return ({ place, value }: SentEntry): string | undefined => {
    if (place === "title")
      return typeof value === "string" && value.trim().length >= 4 && value.length <= 200 ? undefined : "请填写标题，四至二百字";
    if (place === "note") return value === null || typeof value === "string" ? undefined : "备注应为文字";
    if (place.startsWith("fixed/")) {
      const receiver = byRow.get(place.slice(6))?.receiver;
      const fits = receiver !== undefined && known.has(receiver) && typeof value === "boolean";
      return fits ? undefined : `第${place.slice(6)}行的去向不在本级所辖范围内`;
    }
    const cell = cellAt(place);
    const source = cell && byRow.get(cell[0]);
    if (!cell || !source) return "上级文件没有这一行";
    if (source.receiver !== undefined) return "这一行的去向由方案确定，不能改";
    if (!known.has(cell[1])) return "不是本级可以分解的县（市、区）或单位";
    return isAmountText(value) ? undefined : "应为大于零的金额，或者留空";
  };
};
