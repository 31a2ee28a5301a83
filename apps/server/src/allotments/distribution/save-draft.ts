import {
  cancelDistribution,
  type Fund,
  fundNames,
  type RouteAnswer,
  type RouteRequest,
  saveDistribution,
  startDistribution,
} from "@qiangyi/api";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { ownBook } from "../../ledger/index.ts";
import { type Actor, type Clock, handle, newId, type Rooms, regionOfActor, type Tx } from "../../platform/index.ts";
import { changedPlaces } from "../notices/draft-entries.ts";
import { markPlaces } from "../notices/draft-marks.store.ts";
import { suspensionsInForce } from "../suspensions/suspensions.store.ts";
import { composeRows } from "./compose-rows.ts";
import { type DistributionHead, digestOf, findDistribution, insertDistribution, replaceRows, rowsOf } from "./draft.store.ts";
import { obstaclesOf } from "./obstacles.ts";
import { type Receiver, receiversOf } from "./receivers.ts";
import { type DistributionRefusal, distributionAnswers } from "./refusals.ts";
import { type Source, sourcesOf } from "./sources.ts";
import { valuesOf } from "./values.ts";

type Body = RouteRequest<typeof saveDistribution>["body"];

/** 分解下达 before it is issued: a draft prefilled from the notice above, saved as a whole, withdrawn. */
export const draftRoutes = (rooms: Rooms): void => {
  handle<typeof startDistribution, DistributionRefusal>(
    rooms,
    startDistribution,
    ({ tx, actor, clock, params }) => start(tx, actor, clock, params.noticeId),
    distributionAnswers,
  );

  handle<typeof saveDistribution, DistributionRefusal>(
    rooms,
    saveDistribution,
    ({ tx, actor, clock, params, body }) => save(tx, actor, clock, params.noticeId, body),
    distributionAnswers,
  );

  handle<typeof cancelDistribution, DistributionRefusal>(
    rooms,
    cancelDistribution,
    async ({ tx, actor, params }) => {
      const { rows } = await sql<{ state: string; region: string }>`
        select state, issuer_region as region from allotment_notice where province = ${actor.province} and id = ${params.noticeId}::uuid
          and kind in ('distribution', 'reduction') for update`.execute(tx);
      const [notice] = rows;
      if (!notice) return refuse({ code: "notice-not-found" });
      if (notice.region !== regionOfActor(actor)) return refuse({ code: "FORBIDDEN_SCOPE" });
      if (notice.state !== "draft") return refuse({ code: "notice-closed" });
      await sql`update allotment_notice set state = 'cancelled' where province = ${actor.province} and id = ${params.noticeId}::uuid`.execute(
        tx,
      );
      return ok({ state: "cancelled" as const });
    },
    distributionAnswers,
  );
};

const start = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  upstreamId: string,
): Promise<Result<RouteAnswer<typeof startDistribution>, DistributionRefusal>> => {
  const [book, region] = [ownBook(actor), regionOfActor(actor)];
  if (book === undefined || region === undefined) return refuse({ code: "FORBIDDEN_SCOPE" });
  const sources = await sourcesOf(tx, actor, { book, noticeId: upstreamId });
  const [first] = sources;
  if (!first) return refuse({ code: "notice-not-found" });
  if (sources.every(({ isVerified }) => !isVerified))
    return refuse({
      code: "RECEIPT_NOT_VERIFIED",
      text: `${first.row.number}还没有核对接收，不能分解下达`,
      clause: "qiangyi-2024.art8.4.a",
    });
  const receivers = await receiversOf(tx, actor, clock.today());
  const head = {
    id: newId(),
    fund: first.row.fund,
    issuer: book,
    issuerRegion: region,
    issuerCity: actor.city,
    issuerCounty: actor.level === "county" ? actor.county : null,
    year: first.row.year,
    title: `关于${first.row.kind === "early" ? "提前" : ""}下达${first.row.year}年${fundName(first.row.fund)}的通知`,
    upstreamId,
    trackTag: first.row.trackTag,
  };
  await insertDistribution(tx, actor, clock.now(), head);
  const stored = await findDistribution(tx, actor, head.id);
  if (!stored) return refuse({ code: "notice-not-found" });
  await replaceRows(tx, actor, clock.now(), stored, { title: head.title, note: null, rows: prefilled(sources, receivers) });
  return ok({ noticeId: head.id });
};

