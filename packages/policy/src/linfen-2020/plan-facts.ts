import type { PlainDate } from "@qiangyi/kernel";
import { type Observation, type RegisterTarget, registerTargets, type TargetEvent } from "../targets/index.ts";
import { bedRangeOf, type CentreKind, centreKinds, judgeCentre } from "./centres.ts";
import { type CentreEntry, type PlanEntries, type RosterHospital, type SpecialtyEntry, specialtyLevels } from "./plan-entries.ts";

export interface PlanFacts {
  readonly events: readonly TargetEvent[];
  readonly observations: readonly Observation[];
}

const clause = (rest: string): string => `linfen-2020.${rest}`;
const keyOf: Readonly<Record<CentreKind, string>> = {
  "chest-pain": "chestpain",
  stroke: "stroke",
  trauma: "trauma",
  maternal: "maternal",
  neonatal: "neonatal",
  infectious: "infectious",
};

const linfenTargets = registerTargets.filter(({ id }) => id.startsWith("linfen-2020."));
/** Names of the 17 counties as the plan prints them. */
export const linfenCounties: readonly string[] =
  linfenTargets.find(({ id }) => id === clause("centres.chestpain.counties"))?.roster ?? [];

/** The target of one kind of centre in one county. */
export const countyTarget = (kind: CentreKind, county: string): RegisterTarget | undefined =>
  linfenTargets.find(({ id, subject }) => id.startsWith(clause(`centres.${keyOf[kind]}.county.`)) && subject === county);

export const cityTarget = (kind: CentreKind): string => clause(`centres.${keyOf[kind]}.city`);
export const countiesTarget = (kind: CentreKind): string => clause(`centres.${keyOf[kind]}.counties`);

/** The range of beds that the plan prints for the place of a centre. */
export const bedsAsked = ({ record: { kind, tier }, hospital, county }: CentreEntry) =>
  kind !== "infectious" || tier === "city" ? null : (bedRangeOf(tier === "zone" ? hospital : (county ?? "")) ?? null);

/**
 * What the lists say to the targets of the plan as of a day. Entries confirmed later are not asked for; the caller has left them out.
 *
 * Source: linfen-2020.centres.*, .tcm.*, .grassroots.*
 */
export const planFacts = (entries: PlanEntries, asOf: PlainDate): PlanFacts => {
  const events = [
    ...entries.centres.flatMap(centreEvents),
    ...specialtyEvents(entries.specialties),
    ...entries.standards.flatMap(({ county, name, kind, result, assessed }) =>
      result === "none" ? [] : [{ target: clause(`grassroots.${kind}-basic`), on: assessed, name: `${county}${name}` }],
    ),
  ];
  const served = new Set(events.map(({ target }) => target));
  // A list that names nothing says zero, not unknown: an event that ends on its own day counts for nothing.
  const zeros = countedTargets.filter((target) => !served.has(target)).map((target) => ({ target, on: asOf, withdrawnOn: asOf }));
  return {
    events: [...events, ...zeros],
    observations: [
      ...entries.centres.flatMap(bedObservations),
      ...departmentShares(entries, asOf),
      ...villageShare(entries, asOf),
    ],
  };
};

const centreTargets = Object.keys(centreKinds).flatMap((kind) => [
  cityTarget(kind as CentreKind),
  countiesTarget(kind as CentreKind),
  ...linfenCounties.flatMap((county) =>
    kind === "infectious" ? [] : [countyTarget(kind as CentreKind, county)?.id ?? []].flat(),
  ),
]);
/** Targets whose value is how many entries of a list count. */
const countedTargets: readonly string[] = [
  ...centreTargets,
  ...specialtyLevels.map((level) => clause(`tcm.specialty-${level}`)),
  ...["township", "community"].map((kind) => clause(`grassroots.${kind}-basic`)),
];

const centreEvents = (entry: CentreEntry): readonly TargetEvent[] => {
  const { record, hospital, county, confirmed } = entry;
  if (record.tier === "zone" || judgeCentre(record, bedsAsked(entry)).state !== "built") return [];
  const on = record.accepted ?? confirmed;
  if (record.tier === "city") return [{ target: cityTarget(record.kind), on, name: hospital }];
  if (county === null) return [];
  const cell = record.kind === "infectious" ? undefined : countyTarget(record.kind, county);
  return [{ target: countiesTarget(record.kind), on, name: county }, ...(cell ? [{ target: cell.id, on, name: hospital }] : [])];
};

/** The cell of a county for infectious diseases, and a zone, are measured in beds. */
const bedObservations = ({ record, hospital, county, confirmed }: CentreEntry): readonly Observation[] => {
  if (record.kind !== "infectious" || record.tier === "city" || record.beds == null) return [];
  const subject = record.tier === "zone" ? hospital : county;
  const target = linfenTargets.find((each) => each.indicator === "重大传染病救治床位数" && each.subject === subject);
  return target ? [approved(target.id, record.accepted ?? confirmed, { value: String(record.beds) })] : [];
};

