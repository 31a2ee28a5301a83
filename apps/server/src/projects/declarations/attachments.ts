import { addAttachment, type DeclarationAttachment, downloadAttachment, type RouteAnswer, removeAttachment } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type CallDefinition, isEditable } from "@qiangyi/projects";
import { sql } from "kysely";
import {
  type Actor,
  type Answers,
  type Clock,
  type Download,
  handle,
  newId,
  type Rooms,
  type Tx,
  type UploadedFile,
} from "../../platform/index.ts";
import { institutionNames } from "../../registry/index.ts";
import { findProject, lockProject, type StoredProject, updateProject } from "../project.store.ts";
import { notEditable } from "./deadlines.ts";
import { attachmentsOf, callOf, type StoredAttachment, sameFiles, tablesIn } from "./declarations.store.ts";
import { type KeepRefusal, keepAnswers, keepFile, keptContent } from "./keep-file.ts";
import { type EditRefusal, editAnswers, type NotFound, notFoundAnswers } from "./refusals.ts";

const most = 100;

type AddRefusal =
  | EditRefusal
  | KeepRefusal
  | Refusal<"UNKNOWN_MATERIAL">
  | Refusal<"ATTACHMENT_REPEATED", { readonly name: string }>
  | Refusal<"ATTACHMENTS_TOO_MANY">;

const addAnswers: Answers<AddRefusal> = {
  ...editAnswers,
  ...keepAnswers,
  UNKNOWN_MATERIAL: [422, "申报通知没有这项材料"],
  ATTACHMENT_REPEATED: [409, ({ name }) => `本申报的这项材料已有同一文件“${name}”`, "不需要重复上传"],
  ATTACHMENTS_TOO_MANY: [422, `一份申报至多${most}个附件`, "请合并后再上传"],
};

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

export const attachmentRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    addAttachment,
    ({ tx, actor, clock, params, query, file }): Promise<Result<RouteAnswer<typeof addAttachment>, AddRefusal>> =>
      add({ tx, actor, clock }, params.projectId, query.material, file),
    addAnswers,
  );

  handle(
    rooms,
    downloadAttachment,
    async ({ tx, actor, params }): Promise<Result<Download, NotFound>> => {
      const found = await findAttachment(tx, actor, params.projectId, params.attachment);
      if (!found) return refuse({ code: "project-not-found" });
      const content = await keptContent(tx, actor.province, found.file);
      if (!content) return refuse({ code: "project-not-found" });
      return ok({ name: found.name, contentType: found.media_type, content });
    },
    notFoundAnswers,
  );

  handle(
    rooms,
    removeAttachment,
    async ({ tx, actor, clock, params }): Promise<Result<RouteAnswer<typeof removeAttachment>, EditRefusal>> => {
      const project = await lockProject(tx, actor, params.projectId);
      if (!project) return refuse({ code: "project-not-found" });
      const shut = notEditable(project, clock.today());
      if (shut) return shut;
      const found = await findAttachment(tx, actor, project.id, params.attachment);
      if (!found || found.removed_at !== null) return refuse({ code: "project-not-found" });
      await tablesIn(tx)
        .updateTable("project_attachment")
        .set({ removed_by: actor.userId, removed_at: clock.now() })
        .where("province", "=", project.province)
        .where("id", "=", found.id)
        .execute();
      await touched({ tx, actor, clock }, project);
      return ok({ id: found.id });
    },
    editAnswers,
  );
};

const add = async (
  { tx, actor, clock }: At,
  id: string,
  material: string,
  file: UploadedFile,
): Promise<Result<DeclarationAttachment, AddRefusal>> => {
  const project = await lockProject(tx, actor, id);
  if (!project) return refuse({ code: "project-not-found" });
  const shut = notEditable(project, clock.today());
  if (shut) return shut;
  const { definition } = await callOf(tx, project);
  if (!isMaterial(definition, material)) return refuse({ code: "UNKNOWN_MATERIAL" });
  const present = await attachmentsOf(tx, project);
  const twin = present.find((one) => one.sha256 === file.sha256 && one.material === material);
  if (twin) return refuse({ code: "ATTACHMENT_REPEATED", name: twin.name });
  if (present.length >= most) return refuse({ code: "ATTACHMENTS_TOO_MANY" });
  const kept = await keepFile({ tx, actor, clock }, project, file);
  if (!kept.ok) return kept;
  const { id: fileId, name, mediaType, scan } = kept.value;
  const row: StoredAttachment = {
    province: project.province,
    id: newId(),
    project: project.id,
    material,
    file: fileId,
    name,
    media_type: mediaType,
    size_bytes: BigInt(file.sizeBytes),
    sha256: file.sha256,
    scan,
    added_by: actor.userId,
    added_by_name: actor.name,
    added_at: clock.now(),
    removed_by: null,
    removed_at: null,
  };
  await tablesIn(tx).insertInto("project_attachment").values(row).execute();
  await touched({ tx, actor, clock }, project);
  const [shown] = await shownAttachments(tx, actor, project, [row]);
  if (!shown) throw new Error("an attachment was written and is not shown");
  return ok(shown);
};

const isMaterial = ({ materials }: CallDefinition, id: string): boolean =>
  id === "other" || materials.some((one) => one.id === id);

const touched = ({ tx, actor, clock }: At, project: StoredProject): Promise<void> =>
  updateProject(tx, project, { changed_by: actor.userId, changed_at: clock.now() });

/** Removed ones too: what was once signed stays readable to those above, but not a file of a draft they never saw. */
const findAttachment = async (tx: Tx, actor: Actor, projectId: string, id: string): Promise<StoredAttachment | undefined> => {
  const project = await findProject(tx, actor, projectId);
  if (!project) return undefined;
  const found = await tablesIn(tx)
    .selectFrom("project_attachment")
    .selectAll()
    .where("province", "=", project.province)
    .where("project", "=", project.id)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!found) return undefined;
  return actor.level === "unit" || !isEditable(project.state) || (await isSigned(tx, project, id)) ? found : undefined;
};

const isSigned = async (tx: Tx, { province, id }: StoredProject, attachment: string): Promise<boolean> => {
  const { rows } = await sql<{ yes: boolean }>`
    select exists (select from project_signing s, jsonb_array_elements(s.content -> 'attachments') as file
      where s.province = ${province} and s.project = ${id} and file ->> 'id' = ${attachment}) as yes`.execute(tx);
  return rows[0]?.yes === true;
};

export const shownAttachments = async (
  tx: Tx,
  actor: Actor,
  project: StoredProject,
  rows: readonly StoredAttachment[],
): Promise<DeclarationAttachment[]> => {
  const { known, counts } = await sameFiles(tx, actor, project, [...new Set(rows.map(({ sha256 }) => sha256))]);
  const names = await institutionNames(
    tx,
    actor,
    known.map(({ institution }) => institution),
  );
  return rows.map((row) => {
    const seen = known.filter(({ sha256 }) => sha256 === row.sha256);
    return {
      id: row.id,
      material: row.material,
      name: row.name,
      mediaType: row.media_type,
      sizeBytes: Number(row.size_bytes),
      sha256: row.sha256,
      scan: row.scan,
      addedBy: row.added_by_name,
      addedAt: row.added_at.toISOString(),
      sameFile: {
        known: seen.map(({ project: id, number, title, institution }) => ({
          project: id,
          number,
          title,
          institution: names.get(institution) ?? institution,
        })),
        elsewhere: Math.max(0, (counts.get(row.sha256) ?? 0) - seen.length),
      },
    };
  });
};
