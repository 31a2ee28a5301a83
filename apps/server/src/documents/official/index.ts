import { Worker } from "node:worker_threads";
import { inWanYuan, ok, type Result } from "@qiangyi/kernel";
import { type AnnexRefusal, type PrintedAnnex, printedAnnex } from "./annex.ts";
import type { OfficialDocument } from "./document.ts";

export type { Annex, AnnexCell, AnnexColumn, AnnexGroup, AnnexRefusal, SumDifference } from "./annex.ts";
export { numberedGroups } from "./annex.ts";
export type { BodyPart, OfficialDocument } from "./document.ts";

/** 公文 as an editable Word file. A table whose rows do not add up to what is stated is not printed. */
export const officialDocx = async (document: OfficialDocument): Promise<Result<Uint8Array, AnnexRefusal>> => {
  const printed = printedAnnexes(document);
  if (!printed.ok) return printed;
  const { writeDocx } = await import("./write-docx.ts");
  return ok(await writeDocx(document, printed.value));
};

/** 公文 as PDF, laid out in a thread of its own. */
export const officialPdf = async (document: OfficialDocument): Promise<Result<Uint8Array, AnnexRefusal>> => {
  const printed = printedAnnexes(document);
  return printed.ok ? ok(await layOut(document, printed.value)) : printed;
};

const printedAnnexes = ({ annexes }: OfficialDocument): Result<readonly PrintedAnnex[], AnnexRefusal> => {
  const done: PrintedAnnex[] = [];
  for (const annex of annexes) {
    const printed = printedAnnex(annex);
    if (!printed.ok) return printed;
    done.push(printed.value);
  }
  return ok(done);
};

/** Beside this file in the sources and in the bundle alike; only the name differs. */
const workerFile = new URL(import.meta.url.endsWith(".ts") ? "./pdf.worker.ts" : "./pdf.worker.js", import.meta.url);

const layOut = (document: OfficialDocument, printed: readonly PrintedAnnex[]): Promise<Uint8Array> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(workerFile, {
      workerData: { document, printed },
      execArgv: [],
      resourceLimits: { maxOldGenerationSizeMb: 768 },
    });
    worker.once("message", (pdf: Uint8Array) => {
      resolve(pdf);
      void worker.terminate();
    });
    worker.once("error", reject);
    worker.once("exit", (code) => reject(new Error(`the PDF worker ended with ${code}`)));
  });

/** Editable, or as it looks. */
type PaperFormat = "docx" | "pdf";

const kinds = {
  docx: { write: officialDocx, contentType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document" },
  pdf: { write: officialPdf, contentType: "application/pdf" },
} as const;

/** 公文 as a file to be saved, in the format that was asked for. */
export const officialPaper = async (
  document: OfficialDocument,
  format: PaperFormat,
): Promise<Result<{ readonly name: string; readonly contentType: string; readonly content: Uint8Array }, AnnexRefusal>> => {
  const { write, contentType } = kinds[format];
  const written = await write(document);
  if (!written.ok) return written;
  return ok({ name: `${document.number ?? "草稿"} ${document.title}.${format}`, contentType, content: written.value });
};

/** What a caller answers when a table does not add up to what is stated. */
export const annexAnswers = {
  "annex-sum-differs": [
    409,
    ({ differences }: AnnexRefusal) =>
      `附件合计与各行之和不等，不能输出：${differences
        .map(({ annex, column, stated, added }) => `${annex}“${column}”载明${inWanYuan(stated)}，各行之和${inWanYuan(added)}`)
        .join("；")}`,
    "请核对附件各行；签发过的文件出现这种情况，请立即报告",
  ],
} as const;
