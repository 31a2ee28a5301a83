import type { Refusal } from "@qiangyi/kernel";
import type { ReadColumn } from "./workbook.ts";

/** Why a file is not read at all. Nothing of it is used then. */
export type WorkbookRefusal =
  | Refusal<"workbook-not-readable", { found: FileKind }>
  | Refusal<"workbook-damaged", { detail: string }>
  | Refusal<"workbook-encrypted">
  | Refusal<"workbook-has-macros", { part: string }>
  | Refusal<"workbook-too-large", { bytes: number; limit: number }>
  | Refusal<"workbook-unpacks-too-large", { bytes: number; limit: number }>
  | Refusal<"workbook-too-many-rows", { rows: number; limit: number }>
  | Refusal<"workbook-too-many-columns", { columns: number; limit: number }>
  | Refusal<"workbook-calls-out", { place: string; found: string }>
  | Refusal<"workbook-of-another-template", { found: string; expected: string }>
  | Refusal<"workbook-of-another-version", { found: number; expected: number; missing: readonly string[] }>
  | Refusal<"workbook-without-header", { expected: readonly string[]; columns: readonly ReadColumn[] }>
  | Refusal<
      "workbook-column-missing",
      { missing: readonly string[]; sheet: string; headerRow: number; columns: readonly ReadColumn[] }
    >
  | Refusal<"workbook-column-twice", { column: string; places: readonly string[]; columns: readonly ReadColumn[] }>
  | Refusal<"workbook-took-too-long", { seconds: number }>
  | Refusal<"workbook-took-too-much-memory", { megabytes: number }>;

/** What a file that is no xlsx workbook seems to be. */
export type FileKind = "empty" | "text" | "pdf" | "xls" | "xlsb" | "ods" | "word" | "zip" | "unknown";

export interface Explained {
  /** One Chinese sentence. */
  readonly message: string;
  /** What to do about it. */
  readonly remedy: string;
}

const kindNames: Record<FileKind, string> = {
  empty: "空文件",
  text: "文本或CSV文件",
  pdf: "PDF文件",
  xls: "旧版的xls工作簿",
  xlsb: "xlsb二进制工作簿",
  ods: "ods工作簿",
  word: "Word文档",
  zip: "压缩包",
  unknown: "无法识别的文件",
};

const sentences: { [Code in WorkbookRefusal["code"]]: (refusal: Extract<WorkbookRefusal, { code: Code }>) => Explained } = {
  "workbook-not-readable": ({ found }) => ({
    message: `这是${kindNames[found]}，不是xlsx工作簿。`,
    remedy: ["xls", "xlsb", "ods", "text"].includes(found)
      ? "请用表格软件打开，另存为“Excel 工作簿(*.xlsx)”后再上传。"
      : "请下载本页的模板，填好后上传xlsx文件。",
  }),
  "workbook-damaged": ({ detail }) => ({
    message: `工作簿已损坏，无法读取：${detail}。`,
    remedy: "请用表格软件打开并另存为新的xlsx文件；打不开时请重新下载模板填写。",
  }),
  "workbook-encrypted": () => ({
    message: "工作簿设有打开密码，无法读取。",
    remedy: "请在表格软件中取消打开密码，保存后再上传。",
  }),
  "workbook-has-macros": ({ part }) => ({
    message: `工作簿含有宏或嵌入的程序（${part}），为安全起见不予读取。`,
    remedy: "请另存为不含宏的“Excel 工作簿(*.xlsx)”后再上传。",
  }),
  "workbook-too-large": ({ bytes, limit }) => ({
    message: `文件有${megabytes(bytes)}，超过上限${megabytes(limit)}。`,
    remedy: "请删去图片和多余的工作表，或分成几个文件上传。",
  }),
  "workbook-unpacks-too-large": ({ bytes, limit }) => ({
    message: `文件展开后至少有${megabytes(bytes)}，与文件大小不相称或超过上限${megabytes(limit)}，不予读取。`,
    remedy: "请把有内容的行复制到新下载的模板中，再上传。",
  }),
  "workbook-too-many-rows": ({ rows, limit }) => ({
    message: `工作表至少有${rows}行，超过一次导入的上限${limit}行。`,
    remedy: "请分成几个文件上传。",
  }),
  "workbook-too-many-columns": ({ columns, limit }) => ({
    message: `工作表有${columns}列，超过上限${limit}列。`,
    remedy: "请把需要的列复制到新下载的模板中，再上传。",
  }),
  "workbook-calls-out": ({ place, found }) => ({
    message: `${place}引用了工作簿以外的内容（${found}），为安全起见不予读取。`,
    remedy: "请断开外部链接，把这些单元格复制后“粘贴为数值”，保存后再上传。",
  }),
  "workbook-of-another-template": ({ found, expected }) => ({
    message: `这是“${found}”的模板，这里需要“${expected}”的模板。`,
    remedy: `请到“${found}”页面上传，或下载“${expected}”的模板填写。`,
  }),
  "workbook-of-another-version": ({ found, expected, missing }) => ({
    message: `模板是第${found}版，现行第${expected}版，缺少${quoted(missing)}。`,
    remedy: "请下载现行模板，把数据粘贴过去，补填缺少的列。",
  }),
  "workbook-without-header": ({ expected }) => ({
    message: `没有找到表头行：前30行中没有一行含有${quoted(expected)}等列名。`,
    remedy: "请保留模板的表头，或在数据上方加一行列名。",
  }),
  "workbook-column-missing": ({ missing, sheet, headerRow }) => ({
    message: `工作表“${sheet}”第${headerRow}行的表头缺少必填的${quoted(missing)}列。`,
    remedy: "请在表头补上这些列名并填写，或下载模板填写。",
  }),
  "workbook-column-twice": ({ column, places }) => ({
    message: `“${column}”列在表头出现了${places.length}次（${places.join("、")}列），无法判断以哪一列为准。`,
    remedy: "请只保留一列。",
  }),
  "workbook-took-too-long": ({ seconds }) => ({
    message: `读取超过${seconds}秒仍未完成，已停止。`,
    remedy: "请把有内容的行复制到新下载的模板中，或分成几个文件上传。",
  }),
  "workbook-took-too-much-memory": ({ megabytes: limit }) => ({
    message: `读取所需内存超过${limit}MB，已停止。`,
    remedy: "请把有内容的行复制到新下载的模板中，或分成几个文件上传。",
  }),
};

/** The sentence and the remedy that a user sees. */
export const explainRefusal = <R extends WorkbookRefusal>(refusal: R): Explained =>
  (sentences[refusal.code] as (refusal: R) => Explained)(refusal);

const megabytes = (bytes: number): string => `${(bytes / 1_048_576).toFixed(bytes < 10_485_760 ? 1 : 0)}MB`;
const quoted = (labels: readonly string[]): string => labels.map((label) => `“${label}”`).join("、");
