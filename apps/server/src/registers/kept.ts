import type { Actor, Tx } from "../platform/index.ts";
import type { InstitutionsById, NamedInstitution, Values } from "./entry.ts";
import { institutionIds, institutionsById } from "./institutions.store.ts";
import type { SaveRefusal } from "./refusals.ts";
import type { Register } from "./register.ts";
import type { EntryRow } from "./tables.ts";

type Stored = Pick<EntryRow, "state" | "data">;

/** Why an entry that the plan names may not become `values`; null: may not be withdrawn or sent back. */
export const keptAgainst = async (
  tx: Tx,
  actor: Actor,
  register: Register,
  current: Stored,
  values: Values | null,
): Promise<SaveRefusal | undefined> => {
  if (!register.kept) return undefined;
  const ids = [current.data, values ?? {}].flatMap((each) => institutionIds(register, each));
  const institutions = await institutionsById(tx, actor, ids);
  if (!breaksKept(register, current, values, institutions)) return undefined;
  const { sentence, clause } = register.kept;
  return { code: "NAMED_IN_PLAN", sentence, clause };
};

/** Whether a confirmed entry that the plan names would cease to be that. */
export const breaksKept = (
  { kept, place }: Register,
  current: Stored,
  values: Values | null,
  institutions: InstitutionsById,
): boolean => {
  if (!kept || current.state !== "confirmed") return false;
  const homeOf = (each: Values): NamedInstitution | undefined => institutions.get(String(each[place.institution ?? ""] ?? ""));
  return kept.holds(current.data, homeOf(current.data)) && !(values !== null && kept.holds(values, homeOf(values)));
};
