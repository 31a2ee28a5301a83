import { regionsByCode } from "@qiangyi/policy";

/** The two authorities of a region that the money passes: finance keeps the books, health knows the projects. */
export type Party = "finance" | "health";

/** A code that the region data does not know stands for itself. */
export const regionName = (code: string): string => regionsByCode.get(code)?.name ?? code;

const isProvince = (region: string): boolean => region.endsWith("0000");
const isCounty = (region: string): boolean => !region.endsWith("00");

/** As people say it: 山西省财政厅, 临汾市财政局, 临汾市卫生健康委, 洪洞县卫生健康局. */
export const officeName = (party: Party, region: string): string => `${regionName(region)}${wordOf(party, region)}`;

const wordOf = (party: Party, region: string): string => {
  if (party === "finance") return isProvince(region) ? "财政厅" : "财政局";
  return isCounty(region) ? "卫生健康局" : "卫生健康委";
};

/** As it signs a document: the commissions of province and city in full. */
export const officeInFull = (party: Party, region: string): string =>
  party === "health" && !isCounty(region) ? `${officeName(party, region)}员会` : officeName(party, region);

/** 省财政厅各市监管处: one for each city; they belong to the province, so they carry its name. */
export const supervisionOfficeName = (city: string): string => `省财政厅${regionName(city)}监管处`;
