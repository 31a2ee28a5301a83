import { type Fen, inWanYuan } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type PostedRow, postedRows } from "../ledger/index.ts";
import type { Actor, Tx } from "../platform/index.ts";

interface StoredRow {
  readonly kind: "early" | "final" | "distribution" | "reduction";
  readonly ofProvince: boolean;
  readonly issuer: string;
  readonly number: string;
  readonly totalFen: bigint;
  readonly row: number;
  readonly allocatedFen: bigint;
  readonly earlierFen: bigint;
  readonly thisFen: bigint;
  /** What of it is named as taken out of money issued early. */
  readonly pooledFen: bigint;
  /** Of a row issued early: what final notices say they have taken of it. */
  readonly takenFen: bigint;
}

/**
 * I6 文件额 = 附件行合计 = 分录合计 and I9 分配额 = 提前下达 + 本次下达 over every issued notice: one sentence for each document or row that is not so.
 * Needs sight of all notices: run it with the rights of the system.
 */
export const verifyAllotments = async (tx: Tx, actor: Actor): Promise<readonly string[]> => {
  const documents = byDocument(await storedRows(tx, actor));
  const posted = byDocument(await postedRows(tx, actor));
  const withoutDocument = [...posted]
    .filter(([key, rows]) => !documents.has(key) && rows.some(({ step }) => step === "issue"))
    .map(([, rows]) => `I6 ${rows[0]?.number}：账上已签发${shown(total(rows, "amountFen"))}，没有这份下达文件`);
  const differing = [...documents].flatMap(([key, rows]) => documentDiffering(rows, posted.get(key) ?? []));
  return [...withoutDocument, ...differing, ...[...documents.values()].flat().flatMap(allocationDiffering)];
};

const byDocument = <Row extends { readonly issuer: string; readonly number: string }>(
  rows: readonly Row[],
): ReadonlyMap<string, readonly Row[]> => {
  const documents = new Map<string, Row[]>();
  for (const row of rows) {
    const key = `${row.issuer} ${row.number}`;
    const known = documents.get(key);
    if (known) known.push(row);
    else documents.set(key, [row]);
  }
  return documents;
};

const shown = (amount: bigint): string => inWanYuan(amount as Fen);
const total = <Name extends string>(rows: readonly { readonly [key in Name]: bigint }[], name: Name): bigint =>
  rows.reduce((sum, row) => sum + row[name], 0n);

/** A reduction is posted joint by joint; its own rows are the first joints, which bear the numbers of the rows. */
const documentDiffering = (rows: readonly StoredRow[], posted: readonly PostedRow[]): string[] => {
  const [first] = rows;
  if (!first) return [];
  const isReduction = first.kind === "reduction";
  const own = posted
    .filter(({ step, row }) => (isReduction ? step === "reduce" && row < 10_000 : step === "issue"))
    .map(({ row, amountFen }) => ({ row, amountFen: isReduction ? -amountFen : amountFen }));
  const ofRow = new Map(own.map(({ row, amountFen }) => [row, amountFen]));
  const wrong = rows.filter(({ row, thisFen }) => (ofRow.get(row) ?? 0n) !== thisFen).map(({ row }) => `第${row}行`);
  const [ofRows, ofPosted] = [total(rows, "thisFen"), total(own, "amountFen")];
  if (wrong.length === 0 && first.totalFen === ofRows && ofRows === ofPosted) return [];
  const amounts = `文件额${shown(first.totalFen)}，附件行合计${shown(ofRows)}，分录合计${shown(ofPosted)}`;
  return [`I6 ${first.number}：${amounts}${wrong.length > 0 ? `，${wrong.join("、")}与分录不符` : ""}`];
};

const allocationDiffering = (row: StoredRow): string[] => {
  const isFinal = row.kind === "final" && row.ofProvince;
  const because = [
    row.allocatedFen === row.earlierFen + row.thisFen ? "" : "分配额不等于提前下达加本次下达",
    isFinal && row.earlierFen !== row.pooledFen
      ? `提前下达${shown(row.earlierFen)}，指明的提前下达文件合计${shown(row.pooledFen)}`
      : "",
    row.kind === "early" && row.takenFen > row.thisFen
      ? `提前下达${shown(row.thisFen)}，正式下达已抵扣${shown(row.takenFen)}`
      : "",
    row.thisFen < 0n && row.kind !== "reduction" ? "本次下达为负而不是核减" : "",
  ].filter((sentence) => sentence !== "");
  return because.length === 0 ? [] : [`I9 ${row.number}第${row.row}行：${because.join("；")}`];
};

const storedRows = async (tx: Tx, { province }: Actor): Promise<readonly StoredRow[]> =>
  (
    await sql<StoredRow>`
      with parts as (
        select n.id as notice, r.row_no, part ->> 'notice' as early_notice, (part ->> 'row')::integer as early_row, (part ->> 'fen')::bigint as amount
        from allotment_notice n
        join allotment_row r on r.province = n.province and r.notice_id = n.id
        cross join jsonb_array_elements(r.from_pool) part
        where n.province = ${province} and n.kind = 'final' and n.issuer_city is null and n.state = 'issued'),
      pooled as (select notice, row_no, sum(amount)::bigint as amount from parts group by 1, 2),
      taken as (select early_notice, early_row, sum(amount)::bigint as amount from parts group by 1, 2)
      select n.kind, n.issuer_city is null as "ofProvince", n.issuer, n.number, n.total_fen as "totalFen", r.row_no as row,
        r.allocated_fen as "allocatedFen", r.earlier_fen as "earlierFen", r.this_fen as "thisFen",
        coalesce(p.amount, 0) as "pooledFen", coalesce(t.amount, 0) as "takenFen"
      from allotment_notice n
      join allotment_row r on r.province = n.province and r.notice_id = n.id
      left join pooled p on p.notice = n.id and p.row_no = r.row_no
      left join taken t on t.early_notice = n.id::text and t.early_row = r.row_no
      where n.province = ${province} and n.state = 'issued'
      order by n.issued_at, n.id, r.row_no`.execute(tx)
  ).rows;

export interface ApprovedProject {
  readonly line: string;
  readonly project: string;
  readonly approvedFen: bigint;
}

/** 项目批复额: what the province's notices allocate to each project, over all years. */
export const approvedByProject = async (tx: Tx, { province }: Actor): Promise<readonly ApprovedProject[]> =>
  (
    await sql<ApprovedProject>`
      select r.line, r.project, sum(r.allocated_fen)::bigint as "approvedFen"
      from allotment_notice n join allotment_row r on r.province = n.province and r.notice_id = n.id
      where n.province = ${province} and n.kind = 'final' and n.issuer_city is null and n.state = 'issued' and r.project is not null
      group by 1, 2`.execute(tx)
  ).rows;
