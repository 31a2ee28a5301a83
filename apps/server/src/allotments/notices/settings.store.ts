import type { Fen, PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, newId, type Tx } from "../../platform/index.ts";

/** Counties that get their money from the province directly on a day (qiangyi-2024.art8.1.b): as the registry's decisions say, none without one. */
export const directCounties = async (tx: Tx, province: string, on: PlainDate): Promise<ReadonlySet<string>> => {
  const { rows } = await sql<{ county: string }>`
    select county from (
      select distinct on (county) county, mode from fiscal_relation
      where province = ${province} and effective_from <= ${on} and coalesce(effective_to, ${on}) >= ${on} order by county, effective_from desc
    ) in_force where mode <> 'CITY_MANAGED'`.execute(tx);
  return new Set(rows.map(({ county }) => county));
};

export type YearEventKind = "budget-approved" | "expected-execution";

export interface YearEvent {
  readonly id: string;
  readonly fund: string;
  /** Year of the money: the expected execution recorded under it is that of the year before. */
  readonly year: number;
  readonly kind: YearEventKind;
  readonly region: string;
  readonly happenedOn: PlainDate;
  readonly amount: Fen | null;
  readonly documentNumber: string;
  readonly corrections: number;
  readonly recordedName: string;
  readonly recordedAt: Date;
}

/** The events in force: of each kind, year and region the one recorded last. */
export const yearEvents = async (tx: Tx, province: string, year?: number): Promise<YearEvent[]> =>
  (
    await sql<YearEvent>`
      select distinct on (fund, year, kind, region) id, fund, year, kind, region, happened_on as "happenedOn", amount_fen as amount,
        document_number as "documentNumber", corrections, recorded_name as "recordedName", recorded_at as "recordedAt"
      from fund_year_event where province = ${province} and (${year ?? null}::int is null or year = ${year ?? null})
      order by fund, year, kind, region, corrections desc`.execute(tx)
  ).rows;

export const insertYearEvent = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  event: Pick<YearEvent, "fund" | "year" | "kind" | "region" | "happenedOn" | "amount" | "documentNumber" | "corrections">,
): Promise<string> => {
  const id = newId();
  await sql`
    insert into fund_year_event (province, id, fund, year, kind, region, happened_on, amount_fen, document_number, corrections, recorded_by,
      recorded_name, recorded_at)
    values (${actor.province}, ${id}, ${event.fund}, ${event.year}, ${event.kind}, ${event.region}, ${event.happenedOn}, ${event.amount},
      ${event.documentNumber}, ${event.corrections}, ${actor.userId}, ${actor.name}, ${at})`.execute(tx);
  return id;
};
