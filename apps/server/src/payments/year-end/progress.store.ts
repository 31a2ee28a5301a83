import type { Actor, Tx } from "../../platform/index.ts";
import { yearEndIn } from "./items.store.ts";

/** The latest record of each month and line of a year. */
export const targetsOf = (tx: Tx, { province }: Actor, year: number) =>
  yearEndIn(tx)
    .selectFrom("execution_target")
    .selectAll()
    .distinctOn(["month", "line"])
    .where("province", "=", province)
    .where("year", "=", year)
    .orderBy("month")
    .orderBy("line")
    .orderBy("corrections", "desc")
    .execute();
