import {
  applyImport,
  describeImport,
  downloadMarkedWorkbook,
  downloadTemplate,
  listDeclarations,
  listImportRows,
  readImport,
  startImport,
} from "@qiangyi/api";
import { templateOf } from "@qiangyi/projects";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { type Actor, fixedClock } from "../../platform/index.ts";
import { insertCall, read, setUpPeople } from "./sample-declarations.ts";

const database = await freshDatabase();
const api = await testApi(database);
let people: Awaited<ReturnType<typeof setUpPeople>>;
let call: string;
let target: string;

beforeAll(async () => {
  people = await setUpPeople(database, api);
  call = await insertCall(database, { definition: templateOf("linfen-thousand-staff", 2025) });
  target = `declarations.${call}`;
});

const headers = ["填报编号", "姓名", "出生日期", "专业技术职称", "职称取得日期", "所属部门", "科室", "培养计划"];
const person = (n: number, more: Partial<Record<string, string>> = {}): string[] =>
  headers.map((header) => {
    if (more[header] !== undefined) return more[header];
    const values: Record<string, string> = {
      姓名: `演示${n}`,
      出生日期: `198${n % 10}-01-${String((n % 28) + 1).padStart(2, "0")}`,
      专业技术职称: "主治医师",
      职称取得日期: "2020-01-01",
      所属部门: "临床",
      科室: "内科",
      培养计划: "进修一年",
    };
    return values[header] ?? "";
  });

const workbook = async (rows: readonly (readonly string[])[]): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  book.addWorksheet("申报").addRows([headers, ...rows].map((row) => [...row]));
  return new Uint8Array(await book.xlsx.writeBuffer());
};

const until = async (run: string, leaves: string, actor: Actor) => {
  for (let round = 0; round < 4_000; round++) {
    const { answer } = await api.call(actor, readImport, { params: { run } });
    if (answer.state !== leaves) return answer;
    await new Promise((resolve) => setTimeout(resolve, 30));
  }
  throw new Error(`run ${run} stays ${leaves}`);
};
const preview = async (content: Uint8Array, actor: Actor = people.clerk) => {
  const started = await api.call(actor, startImport, { params: { target } }, { file: { name: "名单.xlsx", content } });
  expect(started.status, JSON.stringify(started.problem)).toBe(202);
  return until(started.answer.id, "reading", actor);
};
const apply = async (run: string, actor: Actor = people.clerk) => {
  const asked = await api.call(actor, applyImport, { params: { run } });
  expect(asked.status, JSON.stringify(asked.problem)).toBe(202);
  return until(run, "applying", actor);
};
const stored = async () =>
  (
    await database.query(
      "select (select count(*) from project) as projects, (select coalesce(sum(version), 0) from project) as versions, (select coalesce(sum(version), 0) from project_answer) as answers",
    )
  )[0];

const idOf = async (name: string): Promise<string> =>
  (await database.query<{ id: string }>("select id from project where title = $1", [`千名技术骨干：${name}`]))[0]?.id ?? "";

