import { date, type FieldValue, type PlainDate, yearOf } from "@qiangyi/kernel";
import { type Institution, regions } from "@qiangyi/policy";
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
  [institutions.get(text(entry, "institution") ?? "")?.name, text(entry, "specialty") ?? text(entry, "discipline")]
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
    }: { counts?: (entry: RegisterEntry) => boolean; oneOf?: (entry: RegisterEntry) => string } = {},
  ): Derive =>
  ({ target }, { entries, asOf }) => {
    const years = new Map<number, Set<string>>();
    for (const entry of ofRegister(entries, register)) {
      const year = yearIn(entry);
      if (year === undefined || year > yearOf(asOf) || !counts(entry)) continue;
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

const allCounties: ReadonlySet<string> = new Set(regions.filter(({ level }) => level === 3).map(({ code }) => code));

/** Counties that have every one of some kinds of centres, of all counties. */
const coverage =
  (...kinds: readonly string[]): Derive =>
  ({ target, day }, { entries, institutions }) => {
    const centres = [...ofRegister(entries, "emergency-centre"), ...ofRegister(entries, "maternal-newborn-centre")];
    const withKind = (kind: string): ReadonlySet<string> =>
      new Set(
        centres.flatMap((entry) => {
          const on = dayOf(entry, "recognised");
          const county = text(entry, "county");
          // A centre of the city does not cover the county in which it lies.
          const isOfCounty = (institutions.get(text(entry, "institution") ?? "")?.affiliation ?? "county") === "county";
          return text(entry, "kind") === kind && on !== undefined && on <= day && county !== undefined && isOfCounty
            ? [county]
            : [];
        }),
      );
    if (!centres.some((entry) => kinds.includes(text(entry, "kind") ?? ""))) return undefined;
    const sets = kinds.map(withKind);
    const covered = [...allCounties].filter((county) => sets.every((set) => set.has(county)));
    return {
      observations: [
        {
          target,
          period: day,
          numerator: String(covered.length),
          denominator: String(allCounties.size),
          state: "approved",
          reportedOn: day,
          version: 1,
        },
      ],
    };
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

/** What confirmed entries say to an indicator, by its code. Indicators that are not here are reported or recorded item by item. */
const derivations: Readonly<Record<string, Derive>> = {
  expert_workshops: items("expert-workshop", "from", { ends: "terminated" }),
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
  visiting_scholars: perYear("visiting-scholar", yearField, { counts: (entry) => entry.values["listed"] === true }),
  appropriate_techniques: perYear("appropriate-technique", yearField),
  // A doctor counts once a year, however often he was sent.
  doctors_sent_down: perYear("secondment", yearFrom, { oneOf: (entry) => text(entry, "person") ?? entry.entryNo }),
  top_100_hospitals: perYear("national-ranking", yearField, {
    counts: (entry) =>
      text(entry, "list") === "general" && text(entry, "published") !== undefined && Number(text(entry, "rank") ?? 101) <= 100,
  }),
  chest_pain_coverage: coverage("chest-pain"),
  stroke_coverage: coverage("stroke"),
  trauma_coverage: coverage("trauma"),
  maternal_coverage: coverage("maternal"),
  newborn_coverage: coverage("child-newborn"),
  five_centres_coverage: coverage("chest-pain", "stroke", "trauma", "maternal", "child-newborn"),
};

export const factsFromRegisters = (indicator: string, asked: Asked, from: DerivedFrom): TargetFacts | undefined =>
  derivations[indicator]?.(asked, from);
