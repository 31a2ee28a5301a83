import { readFile } from "node:fs/promises";
import { addEvidence, type RouteAnswer, readEvidence } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import {
  type Actor,
  type Clock,
  type Download,
  handle,
  newId,
  type Rooms,
  type Tx,
  type UploadedFile,
  within,
} from "../platform/index.ts";
import { evidenceKindOf, evidenceKinds } from "./file-kind.ts";
import type { RegisterTables } from "./tables.ts";

type Unusable = Refusal<"attachment-kind"> | Refusal<"attachment-empty">;
type NotFound = Refusal<"attachment-not-found">;

const answers = {
  "attachment-kind": [415, "只接收pdf、jpg、png、xlsx、docx文件，按文件内容判断", "请另存为其中一种格式再上传；改扩展名没有用"],
  "attachment-empty": [422, "这是一个空文件", "请检查文件后重新上传"],
  "attachment-not-found": [404, "找不到这个附件，或不在您的管理范围"],
} as const;

export const evidenceRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    addEvidence,
    async ({ tx, actor, clock, file }): Promise<Result<RouteAnswer<typeof addEvidence>, Unusable>> => {
      if (file.sizeBytes === 0) return refuse({ code: "attachment-empty" });
      const content = await readFile(file.path);
      const kind = evidenceKindOf(content);
      if (!kind) return refuse({ code: "attachment-kind" });
      const id = await storeFile(tx, actor, clock, file, content, evidenceKinds[kind]);
      return ok({
        id,
        name: file.name,
        sizeBytes: file.sizeBytes,
        sha256: file.sha256,
        usedBy: await entriesWith(tx, actor, file.sha256),
      });
    },
    { "attachment-empty": answers["attachment-empty"], "attachment-kind": answers["attachment-kind"] },
  );

  handle(
    rooms,
    readEvidence,
    async ({ tx, actor, params }): Promise<Result<Download, NotFound>> => {
      const row = await tx
        .withTables<RegisterTables>()
        .selectFrom("stored_file")
        .select(["name", "content_type", "content"])
        .where("province", "=", actor.province)
        .where("id", "=", params.file)
        .where("content_type", "in", Object.values(evidenceKinds))
        .executeTakeFirst();
      if (!row) return refuse({ code: "attachment-not-found" });
      return ok({ name: row.name, contentType: row.content_type, content: row.content });
    },
    { "attachment-not-found": answers["attachment-not-found"] },
  );
};

export const storeFile = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  file: UploadedFile,
  content: Buffer,
  contentType: string,
): Promise<string> => {
  const id = newId();
  await tx
    .withTables<RegisterTables>()
    .insertInto("stored_file")
    .values({
      province: actor.province,
      id,
      name: file.name,
      content_type: contentType,
      size_bytes: BigInt(file.sizeBytes),
      sha256: file.sha256,
      content,
      uploaded_by: actor.userId,
      uploaded_at: clock.now(),
      city: actor.city,
      county: actor.county,
      institution: actor.institution,
    })
    .execute();
  return id;
};

/** The same file on another entry is no error (one notice names many units), but worth a look. */
const entriesWith = async (tx: Tx, actor: Actor, sha256: string) => {
  const rows = await tx
    .withTables<RegisterTables>()
    .selectFrom("register_entry as entry")
    .innerJoin("stored_file as file", (join) =>
      join.onRef("file.province", "=", "entry.province").onRef("file.id", "=", "entry.attachment"),
    )
    .select(["entry.register", "entry.entry_no"])
    .where("file.province", "=", actor.province)
    .where("file.sha256", "=", sha256)
    .where("entry.state", "<>", "withdrawn")
    .where(within(actor, "entry"))
    .orderBy("entry.entry_no")
    .limit(20)
    .execute();
  return rows.map(({ register, entry_no }) => ({ register, entryNo: entry_no }));
};
