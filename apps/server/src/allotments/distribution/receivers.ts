import type { PlainDate } from "@qiangyi/kernel";
import { sql } from "kysely";
import { financeBook, unitBook } from "../../ledger/index.ts";
import type { Actor, Tx } from "../../platform/index.ts";
import { regionOfActor } from "../../platform/index.ts";
import { institutionsOf, regionChoices } from "../../registry/index.ts";
import type { IssuedRow } from "../receipts/issued-rows.store.ts";

export interface Receiver {
  readonly book: string;
  readonly name: string;
  readonly kind: "county" | "unit";
  readonly city: string | null;
  readonly county: string | null;
  readonly institution: string | null;
}

/** Counties that the province deals with directly on a day: no city passes anything on to them (qiangyi-2024.art8.1.b). */
const directCounties = async (tx: Tx, province: string, on: PlainDate): Promise<ReadonlySet<string>> =>
  new Set(
    (
      await sql<{ county: string }>`
        select distinct on (county) county, mode from fiscal_relation
        where province = ${province} and effective_from <= ${on}::date and (effective_to is null or effective_to >= ${on}::date)
        order by county, effective_from desc`.execute(tx)
    ).rows.flatMap((row) => ("mode" in row && row.mode !== "CITY_MANAGED" ? [row.county] : [])),
  );

/** To whom a bureau passes money on: a city to its counties and its own units, a county to its units. */
export const receiversOf = async (tx: Tx, actor: Actor, on: PlainDate): Promise<readonly Receiver[]> => {
  const region = regionOfActor(actor);
  if (region === undefined || (actor.level !== "city" && actor.level !== "county")) return [];
  const isCity = actor.level === "city";
  const units = (await institutionsOf(tx, actor))
    .filter(({ affiliation }) => isCity === (affiliation === "city") && affiliation !== "province")
    .map(
      ({ id, name }): Receiver => ({
        book: unitBook(id).id,
        name,
        kind: "unit",
        city: actor.city,
        county: isCity ? null : actor.county,
        institution: id,
      }),
    );
  if (!isCity) return units;
  const direct = await directCounties(tx, actor.province, on);
  const counties = (await regionChoices(tx, actor))
    .filter(({ parent, code }) => parent === region && !direct.has(code))
    .map(
      ({ code, name }): Receiver => ({
        book: financeBook(code).id,
        name,
        kind: "county",
        city: region,
        county: code,
        institution: null,
      }),
    );
  return [...counties, ...units];
};

/** Where the plan says that a row goes next; nothing where the region distributes it itself. */
export const fixedReceiver = (
  row: Pick<IssuedRow, "destinationCounty" | "destinationInstitution">,
  actor: Pick<Actor, "level" | "county">,
): string | undefined => {
  if (actor.level === "city" && row.destinationCounty !== null) return financeBook(row.destinationCounty).id;
  return row.destinationInstitution === null ? undefined : unitBook(row.destinationInstitution).id;
};
