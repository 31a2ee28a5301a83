import { date, type FieldValue, type PlainDate, yearOf } from "@qiangyi/kernel";
import { type Institution, regionsByCode } from "@qiangyi/policy";
import {
  batchOf,
  cancerPilotCompleted,
  type DaySurgeryItem,
  daySurgeryCatalogue,
  milestoneKinds,
  type VillageDoctorEntry,
  villageDoctorsIn,
  type WorkshopEntry,
  workshopBatches,
} from "@qiangyi/policy/service-system";
import type { Observation, TargetEvent } from "@qiangyi/policy/targets";
import type { TargetFacts } from "./evaluate.ts";

/** A confirmed entry of a register, as far as targets ask. */
export interface RegisterEntry {
  readonly register: string;
  readonly entryNo: string;
  readonly values: Readonly<Record<string, FieldValue>>;
}

export interface DerivedFrom {
  readonly entries: readonly RegisterEntry[];
  readonly institutions: ReadonlyMap<string, Pick<Institution, "name" | "affiliation" | "class">>;
  readonly asOf: PlainDate;
}

interface Asked {
  readonly target: string;
  /** Institution or region that promised. */
  readonly subject: string;
  /** The day by which, or the as-of day where that is earlier. */
  readonly day: PlainDate;
}

type Derive = (asked: Asked, from: DerivedFrom) => TargetFacts | undefined;

const text = (entry: RegisterEntry, field: string): string | undefined => {
  const value = entry.values[field];
  return value === null || value === undefined ? undefined : String(value);
};
const dayOf = (entry: RegisterEntry, field: string): PlainDate | undefined => {
  const value = text(entry, field);
  return value === undefined ? undefined : date(value);
};

const ofRegister = (entries: readonly RegisterEntry[], register: string): readonly RegisterEntry[] =>
  entries.filter((entry) => entry.register === register);

/** 山西省人民医院 心血管内科: what a person recognises an entry by. */
const nameOf = (entry: RegisterEntry, { institutions }: DerivedFrom): string =>
  [
    institutions.get(text(entry, "institution") ?? "")?.name ?? regionsByCode.get(text(entry, "county") ?? "")?.name,
    text(entry, "specialty") ?? text(entry, "discipline") ?? text(entry, "project"),
  ]
    .filter((part) => part !== undefined)
    .join(" ") || entry.entryNo;

/** Items with their day. Without a single one there is nothing to say: not zero, because the register may not be in use. */
const items =
  (
    register: string,
    field: string,
    {
      ends,
      counts = () => true,
    }: { ends?: string; counts?: (entry: RegisterEntry, asked: Asked, from: DerivedFrom) => boolean } = {},
  ): Derive =>
  (asked, from) => {
    const events = ofRegister(from.entries, register).flatMap((entry): TargetEvent[] => {
      const on = dayOf(entry, field);
      if (on === undefined || !counts(entry, asked, from)) return [];
      return [{ target: asked.target, on, withdrawnOn: (ends && dayOf(entry, ends)) || null, name: nameOf(entry, from) }];
    });
    return events.length > 0 ? { events } : undefined;
  };

const reportedYear = (target: string, year: number, value: number, asOf: PlainDate): Observation => ({
  target,
  period: String(year),
  value: String(value),
  state: "approved",
  reportedOn: asOf,
  version: 1,
});

/** So many in each year that has any. */
const perYear =
  (
    register: string,
    yearIn: (entry: RegisterEntry) => number | undefined,
    {
      counts = () => true,
      oneOf = ({ entryNo }) => entryNo,
    }: { counts?: (entry: RegisterEntry, asOf: PlainDate) => boolean; oneOf?: (entry: RegisterEntry) => string } = {},
  ): Derive =>
  ({ target }, { entries, asOf }) => {
    const years = new Map<number, Set<string>>();
    for (const entry of ofRegister(entries, register)) {
      const year = yearIn(entry);
      if (year === undefined || year > yearOf(asOf) || !counts(entry, asOf)) continue;
      years.set(year, (years.get(year) ?? new Set()).add(oneOf(entry)));
    }
    return years.size > 0
      ? { observations: [...years].map(([year, found]) => reportedYear(target, year, found.size, asOf)) }
      : undefined;
  };

const yearField = (entry: RegisterEntry): number | undefined => Number(text(entry, "year")) || undefined;
const yearFrom = (entry: RegisterEntry): number | undefined => {
  const from = dayOf(entry, "from");
  return from && yearOf(from);
};

