import { extname } from "node:path";
import { Worker } from "node:worker_threads";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { DamagedFile, readZipDirectory, unpack } from "../../documents/index.ts";
import type { Extracted } from "./extract.worker.ts";
import { decodeText, kindByContent, type OfficialTextRefusal, type TextFormat } from "./file-kind.ts";

export interface ExtractLimits {
  readonly seconds: number;
  readonly megabytes: number;
  readonly unpackedBytes: number;
}

const usualLimits: ExtractLimits = { seconds: 20, megabytes: 256, unpackedBytes: 60 * 1024 * 1024 };

/** The text of an uploaded file. What the file is decides, not what its name says; a name that says otherwise is refused. */
export const extractText = async (
  file: Buffer,
  name: string,
  limits: ExtractLimits = usualLimits,
): Promise<Result<{ format: TextFormat; text: string }, OfficialTextRefusal>> => {
  const kind = kindByContent(file);
  if (kind === "empty") return refuse({ code: "official-text-empty" });
  if (kind === "encrypted-office") return refuse({ code: "official-text-encrypted" });
  if (kind === "old-word-or-encrypted") return refuse({ code: "official-text-type-unsupported", found: "旧版Office文件" });
  if (kind === "image") return refuse({ code: "official-text-type-unsupported", found: "图片" });
  if (kind === "unknown") return refuse({ code: "official-text-type-unsupported", found: "无法识别的文件" });
  if (kind === "docx") {
    const refusal = await checkArchive(file, limits);
    if (refusal) return refuse(refusal);
  }
  const named = extname(name).slice(1).toLowerCase();
  if (named !== kind) return refuse({ code: "official-text-name-mismatch", named, found: kind });
  const extracted = kind === "txt" ? ok(decodeText(file) ?? "") : await extractInWorker(kind, file, limits);
  if (!extracted.ok) return extracted;
  return /[\u4e00-\u9fff]/.test(extracted.value)
    ? ok({ format: kind, text: extracted.value })
    : refuse({ code: "official-text-empty" });
};

/** A Word file is a ZIP archive: all of it is unpacked once, piece by piece, to know its true size before a library holds it whole. */
const checkArchive = async (file: Buffer, { unpackedBytes }: ExtractLimits): Promise<OfficialTextRefusal | undefined> => {
  try {
    const entries = readZipDirectory(file);
    if (!entries) return { code: "official-text-damaged" };
    if (!entries.has("word/document.xml")) return { code: "official-text-type-unsupported", found: "不是Word文档的压缩包" };
    const promised = [...entries.values()].reduce((sum, entry) => sum + entry.unpackedBytes, 0);
    if (promised > unpackedBytes) return { code: "official-text-unpacks-too-large" };
    for (const entry of entries.values()) {
      if (entry.encrypted) return { code: "official-text-encrypted" };
      for await (const _piece of unpack(file, entry));
    }
    return undefined;
  } catch (error) {
    if (error instanceof DamagedFile) return { code: "official-text-damaged" };
    throw error;
  }
};

// In the bundle the worker stands beside it as JavaScript.
const workerFile = new URL(import.meta.url.endsWith(".ts") ? "./extract.worker.ts" : "./extract.worker.js", import.meta.url);

const extractInWorker = (
  format: "docx" | "pdf",
  file: Uint8Array,
  { seconds, megabytes }: ExtractLimits,
): Promise<Result<string, OfficialTextRefusal>> =>
  new Promise((resolve) => {
    const worker = new Worker(workerFile, {
      workerData: { format, file },
      resourceLimits: { maxOldGenerationSizeMb: megabytes },
      env: {},
    });
    const settle = (result: Result<string, OfficialTextRefusal>) => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(result);
    };
    const timer = setTimeout(() => settle(refuse({ code: "official-text-took-too-long", seconds })), seconds * 1000);
    worker.once("message", (message: Extracted) => {
      if ("text" in message) settle(ok(message.text));
      else settle(refuse({ code: message.failed === "encrypted" ? "official-text-encrypted" : "official-text-damaged" }));
    });
    worker.once("error", (error: NodeJS.ErrnoException) => {
      settle(
        refuse({
          code: error.code === "ERR_WORKER_OUT_OF_MEMORY" ? "official-text-took-too-much-memory" : "official-text-damaged",
        }),
      );
    });
    worker.once("exit", () => settle(refuse({ code: "official-text-damaged" })));
  });
