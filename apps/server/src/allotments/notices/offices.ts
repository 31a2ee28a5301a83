import { regions } from "@qiangyi/policy";
import { financeBook } from "../../ledger/index.ts";
import { type Actor, regionOfActor } from "../../platform/index.ts";

export interface Issuer {
  readonly issuer: string;
  readonly issuerRegion: string;
  readonly issuerCity: string | null;
  readonly issuerCounty: string | null;
}

export const issuerOf = (actor: Actor): Issuer | undefined => {
  const region = regionOfActor(actor);
  if (region === undefined) return undefined;
  const isProvince = actor.level === "province" || actor.level === "system";
  return {
    issuer: financeBook(region).id,
    issuerRegion: region,
    issuerCity: isProvince ? null : actor.city,
    issuerCounty: actor.level === "county" ? actor.county : null,
  };
};

/** 省财政厅各市监管处: one for each city. */
export const citiesOf = (province: string): string[] =>
  regions.filter(({ level, parent }) => level === 2 && parent === `${province}0000`).map(({ code }) => code);

/**
 * Whom a notice must be copied to: all offices for one of the province (各市监管处, qiangyi-2024.art8.3.c), the own one for one of a city
 * (art11.d). A county's has none: no text asks for it.
 */
export const requiredOffices = (province: string, { issuerCity, issuerCounty }: Issuer): string[] => {
  if (issuerCity === null) return citiesOf(province);
  return issuerCounty === null ? [issuerCity] : [];
};
