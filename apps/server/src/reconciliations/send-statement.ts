import { downloadReconciliationTemplate, type ReconciliationSide, sendStatement } from "@qiangyi/api";
import { date, type Field, fen, ok, parseYuan, type Refusal, refuse, zero } from "@qiangyi/kernel";
import { explainRefusal, placed, type ReadRow, readWorkbook, writeTemplate } from "../documents/index.ts";
import { type Answers, handle, type Rooms } from "../platform/index.ts";
import type { Paid } from "./compare.ts";
import { maySend } from "./may-send.ts";
import { loadMonth, totalOf } from "./month.ts";
import { type MonthNotFound, monthAnswers } from "./read-reconciliation.ts";
import { insertStatement } from "./statements.store.ts";

const template = { id: "reconciliation-statement", version: 1, title: "对账单" };
const fields: readonly Field[] = [
  {
    name: "voucher",
    label: "凭证号",
    kind: "text",
    required: true,
    help: "支付凭证或退款凭证的编号，与支付页面一致",
    example: "支2025-0012",
  },
  { name: "on", label: "日期", kind: "date", required: true, example: "2025-03-04" },
  { name: "payee", label: "收款单位", kind: "text", required: false },
  {
    name: "amount",
    label: "金额",
    kind: "money",
    required: true,
    help: "单位：元，两位小数；退回的另选方向",
    example: "12000.00",
  },
  {
    name: "direction",
    label: "方向",
    kind: "choice",
    required: true,
    choices: [
      { value: "out", label: "支出" },
      { value: "back", label: "退回" },
    ],
  },
];
const noLookups = { institutions: [], regions: [] };

type SendRefusal =
  | MonthNotFound
  | Refusal<"side-of-another", { readonly allowed: readonly ReconciliationSide[] }>
  | Refusal<"workbook-refused", { readonly detail: string; readonly remedy: string }>
  | Refusal<"rows-refused", { readonly problems: readonly { readonly path: string; readonly message: string }[] }>;

const answers: Answers<SendRefusal> = {
  ...monthAnswers,
  "side-of-another": [403, "这一方的对账单应由该方自己上传", "单位上传单位账和银行对账单，财政部门上传财政账"],
  "workbook-refused": [422, ({ detail, remedy }) => (remedy === "" ? detail : `${detail}。${remedy}`)],
  "rows-refused": [422, ({ problems }) => `有${problems.length}处要改，全部改好才能上传`, "改好后再上传，原来的对账单仍然有效"],
};

/** 对账单 of one side: the same file again changes nothing, another one takes the place of the first. */
export const sendStatementRoutes = (rooms: Rooms): void => {
  handle(rooms, downloadReconciliationTemplate, async ({ clock }) => {
    const content = await writeTemplate({
      template,
      fields,
      context: { province: "", year: Number(clock.today().slice(0, 4)), madeOn: clock.today() },
      lookups: noLookups,
    });
    return ok({
      name: "对账单模板（元）.xlsx",
      contentType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
      content,
    });
  });

  handle(
    rooms,
    sendStatement,
    async ({ tx, actor, params, query: { side }, file, clock }) => {
      const found = await loadMonth(tx, actor, params);
      if (!found) return refuse({ code: "reconciliation-not-found" });
      const allowed = maySend(actor, found.place);
      if (!allowed.includes(side)) return refuse({ code: "side-of-another", allowed });
      const { sha256 } = file;
      const before = found.statements.find((statement) => statement.side === side);
      const differing = found.compared.filter(({ isEqual }) => !isEqual).length;
      if (before?.sha256 === sha256)
        return ok({ rowCount: before.rowCount, totalFen: before.total.toString(), differences: differing, isRepeated: true });
      const read = await readWorkbook({ source: { path: file.path }, template, fields, lookups: noLookups });
      if (!read.ok) {
        const { message, remedy } = explainRefusal(read.refusal);
        return refuse({ code: "workbook-refused", detail: message, remedy });
      }
      const problems = read.value.rows.flatMap((row) => [...cellProblems(row), ...monthProblems(row, params.month)]);
      if (problems.length > 0) return refuse({ code: "rows-refused", problems });
      const rows = read.value.rows.map(paidOf);
      const total = totalOf(rows);
      await insertStatement(tx, actor, found.place, {
        ...params,
        side,
        fileName: file.name,
        sha256,
        corrections: (before?.corrections ?? -1) + 1,
        rows,
        total,
        at: clock.now(),
      });
      const now = await loadMonth(tx, actor, params);
      return ok({
        rowCount: rows.length,
        totalFen: total.toString(),
        differences: now?.compared.filter(({ isEqual }) => !isEqual).length ?? 0,
        isRepeated: false,
      });
    },
    answers,
  );
};

const cellProblems = ({ errors }: ReadRow) => errors.map((error) => ({ path: `第${error.rowNumber}行`, message: placed(error) }));

/** A payment of another month would stand as a difference in both. */
const monthProblems = ({ rowNumber, values, errors }: ReadRow, month: string) =>
  errors.length === 0 && !String(values["on"]).startsWith(month)
    ? [{ path: `第${rowNumber}行`, message: `第${rowNumber}行日期：${String(values["on"])}不在${month}，请放到当月的对账单` }]
    : [];

const paidOf = ({ values }: ReadRow): Paid => {
  const amount = parseYuan(String(values["amount"])) ?? zero;
  return {
    voucher: String(values["voucher"]),
    on: date(String(values["on"])),
    payee: typeof values["payee"] === "string" ? values["payee"] : null,
    amount: values["direction"] === "back" ? fen(-amount) : amount,
  };
};
