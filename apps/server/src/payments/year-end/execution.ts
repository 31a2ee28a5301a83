import { type ExecutionRow, listExecution, openCarryOver, type RouteAnswer } from "@qiangyi/api";
import {
  endOfYear,
  type Fen,
  fen,
  formatYuan,
  ok,
  type PlainDate,
  plus,
  type Refusal,
  type Result,
  refuse,
  sum,
  yearOf,
  zero,
} from "@qiangyi/kernel";
import { recoveredLine } from "@qiangyi/ledger";
import { carryOver, fundingLines } from "@qiangyi/policy";
import { ownBureau } from "../../ledger/index.ts";
import { type Actor, type Answers, handle, newId, type Rooms, type Tx } from "../../platform/index.ts";
import { lineName } from "../../policy/index.ts";
import { libraryProject } from "../library-project.ts";
import { itemsOf, type StoredItem, yearEndIn } from "./items.store.ts";
import { type Position, positionsAt } from "./positions.ts";
import { shownItem } from "./views.ts";

type OpenRefusal = Refusal<"year-not-over"> | Refusal<"no-bureau">;
const answers: Answers<OpenRefusal> = {
  "year-not-over": [409, "年度尚未结束，12月31日起才能列结转结余"],
  "no-bureau": [403, "由财政部门列结转结余事项"],
};

export const executionRoutes = (rooms: Rooms): void => {
  handle(rooms, listExecution, async ({ tx, actor, clock, query }): Promise<Result<RouteAnswer<typeof listExecution>, never>> => {
    const today = clock.today();
    const asOf = dayFor(query.year, today);
    const items = await itemsOf(tx, actor, query.year);
    const now = await positionsAt(tx, actor, { asOf: today, upToYear: query.year });
    const rows = (await positionsAt(tx, actor, { asOf, upToYear: query.year }))
      .filter((position) => isMoney(position, query.year, items))
      .map((position) => executionRow(actor, position, items, { now, today, year: query.year }));
    return ok({
      asOf,
      isOver: today >= endOfYear(query.year),
      rows,
      totals: totalsOf(rows.filter(({ keeper }) => keeper === "unit")),
      mayOpen: actor.permissions.has("books.close") && today >= endOfYear(query.year),
      lines: fundingLines.map(({ id, shortName }) => ({ value: id, label: shortName })),
    });
  });

  handle(
    rooms,
    openCarryOver,
    async ({ tx, actor, clock, body }): Promise<Result<RouteAnswer<typeof openCarryOver>, OpenRefusal>> => {
      if (clock.today() < endOfYear(body.year)) return refuse({ code: "year-not-over" });
      const bureau = ownBureau(actor);
      if (bureau === undefined) return refuse({ code: "no-bureau" });
      return ok(await openItems(tx, actor, bureau, body.year, clock.now()));
    },
    answers,
  );
};

const dayFor = (year: number, today: PlainDate): PlainDate => (yearOf(today) > year ? endOfYear(year) : today);

/** Money of this budget year, or an earlier one that still has something to tell: a line of its own year shows what came even when all is spent. */
const isMoney = (position: Position, year: number, items: readonly StoredItem[]): boolean =>
  position.earmark.line !== recoveredLine &&
  (position.keeper === "unit" || restOf(position) > 0n || items.some((item) => isOf(item, position))) &&
  (position.earmark.year === year || restOf(position) > 0n || items.some((item) => isOf(item, position)));

const isOf = (item: StoredItem, { book, earmarkId }: Position): boolean => item.book === book && item.earmark_id === earmarkId;

const restOf = ({ left, frozen }: Position): Fen => plus(left, frozen);

interface Seen {
  readonly now: readonly Position[];
  readonly today: PlainDate;
  readonly year: number;
}

