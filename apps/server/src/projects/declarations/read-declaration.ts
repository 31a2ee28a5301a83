import {
  type Declaration,
  type DeclarationAnswer,
  type RouteAnswer,
  readDeclaration,
  readDeclarationContent,
} from "@qiangyi/api";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { type CallDefinition, type DeclarationContent, isRecord, isWithUnit, openActions } from "@qiangyi/projects";
import { type Actor, type Clock, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { actorOn, positionOf } from "../position.ts";
import { findProject, type StoredProject, type StoredStep, stepsOf } from "../project.store.ts";
import { shownProjects } from "../shown-project.ts";
import { shownAttachments } from "./attachments.ts";
import { contentOf } from "./content.ts";
import { closedFor, isBudgetLocked, notEditable } from "./deadlines.ts";
import {
  answersOf,
  attachmentsOf,
  callOf,
  type StoredAnswer,
  type StoredAttachment,
  type StoredSigning,
  signingsOf,
  tablesIn,
} from "./declarations.store.ts";
import { contextOf } from "./declaring-institution.ts";
import { problemsOf, shownFinding } from "./findings.ts";
import { shownValue } from "./personal.ts";
import { type NotFound, notFoundAnswers } from "./refusals.ts";
import { isScanning } from "./scan-file.ts";

export const readDeclarationRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    readDeclaration,
    async ({ tx, actor, clock, params }): Promise<Result<Declaration, NotFound>> => {
      const project = await findProject(tx, actor, params.projectId);
      return project ? ok(await shown(tx, actor, clock, project)) : refuse({ code: "project-not-found" });
    },
    notFoundAnswers,
  );

  handle(
    rooms,
    readDeclarationContent,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof readDeclarationContent>, NotFound>> => {
      const project = await findProject(tx, actor, params.projectId);
      if (!project) return refuse({ code: "project-not-found" });
      const signings = await signingsOf(tx, project);
      const isOwn = isOwnUnit(actor, project);
      const last = signings.at(-1);
      // Once signed, it is what was signed; before, what would be.
      if (last && (!isWithUnit(project.state) || !isOwn))
        return ok({ sha256: last.sha256, content: isOwn ? last.content : null, signings: signings.map(shownSigning) });
      const { content, sha256 } = contentOf(project, await answersOf(tx, project), await attachmentsOf(tx, project));
      return ok({ sha256, content: isOwn ? content : null, signings: signings.map(shownSigning) });
    },
    notFoundAnswers,
  );
};

const isOwnUnit = (actor: Actor, { institution }: StoredProject): boolean =>
  actor.level === "unit" && actor.institution === institution;

interface Stand {
  readonly answers: readonly StoredAnswer[];
  readonly attachments: readonly StoredAttachment[];
}

/** The unit sees what it is writing; everyone above sees what was signed last, while the unit mends it too. */
const standFor = async (tx: Tx, actor: Actor, project: StoredProject, signings: readonly StoredSigning[]): Promise<Stand> => {
  const now = { answers: await answersOf(tx, project), attachments: await attachmentsOf(tx, project) };
  const last = signings.at(-1);
  if (isOwnUnit(actor, project) || !isWithUnit(project.state) || !last) return now;
  const content = last.content as unknown as DeclarationContent;
  const signed = new Set(content.attachments.map(({ id }) => id));
  const all = await tablesIn(tx)
    .selectFrom("project_attachment")
    .selectAll()
    .where("province", "=", project.province)
    .where("project", "=", project.id)
    .orderBy("added_at")
    .execute();
  return {
    answers: Object.entries(content.answers).map(([question, value]) => ({
      province: project.province,
      project: project.id,
      question,
      value: isRecord(value) && "hash" in value && "masked" in value ? { ...value, sealed: "" } : value,
      version: 1,
      saved_by: "",
      saved_by_name: last.signed_by_name,
      saved_at: last.signed_at,
      copied_from: null,
    })),
    attachments: all.filter(({ id }) => signed.has(id)),
  };
};

const shown = async (tx: Tx, actor: Actor, clock: Clock, project: StoredProject): Promise<Declaration> => {
  const call = await callOf(tx, project);
  const signings = await signingsOf(tx, project);
  const { answers, attachments } = await standFor(tx, actor, project, signings);
  const steps = await stepsOf(tx, project);
  const isOwn = isOwnUnit(actor, project);
  const problems = await problemsOf(tx, actor, { call, project, answers, attachments });
  const [summary] = await shownProjects(tx, actor, [project]);
  if (!summary) throw new Error("a project that was read is not shown");
  const today = clock.today();
  return {
    summary,
    call: {
      id: call.id,
      title: call.title,
      documentNumber: call.document_number,
      opensOn: call.opens_on,
      closesOn: call.closes_on,
      referenceOn: call.reference_on,
      isOpen: closedFor(call, today) === undefined,
      definition: call.definition,
    },
    institution: (await contextOf(tx, actor, call, project.institution))?.institution ?? null,
    answers: await shownAnswers(tx, call.definition, project, answers, isOwn),
    attachments: await shownAttachments(tx, actor, project, attachments),
    findings: problems.map((problem) => shownFinding(call.definition, problem)),
    returned: returnedOf(project, steps),
    signings: signings.map(shownSigning),
    isEditable: isOwn && actor.permissions.has("projects.declare") && notEditable(project, today) === undefined,
    isBudgetLocked: isBudgetLocked(project),
    actions: unitActions(actor, project, steps),
    isScanning: isScanning(),
  };
};

const unitSteps = ["submit", "takeBack", "sendBack", "sign", "withdraw"] as const;

const unitActions = (actor: Actor, project: StoredProject, steps: readonly StoredStep[]): Declaration["actions"] => {
  const open = openActions(positionOf(project, steps), actorOn(actor, project)).map(({ action }) => action);
  return unitSteps.filter((step) => open.includes(step));
};

const returnedOf = ({ state }: StoredProject, steps: readonly StoredStep[]): Declaration["returned"] => {
  const last = steps.findLast(({ action }) => action === "return" || action === "sendBack" || action === "sign");
  if (!last || last.action === "sign" || !isWithUnit(state)) return null;
  return { opinion: last.opinion ?? "", by: last.by_name, at: last.at.toISOString(), correctBy: last.correct_by };
};

const shownAnswers = async (
  tx: Tx,
  definition: CallDefinition,
  { province }: StoredProject,
  answers: readonly StoredAnswer[],
  isOwn: boolean,
): Promise<DeclarationAnswer[]> => {
  const origins = [...new Set(answers.flatMap(({ copied_from }) => copied_from ?? []))];
  const sources =
    origins.length === 0
      ? []
      : await tablesIn(tx)
          .selectFrom("project")
          .select(["id", "number", "title", "year"])
          .where("province", "=", province)
          .where("id", "in", origins)
          .execute();
  return answers.map(({ question, value, version, saved_by_name, saved_at, copied_from }) => ({
    question,
    ...shownValue(definition, question, value, isOwn),
    version,
    savedBy: saved_by_name,
    savedAt: saved_at.toISOString(),
    copiedFrom: sources.find(({ id }) => id === copied_from) ?? null,
  }));
};

const shownSigning = ({ round, sha256, signed_by_name, signed_at }: StoredSigning) => ({
  round,
  sha256,
  by: signed_by_name,
  at: signed_at.toISOString(),
});
