import type { Mark, ProgrammeId } from "@qiangyi/projects";
import { sql } from "kysely";
import type { Tx } from "../../platform/index.ts";
import type { StoredCall } from "./call.ts";

/** Marks of an institution that count for a call: set by its organiser, for its programme or for all, and not ended. */
export const marksFor = async (
  tx: Tx,
  call: Pick<StoredCall, "province" | "organiser"> & { readonly programme: ProgrammeId },
  institution: string,
): Promise<readonly Mark[]> => {
  const { rows } = await sql<{ mark: Mark }>`
    select distinct mark from institution_mark where province = ${call.province} and institution = ${institution} and organiser = ${call.organiser}
      and (programme is null or programme = ${call.programme}) and ended_at is null order by mark`.execute(tx);
  return rows.map(({ mark }) => mark);
};