/** A list of a year holds until that of a later year is there. */
const listed =
  (tier: string): Derive =>
  ({ target }, from) => {
    const ofDisciplines = ofRegister(from.entries, "discipline");
    const years = [...new Set(ofDisciplines.map(yearField))].filter((year) => year !== undefined).toSorted((a, b) => a - b);
    const events = ofDisciplines.flatMap((entry): TargetEvent[] => {
      const year = yearField(entry);
      if (text(entry, "tier") !== tier || year === undefined) return [];
      const later = years.find((each) => each > year && `${each}-01-01` <= from.asOf);
      return [
        {
          target,
          on: date(`${year}-01-01`),
          withdrawnOn: later === undefined ? null : date(`${later}-01-01`),
          name: nameOf(entry, from),
        },
      ];
    });
    return events.length > 0 ? { events } : undefined;
  };

const hospitalClass =
  (...classes: readonly string[]) =>
  (entry: RegisterEntry, _: Asked, { institutions }: DerivedFrom): boolean =>
    classes.includes(institutions.get(text(entry, "institution") ?? "")?.class ?? "");

const isCountyTcm = (entry: RegisterEntry, _: Asked, { institutions }: DerivedFrom): boolean => {
  const now = institutions.get(text(entry, "institution") ?? "");
  return (
    (text(entry, "classAtSelection.affiliation") ?? now?.affiliation) === "county" &&
    (text(entry, "classAtSelection.class") ?? now?.class) === "tcm"
  );
};

const national = (entry: RegisterEntry): boolean => text(entry, "level") === "national";

const never = "9999-12-31" as PlainDate;
const yearAdmitted = (entry: RegisterEntry): number | undefined => {
  const admitted = dayOf(entry, "admitted");
  return admitted && yearOf(admitted);
};
const approvedCentre = (entry: RegisterEntry, level: string): PlainDate | undefined =>
  text(entry, "level") === level ? dayOf(entry, "approved") : undefined;
const pilotCompleted = (entry: RegisterEntry): PlainDate | undefined => {
  const [designated, diagnoses, treats] = ["designated", "diagnose.on", "treat.on"].map((field) => dayOf(entry, field));
  return (designated && cancerPilotCompleted({ hospital: "", designated, diagnoses, treats })) ?? undefined;
};

/** Items of a list of the plan with the day from which each counts. A list in use of which nothing counts says zero. */
const planItems =
  (register: string, countsFrom: (entry: RegisterEntry) => PlainDate | undefined): Derive =>
  ({ target }, from) => {
    const entries = ofRegister(from.entries, register);
    const events = entries.map((entry): TargetEvent => {
      const on = countsFrom(entry);
      const name = nameOf(entry, from);
      return on === undefined
        ? { target, on: firstDay, withdrawnOn: firstDay, name }
        : { target, on, withdrawnOn: dayOf(entry, "ended") ?? null, name };
    });
    return events.length > 0 ? { events } : undefined;
  };

/** Projects of one kind; of a kind without a project the roster says nothing, and what was reported counts. */
const milestone =
  (kind: string): Derive =>
  (asked, from) => {
    const entries = ofRegister(from.entries, "plan-milestone").filter((entry) => text(entry, "kind") === kind);
    return planItems("plan-milestone", (entry) => dayOf(entry, "completed"))(asked, { ...from, entries });
  };

/** An event that begins and ends on it shows that the list is in use. */
const firstDay = date("2023-01-01");

/** How many of a list of the plan count on a day. */
const planCount =
  (register: string, count: (entries: readonly RegisterEntry[], day: PlainDate) => number): Derive =>
  ({ target, day }, from) => {
    const entries = ofRegister(from.entries, register);
    if (entries.length === 0) return undefined;
    const value = String(count(entries, day));
    return { observations: [{ target, period: day, value, state: "approved", reportedOn: day, version: 1 }] };
  };

/** Of each year that has any; the rule who counts is that of the card. */
const villageDoctors: Derive = ({ target }, { entries, asOf }) => {
  const doctors = ofRegister(entries, "plan-village-doctor").map(({ values }) => values as unknown as VillageDoctorEntry);
  const years = [...new Set(doctors.map(({ enrolled }) => yearOf(enrolled)))].filter((year) => year <= yearOf(asOf));
  if (years.length === 0) return undefined;
  return { observations: years.map((year) => reportedYear(target, year, villageDoctorsIn(doctors, year, asOf), asOf)) };
};

