import type { Refusal } from "@qiangyi/kernel";
import { refuse } from "@qiangyi/kernel";
import { DamagedFile, readZipDirectory } from "../../documents/index.ts";

export type KindRefusal =
  | Refusal<"ATTACHMENT_EMPTY">
  | Refusal<"ATTACHMENT_KIND", { readonly found: string }>
  | Refusal<"ATTACHMENT_ACTIVE", { readonly part: string }>
  | Refusal<"ATTACHMENT_UNSAFE", { readonly why: string }>;

const kinds: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  jpg: "image/jpeg",
  png: "image/png",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
};

export type Kind = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly refusal: KindRefusal };

/** What a file is by its content: the name and the type that a browser claims prove nothing. */
export const attachmentKind = async (content: Buffer): Promise<Kind> => {
  if (content.length === 0) return refuse({ code: "ATTACHMENT_EMPTY" });
  const { fileTypeFromBuffer } = await import("file-type");
  // A broken archive makes the library give up on it, not on the request.
  const type = await fileTypeFromBuffer(content).catch(() => undefined);
  const mediaType = type && Object.hasOwn(kinds, type.ext) ? kinds[type.ext] : undefined;
  if (type === undefined || mediaType === undefined) return refuse({ code: "ATTACHMENT_KIND", found: type?.ext ?? "无法识别" });
  if (type.ext === "xlsx" || type.ext === "docx") return officeFile(content, mediaType);
  return type.ext === "pdf" ? pdfFile(content, mediaType) : { ok: true, value: mediaType };
};

const active = /(vbaProject\.bin|\/(macrosheets|activeX|dialogsheets)\/|\/embeddings\/.*\.(bin|exe|ole)$)/i;
const mostUnpacked = 300 * 1024 * 1024;

/** Office files are archives: their directory tells of macros and of parts that would fill the memory of whoever opens them. */
const officeFile = (content: Buffer, mediaType: string): Kind => {
  try {
    const entries = [...(readZipDirectory(content)?.values() ?? [])];
    const part = entries.find(({ name }) => active.test(`/${name}`));
    if (part) return refuse({ code: "ATTACHMENT_ACTIVE", part: part.name });
    if (entries.some(({ encrypted }) => encrypted))
      return refuse({ code: "ATTACHMENT_UNSAFE", why: "文件已加密，审核人员打不开" });
    const unpacked = entries.reduce((sum, { unpackedBytes }) => sum + unpackedBytes, 0);
    if (unpacked > mostUnpacked) return refuse({ code: "ATTACHMENT_UNSAFE", why: "文件解开后过大" });
    return { ok: true, value: mediaType };
  } catch (error) {
    if (error instanceof DamagedFile) return refuse({ code: "ATTACHMENT_UNSAFE", why: "文件不完整或已损坏" });
    throw error;
  }
};

/** A PDF that starts a program or runs a script when it is opened has no place among evidence. */
const pdfFile = (content: Buffer, mediaType: string): Kind => {
  const found = /\/(JavaScript|Launch|EmbeddedFile)\b/.exec(content.toString("latin1"))?.[1];
  return found === undefined ? { ok: true, value: mediaType } : refuse({ code: "ATTACHMENT_ACTIVE", part: found });
};
