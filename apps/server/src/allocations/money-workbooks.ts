import { downloadMoneyTemplate, type RouteAnswer, readMoneyWorkbook } from "@qiangyi/api";
import { type Fen, formatYuan, ok, parseYuan, type Refusal, type Result, refuse, zero } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import { explainRefusal, placed, type ReadRow, type RowValues, readWorkbook, writeTemplate } from "../documents/index.ts";
import type { Rooms, Tx } from "../platform/index.ts";
import { currentAllocated } from "./allocated.store.ts";
import { currentBudgets } from "./budgets.store.ts";
import { handleAtDesk } from "./desk.ts";
import { type MoneyTable, moneyForms } from "./money-fields.ts";

const spreadsheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
const noLookups = { institutions: [], regions: [] };

type WorkbookUnread = Refusal<"workbook-refused", { readonly detail: string; readonly remedy: string }>;
type Preview = RouteAnswer<typeof readMoneyWorkbook>;

/** Workbooks of budgets and earlier allocations. Reading one writes nothing: the rows come back, and are recorded by the same route as typed ones. */
export const moneyWorkbookRoutes = (rooms: Rooms): void => {
  handleAtDesk(rooms, downloadMoneyTemplate, async ({ tx, actor, params, query, clock }) => {
    const { template, fields } = moneyForms[params.table];
    const rows = (await currentRows(tx, actor.province, params.table)).filter(({ values }) => values["year"] === query.year);
    const content = await writeTemplate({
      template,
      fields,
      context: { province: regionsByCode.get(`${actor.province}0000`)?.name ?? "", year: query.year, madeOn: clock.today() },
      lookups: noLookups,
      rows: rows.map(({ values }) => values),
    });
    return ok({ name: `${template.title}填报模板${query.year}年（元）.xlsx`, contentType: spreadsheet, content });
  });

  handleAtDesk(
    rooms,
    readMoneyWorkbook,
    async ({ tx, actor, params, file }): Promise<Result<Preview, WorkbookUnread>> => {
      const { template, fields } = moneyForms[params.table];
      const read = await readWorkbook({ source: { path: file.path }, template, fields, lookups: noLookups });
      if (!read.ok) {
        const { message, remedy } = explainRefusal(read.refusal);
        return refuse({ code: "workbook-refused", detail: message, remedy });
      }
      const current = new Map(
        (await currentRows(tx, actor.province, params.table)).map((row) => [keyOf(params.table, row.values), row.amount]),
      );
      const good = read.value.rows.filter(({ errors }) => errors.length === 0);
      return ok({
        rows: good.map((row) => previewRow(params.table, row, current)),
        problems: read.value.rows.flatMap(({ errors }) =>
          errors.map((error) => ({ path: `第${error.rowNumber}行`, message: placed(error) })),
        ),
        warnings: [...read.value.warnings],
      });
    },
    { "workbook-refused": [422, ({ detail, remedy }) => (remedy === "" ? detail : `${detail}。${remedy}`)] },
  );
};

interface CurrentRow {
  readonly values: RowValues;
  readonly amount: Fen;
}

const currentRows = async (tx: Tx, province: string, table: MoneyTable): Promise<CurrentRow[]> =>
  table === "budgets"
    ? (await currentBudgets(tx, province)).map(({ line, year, amount, source, documentNumber }) => ({
        amount,
        values: { line, year, amount: formatYuan(amount), source, documentNumber },
      }))
    : (await currentAllocated(tx, province)).map(({ line, subject, year, amount, documentNumber }) => ({
        amount,
        values: { line, subject, year, amount: formatYuan(amount), documentNumber },
      }));

const keyOf = (table: MoneyTable, { line, subject, year, documentNumber }: RowValues): string =>
  table === "budgets" ? `${line}\n${year}` : `${line}\n${subject}\n${year}\n${documentNumber}`;

const previewRow = (
  table: MoneyTable,
  { rowNumber, values }: ReadRow,
  current: ReadonlyMap<string, Fen>,
): Preview["rows"][number] => {
  const text = (name: string): string | null => (typeof values[name] === "string" ? String(values[name]) : null);
  const amount = parseYuan(text("amount") ?? "") ?? zero;
  const known = current.get(keyOf(table, values));
  return {
    rowNumber,
    line: text("line") ?? "",
    subject: text("subject"),
    year: Number(values["year"]),
    amountFen: String(amount),
    source: text("source"),
    documentNumber: text("documentNumber") ?? "",
    reason: text("reason"),
    state: known === undefined ? "new" : known === amount ? "unchanged" : "changed",
    currentFen: known === undefined ? null : String(known),
  };
};