/** The plan asks for so many in each batch: batches are never added up, the latest is the one that is looked at. */
const latestBatch: Derive = ({ target, day }, from) => {
  const workshops = ofRegister(from.entries, "expert-workshop").map((entry) => ({
    entry,
    ...(entry.values as unknown as WorkshopEntry),
  }));
  const batches = workshopBatches(workshops, day);
  const last = batches.at(-1);
  if (last === undefined) return undefined;
  const active = batches.reduce((sum, batch) => sum + batch.active, 0);
  return {
    events: workshops
      .filter((each) => batchOf(each) === last.name)
      .map(({ entry, from: begins, terminated = null }) => ({
        target,
        on: begins,
        withdrawnOn: terminated,
        name: nameOf(entry, from),
      })),
    note: batches.length > 1 ? `此为${last.name}；建设期内共${active}个，各批分别判断` : `此为${last.name}`,
  };
};

/** What confirmed entries say to an indicator, by its code. Indicators that are not here are reported or recorded item by item. */
const derivations: Readonly<Record<string, Derive>> = {
  expert_workshops: latestBatch,
  assistant_gps_trained: perYear("plan-assistant-gp", yearAdmitted, {
    counts: (entry, asOf) => (dayOf(entry, "admitted") ?? never) <= asOf,
    oneOf: (entry) => text(entry, "person") ?? entry.entryNo,
  }),
  village_doctors_enrolled: villageDoctors,
  county_key_specialties: planItems("plan-county-specialty", (entry) => dayOf(entry, "listed")),
  cancer_pilots: planItems("plan-cancer-pilot", pilotCompleted),
  national_centres: planItems("plan-regional-centre", (entry) => approvedCentre(entry, "national")),
  provincial_centres: planItems("plan-regional-centre", (entry) =>
    text(entry, "state") === "planned" ? undefined : approvedCentre(entry, "provincial"),
  ),
  leading_specialties: planItems("plan-leading-specialty", (entry) => dayOf(entry, "named")),
  pilot_counties: planItems("plan-integration-county", (entry) => dayOf(entry, "confirmed")),
  capitation_pilots: planItems("plan-capitation-county", (entry) => dayOf(entry, "started")),
  groups_connected: planCount(
    "plan-county-group",
    (entries, day) =>
      entries.filter((entry) => text(entry, "result") === "passed" && (dayOf(entry, "tested") ?? never) <= day).length,
  ),
  day_surgery_diseases: planCount(
    "plan-day-surgery-item",
    (entries, day) =>
      daySurgeryCatalogue(
        entries.map(({ values }) => values as unknown as DaySurgeryItem),
        day,
      ).codes.size,
  ),
  tertiary_capability_general: items("county-tertiary", "qualified", {
    ends: "lost",
    counts: hospitalClass("general", "integrated"),
  }),
  tertiary_capability_tcm: items("county-tertiary", "qualified", { ends: "lost", counts: hospitalClass("tcm") }),
  tertiary_capability_maternal: items("county-tertiary", "qualified", { ends: "lost", counts: hospitalClass("maternal-child") }),
  provincial_tcm_specialties: items("tcm-specialty", "selected"),
  county_tcm_specialties: items("tcm-specialty", "selected", { counts: isCountyTcm }),
  national_specialties: items("key-specialty", "selected", { counts: national }),
  provincial_specialties: items("key-specialty", "selected", { counts: (entry) => text(entry, "level") === "provincial" }),
  new_national_specialties: items("key-specialty", "selected", {
    counts: (entry, { subject }) => national(entry) && text(entry, "institution") === subject,
  }),
  top_disciplines: listed("top"),
  key_disciplines: listed("key"),
  visiting_scholars: perYear("visiting-scholar", yearField, {
    counts: (entry, asOf) => entry.values["listed"] === true && (dayOf(entry, "start") ?? asOf) <= asOf,
  }),
  appropriate_techniques: perYear("appropriate-technique", yearField),
  ...Object.fromEntries(Object.keys(milestoneKinds).map((kind) => [kind, milestone(kind)])),
  // A doctor counts once a year, however often he was sent.
  doctors_sent_down: perYear("secondment", yearFrom, { oneOf: (entry) => text(entry, "person") ?? entry.entryNo }),
  top_100_hospitals: perYear("national-ranking", yearField, {
    counts: (entry) =>
      text(entry, "list") === "general" && text(entry, "published") !== undefined && Number(text(entry, "rank") ?? 101) <= 100,
  }),
};

export const factsFromRegisters = (indicator: string, asked: Asked, from: DerivedFrom): TargetFacts | undefined =>
  derivations[indicator]?.(asked, from);
