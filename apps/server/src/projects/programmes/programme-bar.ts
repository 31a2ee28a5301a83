import { dateInShanghai, type Refusal, refuse } from "@qiangyi/kernel";
import {
  type AssignedPart,
  addCandidate,
  type CandidatePool,
  enter,
  type PlaceRefusal,
  type PoolEvent,
  type PoolRefusal,
  type ProgrammeId,
  type ProjectAction,
  placesOf,
  placesUsedText,
  poolOf,
  replaceCandidate,
  responsibleOn,
  tierOf,
  unassignedRows,
} from "@qiangyi/projects";
import type { Actor, Answers, Clock, Tx } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import { type Chosen, callsOfProgramme, chosenByAffiliation, projectsByIds } from "./chosen.store.ts";
import { insertPoolEvent, lockPool, poolEvents } from "./pool.store.ts";
import { responsibleOf } from "./responsible.store.ts";

export type ProgrammeRefusal =
  | PoolRefusal
  | PlaceRefusal
  | Refusal<"ASSIGNMENT_INCOMPLETE", { readonly rows: readonly string[]; readonly clause: string }>
  | Refusal<"RESPONSIBLE_REQUIRED", { readonly clause: string }>;

export const programmeAnswers: Answers<ProgrammeRefusal> = {
  POOL_FULL: [409, "备选池已有12个，不能再加", "有退出的才能递补"],
  POOL_CLOSED: [409, "备选池已经关闭，不能再加", "有退出的才能递补"],
  POOL_SHORT: [409, ({ missing }) => `备选池缺${missing}个，满12个才能关闭`],
  ALREADY_CANDIDATE: [409, "已在备选池中"],
  NOT_CANDIDATE: [409, "不在备选池中"],
  NOTHING_TO_REPLACE: [409, "没有空缺可以递补"],
  PLACES_USED: [
    409,
    (refusal) => `${placesUsedText(refusal)}（${refusal.places}名）`,
    "请在名额内遴选，或由市卫健委调整批准总数",
  ],
  ASSIGNMENT_INCOMPLETE: [422, ({ rows }) => `尚未落实：${rows.join("；")}`, "请补齐后再办理"],
  RESPONSIBLE_REQUIRED: [422, "还没有指定组织实施的负责人，不能开始建设", "请由医院负责人先指定专人"],
};

interface Step {
  readonly project: StoredProject;
  readonly action: ProjectAction;
  readonly opinion: string | undefined;
  readonly basis: string | undefined;
}

type Barred = ReturnType<typeof refuse<ProgrammeRefusal>> | undefined;

/** What Linfen's plan adds to a step of the one table: the pool of twelve, the places of the thousand, who carries the work. */
export const programmeBar = async (tx: Tx, actor: Actor, clock: Clock, step: Step): Promise<Barred> => {
  switch (step.project.programme) {
    case "linfen-ten-specialties":
      return specialtyBar(tx, actor, clock, step);
    case "linfen-hundred-leaders":
      return step.action === "store" ? assignmentBar(tx, step.project) : undefined;
    case "linfen-thousand-staff":
      return step.action === "reserve"
        ? placesBar(tx, step.project)
        : step.action === "store"
          ? assignmentBar(tx, step.project)
          : undefined;
    default:
      return undefined;
  }
};

const specialtyBar = async (tx: Tx, actor: Actor, clock: Clock, step: Step): Promise<Barred> => {
  const { project, action } = step;
  if (action === "start") return (await assignmentBar(tx, project)) ?? (await responsibleBar(tx, actor, clock, project));
  if (action !== "reserve" && action !== "terminate") return undefined;
  await lockPool(tx, project);
  const pool = poolOf(await poolEvents(tx, project));
  const event = action === "reserve" ? entryOf(pool, project.id) : exitOf(pool, project.id);
  if (!event) return undefined;
  const moved = action === "reserve" ? enterPool(pool, event) : undefined;
  if (moved && !moved.ok) return moved;
  const reason = step.opinion?.trim() || step.basis?.trim() || "审定入选备选";
  await insertPoolEvent(tx, actor, project.call, event, { reason, at: clock.now() });
  return undefined;
};

