import {
  answerInvitation,
  applyImport,
  changeExpert,
  createPanel,
  downloadMarkedWorkbook,
  downloadTemplate,
  drawPanel,
  exportExperts,
  freezeCandidates,
  listExperts,
  listImportRows,
  readExpert,
  readImport,
  startImport,
} from "@qiangyi/api";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import type { Actor } from "../platform/index.ts";
import { addCall, addExpert, addPlaces, addProject, expertInput, organiser, type TestExpert } from "./sample-review.ts";

const database = await freshDatabase();
const api = await testApi(database);
const target = "reviews.experts";
const city = actorAs("city_health_bureau", { level: "city", city: "140100" });
const pool: TestExpert[] = [];
const count = async (where: string) =>
  (await database.query<{ n: number }>(`select count(*)::int as n from expert where ${where}`))[0]?.n;

beforeAll(async () => {
  await addPlaces(database);
  for (let nth = 1; nth <= 6; nth += 1) pool.push(await addExpert(api, database, nth));
});

const headers = [
  "专家编号",
  "姓名",
  "职称",
  "职称级别",
  "单位",
  "单位所在地",
  "所属医疗集团",
  "专业领域",
  "一年最多评审项目数",
  "工作经历",
  "利害关系",
] as const;
type Row = Partial<Record<(typeof headers)[number], string>>;
const usual: Row = { 职称: "主任医师", 职称级别: "正高", 单位所在地: "140105", 专业领域: "临床、信息化" };

const workbook = async (rows: readonly Row[]): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  book
    .addWorksheet("专家")
    .addRows([[...headers], ...rows.map((row) => headers.map((header) => ({ ...usual, ...row })[header] ?? ""))]);
  return new Uint8Array(await book.xlsx.writeBuffer());
};
const until = async (run: string, leaves: string, actor: Actor) => {
  for (let round = 0; round < 2_000; round++) {
    const { answer } = await api.call(actor, readImport, { params: { run } });
    if (answer.state !== leaves) return answer;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`run ${run} stays ${leaves}`);
};
const previewFile = async (content: Uint8Array, actor: Actor = organiser) => {
  const started = await api.call(actor, startImport, { params: { target } }, { file: { name: "专家.xlsx", content } });
  expect(started.status, JSON.stringify(started.problem)).toBe(202);
  return until(started.answer.id, "reading", actor);
};
const preview = async (rows: readonly Row[], actor: Actor = organiser) => previewFile(await workbook(rows), actor);
const apply = async (run: string, actor: Actor = organiser) => {
  const asked = await api.call(actor, applyImport, { params: { run } });
  expect(asked.status, JSON.stringify(asked.problem)).toBe(202);
  return until(run, "applying", actor);
};
const rowsOf = async (run: string, verdict: "new" | "changed" | "wrong") =>
  (await api.call(organiser, listImportRows, { params: { run }, query: { verdict } })).answer.items;
const numberOf = async (id: string) => (await api.call(organiser, readExpert, { params: { expertId: id } })).answer.number;
const named = async (text: string) => (await api.call(organiser, listExperts, { query: { text } })).answer.items;
const sheetOf = async (content: Uint8Array) => {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(content as unknown as ArrayBuffer);
  const sheet = book.worksheets[0];
  const rows: string[][] = [];
  sheet?.eachRow((row) => rows.push((row.values as unknown[]).map((value) => String(value ?? ""))));
  return rows;
};

