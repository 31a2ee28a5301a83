import { type Fen, fen } from "@qiangyi/kernel";
import { type AllocationRow, type Known, type PublishedDocument, type Violation, violations } from "@qiangyi/ledger";
import { earmarkOf } from "../../src/allotments/notices/notice.ts";
import { loadLedger } from "../../src/ledger/index.ts";
import { systemActor } from "../../src/platform/index.ts";
import type { TestDatabase } from "../fresh-database.ts";

interface IssuedRow {
  readonly id: string;
  readonly kind: "early" | "final" | "distribution";
  readonly issuer: string;
  readonly number: string;
  readonly total: bigint;
  readonly year: number;
  readonly row: number;
  readonly receiver: string;
  readonly line: string;
  readonly nature: "general";
  readonly sourceLevel: "province";
  readonly functionClass: string;
  readonly project: string | null;
  readonly trackTag: string | null;
  readonly allocated: bigint;
  readonly now: bigint;
}

/** I1-I11 over everything in the books, with what the documents and the plan say for I6, I8 and I9. */
export const violationsOf = async (database: TestDatabase): Promise<readonly Violation[]> => {
  const ledger = await database.transaction(systemActor, (tx) => loadLedger(tx, systemActor));
  return violations(ledger, await knownOf(database));
};

const knownOf = async (database: TestDatabase): Promise<Known> => {
  const rows = await database.query<IssuedRow>(
    `select n.id, n.kind, n.issuer, n.number, n.total_fen as total, n.year, r.row_no as row, r.receiver, r.line, r.nature, r.source_level as "sourceLevel",
       r.function_class as "functionClass", r.project, n.track_tag as "trackTag", r.allocated_fen as allocated, r.this_fen as now
     from allotment_notice n join allotment_row r on r.notice_id = n.id where n.state = 'issued' and n.kind <> 'reduction' order by n.id, r.row_no`,
  );
  const ofProvince = rows.filter(({ issuer }) => issuer === "F140000");
  return {
    documents: documentsOf(rows),
    allocations: [...ofProvince.filter(({ kind }) => kind === "final").map(finalRow), ...earlyJoints(ofProvince)],
    limits: { contracts: new Map(), approvals: approvalsOf(ofProvince) },
  };
};

const documentsOf = (rows: readonly IssuedRow[]): readonly PublishedDocument[] => {
  const documents = new Map<string, PublishedDocument & { rows: { row: number; amount: Fen }[] }>();
  for (const { id, issuer, number, total, row, now } of rows) {
    const document = documents.get(id) ?? { issuer, number, total: fen(total), rows: [] };
    document.rows.push({ row, amount: fen(now) });
    documents.set(id, document);
  }
  return [...documents.values()];
};

const allocationOf = (row: IssuedRow, amounts: Pick<AllocationRow, "allocated" | "early" | "current">): AllocationRow => ({
  document: { issuer: row.issuer, number: row.number, row: row.row },
  from: row.issuer,
  to: row.receiver,
  earmark: earmarkOf(row),
  ...amounts,
});

/** Under the project's earmark only 本次 is issued; what was issued early lies in the pool of its line until it is distributed. */
const finalRow = (row: IssuedRow): AllocationRow =>
  allocationOf(row, { allocated: fen(row.now), early: fen(0n), current: fen(row.now) });

const earlyJoints = (rows: readonly IssuedRow[]): AllocationRow[] => {
  const joints = new Map<string, IssuedRow[]>();
  for (const row of rows.filter(({ kind }) => kind === "early")) {
    const key = JSON.stringify([row.receiver, earmarkOf(row)]);
    joints.set(key, [...(joints.get(key) ?? []), row]);
  }
  return [...joints.values()].flatMap((joint) => {
    const [first] = joint;
    const early = fen(joint.reduce((sum, { now }) => sum + now, 0n));
    return first ? [allocationOf(first, { allocated: early, early, current: fen(0n) })] : [];
  });
};

