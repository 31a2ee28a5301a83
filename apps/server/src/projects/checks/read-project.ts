import { type ProjectPage, readProject } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { advance, nextLevelOf, transitions } from "@qiangyi/projects";
import { sql } from "kysely";
import { type Actor, type Answers, type Clock, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { changesOf } from "../library/library.store.ts";
import { shownAcceptances } from "../library/shown-acceptances.ts";
import { isOrganiserOf } from "../organiser.ts";
import { actorOn, currentRound, delegatorOf, positionOf } from "../position.ts";
import { assessmentsOf } from "../programmes/assessments.store.ts";
import { authorsOf, findProject, fundCheckersOf, type StoredProject, type StoredStep, stepsOf } from "../project.store.ts";
import { callOf } from "./call-of-project.ts";
import { contentOf } from "./content.ts";
import { keyMarksOf } from "./flag-key-project.ts";
import { isFinanceLevel } from "./fund-check-state.ts";
import { fundChecksOf } from "./fund-checks.store.ts";
import { hintsOf } from "./hints.ts";
import { nextStep } from "./next-step.ts";
import { officesOf } from "./offices.ts";
import { fundingRowsOf, fundingTable, neededBySource, paidBySource } from "./project-funding.ts";
import { shownChecks } from "./shown-checks.ts";
import type { CheckTables, StoredReading } from "./tables.ts";
import { trailOf } from "./trail.ts";

export type ReadProjectRefusal = Refusal<"project-not-found">;
const answers: Answers<ReadProjectRefusal> = { "project-not-found": [404, "没有这个项目，或不在您的查看范围"] };

/** The page of one project. What reaches the desk whose turn it is counts as read: the same request cannot show it and leave it withdrawable. */
export const readProjectRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    readProject,
    async ({ tx, actor, clock, params }): Promise<Result<ProjectPage, ReadProjectRefusal>> => {
      const found = await findProject(tx, actor, params.projectId);
      if (!found) return refuse({ code: "project-not-found" });
      const project = (await markRead(tx, actor, clock, found)) ? { ...found, read_at: clock.now() } : found;
      const { definition } = await callOf(tx, project);
      const [items, offices, content, steps] = await Promise.all([
        shownChecks(tx, actor, [project], clock.today()),
        officesOf(tx, actor),
        contentOf(tx, actor, project, definition),
        stepsOf(tx, project),
      ]);
      const [item] = items;
      if (!item) return refuse({ code: "project-not-found" });
      const unitName = item.institution.name;
      const [readings, fundChecks, keyMarks, committed, paid, changes, assessments, acceptances] = await Promise.all([
        readingsOf(tx, project),
        fundChecksOf(tx, project),
        keyMarksOf(tx, project),
        fundingRowsOf(tx, project),
        paidBySource(tx, actor, project),
        changesOf(tx, project),
        assessmentsOf(tx, actor, [project.id]),
        shownAcceptances(tx, project, steps, clock.today()),
      ]);
      const level = nextLevelOf(project);
      const isFinanceHere = actor.permissions.has("projects.checkFunds") && actorOn(actor, project).isInPlace;
      return ok({
        project: item,
        next: nextStep({ project, unitName, offices, fundCheck: item.fundCheck, dueOn: item.dueOn, acceptances }),
        actions: await actionsOf(tx, actor, project, steps),
        correction: definition.correction,
        mayCheckFunds:
          isFinanceHere &&
          isFinanceLevel(level) &&
          level === actor.level &&
          definition.budget !== null &&
          definition.budget.matching !== "none",
        mayRecordFunding: isFinanceHere && (actor.level === "city" || actor.level === "county"),
        mayMarkKey: actor.permissions.has("projects.select") && isOrganiserOf(actor, project),
        mayAssignTasks: actor.permissions.has("projects.check"),
        hints: hintsOf(project.programme, content.answers),
        content,
        trail: trailOf({ project, unitName, offices, steps, readings, fundChecks, keyMarks, changes, assessments }),
        funding: fundingTable(project, { committed, needed: neededBySource(content.answers["budget"]), paid }, offices),
      });
    },
    answers,
  );

/** True when this is the first reading at the level whose turn it is. Neither version nor time of arrival moves by it. */
const markRead = async (tx: Tx, actor: Actor, clock: Clock, project: StoredProject): Promise<boolean> => {
  if (project.read_at !== null || nextLevelOf(project) !== actor.level) return false;
  if (!actor.permissions.has("projects.check") || !actorOn(actor, project).isInPlace) return false;
  const at = clock.now();
  await sql`update project set read_at = ${at}::timestamptz
    where province = ${project.province} and id = ${project.id}::uuid and read_at is null`.execute(tx);
  await tx
    .withTables<CheckTables>()
    .insertInto("project_reading")
    .values({
      province: project.province,
      project: project.id,
      round: currentRound(project),
      level: actor.level,
      by_user: actor.userId,
      by_name: actor.name,
      at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return true;
};

const readingsOf = (tx: Tx, { province, id }: StoredProject): Promise<StoredReading[]> =>
  tx
    .withTables<CheckTables>()
    .selectFrom("project_reading")
    .selectAll()
    .where("province", "=", province)
    .where("project", "=", id)
    .orderBy("at")
    .execute();

/** Rows of the table of steps that this actor could take now, each with the person for whom he would. */
const actionsOf = async (
  tx: Tx,
  actor: Actor,
  project: StoredProject,
  steps: readonly StoredStep[],
): Promise<ProjectPage["actions"]> => {
  const hands = [...(await authorsOf(tx, project)), ...(await fundCheckersOf(tx, project))];
  const position = positionOf(project, steps, hands);
  return transitions
    .filter(({ action, from }) => from.includes(project.state) && advance(action, position, actorOn(actor, project, action)).ok)
    .map(({ action, label, clause }) => ({
      action,
      label,
      clause: clause ?? null,
      forName: delegatorOf(actor, action)?.name ?? null,
    }));
};
