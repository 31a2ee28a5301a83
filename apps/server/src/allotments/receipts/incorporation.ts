import { listIncorporations, recordIncorporation } from "@qiangyi/api";
import { type Fen, fen, ok, type PlainDate, type Refusal, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { bookTitle, ownBook, regionOfBook } from "../../ledger/index.ts";
import { type Actor, type Answers, handle, newId, type Rooms, regionOfActor, type Tx } from "../../platform/index.ts";

type IncorporationRefusal = Refusal<"notice-not-found"> | Refusal<"approved-in-future"> | Refusal<"raced">;

const answers: Answers<IncorporationRefusal> = {
  "notice-not-found": [404, "没有发给本级的这份提前下达文件"],
  "approved-in-future": [422, "批准日期不能晚于今天"],
  raced: [409, "另一位同事刚刚登记了这一项", "请刷新页面查看后再更正"],
};

interface EarlyIssue {
  readonly noticeId: string;
  readonly number: string;
  readonly title: string;
  readonly kind: "early" | "distribution";
  readonly fund: string;
  readonly year: number;
  readonly issuer: string;
  readonly issuedOn: PlainDate;
  readonly book: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly earlyFen: bigint;
  readonly item: string | null;
  readonly amountFen: bigint | null;
  readonly documentNumber: string | null;
  readonly approvedOn: PlainDate | null;
  readonly corrections: number | null;
  readonly by: string | null;
  readonly budgetApprovedOn: PlainDate | null;
}

/**
 * 列入本级预算 (qiangyi-2024.art8.3.e). What a bureau got early is the early rows it received, and what a city passed on of them; each is
 * beside the item of the own budget that contains it. Levels above see the books below them on the same board.
 */
const earlyIssues = async (
  tx: Tx,
  actor: Actor,
  { year, noticeId, book }: { year?: number; noticeId?: string; book?: string },
): Promise<EarlyIssue[]> =>
  (
    await sql<EarlyIssue>`
      with early as (
        select n.province, n.id, n.number, n.title, n.kind, n.fund, n.year, n.issuer, n.issued_on, r.receiver as book, r.city, r.county,
          sum(r.this_fen)::bigint as fen
        from allotment_notice n join allotment_row r on r.province = n.province and r.notice_id = n.id
        where n.province = ${actor.province} and n.state = 'issued' and r.institution is null and r.receiver like 'F%'
          and (n.kind = 'early' or (n.kind = 'distribution' and exists (
            select from allotment_notice u where u.province = n.province and u.id = n.upstream_id and u.kind = 'early')))
          and (${year ?? null}::int is null or n.year = ${year ?? null}) and (${noticeId ?? null}::uuid is null or n.id = ${noticeId ?? null}::uuid)
          and (${book ?? null}::text is null or r.receiver = ${book ?? null})
        group by n.province, n.id, r.receiver, r.city, r.county
      )
      select e.id as "noticeId", e.number, e.title, e.kind, e.fund, e.year, e.issuer, e.issued_on as "issuedOn", e.book, e.city, e.county,
        e.fen as "earlyFen", b.item, b.amount_fen as "amountFen", b.document_number as "documentNumber", b.approved_on as "approvedOn",
        b.corrections, b.recorded_name as by,
        (select happened_on from fund_year_event y where y.province = e.province and y.fund = e.fund and y.year = e.year
           and y.kind = 'budget-approved' and y.region = substr(e.book, 2) order by corrections desc limit 1) as "budgetApprovedOn"
      from early e
      left join lateral (
        select * from budget_incorporation b where b.province = e.province and b.notice_id = e.id and b.book = e.book
        order by corrections desc limit 1) b on true
      order by e.year desc, e.book, e.id`.execute(tx)
  ).rows;

const recordedOf = ({ item, amountFen, documentNumber, approvedOn, corrections, by }: EarlyIssue) =>
  item === null || amountFen === null || documentNumber === null || approvedOn === null
    ? null
    : { item, amountFen: amountFen.toString(), documentNumber, approvedOn, corrections: corrections ?? 0, by: by ?? "" };

/** Missing counts from the day on which the region's own budget was approved; a wrong amount counts at once. */
const stateOf = ({ earlyFen, amountFen, budgetApprovedOn }: EarlyIssue, today: PlainDate) => {
  if (amountFen !== null) return amountFen === earlyFen ? "incorporated" : "mismatch";
  return budgetApprovedOn !== null && budgetApprovedOn <= today ? "missing" : "waiting";
};

export const incorporationRoutes = (rooms: Rooms): void => {
  handle(rooms, listIncorporations, async ({ tx, actor, clock, query }) => {
    const found = await earlyIssues(tx, actor, { year: query.year });
    const own = ownBook(actor);
    const region = regionOfActor(actor);
    return ok({
      budgetApprovedOn: found.find(({ book }) => regionOfBook(book) === region)?.budgetApprovedOn ?? null,
      items: found.map((each) => {
        const state = stateOf(each, clock.today());
        const { noticeId, number, title, kind, fund, year, issuer, issuedOn, book, earlyFen } = each;
        return {
          noticeId,
          number,
          title,
          kind,
          fund,
          year,
          issuer,
          issuedOn,
          book,
          issuerName: bookTitle(issuer),
          bookName: bookTitle(book),
          earlyFen: earlyFen.toString(),
          recorded: recordedOf(each),
          missingFen: (earlyFen - (each.amountFen ?? 0n)).toString(),
          state,
          code: state === "missing" || state === "mismatch" ? ("BUDGET_INCORPORATION_MISSING" as const) : null,
          isOwn: book === own,
        };
      }),
    });
  });

  handle(
    rooms,
    recordIncorporation,
    async ({ tx, actor, clock, params, body }) => {
      const book = ownBook(actor);
      if (body.approvedOn > clock.today()) return refuse({ code: "approved-in-future" } satisfies IncorporationRefusal);
      const [early] = book === undefined ? [] : await earlyIssues(tx, actor, { noticeId: params.noticeId, book });
      if (!early) return refuse({ code: "notice-not-found" } satisfies IncorporationRefusal);
      const corrections = early.corrections === null ? 0 : early.corrections + 1;
      const amount = fen(BigInt(body.amountFen));
      const isNew = await insertIncorporation(tx, actor, clock.now(), { early, amount, corrections, ...body });
      if (!isNew) return refuse({ code: "raced" } satisfies IncorporationRefusal);
      return ok({ corrections, missingFen: (early.earlyFen - amount).toString() });
    },
    answers,
  );
};

/** A correction is a new row; of two at the same moment the second writes nothing. */
const insertIncorporation = async (
  tx: Tx,
  actor: Actor,
  now: Date,
  item: {
    readonly early: EarlyIssue;
    readonly item: string;
    readonly amount: Fen;
    readonly documentNumber: string;
    readonly approvedOn: string;
    readonly corrections: number;
  },
): Promise<boolean> => {
  const { early, amount, corrections } = item;
  const { rows } = await sql`
    insert into budget_incorporation (province, id, notice_id, book, city, county, item, amount_fen, document_number, approved_on, corrections,
      recorded_by, recorded_name, recorded_at)
    values (${actor.province}, ${newId()}::uuid, ${early.noticeId}::uuid, ${early.book}, ${early.city}, ${early.county}, ${item.item}, ${amount},
      ${item.documentNumber}, ${item.approvedOn}::date, ${corrections}, ${actor.userId}, ${actor.name}, ${now})
    on conflict on constraint budget_incorporation_one_successor do nothing returning id`.execute(tx);
  return rows.length === 1;
};
