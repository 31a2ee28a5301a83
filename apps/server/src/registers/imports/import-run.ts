import type { ImportRun } from "@qiangyi/api";
import type { Refusal } from "@qiangyi/kernel";
import type { Answers } from "../../platform/index.ts";
import type { RunRow } from "../tables.ts";
import type { ColumnRefusal } from "./name-columns.ts";

export type ImportRefusal =
  | Refusal<"import-target-not-found">
  | Refusal<"import-run-not-found">
  | Refusal<"FORBIDDEN_ROLE">
  | ColumnRefusal
  | Refusal<"import-has-errors", { wrong: number }>
  | Refusal<"import-data-changed">
  | Refusal<"workbook-cannot-be-marked", { message: string }>;

export const importAnswers: Answers<ImportRefusal> = {
  "import-target-not-found": [404, "没有这个导入目标"],
  "import-run-not-found": [404, "找不到这次导入", "请重新上传文件"],
  FORBIDDEN_ROLE: [403, "您的角色不能导入这类数据", "请由有此职责的人员办理，或请安全管理员核对角色"],
  "import-not-ready": [409, ({ state }) => `这次导入${stateNames[state] ?? state}，不能这样操作`],
  "import-has-errors": [
    422,
    ({ wrong }) => `还有${wrong}行有错，没有写入任何数据`,
    "请下载标注错误的工作簿，改正后重新上传；全部通过才能生效",
  ],
  "import-data-changed": [409, "预览之后台账又有变化，没有写入任何数据", "请重新预览，核对后再生效"],
  "column-not-in-file": [422, ({ header }) => `文件中没有“${header}”列`, "请按本次预览列出的列指定"],
  "column-field-unknown": [422, ({ field }) => `没有“${field}”这个字段`, "请从列出的字段中选择"],
  "column-field-twice": [
    422,
    ({ label, headers }) => `${headers.map((header) => `“${header}”`).join("、")}都指定为“${label}”`,
    "每个字段只能来自一列，请把其余的改为别的字段或不读",
  ],
  "workbook-cannot-be-marked": [422, ({ message }) => message],
};

export const stateNames: Readonly<Record<string, string>> = {
  reading: "正在读取",
  previewed: "待生效",
  refused: "未能读取",
  applying: "正在生效",
  applied: "已生效",
  failed: "未生效",
  interrupted: "已中断",
  discarded: "已放弃",
};

export const shownRun = (row: RunRow, title: string): ImportRun => ({
  id: row.id,
  target: row.target,
  title,
  state: row.state as ImportRun["state"],
  fileName: row.file_name,
  rowsRead: row.rows_read,
  rowsExpected: row.rows_expected,
  rowsApplied: row.rows_applied,
  counts: { new: row.new_count, changed: row.changed_count, unchanged: row.unchanged_count, wrong: row.wrong_count },
  columns: [...row.columns],
  warnings: [...row.warnings],
  refusal: row.refusal,
  createdBy: row.created_by_name,
  createdAt: row.created_at.toISOString(),
  finishedAt: row.finished_at?.toISOString() ?? null,
});
