import { sql } from "kysely";
import type { Tx } from "../platform/index.ts";

/* What lets PostgreSQL keep the plan of a page. Making one for the values of each request costs as much as reading the page. */

/** Written into the statement, so that a plan for any values knows how little is wanted; a few sizes, so that there are few statements. */
const sizes = [10, 50, 200, 500];

/** Rows to read for a page: at least one more than it shows, which tells whether there is another. */
export const rowsFor = (limit: number) => sql.lit((sizes.find((size) => size >= limit) ?? limit) + 1);

/** For the rest of the transaction; only where each of its pages is a piece of an index in its order, whatever the values. */
export const keepPlans = (tx: Tx) => sql`set local plan_cache_mode = force_generic_plan`.execute(tx);

/** For the rest of the transaction: the list is walked along an index in its order, however little is thought to be wanted of it. */
export const walkInOrder = (tx: Tx) => sql`set local enable_sort = off`.execute(tx);
