import type { FindingOffice } from "@qiangyi/api";
import { type Actor, regionOfActor, type Tx } from "../platform/index.ts";
import { institutionNames, officeName, regionName, supervisionOfficeName } from "../registry/index.ts";
import type { Department, DepartmentLevel } from "./tables.ts";

/** The desk that somebody sits at, as supervision tells them apart; undefined for units and for whoever has no part in it. */
export const officeOf = ({ roles, permissions }: Actor): FindingOffice | undefined => {
  if (roles.includes("regional_supervision")) return "supervision";
  if (roles.includes("auditor")) return "audit";
  if (roles.includes("discipline")) return "discipline";
  if (permissions.has("payments.pay")) return "finance";
  return permissions.has("notices.countersign") ? "health" : undefined;
};

/** The two that inspect, confirm and take measures. */
export const departmentOf = (actor: Actor): Department | undefined => {
  const office = officeOf(actor);
  return office === "finance" || office === "health" ? office : undefined;
};

export const levelOf = ({ level }: Actor): DepartmentLevel | undefined =>
  level === "province" || level === "city" || level === "county" ? level : undefined;

export const officeTitle = (office: FindingOffice, region: string): string => {
  if (office === "finance" || office === "health") return officeName(office, region);
  if (office === "supervision") return supervisionOfficeName(region);
  return `${regionName(region)}${office === "audit" ? "审计机关" : "纪检监察机关"}`;
};

/** How the trail calls whoever acts: the office, or the unit. */
export const titleOfActor = async (tx: Tx, actor: Actor): Promise<string> => {
  if (actor.institution !== null)
    return (await institutionNames(tx, actor, [actor.institution])).get(actor.institution) ?? actor.institution;
  const [office, region] = [officeOf(actor), regionOfActor(actor)];
  return office !== undefined && region !== undefined ? officeTitle(office, region) : actor.name;
};

interface Place {
  readonly city: string | null;
  readonly county: string | null;
}

export const regionOfPlace = (province: string, { city, county }: Place): string => county ?? city ?? `${province}0000`;

/** The place of a department; what lies in it is its business. */
export const placeOfActor = (actor: Actor): Place =>
  actor.level === "province"
    ? { city: null, county: null }
    : { city: actor.city, county: actor.level === "county" ? actor.county : null };
