import { type ProgrammeRead, readProgramme } from "@qiangyi/api";
import { dateInShanghai, ok, type PlainDate, type Result } from "@qiangyi/kernel";
import { regions, regionsByCode } from "@qiangyi/policy";
import {
  cellsOf,
  coverageMatrix,
  departmentCoverage,
  diseaseCoverage,
  leaderTarget,
  leaderVerdict,
  linfenDeadline,
  placesOf,
  poolOf,
  programmeOf,
  reminderOn,
  responsibleTerms,
  specialtyTarget,
  specialtyVerdict,
  splitVerdict,
  staffTarget,
  staffVerdict,
  tierOf,
} from "@qiangyi/projects";
import { type Actor, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { organises } from "../calls/call.ts";
import { assessmentsOf } from "./assessments.store.ts";
import { acceptedStates, buildingStates, type Chosen, callsOfProgramme, chosenOf, type LinfenCall } from "./chosen.store.ts";
import { poolEvents } from "./pool.store.ts";
import { approvedTotal } from "./programme-bar.ts";
import { responsibleOf, type StoredResponsible } from "./responsible.store.ts";
import { shownShares } from "./shares.ts";

type LinfenProgramme = ProgrammeRead["programme"];

/** What one of the three programmes has reached, within the reader's scope. */
export const readProgrammeRoute = (rooms: Rooms): void =>
  handle(rooms, readProgramme, async ({ tx, actor, clock, params: { programme } }): Promise<Result<ProgrammeRead, never>> => {
    const today = dateInShanghai(clock.now());
    const [chosen, calls, people, shares] = [
      await chosenOf(tx, actor, programme),
      await callsOfProgramme(tx, actor.province, programme),
      await responsibleOf(tx, actor, programme),
      await shownShares(tx, actor, programme),
    ];
    const accepted =
      programme === "linfen-hundred-leaders"
        ? await reachedLeaders(tx, actor, chosen)
        : chosen.filter(({ state }) => acceptedStates.includes(state)).length;
    const isSpecialty = programme === "linfen-ten-specialties";
    const { title, clause } = programmeOf(programme);
    return ok({
      programme,
      title,
      clause,
      deadline: { on: linfenDeadline, isInferred: programme === "linfen-thousand-staff" },
      isOrganiser: organises(actor, programme),
      chosen: reached(programme, chosen, accepted),
      accepted,
      members: chosen.map((one) => shownMember(one, people, isSpecialty ? today : undefined)),
      ...(isSpecialty ? noDepartments : shownDepartments(chosen, programme)),
      places: programme === "linfen-thousand-staff" ? shownPlaces(chosen, calls) : null,
      diseases: isSpecialty
        ? diseaseCoverage(
            keyDiseases(calls),
            chosen.map(({ diseases }) => diseases),
          )
        : null,
      pools: isSpecialty ? await shownPools(tx, actor, calls) : [],
      withoutResponsible: programme === "linfen-thousand-staff" ? hospitalsWithout(chosen, people) : [],
      shares,
    } as ProgrammeRead);
  });

/** Trained is who a final assessment found 达标, each person once; chosen is another count. */
const reachedLeaders = async (tx: Tx, actor: Actor, chosen: readonly Chosen[]): Promise<number> => {
  const assessments = await assessmentsOf(
    tx,
    actor,
    chosen.map(({ id }) => id),
  );
  const final = new Map(assessments.map((assessment) => [assessment.project, assessment]));
  const isReached = (id: string): boolean => {
    const last = final.get(id);
    return last?.is_final === true && last.in_province && last.in_country;
  };
  return new Set(chosen.filter(({ id }) => isReached(id)).map(({ id, personKey }) => personKey ?? id)).size;
};

const reached = (programme: LinfenProgramme, chosen: readonly Chosen[], accepted: number): ProgrammeRead["chosen"] => {
  const keys = chosen.map(({ id, personKey }) => personKey ?? id);
  const count = new Set(keys).size;
  switch (programme) {
    case "linfen-ten-specialties": {
      const building = chosen.filter(({ state }) => buildingStates.includes(state)).length;
      return { count, target: specialtyTarget, verdict: specialtyVerdict({ accepted, building }) };
    }
    case "linfen-hundred-leaders":
      return { count, target: leaderTarget, verdict: leaderVerdict(keys) };
    case "linfen-thousand-staff":
      return { count, target: staffTarget, verdict: staffVerdict(keys) };
  }
};

const shownMember = (
  { id, title, state, institution, institutionName, office, department }: Chosen,
  people: readonly StoredResponsible[],
  /** Specialties alone are reminded of the end of the programme. */
  today: PlainDate | undefined,
): ProgrammeRead["members"][number] => {
  const own = people.filter(({ project }) => project === id);
  const posts = new Map(own.map(({ startsOn, post }) => [startsOn, post]));
  return {
    id,
    title,
    state,
    institution: { id: institution, name: institutionName },
    office,
    department,
    reminder: today === undefined || acceptedStates.includes(state) ? null : (reminderOn(today) ?? null),
    responsible: responsibleTerms(own).map((term) => ({ ...term, post: posts.get(term.startsOn) ?? "" })),
  };
};

const noDepartments = { departments: [], coverage: null, matrix: [] };
const cityHospitals = "市直";

/** The hundred are shown for the city as a whole, the thousand also county by county. */
const shownDepartments = (chosen: readonly Chosen[], programme: LinfenProgramme) => {
  const people = chosen.map(({ department, affiliation, seat }) => ({
    department: department ?? "",
    place: tierOf({ affiliation }) === "city" ? cityHospitals : (regionsByCode.get(seat)?.name ?? seat),
  }));
  const all = people.map(({ department }) => department);
  const counties = regions.filter(({ parent }) => parent === "141000").map(({ name }) => name);
  const matrix = programme === "linfen-thousand-staff" ? coverageMatrix(people, [cityHospitals, ...counties]) : [];
  return {
    departments: cellsOf(all),
    coverage: departmentCoverage(all).text,
    matrix: matrix.map(({ place, cells, coverage }) => ({ place, cells, coverage: coverage.text })),
  };
};

const shownPlaces = (chosen: readonly Chosen[], calls: readonly LinfenCall[]): ProgrammeRead["places"] => {
  // Batches add up to the approved total; without a batch the thousand of the text stands.
  const total = calls.reduce((sum, { definition }) => sum + approvedTotal(definition.quotas), 0) || staffTarget;
  const places = placesOf(total);
  const used = { county: 0, city: 0 };
  for (const one of chosen) used[tierOf(one)] += 1;
  const split = splitVerdict(used, places);
  return {
    total,
    isExact: places.isExact,
    tiers: (["county", "city"] as const).map((tier) => ({ tier, places: places[tier], used: used[tier] })),
    split: { isReached: split.isMet, text: split.text },
    countyShare: split.countyShare,
  };
};

/** The city's list of key diseases: the choices of that question in its calls. */
const keyDiseases = (calls: readonly LinfenCall[]): readonly string[] => {
  const newest = calls.at(-1)?.definition as
    | { sections?: { questions: { id: string; choices?: { value: string }[] }[] }[] }
    | undefined;
  const question = newest?.sections?.flatMap(({ questions }) => questions).find(({ id }) => id === "diseases");
  return (question?.choices ?? []).map(({ value }) => value);
};

const shownPools = async (tx: Tx, { province }: Actor, calls: readonly LinfenCall[]): Promise<ProgrammeRead["pools"]> => {
  const pools: ProgrammeRead["pools"] = [];
  for (const { id, title } of calls) {
    const events = await poolEvents(tx, { province, call: id });
    const { isClosed, candidates, vacancies } = poolOf(events);
    const titles = new Map(events.map((event) => [event.project, event.title]));
    pools.push({
      call: { id, title },
      isClosed,
      candidates: candidates.length,
      vacancies: vacancies.map((project) => titles.get(project) ?? ""),
      log: events.map(({ kind, title: named, replacedTitle, reason, byName, at }) => ({
        kind,
        title: named,
        replaces: replacedTitle,
        reason,
        by: byName,
        at: at.toISOString(),
      })),
    });
  }
  return pools;
};

const hospitalsWithout = (
  chosen: readonly Chosen[],
  people: readonly StoredResponsible[],
): ProgrammeRead["withoutResponsible"] => {
  const named = new Set(people.map(({ institution }) => institution));
  const hospitals = new Map<string, { id: string; name: string; persons: number }>();
  for (const { institution, institutionName } of chosen) {
    if (named.has(institution)) continue;
    const before = hospitals.get(institution);
    hospitals.set(institution, { id: institution, name: institutionName, persons: (before?.persons ?? 0) + 1 });
  }
  return [...hospitals.values()];
};
