import type { Actor, Tx } from "../../platform/index.ts";
import { type IssuedRow, issuedRowsAt } from "./issued-rows.store.ts";

/** The rows of the level above that these pass on, as far as the actor may see them. */
export const upstreamOf = async (
  tx: Tx,
  actor: Actor,
  rows: readonly IssuedRow[],
): Promise<(row: IssuedRow) => IssuedRow | undefined> => {
  const keys = rows.flatMap(({ upstreamId, upstreamRow }) =>
    upstreamId === null || upstreamRow === null ? [] : [{ noticeId: upstreamId, rowNo: upstreamRow }],
  );
  const unique = [...new Map(keys.map((key) => [`${key.noticeId} ${key.rowNo}`, key])).values()];
  const found = new Map((await issuedRowsAt(tx, actor, unique)).map((row) => [`${row.noticeId} ${row.rowNo}`, row]));
  return ({ upstreamId, upstreamRow }) => found.get(`${upstreamId} ${upstreamRow}`);
};