describe("一份工作簿申报许多人", () => {
  it("模板的列和下拉来自这份通知;证件号码、表格和预算不在表上", async () => {
    const described = await api.call(people.clerk, describeImport, { params: { target } });
    expect(described.answer.fields.map(({ label }) => label)).toEqual(
      expect.arrayContaining(["填报编号", "姓名", "出生日期", "所属部门"]),
    );
    expect(described.answer.fields.find(({ label }) => label === "所属部门")?.choices?.map(({ label }) => label)).toEqual([
      "临床",
      "护理",
      "医学检验",
      "医学影像",
      "病理",
    ]);
    expect((await api.call(people.clerk, downloadTemplate, { params: { target } })).bytes.subarray(0, 2).toString()).toBe("PK");
  });

  it("两千人:先预览,生效后一人一份草稿;同一文件再导一次什么也不变", async () => {
    const file = await workbook(Array.from({ length: 2_000 }, (_, n) => person(n)));
    const seen = await preview(file);
    expect(seen).toMatchObject({ state: "previewed", rowsRead: 2_000, counts: { new: 2_000, wrong: 0 } });
    expect(await apply(seen.id)).toMatchObject({ state: "applied", rowsApplied: 2_000 });
    const { answer } = await api.call(people.clerk, listDeclarations, { query: { call, q: "演示1999" } });
    expect(answer.items).toMatchObject([{ title: "千名技术骨干：演示1999", state: "draft" }]);
    const [written] = await database.query<{ projects: bigint; answers: bigint }>(
      "select count(*) as projects, (select count(*) from project_answer) as answers from project",
    );
    expect([Number(written?.projects), Number(written?.answers)]).toEqual([2_000, 14_000]);

    const before = await stored();
    const again = await preview(file);
    expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: 2_000, wrong: 0 });
    expect(await stored()).toEqual(before);
  }, 120_000);

  it("改一行只改这一份的这一项;空单元格不抹掉已填的内容", async () => {
    const seen = await preview(await workbook([person(5, { 科室: "外科", 培养计划: "" }), person(6)]));
    expect(seen.counts).toEqual({ new: 0, changed: 1, unchanged: 1, wrong: 0 });
    await apply(seen.id);
    const { answers } = await read(api, people.clerk, await idOf("演示5"));
    const of = (label: string) => answers.find(({ question }) => question === label);
    expect([of("office"), of("plan"), of("person")].map((one) => [one?.value, one?.version])).toEqual([
      ["外科", 2],
      ["进修一年", 1],
      ["演示5", 1],
    ]);
  });

  it("全部错误一次列出:超龄、职称不够、不是下拉中的值、没有姓名、同一人两行;工作簿标出错处,什么也没有写", async () => {
    const before = await stored();
    const seen = await preview(
      await workbook([
        person(9_001, { 出生日期: "1970-01-01" }),
        person(9_002, { 专业技术职称: "住院医师" }),
        person(9_003, { 所属部门: "后勤" }),
        person(9_004, { 姓名: "" }),
        person(9_005),
        person(9_005),
      ]),
    );
    expect(seen.counts).toEqual({ new: 1, changed: 0, unchanged: 0, wrong: 5 });
    const { answer } = await api.call(people.clerk, listImportRows, { params: { run: seen.id }, query: { verdict: "wrong" } });
    const reasons = answer.items.map(({ errors }) => errors.map(({ column, reason }) => `${column ?? ""}：${reason}`).join("；"));
    expect(reasons[0]).toContain("出生日期：不符合（年龄）");
    expect(reasons[1]).toContain("专业技术职称：不符合（职称）");
    expect(reasons[2]).toContain("所属部门：");
    expect(reasons[3]).toContain("无法与其他行区分");
    expect(reasons[4]).toContain("与第6行重复");
    const refused = await api.call(people.clerk, applyImport, { params: { run: seen.id } });
    expect([refused.status, refused.problem.code]).toEqual([422, "import-has-errors"]);
    expect((await api.call(people.clerk, downloadMarkedWorkbook, { params: { run: seen.id } })).status).toBe(200);
    expect(await stored()).toEqual(before);
  });

  it("已上报的一份不能由工作簿改", async () => {
    await database.query("update project set state = 'submitted', signed_round = 1, number = 'XM-2025-920000' where id = $1", [
      await idOf("演示77"),
    ]);
    const before = await stored();
    const seen = await preview(await workbook([person(77, { 科室: "儿科" })]));
    expect(seen.counts.wrong).toBe(1);
    expect(await stored()).toEqual(before);
  });

  it("别的单位看到的是自己的;上级、截止之后和没有的通知不能导入", async () => {
    const seen = await preview(await workbook([person(5)]), people.quwoClerk);
    expect(seen.counts.new).toBe(1);
    const byHead = await api.call(
      people.head,
      startImport,
      { params: { target } },
      { file: { name: "a.xlsx", content: await workbook([]) } },
    );
    expect([byHead.status, byHead.problem.code]).toEqual([403, "FORBIDDEN_ROLE"]);
    const unknown = { params: { target: "declarations.00000000-0000-4000-8000-000000000000" } };
    expect((await api.call(people.clerk, describeImport, unknown)).problem.code).toBe("import-target-not-found");
    const late = await testApi(database, fixedClock("2025-04-01T02:00:00Z"));
    const before = await stored();
    const started = await late.call(
      people.clerk,
      startImport,
      { params: { target } },
      { file: { name: "a.xlsx", content: await workbook([person(3_000)]) } },
    );
    const run = started.answer.id;
    for (let round = 0; round < 400; round++) {
      const { answer } = await late.call(people.clerk, readImport, { params: { run } });
      if (answer.state !== "reading") break;
      await new Promise((resolve) => setTimeout(resolve, 30));
    }
    const { answer } = await late.call(people.clerk, listImportRows, { params: { run }, query: { verdict: "wrong" } });
    expect(answer.items[0]?.errors).toEqual([{ reason: "这份通知不在受理期内" }]);
    expect(await stored()).toEqual(before);
  });
});
