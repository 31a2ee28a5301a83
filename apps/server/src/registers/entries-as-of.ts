import type { FieldValue, PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";
import type { RegisterTables } from "./tables.ts";

/** A confirmed entry as it stood on a day. */
export interface EntryAsOf {
  readonly register: string;
  readonly entryNo: string;
  readonly values: Readonly<Record<string, FieldValue>>;
  readonly county: string | null;
  readonly institution: string | null;
  /** Day of the version that stood. */
  readonly since: PlainDate;
}

/** What lists held on a day, in the actor's scope: later changes are left out, so that an old question keeps its answer. */
export const entriesAsOf = async (
  tx: Tx,
  actor: Actor,
  registers: readonly string[],
  asOf: PlainDate,
): Promise<readonly EntryAsOf[]> => {
  const stood = tx
    .withTables<RegisterTables>()
    .selectFrom("register_entry_history as version")
    .innerJoin("register_entry as entry", (join) =>
      join.onRef("entry.province", "=", "version.province").onRef("entry.id", "=", "version.id"),
    )
    .where(within(actor, "version"))
    .where("version.register", "in", [...registers])
    .where(sql<boolean>`(version.changed_at at time zone 'Asia/Shanghai')::date <= ${asOf}`)
    .distinctOn("version.id")
    .orderBy("version.id")
    .orderBy("version.version", "desc")
    .select([
      "version.register",
      "entry.entry_no",
      "version.state",
      "version.data",
      "version.county",
      "version.institution",
      sql<PlainDate>`((version.changed_at at time zone 'Asia/Shanghai')::date)::text`.as("since"),
    ]);
  return (await stood.execute())
    .filter(({ state }) => state === "confirmed")
    .map(({ register, entry_no, data, county, institution, since }) => ({
      register,
      entryNo: entry_no,
      values: data,
      county,
      institution,
      since,
    }))
    .toSorted((a, b) => (a.entryNo < b.entryNo ? -1 : 1));
};
