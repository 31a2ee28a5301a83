import { date, type Fen, fen, formatYuan } from "@qiangyi/kernel";
import type { NationalCentre, TalentPolicy } from "@qiangyi/policy";
import { sql } from "kysely";
import { type Actor, newId, type Tx, within } from "../../platform/index.ts";
import { cityOfPayer } from "./centre.ts";

type Payer = NationalCentre["payer"];

export interface SpecialFund {
  readonly payer: Payer;
  readonly year: number;
  readonly version: number;
  readonly amount: Fen;
  readonly document: string;
}

/** The plans in force of a year: the latest of each payer. */
export const fundsOf = async (tx: Tx, actor: Actor, year: number): Promise<readonly SpecialFund[]> => {
  const { rows } = await sql<Omit<SpecialFund, "amount"> & { readonly amount: bigint }>`
    select distinct on (payer) payer, year, version, amount_fen as amount, document from centre_fund f
    where ${within(actor, "f")} and year = ${year} order by payer, version desc`.execute(tx);
  return rows.map((row) => ({ ...row, amount: fen(row.amount) }));
};

export const insertFund = async (
  tx: Tx,
  actor: Actor,
  { payer, year, version, amount, document, reason, at }: SpecialFund & { readonly reason: string | null; readonly at: Date },
): Promise<void> => {
  await sql`
    insert into centre_fund (province, payer, year, version, city, amount_fen, document, reason, recorded_by, recorded_name, recorded_at)
    values (${actor.province}, ${payer}, ${year}, ${version}, ${cityOfPayer(payer)}, ${amount}, ${document}, ${reason}, ${actor.userId},
      ${actor.name}, ${at})`.execute(tx);
};

export interface KeptPolicy extends TalentPolicy {
  readonly id: string;
}

export const policiesOf = async (tx: Tx, { province }: Actor): Promise<readonly KeptPolicy[]> => {
  const { rows } = await sql<{ id: string; name: string; item: string; from: string; to: string | null; ceiling: bigint }>`
    select id, name, item, valid_from::text as from, valid_to::text as to, ceiling_fen as ceiling from centre_talent_policy
    where province = ${province} order by item, valid_from, id`.execute(tx);
  return rows.map(({ id, name, item, from, to, ceiling }) => ({
    id,
    name,
    item,
    validFrom: date(from),
    validTo: to === null ? null : date(to),
    ceiling: formatYuan(fen(ceiling)),
  }));
};

export const insertPolicy = async (
  tx: Tx,
  actor: Actor,
  policy: Omit<KeptPolicy, "id">,
  ceiling: Fen,
  at: Date,
): Promise<string> => {
  const id = newId();
  await sql`
    insert into centre_talent_policy (province, id, name, item, valid_from, valid_to, ceiling_fen, recorded_by, recorded_name, recorded_at)
    values (${actor.province}, ${id}, ${policy.name}, ${policy.item}, ${policy.validFrom}::date, ${policy.validTo}::date, ${ceiling},
      ${actor.userId}, ${actor.name}, ${at})`.execute(tx);
  return id;
};
