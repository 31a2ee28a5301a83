import type { EntryState } from "@qiangyi/api";
import { type Actor, newId, type Tx } from "../platform/index.ts";
import { registersById } from "./declarations.ts";
import { addEntries } from "./entries.store.ts";
import { type Evidence, evidenceProblems, keysOf, missingEvidence, type Values, valueProblems } from "./entry.ts";
import { institutionIds, institutionsById } from "./institutions.store.ts";
import { tooManyWritten } from "./limit.ts";
import type { RegisterTables } from "./tables.ts";

export interface LoadedEntry {
  readonly register: string;
  readonly values: Values;
  readonly evidence: Omit<Evidence, "attachment">;
  /** Confirmed unless said otherwise. */
  readonly state?: EntryState;
}

const batch = 1_000;

/**
 * Many entries of several registers at once, by the platform itself. They pass the same checks as a form; one that does not is a
 * mistake of the caller and stops the load.
 */
export const loadEntries = async (
  tx: Tx,
  actor: Actor,
  entries: readonly LoadedEntry[],
  { at, attachment }: { at: Date; attachment: string },
): Promise<void> => {
  const institutions = await institutionsById(
    tx,
    actor,
    entries.flatMap(({ register, values }) => {
      const declared = registersById.get(register);
      return declared ? institutionIds(declared, values) : [];
    }),
  );
  for (const [id, register] of registersById) {
    const rows = entries
      .filter((entry) => entry.register === id)
      .map(({ values, evidence: document, state = "confirmed" }) => {
        const evidence = { ...document, attachment: register.evidence.attachment && document.documentNumber ? attachment : null };
        const missing = state === "confirmed" ? missingEvidence(register, values, evidence) : undefined;
        const problems = [...valueProblems(register, values, institutions), ...evidenceProblems(evidence)];
        if (problems.length > 0 || missing !== undefined) {
          throw new Error(`${id}: ${missing ?? JSON.stringify(problems)} in ${JSON.stringify(values)}`);
        }
        return { values, evidence, state };
      });
    for (let from = 0; from < rows.length; from += batch) {
      await addEntries(tx, register, rows.slice(from, from + batch), { actor, at, institutions });
    }
    const keys = rows.map(({ values, evidence }) => keysOf(register, values, evidence, institutions).repeatKey);
    const tooMany = await tooManyWritten(tx, actor, register, keys);
    if (tooMany !== undefined) throw new Error(`${id}: ${tooMany}`);
  }
};

/** A file that stands for every certificate of a load. */
export const storeLoadedFile = async (
  tx: Tx,
  actor: Actor,
  file: { name: string; contentType: string; content: Buffer; sha256: string },
  at: Date,
): Promise<string> => {
  const id = newId();
  await tx
    .withTables<RegisterTables>()
    .insertInto("stored_file")
    .values({
      province: actor.province,
      id,
      name: file.name,
      content_type: file.contentType,
      size_bytes: BigInt(file.content.length),
      sha256: file.sha256,
      content: file.content,
      uploaded_by: actor.userId,
      uploaded_at: at,
      city: null,
      county: null,
      institution: null,
    })
    .execute();
  return id;
};
