import { type Fen, fen } from "@qiangyi/kernel";
import { type Insertable, type Selectable, sql } from "kysely";
import type { Tx } from "../platform/index.ts";
import { reviewsIn } from "./experts.store.ts";
import type { ExpenseTable } from "./tables.ts";

export type StoredExpense = Selectable<ExpenseTable>;
export type ExpenseDraft = Insertable<ExpenseTable>;

/** One booking at a time for a line and a year, until the transaction ends. */
export const lockCap = async (tx: Tx, province: string, line: string, year: number): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`reviews/cap/${province}/${line}/${year}`}, 0))`.execute(tx);
};

/** What is booked on each line of a year, reversals taken off. */
export const bookedOn = async (tx: Tx, province: string, year: number): Promise<ReadonlyMap<string, Fen>> => {
  const { rows } = await sql<{ line: string; booked: bigint }>`
    select line, sum(amount_fen)::bigint as booked from review_expense where province = ${province} and year = ${year} group by line`.execute(
    tx,
  );
  return new Map(rows.map(({ line, booked }) => [line, fen(booked)]));
};

export const listExpenses = (tx: Tx, province: string, year: number): Promise<StoredExpense[]> =>
  reviewsIn(tx)
    .selectFrom("review_expense")
    .selectAll()
    .where("province", "=", province)
    .where("year", "=", year)
    .orderBy("id", "desc")
    .execute();

export const findExpense = (tx: Tx, province: string, id: string): Promise<StoredExpense | undefined> =>
  reviewsIn(tx).selectFrom("review_expense").selectAll().where("province", "=", province).where("id", "=", id).executeTakeFirst();

export const insertExpense = async (tx: Tx, draft: ExpenseDraft): Promise<void> => {
  await reviewsIn(tx).insertInto("review_expense").values(draft).execute();
};
