import { fen } from "@qiangyi/kernel";
import { type Violation, violations } from "@qiangyi/ledger";
import pg from "pg";
import { loadLedger } from "../../src/ledger/load-ledger.ts";
import { openDatabase, systemActor } from "../../src/platform/index.ts";
import type { DatabaseServer } from "./database-server.ts";

/** What the database on a data folder holds of one notice, as of one moment: every trace that its release leaves. */
export interface Trace {
  readonly state: string;
  readonly number: string | null;
  /** Rows marked as issued, and entries (E2) that agree with their row to the fen, the receiver and the line. */
  readonly rows: number;
  readonly entries: number;
  readonly agreeing: number;
  readonly copies: number;
  readonly logged: number;
  readonly answersKept: number;
}

const read = async <Row extends pg.QueryResultRow>(
  server: DatabaseServer,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> => {
  const client = new pg.Client({ connectionString: server.superuserUrl });
  await client.connect();
  try {
    return (await client.query<Row>(text, values)).rows;
  } finally {
    await client.end();
  }
};

export const traceOf = async (
  server: DatabaseServer,
  { id, number }: { readonly id: string; readonly number: string },
): Promise<Trace> => {
  const [trace] = await read<Trace>(
    server,
    `select n.state, n.number,
       (select count(*) from allotment_row r where r.notice_id = n.id and r.is_issued)::int as rows,
       (select count(*) from ledger_entry e where e.issuer = n.issuer and e.number = $2)::int as entries,
       (select count(*) from allotment_row r
          join ledger_entry e on e.issuer = n.issuer and e.number = $2 and e.row_no = r.row_no and e.step = 'issue' and e.is_advance
          join ledger_transfer t on t.province = e.province and t.sequence = e.sequence
          join ledger_earmark k on k.province = t.province and k.id = t.earmark
        where r.notice_id = n.id and (t.book, t.counterpart, t.amount_fen, k.line, k.year) = (n.issuer, r.receiver, r.this_fen, r.line, n.year))::int as agreeing,
       (select count(*) from allotment_copy c where c.notice_id = n.id)::int as copies,
       (select count(*) from audit_entry a where a.action = 'POST /allotments/notices/:noticeId/issue' and a.detail like '%' || n.id || '%')::int as logged,
       (select count(*) from idempotency_key i where i.body ->> 'number' = $2)::int as "answersKept"
     from allotment_notice n where n.id = $1`,
    [id, number],
  );
  if (!trace) throw new Error(`notice ${id} is gone`);
  return trace;
};

/** Cells that differ from the sum of their transfers, and receivers whose share in transit differs from the rows that were issued to them. */
export const imbalances = (server: DatabaseServer): Promise<object[]> =>
  read(
    server,
    `select 'cell' as what, c.book, c.account::text, c.balance_fen::text as is, s.balance::text as ought from ledger_cell c full join (
         select t.book, t.earmark, m.account, m.party, sum(m.change) as balance from ledger_transfer t,
           lateral ledger_moves(t.debit, t.credit, t.amount_fen, t.counterpart) m group by 1, 2, 3, 4) s
         on s.book = c.book and s.earmark = c.earmark and s.account = c.account and s.party = c.counterpart
       where c.balance_fen is distinct from s.balance
     union all
     select 'row', r.receiver, r.line, c.balance::text, r.issued::text from (
         select receiver, line, sum(this_fen) as issued from allotment_row where is_issued group by 1, 2) r full join (
         select c.counterpart, k.line, sum(c.balance_fen) as balance from ledger_cell c join ledger_earmark k on k.province = c.province and k.id = c.earmark
         where c.account = '1102' and c.balance_fen <> 0 group by 1, 2) c
         on c.counterpart = r.receiver and c.line = r.line
       where c.balance is distinct from r.issued`,
  );

/** The invariants I1-I11 over everything in the books, with every issued notice for I6. */
export const violationsIn = async (server: DatabaseServer): Promise<readonly Violation[]> => {
  const documents = await read<{ issuer: string; number: string; total: string; rows: { row: number; amount: string }[] }>(
    server,
    `select n.issuer, n.number, n.total_fen::text as total,
       (select jsonb_agg(jsonb_build_object('row', r.row_no, 'amount', r.this_fen::text)) from allotment_row r where r.notice_id = n.id) as rows
     from allotment_notice n where n.state = 'issued'`,
  );
  const database = openDatabase(server.url, { maxConnections: 1 });
  try {
    const ledger = await database.transaction(systemActor, (tx) => loadLedger(tx, systemActor));
    return violations(ledger, {
      documents: documents.map(({ total, rows, ...each }) => ({
        ...each,
        total: fen(BigInt(total)),
        rows: rows.map(({ row, amount }) => ({ row, amount: fen(BigInt(amount)) })),
      })),
      allocations: [],
      limits: { contracts: new Map(), approvals: new Map() },
    });
  } finally {
    await database.close();
  }
};
