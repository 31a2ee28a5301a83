import { type Fen } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Tx } from "../../platform/index.ts";

/** 资金申报 of the 5G pilot as the decision on it sees it. */
export interface RequestedFunds {
  readonly id: string;
  readonly year: number;
  readonly documentNumber: string;
  readonly total: Fen;
  readonly count: number;
  readonly submittedBy: string;
  readonly submittedAt: Date;
}

export const requestedFunds = async (
  tx: Tx,
  province: string,
  { id, year }: { readonly id?: string | undefined; readonly year?: number | undefined },
): Promise<RequestedFunds[]> =>
  (
    await sql<RequestedFunds>`
      select id, year, document_number as "documentNumber", total_fen as total, submitted_by as "submittedBy", submitted_at as "submittedAt",
        (select count(*)::int from fund_request_row w where w.province = r.province and w.request = r.id) as count
      from fund_request r where province = ${province} and programme = '5g-pilot' and (${id ?? null}::uuid is null or id = ${id ?? null}::uuid)
        and (${year ?? null}::int is null or year = ${year ?? null}) order by submitted_at desc`.execute(tx)
  ).rows;

export interface RequestedProject {
  readonly project: string;
  readonly title: string;
  readonly institution: string;
  readonly institutionName: string;
  readonly city: string | null;
  readonly county: string | null;
  readonly amount: Fen;
  readonly isTownship: boolean;
}

/** Its projects in the order of their numbers; where a unit's money goes is a matter of whose hospital it is. */
export const requestedProjects = async (tx: Tx, province: string, request: string): Promise<RequestedProject[]> =>
  (
    await sql<RequestedProject>`
      select w.project, p.title, p.institution, i.name as "institutionName", i.city, i.county, w.amount_fen as amount,
        i.class = 'township-centre' as "isTownship"
      from fund_request_row w join project p on p.province = w.province and p.id = w.project
      join institution i on i.province = p.province and i.id = p.institution
      where w.province = ${province} and w.request = ${request} order by p.number, p.id`.execute(tx)
  ).rows;
