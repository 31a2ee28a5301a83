import { sql } from "kysely";
import type { Actor, Tx } from "../platform/index.ts";
import type { InstitutionsById } from "./entry.ts";
import { allInstitutions } from "./institutions.store.ts";

/**
 * The institutions of a province by id, kept in the memory of one server. Each page of a list names a hundred of them, which to look up
 * costs the database as much as the page; the revision tells in one small question that nothing has changed, in whichever server.
 */
export const rememberInstitutions = (): ((tx: Tx, actor: Actor) => Promise<InstitutionsById>) => {
  const remembered = new Map<string, { readonly revision: bigint; readonly byId: InstitutionsById }>();
  return async (tx, actor) => {
    const { rows } = await sql<{ revision: bigint }>`
      select revision from institution_revision where province = ${actor.province}`.execute(tx);
    const revision = rows[0]?.revision;
    // Nothing is registered yet, or this actor may not know the names.
    if (revision === undefined) return new Map();
    const known = remembered.get(actor.province);
    if (known?.revision === revision) return known.byId;
    // Read after the revision: should somebody write in between, the names are newer than it and are only read once more.
    const byId = new Map((await allInstitutions(tx, actor)).map((institution) => [institution.id, institution]));
    remembered.set(actor.province, { revision, byId });
    return byId;
  };
};
