import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { collect } from "./filled-workbook.ts";
import {
  defaultLimits,
  explainRefusal,
  type ReadRequest,
  streamWorkbook,
  type WorkbookLimits,
  type WorkbookRefusal,
  writeErrors,
  writeTemplate,
} from "./index.ts";
import { type RowSink, readFile } from "./read-workbook.ts";
import {
  sampleContext as context,
  sampleFields as fields,
  sampleLookups as lookups,
  sampleTemplate as template,
} from "./sample-register.ts";
import { handMade, withParts } from "./test-workbooks.ts";
import { packZip } from "./zip-stream.ts";

const header = fields.map(({ label }) => label);
const good = ["虚构县人民医院", "清徐县", "胸痛中心", "省级", "2024-03-04", 2024, 12, 24000, "是"];
const latin = (text: string): Uint8Array => Buffer.from(text, "latin1");
const compound = (stream: string): Uint8Array =>
  Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(504), Buffer.from(stream, "utf16le"), Buffer.alloc(512)]);

let honest: Uint8Array;
let folder: string;
beforeAll(async () => {
  honest = await handMade({ 表: [header, good] });
  folder = await mkdtemp(join(tmpdir(), "workbooks-"));
});
afterAll(() => rm(folder, { recursive: true }));

const checked = (refusal: WorkbookRefusal, rows: number): WorkbookRefusal => {
  expect(rows).toBe(0);
  const { message, remedy } = explainRefusal(refusal);
  expect(message).toMatch(/[\u4e00-\u9fff].*。$/);
  expect(remedy).toMatch(/^请.*。$/);
  return refusal;
};

/** Reads a file that must be refused; also proves that no row was handed out and that there is a sentence and a remedy. */
const refused = async (source: Uint8Array, limits: Partial<WorkbookLimits> = {}): Promise<WorkbookRefusal> => {
  let rows = 0;
  const sink: RowSink = {
    rows: async (batch) => {
      rows += batch.length;
    },
  };
  const result = await readFile(
    Buffer.from(source),
    { template, fields, lookups, limits: { ...defaultLimits, ...limits } },
    sink,
  );
  if (result.ok) throw new Error("the file was read");
  return checked(result.refusal, rows);
};

/** The same through the worker thread, as the server does it. */
const refusedByWorker = async (source: ReadRequest["source"], limits: Partial<WorkbookLimits> = {}): Promise<WorkbookRefusal> => {
  let rows = 0;
  const result = await streamWorkbook({ source, template, fields, lookups, limits }, async (batch) => {
    rows += batch.length;
  });
  if (result.ok) throw new Error("the file was read");
  return checked(result.refusal, rows);
};

