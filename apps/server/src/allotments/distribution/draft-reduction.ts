import { draftReduction, listReducible, type RouteAnswer, type RouteRequest } from "@qiangyi/api";
import { type Fen, fen, inWanYuan, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { balanceOf, bookOf, bookTitles } from "../../ledger/index.ts";
import { type Actor, type Answers, type Clock, handle, newId, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { earmarkOf } from "../notices/notice.ts";
import { issuerOf } from "../notices/offices.ts";
import { type IssuedRow, issuedRows } from "../receipts/issued-rows.store.ts";
import { type Joint, jointsBelow } from "./reductions.store.ts";

type DraftRefusal =
  | Refusal<"FORBIDDEN_SCOPE">
  | Refusal<"row-not-found">
  | Refusal<"years-mixed">
  | Refusal<"rows-doubled">
  | Refusal<"BALANCE_EXCEEDED", { readonly unpaid: Fen; readonly asked: Fen }>;

const answers: Answers<DraftRefusal> = {
  FORBIDDEN_SCOPE: [403, "追减由下达这笔资金的财政部门起草"],
  "row-not-found": [404, "本级没有下达过这笔资金，或它没有到过所选的账上"],
  "years-mixed": [422, "一份追减文件只能是一个年度、一个专项的资金"],
  "rows-doubled": [422, "同一笔资金在同一账上填写了两次"],
  BALANCE_EXCEEDED: [
    422,
    ({ unpaid, asked }) => `只能追减未支付的部分：未支付${inWanYuan(unpaid)}，拟追减${inWanYuan(asked)}`,
    "已支付的资金不能追减",
  ],
};

type Body = RouteRequest<typeof draftReduction>["body"];

/** What of a row's money a book still holds: neither passed on, nor paid, nor frozen. */
export const unpaidIn = (tx: Tx, row: IssuedRow, book: string): Promise<Fen> =>
  balanceOf(tx, { book, earmark: earmarkOf(row), account: bookOf(book).keeper === "finance" ? "1101" : "1105" });

export const draftReductionRoutes = (rooms: Rooms): void => {
  handle(rooms, listReducible, async ({ tx, actor, params }) => {
    const issuer = issuerOf(actor)?.issuer ?? "";
    const rows = (await issuedRows(tx, actor, { noticeId: params.noticeId })).filter((row) => row.issuer === issuer);
    const joints = await jointsBelow(tx, actor, { noticeId: params.noticeId, issuer });
    const name = await bookTitles(
      tx,
      actor,
      joints.map(({ book }) => book),
    );
    const items = [];
    for (const row of rows) {
      const below = joints.filter(({ rootRow }) => rootRow === row.rowNo);
      if (below.length === 0) continue;
      const books = [];
      for (const { book, depth } of firstOfEach(below)) {
        books.push({ book, name: name(book), depth, unpaidFen: (await unpaidIn(tx, row, book)).toString() });
      }
      const { noticeId, number, rowNo, title, line, thisFen } = row;
      const reducedFen = (await returnedSoFar(tx, actor, row)).toString();
      items.push({ noticeId, number, rowNo, title, lineName: lineName(line), thisFen: thisFen.toString(), reducedFen, books });
    }
    return ok({ items });
  });

  handle<typeof draftReduction, DraftRefusal>(
    rooms,
    draftReduction,
    ({ tx, actor, clock, body }) => draft(tx, actor, clock, body),
    answers,
  );
};

const firstOfEach = (joints: readonly Joint[]): readonly Joint[] =>
  [...new Map(joints.toReversed().map((joint) => [joint.book, joint])).values()].toSorted((a, b) => a.depth - b.depth);

const returnedSoFar = async (tx: Tx, actor: Actor, { noticeId, rowNo }: IssuedRow): Promise<bigint> =>
  (
    await sql<{ fen: bigint }>`select coalesce(sum(amount_fen), 0)::bigint as fen from allotment_return
      where province = ${actor.province} and notice_id = ${noticeId}::uuid and row_no = ${rowNo}`.execute(tx)
  ).rows[0]?.fen ?? 0n;

const draft = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  body: Body,
): Promise<Result<RouteAnswer<typeof draftReduction>, DraftRefusal>> => {
  const issuer = issuerOf(actor);
  if (!issuer || actor.level === "unit") return refuse({ code: "FORBIDDEN_SCOPE" });
  if (new Set(body.rows.map(({ noticeId, rowNo, book }) => `${noticeId} ${rowNo} ${book}`)).size < body.rows.length)
    return refuse({ code: "rows-doubled" });
  const taken = [];
  for (const asked of body.rows) {
    const [row] = await issuedRows(tx, actor, { noticeId: asked.noticeId, rowNos: [asked.rowNo] });
    const joints = await jointsBelow(tx, actor, { noticeId: asked.noticeId, issuer: issuer.issuer });
    const joint = joints.find(({ rootRow, book }) => rootRow === asked.rowNo && book === asked.book);
    if (!row || row.issuer !== issuer.issuer || !joint) return refuse({ code: "row-not-found" });
    const [unpaid, amount] = [await unpaidIn(tx, row, asked.book), fen(BigInt(asked.amountFen))];
    if (amount > unpaid) return refuse({ code: "BALANCE_EXCEEDED", unpaid, asked: amount });
    taken.push({ row, joint, amount, before: row.allocatedFen - (await returnedSoFar(tx, actor, row)) });
  }
  const first = taken[0]?.row;
  if (!first) return refuse({ code: "row-not-found" });
  if (taken.some(({ row }) => row.year !== first.year || row.fund !== first.fund)) return refuse({ code: "years-mixed" });
  const id = newId();
  const total = taken.reduce((sum, { amount }) => sum - amount, 0n);
  await sql`
    insert into allotment_notice (province, id, kind, fund, issuer, issuer_region, issuer_city, issuer_county, year, title, note, row_count,
      total_fen, drafted_by, drafted_name, drafted_at)
    values (${actor.province}, ${id}::uuid, 'reduction', ${first.fund}, ${issuer.issuer}, ${issuer.issuerRegion}, ${issuer.issuerCity},
      ${issuer.issuerCounty}, ${first.year}, ${body.title}, ${body.reason}, ${taken.length}, ${total}, ${actor.userId}, ${actor.name},
      ${clock.now()})`.execute(tx);
  // Rows of one root follow each other: each is taken from what the one before it leaves.
  const left = new Map<string, bigint>();
  for (const [index, { row, joint, amount, before }] of taken.entries()) {
    const key = `${row.noticeId} ${row.rowNo}`;
    const stands = left.get(key) ?? before;
    left.set(key, stands - amount);
    await sql`
      insert into allotment_row (province, notice_id, row_no, issuer_city, issuer_county, receiver, city, county, institution, destination_city,
        destination_county, destination_institution, destination_name, line, project, title, allocated_fen, earlier_fen, this_fen, nature,
        source_level, function_class, reduces_notice, reduces_row, reduced_book, note)
      values (${actor.province}, ${id}::uuid, ${index + 1}, ${issuer.issuerCity}, ${issuer.issuerCounty}, ${row.receiver}, ${row.city},
        ${row.county}, ${row.institution}, ${row.destinationCity}, ${row.destinationCounty}, ${row.destinationInstitution},
        ${row.destinationName}, ${row.line}, ${row.project}, ${row.title}, ${stands - amount}, ${stands}, ${-amount}, ${row.nature},
        ${row.sourceLevel}, ${row.functionClass}, ${row.noticeId}::uuid, ${row.rowNo}, ${joint.book}, ${body.reason})`.execute(
      tx,
    );
  }
  return ok({ noticeId: id });
};
