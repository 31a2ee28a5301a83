import { type Fen, inWanYuan } from "@qiangyi/kernel";
import { sql } from "kysely";
import { approvedByProject } from "../allotments/index.ts";
import { paidByProject } from "../ledger/index.ts";
import type { Actor, Tx } from "../platform/index.ts";
import { lineName } from "../policy/index.ts";

/** I8 已付 within the contract and within the approval of the project: one sentence for each that is above. Run it with the rights of the system. */
export const verifyPayments = async (tx: Tx, actor: Actor): Promise<readonly string[]> => [
  ...(await aboveContract(tx, actor)),
  ...(await aboveApproval(tx, actor)),
];

const shown = (amount: bigint): string => inWanYuan(amount as Fen);

/** A record without a contract covers nothing. */
const aboveContract = async (tx: Tx, { province }: Actor): Promise<string[]> => {
  const { rows } = await sql<{ filing: string; contract: bigint; paid: bigint }>`
    select p.filing_number as filing, coalesce(p.contract_fen, 0)::bigint as contract, sum(r.amount_fen - r.refunded_fen)::bigint as paid
    from procurement_record p join payment_request r on r.province = p.province and r.procurement = p.id and r.state = 'paid'
    where p.province = ${province} group by p.province, p.id having sum(r.amount_fen - r.refunded_fen) > coalesce(p.contract_fen, 0)
    order by 1`.execute(tx);
  return rows.map(({ filing, contract, paid }) => `I8 采购备案${filing}：合同额${shown(contract)}，已付${shown(paid)}`);
};

const aboveApproval = async (tx: Tx, actor: Actor): Promise<string[]> => {
  const approved = new Map(
    (await approvedByProject(tx, actor)).map((each) => [`${each.line} ${each.project}`, each.approvedFen]),
  );
  return (await paidByProject(tx, actor)).flatMap(({ line, project, paidFen }) => {
    const limit = approved.get(`${line} ${project}`) ?? 0n;
    return paidFen > limit ? [`I8 ${lineName(line)}${project}：项目批复额${shown(limit)}，已付${shown(paidFen)}`] : [];
  });
};
