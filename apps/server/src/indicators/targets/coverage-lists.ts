import { date, type PlainDate } from "@qiangyi/kernel";
import { type Institution, isCounty, regions } from "@qiangyi/policy";
import type {
  AcceptedTownship,
  CentreRecords,
  CentreTownshipEntry,
  ConnectionEntry,
  CoreSystemEntry,
  CountyHospitalEntry,
  DepartmentEntry,
  InspectionEntry,
  PlannedCentre,
  RecognisedCentre,
  ReimbursementEntry,
  TownshipCounty,
} from "@qiangyi/policy/service-system";
import type { Actor, Tx } from "../../platform/index.ts";
import { type EntryAsOf, entriesAsOf } from "../../registers/index.ts";
import { institutionsAsOf, institutionsOn } from "../../registry/index.ts";

const allRegisters = [
  "plan-centre-township",
  "township-centre",
  "plan-county-hospital",
  "plan-county-centre",
  "emergency-centre",
  "maternal-newborn-centre",
  "plan-ph-department",
  "plan-platform-connection",
  "plan-core-system",
  "plan-inspection",
  "plan-reimbursement",
] as const;
export type CoverageRegister = (typeof allRegisters)[number];

/** What the coverages of the provincial plan are counted from, as the lists stood on a day. */
export interface CoverageLists {
  readonly counties: readonly TownshipCounty[];
  /** Institutions that existed on the day, classed as they were then. */
  readonly institutions: readonly Institution[];
  readonly townships: readonly CentreTownshipEntry[];
  readonly acceptedTownships: readonly AcceptedTownship[];
  readonly countyHospitals: readonly CountyHospitalEntry[];
  readonly centres: CentreRecords;
  readonly departments: readonly DepartmentEntry[];
  readonly connections: readonly ConnectionEntry[];
  readonly coreSystems: readonly CoreSystemEntry[];
  readonly inspections: readonly InspectionEntry[];
  readonly reimbursements: readonly ReimbursementEntry[];
}

/** Reads all of them, or those that the question needs: some are long. */
export const coverageLists = async (
  tx: Tx,
  actor: Actor,
  asOf: PlainDate,
  registers: readonly CoverageRegister[] = allRegisters,
): Promise<CoverageLists> => {
  const entries = registers.length === 0 ? [] : await entriesAsOf(tx, actor, registers, asOf);
  // Entries may name what has ended since; only a roster leaves it out.
  const known = new Map((await institutionsAsOf(tx, actor, asOf)).map((each) => [each.id, each]));
  const institutions = await institutionsOn(tx, actor, asOf);
  // The values were checked against the fields of their register when they were saved.
  const listed = <Row>(register: CoverageRegister, row: (entry: EntryAsOf) => object): readonly Row[] =>
    entries.filter((entry) => entry.register === register).map((entry) => row(entry) as Row);
  const withHospital = ({ values, institution }: EntryAsOf) => ({ ...values, hospital: institution ?? "" });
  const withName = (entry: EntryAsOf) => ({
    ...withHospital(entry),
    name: known.get(entry.institution ?? "")?.name ?? entry.institution ?? "",
  });
  return {
    counties: countiesOf(institutions),
    institutions,
    townships: listed("plan-centre-township", withName),
    acceptedTownships: listed("township-centre", (entry) => ({ ...withName(entry), accepted: dayOf(entry, "accepted") })),
    countyHospitals: listed("plan-county-hospital", (entry) => ({
      ...withName(entry),
      class: known.get(entry.institution ?? "")?.class ?? "",
    })),
    centres: {
      planned: listed<PlannedCentre>("plan-county-centre", (entry) => ({
        ...withHospital(entry),
        operating: dayOf(entry, "operating"),
      })),
      recognised: [
        ...listed<RecognisedCentre>("emergency-centre", (entry) => recognisedOf(entry)),
        ...listed<RecognisedCentre>("maternal-newborn-centre", (entry) => recognisedOf(entry)),
        // A centre of the city does not cover the county in which it lies.
      ].filter(({ hospital }) => (known.get(hospital)?.affiliation ?? "county") === "county"),
    },
    departments: listed("plan-ph-department", withHospital),
    connections: listed("plan-platform-connection", withHospital),
    coreSystems: listed("plan-core-system", withHospital),
    inspections: listed("plan-inspection", ({ values }) => values),
    reimbursements: listed("plan-reimbursement", ({ values }) => values),
  };
};

const dayOf = ({ values }: EntryAsOf, field: string): PlainDate | null => {
  const value = values[field];
  return typeof value === "string" ? date(value) : null;
};

const recognisedOf = (entry: EntryAsOf) => ({
  ...entry.values,
  hospital: entry.institution ?? "",
  recognised: dayOf(entry, "recognised"),
});

const countiesOf = (institutions: readonly Institution[]): readonly TownshipCounty[] => {
  const withTownship = new Set(institutions.filter(({ class: kind }) => kind === "township-centre").map(({ region }) => region));
  return regions
    .filter(({ level }) => level === 3)
    .map((region) => ({
      code: region.code,
      name: region.name,
      hasTownshipHospital: withTownship.has(region.code),
      isCounty: isCounty(region),
    }));
};

/** Hospitals proper: what township and community institutions owe is told elsewhere. */
export const hospitalsOf = (institutions: readonly Institution[]): readonly Institution[] =>
  institutions.filter(({ class: kind, affiliation }) => kind !== "township-centre" && affiliation !== "township");