const approved = (target: string, on: PlainDate, reading: Partial<Observation>): Observation => ({
  target,
  period: on,
  state: "approved",
  reportedOn: on,
  version: 1,
  ...reading,
});

/** A specialty counts at its highest level: a lower approval stops to count on the day of a higher one. */
const specialtyEvents = (entries: readonly SpecialtyEntry[]): readonly TargetEvent[] =>
  entries.flatMap((entry) => {
    const higher = entries.filter(
      (other) =>
        other.institution === entry.institution &&
        other.specialty === entry.specialty &&
        specialtyLevels.indexOf(other.level) > specialtyLevels.indexOf(entry.level) &&
        (other.ended === undefined || other.ended > entry.approved),
    );
    const ends = [entry.ended, ...higher.map(({ approved }) => approved)].filter((day) => day !== undefined).toSorted();
    const [withdrawnOn = null] = ends;
    if (withdrawnOn !== null && withdrawnOn <= entry.approved) return [];
    const name = `${entry.institution} ${entry.specialty}`;
    return [{ target: clause(`tcm.specialty-${entry.level}`), on: entry.approved, withdrawnOn, name }];
  });

const isCountyLevelOrAbove = ({ affiliation }: RosterHospital): boolean => affiliation !== "township";
const isSecondaryOrTertiary = ({ tier }: RosterHospital): boolean => tier === "secondary" || tier === "tertiary";

/** Who has to have the department, target by target. */
const departmentTargets = [
  {
    target: clause("tcm.prevention-dept-tcm-hospitals"),
    department: "prevention",
    asks: (hospital: RosterHospital) => hospital.class === "tcm" && isCountyLevelOrAbove(hospital),
  },
  {
    target: clause("tcm.prevention-dept-general"),
    department: "prevention",
    asks: (hospital: RosterHospital) => hospital.class === "general" && isCountyLevelOrAbove(hospital),
  },
  {
    target: clause("tcm.geriatrics"),
    department: "geriatrics",
    asks: (hospital: RosterHospital) => hospital.class === "tcm" && isSecondaryOrTertiary(hospital),
  },
  {
    target: clause("tcm.rehabilitation"),
    department: "rehabilitation",
    asks: (hospital: RosterHospital) => hospital.class === "tcm" && isSecondaryOrTertiary(hospital),
  },
] as const;

/** Day on which a target is judged, or the day asked about where that is earlier. */
const judgedOn = (target: string, asOf: PlainDate): PlainDate => {
  const by = linfenTargets.find(({ id }) => id === target)?.by;
  return typeof by === "string" && by < asOf ? by : asOf;
};

/** Hospitals that have the department on the day, of those that must; the others by name. */
export const departmentRoster = ({ departments, hospitals }: PlanEntries, target: string, day: PlainDate) => {
  const asked = departmentTargets.find((each) => each.target === target);
  const obliged = asked ? hospitals.filter(asked.asks) : [];
  const hasIt = new Set(
    departments
      .filter(({ department, opened, closed }) => department === asked?.department && opened <= day && (closed ?? "9999") > day)
      .map(({ institution }) => institution),
  );
  return { obliged, missing: obliged.filter(({ id }) => !hasIt.has(id)) };
};

const departmentShares = (entries: PlanEntries, asOf: PlainDate): readonly Observation[] =>
  departmentTargets.map(({ target }) => {
    const day = judgedOn(target, asOf);
    const { obliged, missing } = departmentRoster(entries, target, day);
    return approved(target, day, {
      numerator: String(obliged.length - missing.length),
      denominator: String(obliged.length),
    });
  });

/** The newest count of each county; the city has no value while one of them has none. */
export const villageCounts = ({ villages }: PlanEntries, day: PlainDate) =>
  linfenCounties.map((county) => ({
    county,
    count: villages
      .filter((entry) => entry.county === county && entry.counted <= day)
      .toSorted((a, b) => (a.counted < b.counted ? 1 : -1))[0],
  }));

const villageShare = (entries: PlanEntries, asOf: PlainDate): readonly Observation[] => {
  if (entries.villages.length === 0) return [];
  const target = clause("grassroots.village-clinics");
  const day = judgedOn(target, asOf);
  const counts = villageCounts(entries, day);
  const isWhole = counts.every(({ count }) => count !== undefined);
  const sum = (part: "villages" | "covered") => String(counts.reduce((all, { count }) => all + (count?.[part] ?? 0), 0));
  return [approved(target, day, { numerator: sum("covered"), denominator: isWhole ? sum("villages") : null })];
};

export const centreKindNames: readonly (readonly [CentreKind, string])[] = Object.entries(centreKinds) as [CentreKind, string][];
