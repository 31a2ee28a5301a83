import { sql } from "kysely";
import { type Actor, type Tx, within } from "../../platform/index.ts";
import { placesOfSubjects } from "../subjects.ts";
import { identifierSystems } from "./measures.ts";
import type { OrgUnit } from "./outgoing-value.ts";

/** How other systems know the subjects: institutions by credit code where one is recorded, regions by their code. */
export const orgUnitsOf = async (tx: Tx, actor: Actor, subjects: readonly string[]): Promise<ReadonlyMap<string, OrgUnit>> => {
  const known = await placesOfSubjects(tx, actor, subjects);
  const codes = await creditCodes(tx, actor, { ids: [...known.keys()] });
  return new Map(
    [...known].map(([id, { name, kind }]): readonly [string, OrgUnit] => {
      const creditCode = codes.get(id);
      if (kind === "region") return [id, { system: identifierSystems.region, code: id, name }];
      return creditCode === undefined
        ? [id, { system: identifierSystems.institution, code: id, name }]
        : [id, { system: identifierSystems.creditCode, code: creditCode, name }];
    }),
  );
};

/** Ids of subjects by what other systems write: credit code, id or region code. Only those within the actor's scope. */
export const subjectsByOrgUnit = async (
  tx: Tx,
  actor: Actor,
  written: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  const known = await placesOfSubjects(tx, actor, written);
  const byCode = await creditCodes(tx, actor, { codes: written });
  return new Map([...[...known.keys()].map((id) => [id, id] as const), ...[...byCode].map(([id, code]) => [code, id] as const)]);
};

interface Wanted {
  readonly ids?: readonly string[];
  readonly codes?: readonly string[];
}

const creditCodes = async (tx: Tx, actor: Actor, { ids, codes }: Wanted): Promise<ReadonlyMap<string, string>> => {
  const { rows } = await sql<{ id: string; code: string }>`
    select i.id, i.credit_code as code from institution i
    where ${within(actor, "i", "id")} and i.credit_code is not null
      ${ids === undefined ? sql`` : sql`and i.id = any(${[...ids]}::text[])`}
      ${codes === undefined ? sql`` : sql`and i.credit_code = any(${[...codes]}::text[])`}`.execute(tx);
  return new Map(rows.map(({ id, code }) => [id, code]));
};