describe("不是xlsx工作簿", () => {
  it.each([
    ["空文件", new Uint8Array(), "empty"],
    ["文本", Buffer.from("机构,级别\n甲,省级\n"), "text"],
    ["UTF-16文本", Buffer.from("\uFEFF机构\t级别\r\n", "utf16le"), "text"],
    ["PDF", latin("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"), "pdf"],
    ["旧版xls", compound("Workbook"), "xls"],
    ["图片", Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"), "unknown"],
  ])("%s", async (_, source, found) => expect(await refused(source)).toEqual({ code: "workbook-not-readable", found }));

  it.each([
    ["压缩包", [{ name: "a.txt", content: Buffer.from("x") }], "zip"],
    [
      "Word文档",
      ["[Content_Types].xml", "_rels/.rels", "word/document.xml"].map((name) => ({ name, content: Buffer.from("<x/>") })),
      "word",
    ],
    [
      "xlsb",
      ["[Content_Types].xml", "_rels/.rels", "xl/workbook.bin"].map((name) => ({ name, content: Buffer.from("x") })),
      "xlsb",
    ],
    ["ods", ["mimetype", "content.xml"].map((name) => ({ name, content: Buffer.from("x") })), "ods"],
  ])("%s", async (_, parts, found) =>
    expect(await refused(await collect(packZip(parts)))).toEqual({ code: "workbook-not-readable", found }),
  );

  it("xls提示另存为xlsx", () =>
    expect(explainRefusal({ code: "workbook-not-readable", found: "xls" }).remedy).toContain("另存为“Excel 工作簿(*.xlsx)”"));
});

describe("加密、损坏", () => {
  it("设有打开密码的工作簿", async () => {
    const { writeXlsx } = await import("hucre/xlsx");
    const source = await writeXlsx({ sheets: [{ name: "表", rows: [header] }], encryption: { password: "x", spinCount: 10 } });
    expect(await refused(source)).toEqual({ code: "workbook-encrypted" });
  });

  it("没有传完的文件", async () =>
    expect(await refusedByWorker(honest.subarray(0, honest.length - 200))).toMatchObject({
      code: "workbook-damaged",
      detail: expect.stringContaining("没有传完"),
    }));

  it.each<[string, Record<string, (xml: string) => string>]>([
    ["缺少工作簿部件", { "_rels/.rels": () => "<Relationships/>" }],
    ["含有实体声明", { "xl/workbook.xml": (xml) => xml.replace("<workbook", '<!DOCTYPE x [<!ENTITY a "aaaa">]><workbook') }],
    [
      "工作表含有实体声明",
      { "xl/worksheets/sheet1.xml": (xml) => xml.replace("<worksheet", '<!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet') },
    ],
    [
      "有一行长得不合情理",
      {
        "xl/worksheets/sheet1.xml": (xml) =>
          xml.replace("<sheetData>", () => `<sheetData><row r="1"><c r="A1"><f>${"A1+".repeat(3_000_000)}`),
      },
    ],
    ["工作表没有表体", { "xl/worksheets/sheet1.xml": () => "x".repeat(100_000) }],
  ])("%s", async (_, parts) => expect(await refused(await withParts(honest, parts))).toMatchObject({ code: "workbook-damaged" }));

  it("内容被改动、与压缩目录不符", async () => {
    const broken = Buffer.from(honest);
    const at = broken.indexOf("xl/worksheets/sheet1.xml") + "xl/worksheets/sheet1.xml".length + 100;
    broken.writeUInt8(broken.readUInt8(at) ^ 0xff, at);
    expect(await refused(broken)).toMatchObject({ code: "workbook-damaged" });
  });
});

describe("宏和外部引用", () => {
  it.each(["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/embeddings/oleObject1.bin", "xl/activeX/activeX1.bin"])(
    "含有%s",
    async (part) =>
      expect(await refused(await withParts(honest, { [part]: "x" }))).toEqual({ code: "workbook-has-macros", part }),
  );

  it.each(["xl/externalLinks/externalLink1.xml", "xl/connections.xml", "xl/queryTables/queryTable1.xml"])(
    "含有%s",
    async (part) =>
      expect(await refused(await withParts(honest, { [part]: "<x/>" }))).toMatchObject({
        code: "workbook-calls-out",
        place: "工作簿",
      }),
  );

  it.each([
    ['WEBSERVICE("http://x.invalid")', "函数WEBSERVICE"],
    ['HYPERLINK("http://x.invalid","看")', "函数HYPERLINK"],
    ["[1]Sheet1!A1", "其他工作簿"],
    ["cmd|'/c calc'!A0", "DDE调用"],
  ])("公式%s，指明单元格", async (formula, found) => {
    const source = await handMade({
      表: [header, good, [...good.slice(0, 2), { formula, result: "x" }, ...good.slice(3)]],
      另表: [["x"]],
    });
    expect(await refused(source)).toEqual({ code: "workbook-calls-out", place: "工作表“表”C3单元格", found });
  });

  it("外部引用藏在隐藏的表、数据有效性或名称中也不放过", async () => {
    const hidden = await handMade({ 表: [header, good], 藏: [[{ formula: 'WEBSERVICE("x")', result: 1 }]] }, (workbook) => {
      const sheet = workbook.getWorksheet("藏");
      if (sheet) sheet.state = "veryHidden";
    });
    expect(await refused(hidden)).toMatchObject({ code: "workbook-calls-out", place: "工作表“藏”A1单元格" });
    const validated = await handMade({ 表: [header, good] }, (workbook) => {
      const cell = workbook.worksheets[0]?.getCell("A5");
      if (cell) cell.dataValidation = { type: "list", formulae: ["[1]Sheet1!$A$1:$A$9"] };
    });
    expect(await refused(validated)).toMatchObject({ code: "workbook-calls-out", place: "工作表“表”的有效性或条件格式" });
    const named = await withParts(honest, {
      "xl/workbook.xml": (xml) =>
        xml.replace("</sheets>", "</sheets><definedNames><definedName name=\"a\">cmd|'/c calc'!A0</definedName></definedNames>"),
    });
    expect(await refused(named)).toMatchObject({ code: "workbook-calls-out", place: "名称定义" });
  });

  it("用字符实体拆开的函数名同样认出", async () => {
    const source = await withParts(await handMade({ 表: [header, [{ formula: "SUM(1)", result: 1 }]] }), {
      "xl/worksheets/sheet1.xml": (xml) => xml.replace("SUM(1)", "WEB&#83;ERVICE(A1)"),
    });
    expect(await refused(source)).toMatchObject({ code: "workbook-calls-out", found: "函数WEBSERVICE" });
  });
});

describe("过大", () => {
  it("文件超过上限，未读内容即拒绝", async () => {
    const path = join(folder, "large.xlsx");
    await writeFile(path, Buffer.alloc(2 * 1024 * 1024));
    const limits = { fileBytes: 1024 * 1024 };
    expect(await refusedByWorker({ path }, limits)).toEqual({
      code: "workbook-too-large",
      bytes: 2 * 1024 * 1024,
      limit: 1024 * 1024,
    });
    expect(await refusedByWorker(Buffer.alloc(2 * 1024 * 1024), limits)).toMatchObject({ code: "workbook-too-large" });
  });

  it("压缩炸弹：按压缩目录中的大小拒绝，不解压", async () => {
    const bomb = await spliced(honest, "xl/worksheets/sheet1.xml", 64);
    expect(bomb.length).toBeLessThan(200_000);
    expect(await refused(bomb)).toMatchObject({ code: "workbook-unpacks-too-large" });
  });

  it("压缩目录谎报大小的炸弹，解压到谎报处即停", async () => {
    const liar = Buffer.from(await spliced(honest, "xl/worksheets/sheet1.xml", 64));
    const name = liar.lastIndexOf("xl/worksheets/sheet1.xml");
    liar.writeUInt32LE(1000, name - 46 + 24);
    expect(await refused(liar)).toMatchObject({
      code: "workbook-damaged",
      detail: expect.stringContaining("与压缩目录中的大小不符"),
    });
  });

  it("工作簿里套压缩包，不去打开", async () =>
    expect(await refused(await withParts(honest, { "xl/embeddings/a.zip": honest }))).toMatchObject({
      code: "workbook-has-macros",
    }));

  it("一百万行：未交出一行即拒绝", { timeout: 120_000 }, async () => {
    const source = await withRows(1_000_000);
    expect(source.length).toBeLessThan(50 * 1024 * 1024);
    expect(await refused(source)).toMatchObject({ code: "workbook-too-many-rows", limit: 200_000 });
  });

  it("行数刚好超过上限", async () => {
    const limits = { rows: 1_000 };
    expect(await refused(await withRows(1_200), limits)).toMatchObject({ code: "workbook-too-many-rows", limit: 1_000 });
  });

  it("列数超过上限", async () => {
    const wide = [...header, ...Array.from({ length: 20 }, (_, index) => `多余${index}`)];
    expect(await refused(await handMade({ 表: [wide, good] }), { columns: 20 })).toEqual({
      code: "workbook-too-many-columns",
      columns: 29,
      limit: 20,
    });
  });

  it("超过时间上限即停止", async () =>
    expect(await refusedByWorker(honest, { milliseconds: 1 })).toMatchObject({ code: "workbook-took-too-long" }));

  it("超过内存上限即停止，服务不受影响", async () => {
    const strings = Array.from({ length: 400_000 }, (_, index) => `<si><t>占用内存的字符串${index}</t></si>`).join("");
    const source = await withParts(honest, { "xl/sharedStrings.xml": (xml) => xml.replace("</sst>", `${strings}</sst>`) });
    expect(await refusedByWorker(source, { memoryMegabytes: 24 })).toEqual({
      code: "workbook-took-too-much-memory",
      megabytes: 24,
    });
  });
});

describe("模板不符", () => {
  it("别的模板的文件，写明两个模板", async () => {
    const other = { id: "other", version: 1, title: "另一台账" };
    const source = await writeTemplate({ template: other, fields, context, lookups });
    expect(await refused(source)).toEqual({ code: "workbook-of-another-template", found: "另一台账", expected: "样例台账" });
  });

  it("旧版模板：列齐全则读取并提示，缺少必填列则拒绝", async () => {
    const old = { ...template, version: 2 };
    const complete = await streamWorkbook(
      { source: await writeTemplate({ template: old, fields, context, lookups }), template, fields, lookups },
      async () => {},
    );
    expect(complete).toMatchObject({
      ok: true,
      value: { warnings: [expect.stringContaining("模板是第2版，现行第3版"), expect.stringContaining("没有读到数据")] },
    });
    const source = await writeTemplate({
      template: old,
      fields: fields.filter(({ name }) => name !== "acceptedOn"),
      context,
      lookups,
    });
    expect(await refused(source)).toEqual({ code: "workbook-of-another-version", found: 2, expected: 3, missing: ["认定日期"] });
  });

  it("没有表头", async () =>
    expect(await refused(await handMade({ 表: [["关于报送的函"], good] }))).toMatchObject({ code: "workbook-without-header" }));

  it("缺少必填列，列出名称", async () =>
    expect(
      await refused(await handMade({ 表: [header.filter((label) => !["级别", "认定日期"].includes(label)), good] })),
    ).toMatchObject({
      code: "workbook-column-missing",
      missing: ["级别", "认定日期"],
      sheet: "表",
      headerRow: 1,
    }));

  it("同一列出现两次", async () =>
    expect(await refused(await handMade({ 表: [[...header, "级别"], good] }))).toMatchObject({
      code: "workbook-column-twice",
      column: "级别",
      places: ["D", "J"],
    }));
});

it("标错同样拒绝这些文件", async () => {
  const source = await withParts(honest, { "xl/vbaProject.bin": "x" });
  expect(await writeErrors({ source, template, fields, errors: [] })).toEqual({
    ok: false,
    refusal: { code: "workbook-has-macros", part: "xl/vbaProject.bin" },
  });
});

/** The workbook with a sheet of so many megabytes of spaces, packed piece by piece. */
const spliced = async (workbook: Uint8Array, part: string, megabytes: number): Promise<Uint8Array> =>
  withParts(workbook, { [part]: (xml) => xml.replace("</worksheet>", `${" ".repeat(megabytes * 1024 * 1024)}</worksheet>`) });

const withRows = (count: number): Promise<Uint8Array> =>
  withParts(honest, {
    "xl/worksheets/sheet1.xml": (xml) => {
      const rows = Array.from(
        { length: count },
        (_, index) => `<row r="${index + 3}"><c r="H${index + 3}"><v>${index}.5</v></c></row>`,
      );
      return xml.replace("</sheetData>", () => `${rows.join("")}</sheetData>`);
    },
  });