const fundName = (fund: string): string => fundNames[fund as Fund] ?? "专项补助资金";

/** Project money goes where the plan fixed it: those rows are there from the start; what the region distributes itself is left to fill in. */
const prefilled = (sources: readonly Source[], receivers: readonly Receiver[]) =>
  composeRows(sources, receivers, {
    fixedRows: sources
      .filter(
        ({ isVerified, availableFen, pool, isNewsOnly }) => isVerified && (availableFen > 0n || pool.length > 0 || isNewsOnly),
      )
      .map(({ row }) => row.rowNo),
    cells: [],
  });

/** A draft of one's own bureau, locked. */
export const ownDraft = async (tx: Tx, actor: Actor, id: string): Promise<Result<DistributionHead, DistributionRefusal>> => {
  const head = await findDistribution(tx, actor, id, { lock: true });
  if (!head) return refuse({ code: "notice-not-found" });
  if (head.issuerRegion !== regionOfActor(actor)) return refuse({ code: "FORBIDDEN_SCOPE" });
  return head.state === "draft" ? ok(head) : refuse({ code: "notice-closed" });
};

const save = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  id: string,
  body: Body,
): Promise<Result<RouteAnswer<typeof saveDistribution>, DistributionRefusal>> => {
  const found = await ownDraft(tx, actor, id);
  if (!found.ok) return found;
  const head = found.value;
  if (digestOf(head, await rowsOf(tx, actor, id)) !== body.base) return refuse({ code: "draft-changed", by: head.draftedName });
  const sources = await sourcesOf(tx, actor, { book: head.issuer, noticeId: head.upstreamId });
  const receivers = await receiversOf(tx, actor, clock.today());
  const problems = misplaced(sources, receivers, body);
  if (problems.length > 0) return refuse({ code: "receivers-unknown", problems });
  const before = valuesOf(head, await rowsOf(tx, actor, id), sources);
  const rows = composeRows(sources, receivers, {
    fixedRows: body.fixedRows,
    cells: body.cells.map((cell) => ({ ...cell, amountFen: BigInt(cell.amountFen) })),
  });
  await replaceRows(tx, actor, clock.now(), head, { title: body.title, note: body.note, rows });
  await markPlaces(tx, actor, clock.now(), id, changedPlaces(before, valuesOf(body, rows, sources)));
  const stored = await findDistribution(tx, actor, id);
  return ok({
    base: digestOf(stored ?? head, await rowsOf(tx, actor, id)),
    totalFen: rows.reduce((sum, { thisFen }) => sum + thisFen, 0n).toString(),
    obstacles: [...obstaclesOf(sources, rows, await suspensionsInForce(tx, actor, clock.today()))],
  });
};

/** Every cell that names a receiver outside the bureau's own, an unknown row, or a row whose destination is not the region's to choose. */
const misplaced = (sources: readonly Source[], receivers: readonly Receiver[], { cells, fixedRows }: Body) => {
  const known = new Set(receivers.map(({ book }) => book));
  const byRow = new Map(sources.map((source) => [source.row.rowNo, source]));
  const seen = new Set<string>();
  const ofCells = cells.flatMap(({ upstreamRow, receiver }, at) => {
    const source = byRow.get(upstreamRow);
    const key = `${upstreamRow} ${receiver}`;
    const message = !source
      ? `上级文件没有第${upstreamRow}行`
      : source.receiver !== undefined
        ? "这一行的去向由方案确定，不能改"
        : !known.has(receiver)
          ? "不是本级可以分解的县（市、区）或单位"
          : seen.has(key)
            ? "同一格填写了两次"
            : undefined;
    seen.add(key);
    return message === undefined ? [] : [{ path: `cells.${at}`, message }];
  });
  const ofFixed = fixedRows.flatMap((rowNo, at) => {
    const receiver = byRow.get(rowNo)?.receiver;
    return receiver !== undefined && known.has(receiver)
      ? []
      : [{ path: `fixedRows.${at}`, message: `第${rowNo}行的去向不在本级所辖范围内` }];
  });
  return [...ofCells, ...ofFixed];
};
