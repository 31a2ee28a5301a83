import { endOfYear, type PlainDate } from "@qiangyi/kernel";
import {
  type CountyCentreKind,
  centreStandings,
  coreSystemStanding,
  countiesWithTcm,
  countyCentreKinds,
  countyHospitalRange,
  departmentGap,
  hospitalsDesignated,
  isCovered,
  townshipRange,
  townshipsChosen,
} from "@qiangyi/policy/service-system";
import type { Observation } from "@qiangyi/policy/targets";
import type { Actor, Tx } from "../../platform/index.ts";
import { type CoverageLists, type CoverageRegister, coverageLists, hospitalsOf } from "./coverage-lists.ts";
import type { TargetFacts } from "./evaluate.ts";
import type { TargetInForce } from "./targets.store.ts";

type Reading = Pick<Observation, "value"> | Pick<Observation, "numerator" | "denominator">;
type Read = (lists: CoverageLists, day: PlainDate) => Reading | undefined;

/** 每县的 is kept by every county or by nobody: the county farthest outside the range speaks for all, else the one with most. */
const farthest = (counts: readonly number[], min: number): Reading | undefined => {
  if (counts.length === 0) return undefined;
  const least = Math.min(...counts);
  return { value: String(least < min ? least : Math.max(...counts)) };
};

const share = (part: number, all: number): Reading => ({ numerator: String(part), denominator: String(all) });

const centres =
  (...kinds: readonly CountyCentreKind[]): Read =>
  ({ centres: records, counties }, day) => {
    const isKept = [...records.planned, ...records.recognised].some(({ kind }) => kinds.some((each) => each === kind));
    if (!isKept) return undefined;
    const standings = kinds.map((kind) => [kind, centreStandings(records, kind, day)] as const);
    const covered = counties.filter(({ code }) => standings.every(([kind, of]) => isCovered(kind, of.get(code))));
    return share(covered.length, counties.length);
  };

interface Source {
  readonly registers: readonly CoverageRegister[];
  readonly read: Read;
}

const ofCentres = (...kinds: readonly CountyCentreKind[]): Source => ({
  registers: ["plan-county-centre", "emergency-centre", "maternal-newborn-centre"],
  read: centres(...kinds),
});

/** What the lists say to an indicator, by its code; nothing where nobody keeps the list, and then what was reported counts. */
const sources: Readonly<Record<string, Source>> = {
  township_centres_per_county: {
    registers: ["plan-centre-township"],
    read: ({ townships, counties }, day) => {
      if (townships.length === 0) return undefined;
      const chosen = townshipsChosen(townships, day);
      const asked = counties.filter(({ code, hasTownshipHospital }) => hasTownshipHospital || chosen.has(code));
      return farthest(
        asked.map(({ code }) => chosen.get(code) ?? 0),
        townshipRange.min,
      );
    },
  },
  key_county_hospitals_per_county: {
    registers: ["plan-county-hospital"],
    read: ({ countyHospitals, counties }, day) => {
      if (countyHospitals.length === 0) return undefined;
      const designated = hospitalsDesignated(countyHospitals, day);
      return farthest(
        counties.map(({ code }) => designated.get(code) ?? 0),
        countyHospitalRange.min,
      );
    },
  },
  chest_pain_coverage: ofCentres("chest-pain"),
  stroke_coverage: ofCentres("stroke"),
  trauma_coverage: ofCentres("trauma"),
  maternal_coverage: ofCentres("maternal"),
  newborn_coverage: ofCentres("child-newborn"),
  five_centres_coverage: ofCentres(...countyCentreKinds),
  public_health_departments: {
    registers: ["plan-ph-department"],
    read: ({ departments, institutions }, day) => {
      if (departments.length === 0) return undefined;
      const { obliged, missing } = departmentGap(institutions, departments, day);
      return share(obliged.length - missing.length, obliged.length);
    },
  },
  county_tcm_coverage: {
    registers: [],
    read: ({ institutions, counties }) => {
      const has = countiesWithTcm(institutions);
      return has.size === 0 ? undefined : share(counties.filter(({ code }) => has.has(code)).length, counties.length);
    },
  },
  core_systems: {
    registers: ["plan-core-system"],
    read: ({ coreSystems, institutions }, day) => {
      const standing = coreSystemStanding(coreSystems, hospitalsOf(institutions), day);
      if (standing === null) return undefined;
      return { value: String([...standing.missed.values()].filter((count) => count === 0).length) };
    },
  },
};

/**
 * What the coverages of the provincial plan are judged by: the same lists as the page of its promises, so that two pages never disagree. A target
 * whose day is past is judged on that day, and looked at once more on the as-of day.
 */
export const coverageFacts = async (
  tx: Tx,
  actor: Actor,
  targets: readonly TargetInForce[],
  asOf: PlainDate,
): Promise<ReadonlyMap<string, TargetFacts>> => {
  const asked = targets.filter(({ target, indicator }) => target.startsWith("service-system-2023.") && indicator in sources);
  if (asked.length === 0 || (actor.level !== "province" && actor.level !== "system")) return new Map();
  const registers = new Set(asked.flatMap(({ indicator }) => sources[indicator]?.registers ?? []));
  const lists = await coverageLists(tx, actor, asOf, [...registers]);
  return new Map(
    asked.flatMap(({ target, indicator, terms }) => {
      const due = typeof terms.by === "number" ? endOfYear(terms.by) : terms.by;
      const days = due < asOf && terms.period === "stock" ? [due, asOf] : [due < asOf ? due : asOf];
      const observations = days.flatMap((day): Observation[] => {
        const reading = sources[indicator]?.read(lists, day);
        return reading ? [{ target, period: day, state: "approved", reportedOn: day, version: 1, ...reading }] : [];
      });
      return observations.length > 0 ? [[target, { observations }] as const] : [];
    }),
  );
};