const executionRow = (actor: Actor, position: Position, items: readonly StoredItem[], seen: Seen): ExecutionRow => {
  const item = items.find((each) => isOf(each, position));
  const unspent = item === undefined ? restOf(position) : fen(item.unspent_fen);
  const paid = item === undefined ? position.paid : fen(item.paid_fen);
  const { executionRate, reasonRequired } = carryOver({
    received: formatYuan(plus(paid, unspent)),
    paid: formatYuan(paid),
    yearEnd: endOfYear(seen.year),
  });
  const paidNow =
    seen.now.find(({ book, earmarkId }) => book === position.book && earmarkId === position.earmarkId)?.paid ?? position.paid;
  return {
    book: position.book,
    earmark: position.earmarkId,
    keeper: position.keeper,
    holderName: position.holderName,
    title: position.title,
    line: position.earmark.line,
    lineName: lineName(position.earmark.line),
    year: position.earmark.year,
    receivedFen: String(position.received),
    paidFen: String(paid),
    percent: position.keeper === "unit" ? executionRate : null,
    unspentFen: String(unspent),
    frozenFen: String(position.frozen),
    prepaidFen: String(position.prepaid),
    isReasonRequired: reasonRequired && seen.today >= endOfYear(seen.year) && (item?.reason ?? null) === null,
    item: item === undefined ? null : shownItem(actor, item, { ...seen, paidNow }),
  };
};

const totalsOf = (rows: readonly ExecutionRow[]): RouteAnswer<typeof listExecution>["totals"] => {
  const total = (amount: (row: ExecutionRow) => string): Fen => sum(rows.map((row) => fen(BigInt(amount(row)))));
  const [paid, unspent] = [total(({ paidFen }) => paidFen), total(({ unspentFen }) => unspentFen)];
  const { executionRate } = carryOver({
    received: formatYuan(plus(paid, unspent)),
    paid: formatYuan(paid),
    yearEnd: "2000-12-31",
  });
  return {
    receivedFen: String(total(({ receivedFen }) => receivedFen)),
    paidFen: String(paid),
    unspentFen: String(unspent),
    prepaidFen: String(total(({ prepaidFen }) => prepaidFen)),
    percent: executionRate,
  };
};

/** Lists what the bureau's own units and its own book had left; listing again adds what is missing and changes nothing else. */
const openItems = async (
  tx: Tx,
  actor: Actor,
  bureau: string,
  year: number,
  now: Date,
): Promise<{ opened: number; open: number }> => {
  const positions = (await positionsAt(tx, actor, { asOf: endOfYear(year), upToYear: year })).filter(
    (position) =>
      position.earmark.line !== recoveredLine &&
      restOf(position) > 0n &&
      (position.keeper === "unit" ? position.giver === bureau : position.book === bureau),
  );
  let opened = 0;
  for (const position of positions) {
    const { earmark } = position;
    const inserted = await yearEndIn(tx)
      .insertInto("carry_over_item")
      .values({
        province: actor.province,
        id: newId(),
        book: position.book,
        keeper: position.keeper,
        bureau,
        city: position.city,
        county: position.county,
        institution: position.institution,
        holder_name: position.holderName,
        earmark_id: position.earmarkId,
        earmark: JSON.stringify(earmark),
        title: position.title,
        line: earmark.line,
        project: earmark.project ?? null,
        year: earmark.year,
        year_end: year,
        kind: (await isSurplus(tx, actor, position, year)) ? "surplus" : "carried",
        received_fen: position.received,
        paid_fen: position.paid,
        unspent_fen: restOf(position),
        prepaid_fen: position.prepaid < 0n ? zero : position.prepaid,
        reason: null,
        reason_by: null,
        reason_at: null,
        disposal: null,
        rule: null,
        document_number: null,
        target_line: null,
        decided_by: null,
        decided_name: null,
        decided_at: null,
        due_on: null,
        opened_by: actor.userId,
        opened_at: now,
      })
      .onConflict((at) => at.columns(["province", "book", "earmark_id", "year_end"]).doNothing())
      .returning("id")
      .executeTakeFirst();
    if (inserted) opened += 1;
  }
  const open = (await itemsOf(tx, actor, year)).filter((item) => item.state === "open" && item.bureau === bureau).length;
  return { opened, open };
};

/** 结余: unspent at the end of the budget year and of the next one, or its project is over. */
const isSurplus = async (tx: Tx, actor: Actor, { earmark }: Position, year: number): Promise<boolean> => {
  if (year > earmark.year) return true;
  const state = earmark.project === undefined ? undefined : (await libraryProject(tx, actor, earmark.project))?.state;
  return state === "closed" || state === "terminated";
};
