import { type Fen, inWanYuan } from "@qiangyi/kernel";
import { type Account, accounts, sources, uses } from "@qiangyi/ledger";
import { type RawBuilder, sql } from "kysely";
import type { Tx } from "../platform/index.ts";

/** One sentence for each place where an invariant does not hold. */
export type Check = (tx: Tx, province: string) => Promise<readonly string[]>;

const shown = (amount: bigint): string => inWanYuan(amount as Fen);
const named = (account: string): string => `${account}${accounts[account as Account]?.title ?? ""}`;

/** What every transfer did to balances, one row for each account that it moved. */
const moves = (province: string): RawBuilder<unknown> => sql`
  select t.book, t.earmark, t.effective_on, m.account::text as account, m.party, m.change
  from ledger_transfer t, lateral ledger_moves(t.debit, t.credit, t.amount_fen, t.counterpart) m where t.province = ${province}`;

const isAmong = (codes: readonly string[]): RawBuilder<boolean> =>
  sql`account in (${sql.join(codes.map((code) => sql.lit(code)))})`;

const sumOf = (...codes: readonly string[]): RawBuilder<bigint> =>
  sql`coalesce(sum(change) filter (where ${isAmong(codes)}), 0)::bigint`;

/** 余额: the kept balances against the postings that they come from. */
export const balancesDiffering: Check = async (tx, province) => {
  const { rows } = await sql<{ book: string; account: string; kept: bigint | null; posted: bigint | null }>`
    select coalesce(c.book, s.book) as book, coalesce(c.account::text, s.account) as account, c.balance_fen as kept, s.balance as posted
    from (select * from ledger_cell where province = ${province}) c
    full join (select book, earmark, account, party, sum(change)::bigint as balance from (${moves(province)}) m group by 1, 2, 3, 4) s
      on s.book = c.book and s.earmark = c.earmark and s.account = c.account::text and s.party = c.counterpart
    where c.balance_fen is distinct from s.balance
    order by 1, 2`.execute(tx);
  return rows.map(
    ({ book, account, kept, posted }) => `余额 ${book}：${account}留存${kept ?? "无"}分，逐笔合计${posted ?? "无"}分`,
  );
};

/** I1: a sound transfer cannot be unbalanced, so each is asked whether it is sound. */
export const unsound: Check = async (tx, province) => {
  const { rows } = await sql<{ id: string; because: string }>`
    select e.id, case when t.amount_fen <= 0 then '金额应大于零' when t.debit = t.credit then '借贷科目不能相同'
        else '指标账与资金账之间不能直接过账' end as because
    from ledger_entry e join ledger_transfer t on t.province = e.province and t.sequence = e.sequence
    where e.province = ${province} and (t.amount_fen <= 0 or t.debit = t.credit or (t.debit < '3101') <> (t.credit < '3101'))
    order by e.sequence`.execute(tx);
  return rows.map(({ id, because }) => `I1 ${id}：${because}`);
};

/** I2 of each book and earmark: what came is where it lies. */
export const sourcesDiffering: Check = async (tx, province) => {
  const { rows } = await sql<{ book: string; came: bigint; lies: bigint }>`
    select book, came, lies from (
      select book, earmark, (${sumOf(...sources)} - ${sumOf("2109")}) as came, ${sumOf(...uses)} as lies
      from (${moves(province)}) m group by 1, 2) k
    where came <> lies order by book`.execute(tx);
  return rows.map(({ book, came, lies }) => `I2 ${book}：来源${shown(came)}，去向${shown(lies)}`);
};

/** I3 of each joint: what the upper book has passed down is what the lower one has from it. */
export const jointsDiffering: Check = async (tx, province) => {
  const { rows } = await sql<{ upper: string; lower: string; down: bigint; arrived: bigint }>`
    select upper, lower, down, arrived from (
      select case when ${isAmong(["1103", "1104"])} then book else party end as upper, case when ${isAmong(["1103", "1104"])} then party else book end as lower,
        earmark, ${sumOf("1103", "1104")} as down, (${sumOf("2101")} - ${sumOf("2109")}) as arrived
      from (${moves(province)}) m where ${isAmong(["1103", "1104", "2101", "2109"])} group by 1, 2, 3) k
    where down <> arrived order by upper, lower`.execute(tx);
  return rows.map(
    ({ upper, lower, down, arrived }) => `I3 ${upper}与${lower}：上级已下达${shown(down)}，下级上级下达${shown(arrived)}`,
  );
};

