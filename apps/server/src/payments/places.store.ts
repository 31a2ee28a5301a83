import { sql } from "kysely";
import { type Actor, type Tx, within } from "../platform/index.ts";

interface UnitPlace {
  readonly name: string;
  readonly city: string | null;
  readonly county: string | null;
}

/** Name and place of an institution within the actor's sight. */
export const placeOfUnit = async (tx: Tx, actor: Actor, institution: string): Promise<UnitPlace | undefined> => {
  const { rows } = await sql<UnitPlace>`
    select name, city, county from institution where province = ${actor.province} and id = ${institution} and ${within(actor, "institution", "id")}`.execute(
    tx,
  );
  return rows[0];
};