describe("专家库的工作簿", () => {
  it("模板列出各列；新增的逐行预览，生效后入库编号，单位在名录中的自动关联，经历和关系拆成各条", async () => {
    const template = await api.call(organiser, downloadTemplate, { params: { target }, query: {} });
    expect((await sheetOf(template.bytes)).flat()).toEqual(
      expect.arrayContaining(headers.map((header) => expect.stringContaining(header))),
    );
    const run = await preview([
      {
        姓名: "导入一",
        单位: "清徐演示医院",
        工作经历: "2015-07-01至2021-06-30 清徐第二演示医院；2021-07-01至今 演示大学",
        利害关系: "夫妻：李演二；共同项目：清徐第二演示医院（2025-03-01）",
      },
      { 姓名: "导入二", 单位: "外省演示医院", 一年最多评审项目数: "7" },
    ]);
    expect(run).toMatchObject({ state: "previewed", counts: { new: 2, changed: 0, unchanged: 0, wrong: 0 } });
    expect((await rowsOf(run.id, "new"))[1]?.warnings).toEqual(["“外省演示医院”不在机构名录中，回避按单位名称核对"]);
    expect(await count("name like '导入%'")).toBe(0);
    expect((await apply(run.id)).state).toBe("applied");
    const [one] = await named("导入一");
    expect(one).toMatchObject({
      number: expect.stringMatching(/^ZJ-\d{5}$/),
      institution: "H1",
      fields: ["临床", "信息化"],
      maxLoad: 20,
      employments: [
        { institution: "H2", name: "清徐第二演示医院", from: "2015-07-01", to: "2021-06-30" },
        { institution: null, name: "演示大学", from: "2021-07-01", to: null },
      ],
      relations: [
        { kind: "spouse", institution: null, name: "李演二", lastOn: null },
        { kind: "joint-project", institution: "H2", name: "清徐第二演示医院", lastOn: "2025-03-01" },
      ],
    });
    expect((await named("导入二"))[0]).toMatchObject({ institution: null, maxLoad: 7 });
  });

  it("同一文件再导一次不重复；导出的工作簿原样导回，全部未变", async () => {
    const again = await preview([{ 姓名: "导入二", 单位: "外省演示医院", 一年最多评审项目数: "7" }]);
    expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: 1, wrong: 0 });
    const exported = await api.call(organiser, exportExperts, { query: { text: "导入" } });
    const rows = await sheetOf(exported.bytes);
    expect(rows.flat().join()).toContain("导入一");
    expect(rows.flat().join()).not.toContain("专家3");
    const back = await previewFile(exported.bytes);
    expect(back).toMatchObject({ state: "previewed", counts: { new: 0, changed: 0, unchanged: 2, wrong: 0 } });
  });

  it("错误一次全部指出，标在所在的单元格；有一行错就什么也不写", async () => {
    const before = await count("true");
    const run = await preview([
      { 姓名: "对的人", 单位: "外省演示医院" },
      { 姓名: "张", 单位: "外省演示医院", 职称级别: "高级", 单位所在地: "没有这个县" },
      { 姓名: "错经历", 单位: "外省演示医院", 工作经历: "2015年起在演示医院", 利害关系: "朋友：李演二；夫妻李演三" },
      { 专家编号: "ZJ-99999", 姓名: "无此人", 单位: "外省演示医院" },
      { 姓名: "对的人", 单位: "外省演示医院" },
      { 姓名: "太多", 单位: "外省演示医院", 一年最多评审项目数: "900" },
    ]);
    expect(run.counts).toMatchObject({ new: 1, wrong: 5 });
    const wrong = await rowsOf(run.id, "wrong");
    const told = wrong.map(({ errors }) => errors.map(({ column, reason }) => `${column ?? ""}：${reason}`));
    expect(told[0]?.map((text) => text.split("：")[0])).toEqual(["职称级别", "单位所在地"]);
    expect(told.slice(1)).toEqual([
      [
        "工作经历：“2015年起在演示医院”应写作“2015-07-01至2021-06-30 单位”，现任的写“至今”",
        expect.stringContaining("利害关系：“朋友”不是所列的关系"),
        "利害关系：“夫妻李演三”应写作“关系：单位或人名（日期）”，日期可不写",
      ],
      ["专家编号：专家库中没有编号为“ZJ-99999”的专家；新登记的请留空"],
      ["：与第2行重复，请只保留一行"],
      ["一年最多评审项目数：应为1至200的整数"],
    ]);
    expect((await api.call(organiser, applyImport, { params: { run: run.id } })).problem.code).toBe("import-has-errors");
    expect(await count("true")).toBe(before);
    expect((await api.call(organiser, downloadMarkedWorkbook, { params: { run: run.id } })).status).toBe(200);
  });

  it("按编号修改，逐项写明改前改后；空单元格不抹掉已登记的内容", async () => {
    const [expert] = await named("导入一");
    const run = await preview([{ 专家编号: expert?.number ?? "", 姓名: "导入一", 单位: "清徐演示医院", 专业领域: "临床、管理" }]);
    expect(run.counts).toEqual({ new: 0, changed: 1, unchanged: 0, wrong: 0 });
    expect((await rowsOf(run.id, "changed"))[0]?.differences).toEqual([
      { field: "fields", label: "专业领域", before: "临床、信息化", after: "临床、管理" },
    ]);
    await apply(run.id);
    expect((await named("导入一"))[0]).toMatchObject({ fields: ["临床", "管理"], employments: [{}, {}], relations: [{}, {}] });
  });

  it("预览之后有人改了专家库：不生效，什么也没有写", async () => {
    const run = await preview([{ 姓名: "迟到的", 单位: "外省演示医院" }]);
    const one = pool[0]?.id ?? "";
    const { version } = (await api.call(organiser, readExpert, { params: { expertId: one } })).answer;
    await api.call(organiser, changeExpert, {
      params: { expertId: one },
      body: { ...expertInput(1, { title: "教授" }), version },
    });
    expect((await api.call(organiser, applyImport, { params: { run: run.id } })).problem.code).toBe("import-data-changed");
    expect(await count("name = '迟到的'")).toBe(0);
  });

  it("导入后才知道的关系，随即取消被抽中的席位", async () => {
    const call = await addCall(database);
    const project = await addProject(database, call);
    const body = { call, title: "一组", projects: [project.id], experts: 5, fields: [], regionRule: "none" as const };
    const panelId = (await api.call(organiser, createPanel, { body })).answer.id;
    await api.call(organiser, freezeCandidates, { params: { panelId } });
    const drawn = (await api.call(organiser, drawPanel, { params: { panelId }, body: { words: "监督员报数 112358" } })).answer
      .panel;
    const found = pool.find(({ id }) => id === drawn[0]);
    const held = (await api.call(organiser, readExpert, { params: { expertId: found?.id ?? "" } })).answer;
    const row = { 专家编号: await numberOf(held.id), 姓名: held.name, 单位: held.unitName, 利害关系: "持股、控股：清徐演示医院" };
    await apply((await preview([row])).id);
    const answered = await api.call(found?.actor, answerInvitation, { params: { panelId }, body: { answer: "accept" } });
    expect(answered.problem.code).toBe("CONFLICT_OF_INTEREST");
  });

  it("市里导入的进市专家库，看不到也改不了省里的；没有职责的不能导入、导出", async () => {
    const run = await preview([{ 专家编号: "ZJ-00002", 姓名: "专家2", 单位: "省外演示医院2" }], city);
    expect(run.counts).toMatchObject({ wrong: 1 });
    const own = await preview([{ 姓名: "市库专家", 单位: "外省演示医院" }], city);
    await apply(own.id, city);
    expect(await count("name = '市库专家' and city = '140100'")).toBe(1);
    expect(await named("市库专家")).toEqual([]);
    const clerk = actorAs("unit_applicant", { level: "unit", institution: "H1" });
    const content = await workbook([{ 姓名: "越权", 单位: "外省演示医院" }]);
    const refused = await api.call(clerk, startImport, { params: { target } }, { file: { name: "专家.xlsx", content } });
    expect(refused.status).toBe(403);
    expect((await api.call(clerk, exportExperts, { query: {} })).status).toBe(403);
    expect(await count("name = '越权'")).toBe(0);
  });
});