const lowest = async (tx: Tx, province: string, which: RawBuilder<boolean>) => {
  const { rows } = await sql<{ book: string; account: string; on: string; balance: bigint }>`
    select distinct on (book, earmark, account, party) book, account, effective_on::text as on, balance::bigint as balance from (
      select book, earmark, account, party, effective_on,
        sum(sum(change)) over (partition by book, earmark, account, party order by effective_on) as balance
      from (${moves(province)}) m where ${which} group by 1, 2, 3, 4, 5) k
    where balance < 0 order by book, earmark, account, party, balance, effective_on`.execute(tx);
  return rows;
};

const guarded = Object.entries(accounts).flatMap(([code, rule]) => ("signed" in rule ? [] : [code]));

/** I4, and the same for every account that is not `signed`: below zero at the end of no day. */
export const overdrawn: Check = async (tx, province) =>
  (await lowest(tx, province, isAmong(guarded))).map(
    ({ book, account, on, balance }) => `I4 ${book}：${named(account)}在${on}为${shown(balance)}`,
  );

/** I11 资金账已付不大于指标账已付: account 9901 keeps the difference. */
export const cashAhead: Check = async (tx, province) =>
  (await lowest(tx, province, isAmong(["9901"]))).map(
    ({ book, on, balance }) => `I11 ${book}：${on}资金账已付比指标账已付多${shown(-balance)}`,
  );

/** I5 of each earmark over all books: what was put into it lies somewhere on the way or at its end. */
export const arrangedDiffering: Check = async (tx, province) => {
  const { rows } = await sql<{ key: string; arranged: bigint; lies: bigint }>`
    select k.key, s.arranged, s.lies from (
      select earmark, ${sumOf("2102", "2104", "2105")} as arranged,
        (${sumOf("1101", "1102", "1105", "1106", "1107", "1108", "1109")} - ${sumOf("2103")}) as lies
      from (${moves(province)}) m group by 1) s
    join ledger_earmark k on k.province = ${province} and k.id = s.earmark
    where s.arranged <> s.lies order by k.id`.execute(tx);
  return rows.map(({ key, arranged, lies }) => `I5 ${key}：全省安排${shown(arranged)}，各处合计${shown(lies)}`);
};

/** I7: one entry, one earmark, 调剂 apart, whose halves add up to nothing; and what is received was issued under the same. */
export const chainBroken: Check = async (tx, province) => {
  const { rows } = await sql<{ id: string; because: string }>`
    select e.id, case when e.step in ('reassign', 'recover') then '调出与调入金额不等' else '一笔分录内指标用途标识不一致' end as because, e.sequence
    from ledger_entry e join ledger_transfer t on t.province = e.province and t.sequence = e.sequence
    where e.province = ${province} group by e.province, e.sequence
    having case when e.step in ('reassign', 'recover')
      then coalesce(sum(case when t.credit = '2105' then t.amount_fen when t.debit = '2105' then -t.amount_fen end), 0) <> 0
      else count(distinct t.earmark) > 1 end
    union all
    select distinct e.id, '接收的指标没有同一用途标识的下达', e.sequence
    from ledger_entry e join ledger_transfer t on t.province = e.province and t.sequence = e.sequence and t.credit = '1102'
    where e.province = ${province} and e.step = 'receive' and e.reverses is null and not exists (
      select from ledger_transfer i join ledger_entry o on o.province = i.province and o.sequence = i.sequence and o.step = 'issue'
      where i.province = t.province and i.book = t.book and i.earmark = t.earmark and i.counterpart is not distinct from t.counterpart)
    order by sequence`.execute(tx);
  return rows.map(({ id, because }) => `I7 ${id}：${because}`);
};

/** I8 已付 within what was allotted to the book for the earmark. 上年结转 is money already counted when it first came. */
export const paidBeyondAllotment: Check = async (tx, province) => {
  const { rows } = await sql<{ book: string; allotted: bigint; paid: bigint }>`
    select book, allotted, paid from (
      select book, earmark, (${sumOf(...sources.filter((account) => account !== "2103"))} - ${sumOf("2109")}) as allotted, ${sumOf("1107")} as paid
      from (${moves(province)}) m group by 1, 2) k
    where paid > allotted order by book`.execute(tx);
  return rows.map(({ book, allotted, paid }) => `I8 ${book}：指标${shown(allotted)}，已付${shown(paid)}`);
};

/** I10: nothing was recorded after a closing that counts in the closed year. */
export const postedAfterClosing: Check = async (tx, province) => {
  const { rows } = await sql<{ book: string; year: number }>`
    select distinct c.book, c.year from ledger_closing c
    join ledger_transfer t on t.province = c.province and t.book = c.book and t.sequence > c.sequence
      and t.effective_on between make_date(c.year, 1, 1) and make_date(c.year, 12, 31)
    where c.province = ${province} order by 1, 2`.execute(tx);
  return rows.map(({ book, year }) => `I10 ${book}：${year}年度关账后仍有过账`);
};
