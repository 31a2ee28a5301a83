import { type Fact, type Institution, regionsByCode } from "@qiangyi/policy";
import { regionName } from "../registry/index.ts";

/** Where money goes: city null is 省本级, county null within a city is 市本级. */
export interface Place {
  readonly city: string | null;
  readonly county: string | null;
}

export const provinceItself: Place = { city: null, county: null };

export const placeOfRegion = (code: string): Place => {
  const region = regionsByCode.get(code);
  if (region?.level === 3) return { city: region.parent, county: code };
  if (region?.level === 2) return { city: code, county: null };
  return provinceItself;
};

/** A provincial hospital stands in some county, but its money does not go there. */
export const placeOfInstitution = ({ affiliation, region }: Institution): Place => {
  if (affiliation === "province") return provinceItself;
  const place = placeOfRegion(region);
  return affiliation === "city" ? { city: place.city, county: null } : place;
};

/** The institution that a fact speaks for: the host of a doctor sent down, otherwise its own. */
export const institutionOfFact = (fact: Fact): string | undefined =>
  fact.type === "secondment" ? fact.host : "institution" in fact ? fact.institution : undefined;

export const cityName = (city: string | null): string => (city === null ? "省本级" : regionName(city));
export const countyName = ({ city, county }: Place): string =>
  county === null ? (city === null ? "省本级" : "市本级") : regionName(county);

/** "太原市清徐县", "太原市本级", "省本级": the city is named because 城区 and 矿区 are not the only ones of their name. */
export const placeName = ({ city, county }: Place): string =>
  city === null ? "省本级" : county === null ? `${regionName(city)}本级` : `${regionName(city)}${regionName(county)}`;

/** 省本级 first, then by code of the city, 市本级 before its counties. */
export const placeOrder = ({ city, county }: Place): string => `${city ?? ""}/${county ?? ""}`;
