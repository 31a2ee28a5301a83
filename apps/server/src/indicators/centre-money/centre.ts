import { type CentreId, type NationalCentre, nationalCentre, nationalCentres } from "@qiangyi/policy";
import { sql } from "kysely";
import type { Actor, Place, Tx } from "../../platform/index.ts";

export const taiyuan = "140100";

/** Whose money it is: Taiyuan's city, or the province's alone. */
export const cityOfPayer = (payer: NationalCentre["payer"]): string | null => (payer === "太原市" ? taiyuan : null);

const standsFor = (actor: Actor, city: string | null): boolean =>
  city === null ? actor.level === "province" : actor.level === "city" && actor.city === city;

/** The assessor of a centre is the health commission of the one who pays for it. */
export const mayAssess = (actor: Actor, { payer }: NationalCentre): boolean =>
  actor.permissions.has("indicators.check") && standsFor(actor, cityOfPayer(payer));

export const mayPayFor = (actor: Actor, payer: NationalCentre["payer"]): boolean =>
  actor.permissions.has("payments.pay") && standsFor(actor, cityOfPayer(payer));

/** The centres that the actor's place has to do with: the province sees all, Taiyuan and a centre's hospital their own. */
export const centresOf = async (tx: Tx, actor: Actor): Promise<readonly NationalCentre[]> => {
  if (actor.level === "province" || actor.level === "system") return nationalCentres;
  const places = await Promise.all(
    nationalCentres.map(async (centre) => ({ centre, place: await placeOf(tx, actor, centre.id) })),
  );
  return places
    .filter(({ place }) =>
      actor.level === "unit"
        ? place.institution !== null && place.institution === actor.institution
        : actor.level === "city" && place.city === actor.city,
    )
    .map(({ centre }) => centre);
};

/** Where rows of a centre belong: its hospital, as its targets of the register name it. */
export const placeOf = async (tx: Tx, { province }: Actor, centre: CentreId): Promise<Place> => {
  const { rows } = await sql<Place>`
    select city, county, institution from target_version
    where province = ${province} and target like ${`regional-centres-2023.${centre}.%`} and institution is not null limit 1`.execute(
    tx,
  );
  return rows[0] ?? { city: cityOfPayer(nationalCentre(centre).payer), county: null, institution: null };
};

/** Acts on the same money wait for each other. */
export const lockMoney = async (tx: Tx, { province }: Actor, of: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`centre-money/${province}/${of}`}, 0))`.execute(tx);
};