/** After closing a candidate comes in the place of one that left. */
const entryOf = ({ isClosed, vacancies: [vacancy] }: CandidatePool, project: string): PoolEvent =>
  isClosed && vacancy !== undefined
    ? { kind: "replaced", project, replaces: vacancy }
    : { kind: "added", project, replaces: null };

const exitOf = ({ candidates }: CandidatePool, project: string): PoolEvent | undefined =>
  candidates.includes(project) ? { kind: "withdrawn", project, replaces: null } : undefined;

const enterPool = (pool: CandidatePool, { project, replaces }: PoolEvent) =>
  replaces === null ? addCandidate(pool, project ?? "") : replaceCandidate(pool, { project: project ?? "", replaces });

const responsibleBar = async (tx: Tx, actor: Actor, clock: Clock, project: StoredProject): Promise<Barred> => {
  const people = (await responsibleOf(tx, actor, project.programme)).filter((one) => one.project === project.id);
  return responsibleOn(people, dateInShanghai(clock.now())) === undefined
    ? refuse({ code: "RESPONSIBLE_REQUIRED", clause: "linfen-2020.tenspecialties.responsible-person" })
    : undefined;
};

/** The approved total is the call's quota of chosen persons; without one the text's thousand. */
export const approvedTotal = (
  quotas: readonly { readonly of: string; readonly per: string; readonly atMost: number }[],
): number => quotas.find(({ of, per }) => of === "chosen" && per === "call")?.atMost ?? 1000;

const placesBar = async (tx: Tx, project: StoredProject): Promise<Barred> => {
  await lockPool(tx, project); // one entry at a time, like a pool
  const call = (await callsOfProgramme(tx, project.province, project.programme)).find(({ id }) => id === project.call);
  const [institution] = await projectsByIds(tx, project.province, [project.id]);
  const roster = { county: 0, city: 0 };
  for (const { affiliation, count } of await chosenByAffiliation(tx, project)) roster[tierOf({ affiliation })] += count;
  const entered = enter(
    tierOf(institution ?? { affiliation: "" }),
    roster,
    placesOf(approvedTotal(call?.definition.quotas ?? [])),
  );
  return entered.ok ? undefined : entered;
};

/** Down to what each programme asks for (三（一）1 to 3). */
const assignments: Partial<Record<ProgrammeId, { readonly needs: readonly AssignedPart[]; readonly clause: string }>> = {
  "linfen-ten-specialties": { needs: ["hospital", "office"], clause: "linfen-2020.tenspecialties.assignment" },
  "linfen-hundred-leaders": { needs: ["hospital", "office", "person"], clause: "linfen-2020.hundredleaders.assignment" },
  "linfen-thousand-staff": { needs: ["hospital"], clause: "linfen-2020.thousandstaff.assignment" },
};

const assignmentBar = (tx: Tx, { province, programme, id }: StoredProject): Promise<Barred> =>
  unassignedBar(tx, { province, programme }, [id]);

/** A list is published only when every row is assigned; the rows that are not are named. */
export const unassignedBar = async (
  tx: Tx,
  { province, programme }: { readonly province: string; readonly programme: ProgrammeId },
  projects: readonly string[],
): Promise<ReturnType<typeof refuse<Extract<ProgrammeRefusal, { code: "ASSIGNMENT_INCOMPLETE" }>>> | undefined> => {
  const asked = assignments[programme];
  if (!asked) return undefined;
  const rows = unassignedRows((await projectsByIds(tx, province, projects)).map(assignedRow), asked.needs);
  return rows.length === 0 ? undefined : refuse({ code: "ASSIGNMENT_INCOMPLETE", rows, clause: asked.clause });
};

const assignedRow = ({ title, institutionName, office, person }: Chosen) => ({
  title,
  hospital: institutionName,
  office: office ?? "",
  person: person ?? "",
});
