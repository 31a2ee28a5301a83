import { type InstitutionDraft, institutionDraft } from "@qiangyi/api";
import { type Clock, systemActor, type Tx } from "../platform/index.ts";
import { writeInstitution } from "./institutions.store.ts";
import { institutionsOf } from "./institutions-for-rooms.ts";

/** An institution that a document names, under an id of its own: it belongs to the reference data of every installation. */
export interface NamedInstitution
  extends Pick<InstitutionDraft, "name" | "affiliation" | "tier" | "class" | "region">,
    Partial<Pick<InstitutionDraft, "formerNames">> {
  readonly id: string;
}

/** Those that are there already stay as people have changed them. */
export const loadNamedInstitutions = async (
  tx: Tx,
  clock: Clock,
  named: readonly NamedInstitution[],
  reason: string,
): Promise<void> => {
  const known = new Set((await institutionsOf(tx, systemActor)).map(({ id }) => id));
  for (const { id, ...record } of named) {
    if (known.has(id)) continue;
    await writeInstitution(tx, systemActor, {
      id,
      version: 1,
      record: institutionDraft.parse({ ownership: "public", ...record }),
      warnings: [],
      warningReason: null,
      change: "imported",
      reason,
      at: clock.now(),
    });
  }
};
