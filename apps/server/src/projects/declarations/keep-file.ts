import { readFile } from "node:fs/promises";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Answers, type Clock, newId, type Tx, type UploadedFile } from "../../platform/index.ts";
import type { StoredProject } from "../project.store.ts";
import { attachmentKind, type KindRefusal } from "./attachment-kind.ts";
import { scanFile } from "./scan-file.ts";

export type KeepRefusal = KindRefusal | Refusal<"ATTACHMENT_INFECTED"> | Refusal<"SCAN_FAILED">;

export const keepAnswers: Answers<KeepRefusal> = {
  ATTACHMENT_EMPTY: [422, "这是一个空文件", "请检查文件后重新上传"],
  ATTACHMENT_KIND: [
    415,
    ({ found }) => `只接收pdf、docx、xlsx、jpg、png文件，按文件内容判断；这个文件实为${found}`,
    "请另存为其中一种格式再上传；改扩展名没有用",
  ],
  ATTACHMENT_ACTIVE: [415, ({ part }) => `文件中含有宏或可执行内容（${part}），不能上传`, "请去除宏后另存，或导出为pdf"],
  ATTACHMENT_UNSAFE: [422, ({ why }) => `${why}，不能上传`, "请检查文件，另存后重新上传"],
  ATTACHMENT_INFECTED: [422, "病毒扫描未通过，文件没有保存", "请在本单位查杀后重新上传"],
  SCAN_FAILED: [503, "病毒扫描暂不可用，文件没有保存", "请稍后重试；仍不行的请联系系统管理员"],
};

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

/** Whose file it is: a project, or what another room keeps for a unit. */
type Kept = Pick<StoredProject, "province" | "city" | "county"> & { readonly institution: string | null };

interface KeptFile {
  readonly id: string;
  readonly name: string;
  readonly mediaType: string;
  readonly scan: "clean" | "not-scanned";
}

/** Judges an uploaded file by its content, has it scanned, and keeps it under the place of its project. */
export const keepFile = async (at: At, project: Kept, file: UploadedFile): Promise<Result<KeptFile, KeepRefusal>> => {
  const content = await readFile(file.path);
  const kind = await attachmentKind(content);
  if (!kind.ok) return kind;
  const scan = await scanFile(file.path);
  if (scan === "infected") return refuse({ code: "ATTACHMENT_INFECTED" });
  if (scan === "failed") return refuse({ code: "SCAN_FAILED" });
  const id = await storeFile(at, project, file, content, kind.value);
  return ok({ id, name: plainName(file.name), mediaType: kind.value, scan });
};

/** What `keepFile` kept; undefined where the reader's place has no file of this id. */
export const keptContent = async (tx: Tx, province: string, file: string): Promise<Buffer | undefined> => {
  const { rows } = await sql<{ content: Buffer }>`
    select content from stored_file where province = ${province} and id = ${file}::uuid`.execute(tx);
  return rows[0]?.content;
};

/** The last part of a path, without characters that a file system or a terminal would act on. */
const plainName = (name: string): string =>
  (name.split(/[\\/]/).at(-1) ?? "").replace(/[\p{Cc}<>:"|?*]/gu, "_").slice(-150) || "附件";

/** Kept under the place of the project: exactly the authorities on its route may read it. */
const storeFile = async (
  { tx, actor, clock }: At,
  { province, city, county, institution }: Kept,
  { name, sizeBytes, sha256 }: UploadedFile,
  content: Buffer,
  mediaType: string,
): Promise<string> => {
  const id = newId();
  await sql`insert into stored_file
    (province, id, name, content_type, size_bytes, sha256, content, uploaded_by, uploaded_at, city, county, institution)
    values (${province}, ${id}, ${plainName(name)}, ${mediaType}, ${sizeBytes}, ${sha256}, ${content}, ${actor.userId}, ${clock.now()},
      ${city}, ${county}, ${institution})`.execute(tx);
  return id;
};
