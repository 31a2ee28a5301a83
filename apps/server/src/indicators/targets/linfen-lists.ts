import type { PlainDate } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import {
  type CentreEntry,
  type CentreRecord,
  centresCity,
  type DepartmentEntry,
  type PlanEntries,
  planFacts,
  type SpecialtyEntry,
  type StandardEntry,
  type VillageEntry,
} from "@qiangyi/policy/linfen";
import type { Actor, Tx } from "../../platform/index.ts";
import { type EntryAsOf, entriesAsOf } from "../../registers/index.ts";
import { institutionsAsOf } from "../../registry/index.ts";
import { byTarget } from "./by-target.ts";
import type { TargetFacts } from "./evaluate.ts";

const lists = [
  "plan-emergency-centre",
  "plan-department",
  "plan-tcm-specialty",
  "plan-basic-standard",
  "plan-village-clinics",
] as const;

/** The lists of Linfen's plan as they stood on a day, within the actor's scope. */
export const planEntries = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<PlanEntries> => {
  const isOfCity = (code: string): boolean => code.slice(0, 4) === centresCity.slice(0, 4);
  const ofCity = (await institutionsAsOf(tx, actor, asOf)).filter(({ region }) => isOfCity(region));
  const hospitals = ofCity.filter(({ affiliation }) => affiliation !== "province");
  const names = new Map(ofCity.map(({ id, name }) => [id, name]));
  // Lists may be kept by other cities too; the targets are Linfen's.
  const entries = (await entriesAsOf(tx, actor, lists, asOf)).filter(
    ({ county, institution }) => isOfCity(county ?? "") || names.has(institution ?? ""),
  );
  // The values were checked against the fields of their register when they were saved.
  const listed = <Row>(register: (typeof lists)[number], row: (entry: EntryAsOf) => unknown): readonly Row[] =>
    entries.filter((entry) => entry.register === register).map((entry) => row(entry) as Row);
  return {
    centres: listed<CentreEntry>("plan-emergency-centre", ({ values, county, institution, since }) => ({
      record: values as unknown as CentreRecord,
      hospital: names.get(institution ?? "") ?? "",
      county: values.tier === "county" ? countyName(county) : null,
      confirmed: since,
    })),
    departments: listed<DepartmentEntry>("plan-department", ({ values, since }) => ({ ...values, confirmed: since })),
    specialties: listed<SpecialtyEntry>("plan-tcm-specialty", ({ values, since }) => ({ ...values, confirmed: since })),
    standards: listed<StandardEntry>("plan-basic-standard", ({ values, since }) => ({
      ...values,
      county: countyName(String(values.county)),
      confirmed: since,
    })),
    villages: listed<VillageEntry>("plan-village-clinics", ({ values, since }) => ({
      ...values,
      county: countyName(String(values.county)),
      confirmed: since,
    })),
    hospitals,
  };
};

const countyName = (code: string | null): string | null => (code === null ? null : (regionsByCode.get(code)?.name ?? null));

export const linfenListFacts = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<ReadonlyMap<string, TargetFacts>> =>
  byTarget(planFacts(await planEntries(tx, actor, asOf), asOf));
