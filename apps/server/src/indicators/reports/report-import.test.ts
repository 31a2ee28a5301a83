import { applyImport, downloadMarkedWorkbook, downloadTemplate, listImportRows, readImport, startImport } from "@qiangyi/api";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { fixedClock } from "../../platform/index.ts";
import { addSubjects, goodQuarter, people, reportingBy } from "./sample-reports.ts";

const clock = fixedClock("2026-04-08T02:00:00Z");
const database = await freshDatabase();
const server = await testApi(database, clock);
const { open, put, read } = reportingBy(server);

let id: string;
let target: string;
beforeAll(async () => {
  await addSubjects(database, clock);
  id = await open();
  target = `indicator-reports.${id}`;
});

/** The prefilled template as a person fills it: cells by indicator and heading. */
const filledTemplate = async (
  cells: Readonly<Record<string, Readonly<Record<string, string | number>>>>,
): Promise<Uint8Array> => {
  const { bytes } = await server.call(people.clerk, downloadTemplate, { params: { target }, query: { rows: "current" } });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(new Uint8Array(bytes).buffer as never);
  const sheet = book.worksheets[0];
  if (!sheet) throw new Error("the template has no sheet");
  const headers = (sheet.getRow(3).values as (string | undefined)[]).map((text) => String(text ?? "").replace("*", ""));
  sheet.eachRow((row) => {
    const given = cells[String(row.getCell(headers.indexOf("指标代码")).value ?? "")];
    for (const [heading, value] of Object.entries(given ?? {})) row.getCell(headers.indexOf(heading)).value = value;
  });
  return new Uint8Array(await book.xlsx.writeBuffer());
};

const until = async (run: string, leaves: string) => {
  for (let round = 0; round < 2_000; round++) {
    const { answer } = await server.call(people.clerk, readImport, { params: { run } });
    if (answer.state !== leaves) return answer;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`run ${run} stays ${leaves}`);
};
const preview = async (content: Uint8Array) => {
  const started = await server.call(people.clerk, startImport, { params: { target } }, { file: { name: "报表.xlsx", content } });
  expect(started.status, JSON.stringify(started.problem)).toBe(202);
  return until(started.answer.id, "reading");
};
const stored = () =>
  database.query(
    "select indicator, numerator::text, denominator::text, note, version from indicator_report_value order by indicator",
  );
const asCells = (from: typeof goodQuarter) =>
  Object.fromEntries(
    Object.entries(from).map(([code, { numerator = "", denominator = "" }]) => [
      code,
      { 分子: Number(numerator), 分母: denominator },
    ]),
  );

describe("报表的工作簿", () => {
  it("有错的行在预览里指明是哪一格,原工作簿标出错误退回,什么都没有写", async () => {
    const wrong = await preview(
      await filledTemplate({ avg_los: { 分子: "约17万", 分母: 21000 }, cmi: { 分子: 24360, 分母: 21000 } }),
    );
    expect(wrong).toMatchObject({ state: "previewed", counts: { wrong: 1, new: 1 } });
    const rows = await server.call(people.clerk, listImportRows, { params: { run: wrong.id }, query: { verdict: "wrong" } });
    expect(rows.answer.items[0]?.errors[0]).toMatchObject({ column: "分子", field: "numerator" });
    expect(rows.answer.items[0]?.errors[0]?.reason).toContain("应为数字");
    const marked = await server.call(people.clerk, downloadMarkedWorkbook, { params: { run: wrong.id } });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(new Uint8Array(marked.bytes).buffer as never);
    expect(JSON.stringify(book.worksheets[0]?.getSheetValues())).toContain("应为数字");
    expect((await server.call(people.clerk, applyImport, { params: { run: wrong.id } })).status).toBeGreaterThanOrEqual(400);
    expect(await stored()).toEqual([]);
  }, 60_000);

  it("预填的模板填好,先看再生效;同一文件再来一次没有变化;空格不抹掉已填的", async () => {
    const content = await filledTemplate(asCells(goodQuarter));
    const first = await preview(content);
    expect(first.counts).toMatchObject({ new: Object.keys(goodQuarter).length, wrong: 0 });
    expect(await stored()).toEqual([]);
    await server.call(people.clerk, applyImport, { params: { run: first.id } });
    expect((await until(first.id, "applying")).state).toBe("applied");
    expect((await read(id)).rows.find(({ code }) => code === "avg_los")).toMatchObject({
      numerator: "170100",
      denominator: "21000",
    });
    await put(id, "avg_los", { numerator: "170100", denominator: "21000", note: "已核对" });
    expect((await preview(content)).counts).toMatchObject({ new: 0, changed: 0, wrong: 0 });
    expect((await read(id)).rows.find(({ code }) => code === "avg_los")?.note).toBe("已核对");
  }, 60_000);

  it("别的单位拿不到这份模板", async () => {
    const { status } = await server.call(people.bethuneClerk, downloadTemplate, {
      params: { target },
      query: { rows: "current" },
    });
    expect(status).toBe(404);
  });
});
