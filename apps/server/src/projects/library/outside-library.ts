import type { Fact } from "@qiangyi/policy";
import { isInLibrary, type ProgrammeId, programmeOf, programmes, projectStates } from "@qiangyi/projects";
import { sql } from "kysely";
import { type Actor, type Tx } from "../../platform/index.ts";
import { registerTitle } from "./record-fact.ts";
import type { LibraryTables } from "./tables.ts";

/** A confirmed fact that may not reach a plan, because its line and year were put out to declaration and the library does not hold it. */
export interface FactOutside {
  readonly factId: string;
  readonly register: string;
  readonly code: "NOT_IN_LIBRARY" | "REVIEW_REQUIRED";
  readonly clause: string;
  readonly project: string | null;
  readonly sentence: string;
}

/**
 * Where a call was held for a line and a year, only what came through the library counts (晋财规社〔2024〕1号 第六条, 晋财社〔2022〕32号 第七条).
 * Facts of other years, and of lines that no call was held for, rest on their documents alone.
 */
export const factsOutsideLibrary = async (tx: Tx, actor: Actor, facts: readonly Fact[]): Promise<FactOutside[]> => {
  const held = await callsHeld(tx, actor.province);
  if (held.size === 0) return [];
  const asked = facts.flatMap((fact) => {
    const programme = programmeOfFact(fact);
    const call = programme && held.get(keyOf(programme, yearOfSelection(fact)));
    return call === undefined || programme === undefined ? [] : [{ fact, programme, call }];
  });
  if (asked.length === 0) return [];
  const linked = await linkedProjects(tx, actor.province);
  const declared = await declaredProjects(tx, actor.province, [...new Set(asked.map(({ call }) => call))]);
  return asked.flatMap(({ fact, programme, call }) => {
    const link = linked.get(fact.id);
    if (link && isInLibrary(link.state)) return [];
    const project = link ?? declared.get(`${call}/${institutionOf(fact)}`);
    const register = programmeOf(programme).register ?? fact.type;
    const isReviewed = project !== undefined && project.review_conclusion !== null;
    return [
      {
        factId: fact.id,
        register,
        code: project && !isReviewed ? ("REVIEW_REQUIRED" as const) : ("NOT_IN_LIBRARY" as const),
        clause: project && !isReviewed ? "qiangyi-2024.art6.b" : "5g-2022.art7.a",
        project: project?.id ?? null,
        sentence: sentenceOf(register, fact.id, project),
      },
    ];
  });
};

type Known = Pick<LibraryTables["project"], "id" | "state" | "title" | "review_conclusion" | "institution" | "call">;

const sentenceOf = (register: string, factId: string, project: Known | undefined): string => {
  const which = `${registerTitle(register)}${factId}`;
  if (!project) return `${which}没有对应的入库项目；这一年该方向已组织申报，只安排入库项目`;
  if (project.review_conclusion === null) return `${which}对应的项目“${project.title}”还没有评审结论`;
  return `${which}对应的项目“${project.title}”现为“${projectStates[project.state]}”，不在项目库`;
};

const keyOf = (programme: ProgrammeId, year: number | undefined): string => `${programme}/${year ?? ""}`;

const programmeOfFact = (fact: Fact): ProgrammeId | undefined => {
  if (fact.type === "key-specialty" && fact.level !== "provincial") return undefined;
  return programmes.find((programme) => "register" in programme && programme.register === fact.type)?.id;
};

const yearIn = (day: string | null | undefined): number | undefined => (day ? Number(day.slice(0, 4)) : undefined);

/** The year of the selection that a fact rests on. */
const yearOfSelection = (fact: Fact): number | undefined => {
  switch (fact.type) {
    case "key-specialty":
    case "tcm-specialty":
      return yearIn(fact.selected);
    case "discipline":
      return fact.year;
    case "appropriate-technique":
      return fact.selectedYear ?? fact.year;
    case "township-centre":
      return yearIn(fact.accepted);
    case "expert-workshop":
      return yearIn(fact.from);
    default:
      return undefined;
  }
};

const institutionOf = (fact: Fact): string => ("institution" in fact ? fact.institution : "");

/** Published provincial calls by programme and year. */
const callsHeld = async (tx: Tx, province: string): Promise<ReadonlyMap<string, string>> => {
  const rows = await tx
    .withTables<LibraryTables>()
    .selectFrom("call")
    .select(["id", "programme", "year"])
    .where("province", "=", province)
    .where("organiser", "=", "province")
    .where("state", "=", "published")
    .execute();
  return new Map(rows.map(({ id, programme, year }) => [keyOf(programme, year), id]));
};

const linkedProjects = async (tx: Tx, province: string): Promise<ReadonlyMap<string, Known>> => {
  const rows = await tx
    .withTables<LibraryTables>()
    .selectFrom("project_fact")
    .innerJoin("project", (on) =>
      on.onRef("project.province", "=", "project_fact.province").onRef("project.id", "=", "project_fact.project"),
    )
    .select([
      "project_fact.entry_no",
      "project.id",
      "project.state",
      "project.title",
      "project.review_conclusion",
      "project.institution",
      "project.call",
    ])
    .where("project_fact.province", "=", province)
    .execute();
  return new Map(rows.map(({ entry_no, ...project }) => [entry_no, project]));
};

/** What an institution declared under a call, the furthest one. */
const declaredProjects = async (tx: Tx, province: string, calls: readonly string[]): Promise<ReadonlyMap<string, Known>> => {
  const rows = await tx
    .withTables<LibraryTables>()
    .selectFrom("project")
    .select(["id", "state", "title", "review_conclusion", "institution", "call"])
    .where("province", "=", province)
    .where("call", "in", calls)
    .where("signed_round", ">", 0)
    .orderBy("changed_at")
    .execute();
  return new Map(rows.map((row) => [`${row.call}/${row.institution}`, row]));
};

/** Changes whenever the library may answer differently: calls published or cancelled, steps of projects that became facts. Empty without a call. */
export const libraryRevision = async (tx: Tx, province: string): Promise<string> => {
  const { rows } = await sql<{ calls: number; steps: number }>`
    select (select count(*)::integer from call where province = ${province} and organiser = 'province' and state = 'published') as calls,
      (select count(*)::integer from project_step step join project_fact fact on fact.province = step.province and fact.project = step.project
       where step.province = ${province}) as steps`.execute(tx);
  const [{ calls, steps } = { calls: 0, steps: 0 }] = rows;
  return calls === 0 ? "" : `/${calls}.${steps}`;
};
