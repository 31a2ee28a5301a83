import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { oneDecimal } from "./counts.ts";

/** 千名技术骨干: four fifths of the places for counties, one fifth for the city (三（一）3). */
export type Tier = "county" | "city";
export const tierNames: Readonly<Record<Tier, string>> = { county: "县级", city: "市级" };

export const tierOf = ({ affiliation }: { readonly affiliation: string }): Tier =>
  affiliation === "county" || affiliation === "township" ? "county" : "city";

export interface Places {
  readonly total: number;
  readonly county: number;
  readonly city: number;
  /** False where the total is not divisible by five: the share is then 近似. */
  readonly isExact: boolean;
}

/** The city's fifth is rounded down, the remainder goes to the counties. */
export const placesOf = (total: number): Places => {
  const city = Math.floor(total / 5);
  return { total, county: total - city, city, isExact: total % 5 === 0 };
};

export type Roster = Readonly<Record<Tier, number>>;

export type PlaceRefusal = Refusal<"PLACES_USED", { readonly tier: Tier; readonly places: number; readonly clause: string }>;

/** Whether one more person of the tier may be entered. */
export const enter = (tier: Tier, roster: Roster, places: Places): Result<Roster, PlaceRefusal> =>
  roster[tier] < places[tier]
    ? ok({ ...roster, [tier]: roster[tier] + 1 })
    : refuse({ code: "PLACES_USED", tier, places: places[tier], clause: `linfen-2020.thousandstaff.split-${tier}` });

export const placesUsedText = ({ tier }: Pick<PlaceRefusal, "tier">): string => `${tierNames[tier]}名额已满`;

export interface SplitVerdict {
  readonly isMet: boolean;
  readonly countyShare: string;
  /** "达标" or "未达标（县级79.0%）". */
  readonly text: string;
}

/** The share of a whole roster, as of an imported one; exactly the places of each tier meet it. */
export const splitVerdict = ({ county, city }: Roster, places: Places): SplitVerdict => {
  const sum = county + city;
  const countyShare = sum === 0 ? "—" : oneDecimal(Math.floor((county * 1000) / sum));
  const isMet = county === places.county && city === places.city;
  return { isMet, countyShare, text: isMet ? "达标" : `未达标（县级${countyShare}）` };
};