const approvalsOf = (rows: readonly IssuedRow[]): ReadonlyMap<string, Fen> => {
  const approvals = new Map<string, Fen>();
  for (const { project, allocated } of rows)
    if (project !== null) approvals.set(project, fen((approvals.get(project) ?? 0n) + allocated));
  return approvals;
};

/** Where the documents of the rooms and the books say different things. One row each; none when all is well. */
export const jointsOff = (database: TestDatabase): Promise<object[]> =>
  database.query(
    `with settled as (
         select n.issuer, n.number, r.notice_id, r.row_no, r.receiver, r.this_fen,
           (select max(c.state) from allotment_receipt c where c.notice_id = r.notice_id and c.row_no = r.row_no and c.state in ('verified', 'returned')) as state
         from allotment_notice n join allotment_row r on r.notice_id = n.id
         where n.state = 'issued' and n.kind <> 'reduction' and r.this_fen > 0),
       cells as (select book, counterpart, account::text as account, sum(balance_fen) as balance from ledger_cell group by 1, 2, 3)
     select 'balance ≠ transfers' as what, c.book as whose, c.account::text as which, s.balance::text as ought, c.balance_fen::text as is
       from ledger_cell c full join (
         select t.book, t.earmark, m.account, m.party, sum(m.change) as balance from ledger_transfer t,
           lateral ledger_moves(t.debit, t.credit, t.amount_fen, t.counterpart) m group by 1, 2, 3, 4) s
         on s.book = c.book and s.earmark = c.earmark and s.account = c.account and s.party = c.counterpart
       where c.balance_fen is distinct from s.balance
     union all
     select 'in transit ≠ rows that nobody has settled', coalesce(o.issuer, c.book), coalesce(o.receiver, c.counterpart), o.amount::text, c.balance::text
       from (select issuer, receiver, sum(this_fen) as amount from settled where state is null group by 1, 2) o
       full join (select * from cells where account = '1102' and balance <> 0) c on c.book = o.issuer and c.counterpart = o.receiver
       where o.amount is distinct from c.balance
     union all
     select 'receipt ≠ entry', s.number, s.row_no::text, s.state, string_agg(e.step::text, ' ')
       from settled s left join ledger_entry e on e.issuer = s.issuer and e.number = s.number and e.row_no = s.row_no and e.step in ('receive', 'withdraw')
       group by s.number, s.row_no, s.state
       having string_agg(e.step::text, ' ') is distinct from case s.state when 'verified' then 'receive' when 'returned' then 'withdraw' end
     union all
     select 'frozen ≠ requests and queries', coalesce(o.book, c.book), '1106', o.amount::text, c.balance::text
       from (select book, sum(amount) as amount from (
           select book, amount_fen as amount from payment_request where state in ('submitted', 'approved')
           union all select book, frozen_fen from fund_query where state = 'open' and frozen_fen > 0) f group by 1) o
       full join (select * from cells where account = '1106' and balance <> 0) c on c.book = o.book
       where o.amount is distinct from c.balance
     union all
     select 'paid ≠ vouchers', coalesce(o.book, c.book), '1107', o.amount::text, c.balance::text
       from (select book, sum(amount_fen - refunded_fen) as amount from payment_request where state = 'paid' group by 1 having sum(amount_fen - refunded_fen) > 0) o
       full join (select * from cells where account = '1107' and balance <> 0) c on c.book = o.book
       where o.amount is distinct from c.balance
     union all
     select 'spent of the treasury ≠ vouchers', coalesce(o.bureau, c.book), '5102+5103', o.amount::text, c.balance::text
       from (select bureau, sum(amount_fen - refunded_fen) as amount from payment_request where state = 'paid' group by 1 having sum(amount_fen - refunded_fen) > 0) o
       full join (select book, sum(balance) as balance from cells where account in ('5102', '5103') and book like 'F%' group by 1 having sum(balance) <> 0) c on c.book = o.bureau
       where o.amount is distinct from c.balance`,
  );
