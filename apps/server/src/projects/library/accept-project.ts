import { acceptProject, addAcceptanceFile, downloadAcceptanceFile, type RouteAnswer, type RouteRequest } from "@qiangyi/api";
import { dateInShanghai, ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { acceptanceFaults, stepOfResult } from "@qiangyi/projects";
import { type Actor, type Answers, type Clock, type Download, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { institutionNames } from "../../registry/index.ts";
import { type KeepRefusal, keepAnswers, keepFile, keptContent } from "../declarations/keep-file.ts";
import { isOrganiserOf } from "../organiser.ts";
import { findProject, lockProject, type StoredProject } from "../project.store.ts";
import { takeStep } from "../take-step.ts";
import { acceptancesOf, evidenceOf, insertAcceptance, uploadedFiles } from "./acceptances.store.ts";
import { type LibraryRecord, type ProjectUnknown, projectUnknown, recordOf } from "./read-record.ts";
import { recordFact } from "./record-fact.ts";
import { type StoreRefusal, storeAnswers } from "./store-in-library.ts";

type Body = RouteRequest<typeof acceptProject>["body"];
type AcceptRefusal =
  | StoreRefusal
  | Refusal<"ACCEPTANCE_INCOMPLETE", { readonly problems: readonly { path: string; message: string }[] }>
  | Refusal<"COMPARISON_REQUIRED", { readonly clause: string; readonly problems: readonly { path: string; message: string }[] }>
  | Refusal<"acceptance-repeated">
  | Refusal<"evidence-unknown">;

const answers: Answers<AcceptRefusal> = {
  ...storeAnswers,
  ACCEPTANCE_INCOMPLETE: [
    422,
    ({ problems }) => `验收记录有${problems.length}处不合要求：${problems.map(({ message }) => message).join("；")}`,
    "请补正后一并提交，没有保存任何内容",
  ],
  COMPARISON_REQUIRED: [422, "重点专科验收须写明与全省同专科的比较（位次或同行数据）", "请补充比较内容后提交"],
  "acceptance-repeated": [409, "这个文号的验收已登记", "再次验收的请填写新的文号"],
  "evidence-unknown": [422, "有的验收材料没有上传成功，或不是您为本项目上传的", "请重新上传后提交"],
};

type FileRefusal = ProjectUnknown | KeepRefusal | Refusal<"FORBIDDEN_ROLE">;
const fileAnswers: Answers<FileRefusal> = {
  ...projectUnknown,
  ...keepAnswers,
  FORBIDDEN_ROLE: [403, "验收材料由组织验收的部门上传"],
};

/** 验收: with its group, its files and a document; passed, to be mended by a day, or failed. Each is kept. */
export const acceptProjectRoute = (rooms: Rooms): void => {
  handle(
    rooms,
    addAcceptanceFile,
    async ({ tx, actor, clock, params, file }): Promise<Result<RouteAnswer<typeof addAcceptanceFile>, FileRefusal>> => {
      const project = await lockProject(tx, actor, params.projectId);
      if (!project) return refuse({ code: "project-not-found" });
      if (!isOrganiserOf(actor, project)) return refuse({ code: "FORBIDDEN_ROLE" });
      const kept = await keepFile({ tx, actor, clock }, project, file);
      return kept.ok ? ok({ id: kept.value.id, name: kept.value.name, sizeBytes: file.sizeBytes }) : kept;
    },
    fileAnswers,
  );

  handle(
    rooms,
    acceptProject,
    ({ tx, actor, clock, params, body }): Promise<Result<LibraryRecord, AcceptRefusal>> =>
      accept({ tx, actor, clock }, params.projectId, body),
    answers,
  );

  handle(
    rooms,
    downloadAcceptanceFile,
    async ({ tx, actor, params }): Promise<Result<Download, ProjectUnknown>> => {
      const project = await findProject(tx, actor, params.projectId);
      const found = project && (await evidenceOf(tx, project)).find(({ file }) => file === params.file);
      if (!found) return refuse({ code: "project-not-found" });
      const content = await keptContent(tx, found.province, found.file);
      if (!content) return refuse({ code: "project-not-found" });
      return ok({ name: found.name, contentType: found.media_type, content });
    },
    projectUnknown,
  );
};

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

const accept = async ({ tx, actor, clock }: At, id: string, body: Body): Promise<Result<LibraryRecord, AcceptRefusal>> => {
  const project = await lockProject(tx, actor, id);
  if (!project) return refuse({ code: "project-not-found" });
  const step = await takeStep(tx, actor, clock, id, {
    action: stepOfResult[body.result],
    version: body.version,
    opinion: body.result === "mend" ? `${body.conclusion}；整改要求：${body.order ?? ""}` : body.conclusion,
    basis: body.documentNumber,
    ...(body.result === "mend" && body.mendBy !== undefined && { correctBy: body.mendBy as PlainDate }),
  });
  // Asked first, so that whoever may not accept at all learns nothing of the record; a refusal below rolls the step back.
  if (!step.ok) return step;
  const today = dateInShanghai(clock.now());
  const faults = await faultsOf(tx, actor, project, body, today);
  if (faults) return faults;
  const files = await uploadedFiles(tx, actor, project, body.files);
  if (files.length !== new Set(body.files).size) return refuse({ code: "evidence-unknown" });
  const earlier = await acceptancesOf(tx, project);
  if (earlier.some(({ document_number }) => document_number === body.documentNumber)) {
    return refuse({ code: "acceptance-repeated" });
  }
  await insertAcceptance(
    tx,
    {
      province: project.province,
      project: id,
      seq: earlier.length + 1,
      accepted_on: body.acceptedOn,
      document_number: body.documentNumber,
      result: body.result,
      conclusion: body.conclusion,
      comparison: body.comparison ?? null,
      mend_by: body.result === "mend" ? (body.mendBy ?? null) : null,
      mend_order: body.result === "mend" ? (body.order ?? null) : null,
      by_user: actor.userId,
      by_name: actor.name,
      at: clock.now(),
    },
    body.members,
    files,
  );
  if (body.result === "passed") {
    const recorded = await recordFact(tx, actor, clock, step.value, "accepted", {
      on: body.acceptedOn,
      documentNumber: body.documentNumber,
      attachment: files[0]?.id ?? null,
    });
    if (!recorded.ok) return recorded;
  }
  return ok(await recordOf(tx, actor, step.value, today));
};

const faultsOf = async (
  tx: Tx,
  actor: Actor,
  { programme, institution }: StoredProject,
  { acceptedOn, result, members, mendBy, order, comparison, files }: Body,
  today: PlainDate,
) => {
  const institutionName = (await institutionNames(tx, actor, [institution])).get(institution) ?? "";
  const faults = acceptanceFaults(
    {
      acceptedOn: acceptedOn as PlainDate,
      result,
      members,
      mendBy: mendBy as PlainDate | undefined,
      order,
      comparison,
      files: files.length,
    },
    { programme, institutionName, today },
  );
  if (faults.length === 0) return undefined;
  const problems = faults.map(({ path, message }) => ({ path, message }));
  return faults.every(({ code }) => code === "COMPARISON_REQUIRED")
    ? refuse({ code: "COMPARISON_REQUIRED" as const, clause: "linfen-2020.tenspecialties.purpose", problems })
    : refuse({ code: "ACCEPTANCE_INCOMPLETE" as const, problems });
};
