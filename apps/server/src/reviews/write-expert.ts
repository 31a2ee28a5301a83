import type { ExpertInput } from "@qiangyi/api";
import { type Actor, newId, type Tx } from "../platform/index.ts";
import { columnsOf, nextExpertNumber, reviewsIn, type StoredExpert, searchTextOf } from "./experts.store.ts";
import { poolOf } from "./organiser.ts";

/* How a form and a row of a workbook reach the pool alike. */

export const changedBy = ({ userId, name }: Actor, at: Date) => ({ changed_by: userId, changed_name: name, changed_at: at });

export const enterExpert = async (
  tx: Tx,
  actor: Actor,
  input: ExpertInput,
  at: Date,
): Promise<{ id: string; number: string }> => {
  const [id, number] = [newId(), await nextExpertNumber(tx, actor.province)];
  await reviewsIn(tx)
    .insertInto("expert")
    .values({
      province: actor.province,
      id,
      number,
      city: poolOf(actor),
      account: null,
      ...columnsOf(input),
      state: "active",
      state_reason: null,
      search_text: searchTextOf(number, input),
      version: 1,
      ...changedBy(actor, at),
    })
    .execute();
  return { id, number };
};

export const rewriteExpert = (tx: Tx, actor: Actor, held: StoredExpert, input: ExpertInput, at: Date): Promise<number> => {
  const { employments, relations, ...columns } = columnsOf(input);
  return changeExpertRow(tx, held, {
    ...columns,
    employments: employments as never,
    relations: relations as never,
    search_text: searchTextOf(held.number, input),
    ...changedBy(actor, at),
  });
};

export const changeExpertRow = async (
  tx: Tx,
  { province, id, version }: StoredExpert,
  columns: Partial<StoredExpert>,
): Promise<number> => {
  await reviewsIn(tx)
    .updateTable("expert")
    .set({ ...(columns as object), version: version + 1 })
    .where("province", "=", province)
    .where("id", "=", id)
    .execute();
  return version + 1;
};
