import { date, type FieldValue, type PlainDate } from "@qiangyi/kernel";
import { type HospitalClass, hasTcmPrice, type Institution, regionsByCode } from "@qiangyi/policy";
import type {
  CancerPilotEntry,
  CapabilityEntry,
  CapitationCountyEntry,
  CapitationReport,
  ConsultationMonth,
  CountyGroupEntry,
  CountySpecialtyEntry,
  DaySurgeryItem,
  DaySurgeryUse,
  DisciplineEntry,
  IntegrationCountyEntry,
  LeadingSpecialtyEntry,
  NationalSpecialtyEntry,
  ProfessionalCentreEntry,
  RegionalCentreEntry,
  ScholarEntry,
  TcmSpecialtyEntry,
  TraineeEntry,
  VillageDoctorEntry,
  WorkshopEntry,
} from "@qiangyi/policy/service-system";
import type { Actor, Tx } from "../../platform/index.ts";
import { type EntryAsOf, entriesAsOf } from "../../registers/index.ts";
import { institutionsAsOf } from "../../registry/index.ts";

const registers = [
  "visiting-scholar",
  "expert-workshop",
  "county-tertiary",
  "regional-centre",
  "discipline",
  "key-specialty",
  "tcm-specialty",
  "plan-assistant-gp",
  "plan-village-doctor",
  "plan-county-specialty",
  "plan-cancer-pilot",
  "plan-regional-centre",
  "plan-leading-specialty",
  "plan-integration-county",
  "plan-capitation-county",
  "plan-capitation-report",
  "plan-county-group",
  "plan-remote-consultation",
  "plan-day-surgery-item",
  "plan-day-surgery-use",
] as const;
type RegisterId = (typeof registers)[number];

/** What the quotas of the plan are counted from, as the rosters stood on a day. */
export interface QuotaLists {
  readonly trainees: readonly TraineeEntry[];
  readonly villageDoctors: readonly VillageDoctorEntry[];
  readonly scholars: readonly ScholarEntry[];
  readonly workshops: readonly WorkshopEntry[];
  readonly capabilities: readonly CapabilityEntry[];
  readonly centres: readonly RegionalCentreEntry[];
  readonly professionalCentres: readonly ProfessionalCentreEntry[];
  readonly disciplines: readonly DisciplineEntry[];
  readonly nationalSpecialties: readonly NationalSpecialtyEntry[];
  readonly countySpecialties: readonly CountySpecialtyEntry[];
  readonly tcmSpecialties: readonly TcmSpecialtyEntry[];
  readonly leadingSpecialties: readonly LeadingSpecialtyEntry[];
  readonly cancerPilots: readonly CancerPilotEntry[];
  readonly integrationCounties: readonly IntegrationCountyEntry[];
  readonly capitationCounties: readonly CapitationCountyEntry[];
  readonly capitationReports: readonly CapitationReport[];
  readonly groups: readonly CountyGroupEntry[];
  readonly consultations: readonly ConsultationMonth[];
  readonly daySurgeryItems: readonly DaySurgeryItem[];
  readonly daySurgeryUses: readonly DaySurgeryUse[];
}

export const quotaLists = async (tx: Tx, actor: Actor, asOf: PlainDate): Promise<QuotaLists> => {
  const entries = await entriesAsOf(tx, actor, registers, asOf);
  const institutions = new Map((await institutionsAsOf(tx, actor, asOf)).map((each) => [each.id, each]));
  const hospitalOf = (entry: EntryAsOf): string => {
    const id = String(entry.values["institution"] ?? "");
    return institutions.get(id)?.name ?? id;
  };
  // The values were checked against the fields of their register when they were saved.
  const listed = <Row>(register: RegisterId, row: (entry: EntryAsOf) => object): readonly Row[] =>
    entries.filter((entry) => entry.register === register).map((entry) => row(entry) as Row);
  const withHospital = (entry: EntryAsOf) => ({ ...entry.values, hospital: hospitalOf(entry) });
  const withCounty = ({ values }: EntryAsOf) => ({ ...values, county: countyName(values["county"]) });
  return {
    trainees: listed("plan-assistant-gp", ({ values }) => values),
    villageDoctors: listed("plan-village-doctor", ({ values }) => values),
    scholars: listed("visiting-scholar", ({ values }) => values),
    workshops: listed("expert-workshop", ({ values }) => values),
    capabilities: listed("county-tertiary", (entry) => ({
      ...withHospital(entry),
      class: institutions.get(entry.institution ?? "")?.class ?? "",
    })),
    centres: listed("plan-regional-centre", withHospital),
    professionalCentres: listed<ProfessionalCentreEntry>("regional-centre", (entry) => ({
      hospital: hospitalOf(entry),
      field: fieldNames[String(entry.values["field"])] ?? String(entry.values["field"]),
    })),
    disciplines: listed("discipline", ({ values }) => values),
    nationalSpecialties: listed<NationalSpecialtyEntry & { level: string }>("key-specialty", (entry) => ({
      ...withHospital(entry),
      accepted: dayOrNull(entry.values["acceptedOn"]),
      isSubsidised: Number(entry.values["nationalSubsidy"] ?? 0) > 0,
    })).filter(({ level }) => level === "national"),
    countySpecialties: listed<CountySpecialtyEntry & { ended?: string }>("plan-county-specialty", withHospital).filter(
      ({ ended }) => !(ended && ended <= asOf),
    ),
    tcmSpecialties: listed("tcm-specialty", (entry) => ({
      ...withHospital(entry),
      isPriced: isPriced(entry.values, institutions.get(entry.institution ?? "")),
    })),
    leadingSpecialties: listed("plan-leading-specialty", withHospital),
    cancerPilots: listed("plan-cancer-pilot", (entry) => ({
      ...withHospital(entry),
      diagnoses: dayOrNull(entry.values["diagnose.on"]),
      treats: dayOrNull(entry.values["treat.on"]),
    })),
    integrationCounties: listed("plan-integration-county", withCounty),
    capitationCounties: listed("plan-capitation-county", withCounty),
    capitationReports: listed("plan-capitation-report", (entry) => ({
      ...withCounty(entry),
      period: `${entry.values["year"]}-${entry.values["half"]}`,
    })),
    groups: listed("plan-county-group", withCounty),
    consultations: listed("plan-remote-consultation", (entry) => ({
      ...withCounty(entry),
      month: Number(entry.values["month"]),
    })),
    daySurgeryItems: listed("plan-day-surgery-item", ({ values }) => values),
    daySurgeryUses: listed("plan-day-surgery-use", withHospital),
  };
};

/** The class on the day of selection where the register keeps it, as the fund reads it. */
const isPriced = (values: EntryAsOf["values"], now: Institution | undefined): boolean => {
  const of = <Name extends keyof HospitalClass>(name: Name) =>
    (values[`classAtSelection.${name}`] ?? now?.[name]) as HospitalClass[Name] | undefined;
  const [affiliation, tier, kind] = [of("affiliation"), of("tier"), of("class")];
  return affiliation !== undefined && tier !== undefined && kind !== undefined && hasTcmPrice({ affiliation, tier, class: kind });
};

/** The fields that the fund rewards; another one is shown as it was entered. */
const fieldNames: Readonly<Record<string, string>> = {
  "critical-care": "重症",
  "infectious-disease": "传染病",
  trauma: "创伤",
};

const dayOrNull = (value: FieldValue | undefined): PlainDate | null => (typeof value === "string" ? date(value) : null);
const countyName = (code: FieldValue | undefined): string => regionsByCode.get(String(code))?.name ?? String(code);
