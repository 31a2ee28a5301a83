import { applyImport, downloadMarkedWorkbook, type ImportColumn, nameImportColumns, readImport, startImport } from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import type { Actor } from "../platform/index.ts";
import { rawRow, rawWorkbook } from "./raw-workbook.ts";
import { addSampleInstitutions, places, registerOf } from "./sample-facts.ts";

const database = await freshDatabase();
await addSampleInstitutions(database);
const api = await testApi(database);

const clerk = actorAs("county_health_bureau", { level: "county", ...at("qingxu"), userId: "clerk" });
const colleague = { ...clerk, userId: "colleague" };
const elsewhere = actorAs("county_health_bureau", { level: "county", ...at("yangqu"), userId: "elsewhere" });
const auditor = actorAs("auditor");
const township = registerOf("township-centre");

function at(place: "qingxu" | "yangqu") {
  return { city: places[place].city, county: places[place].county };
}

const odd = ["卫生院名", "县名", "验收时间", "联系人"];
const table = (headers = odd, institution = "样例医院Q1", county = "清徐县") =>
  rawWorkbook([rawRow(1, headers), rawRow(2, [institution, county, "2024-06-18", "张某"])]);
const said = [
  { header: "卫生院名", field: "institution" },
  { header: "县名", field: "county" },
  { header: "验收时间", field: "accepted" },
];

const settled = async (run: string, actor: Actor) => {
  for (let round = 0; round < 1_000; round++) {
    const { answer } = await api.call(actor, readImport, { params: { run } });
    if (answer.state !== "reading" && answer.state !== "applying") return answer;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`run ${run} does not settle`);
};
const preview = async (content: Uint8Array, actor: Actor = clerk) => {
  const file = { name: "自制.xlsx", content };
  const { answer } = await api.call(actor, startImport, { params: { target: township.id } }, { file });
  return settled(answer.id, actor);
};
const name = (run: string, columns: readonly { header: string; field: string | null }[], actor: Actor = clerk) =>
  api.call(actor, nameImportColumns, { params: { run }, body: { columns: [...columns] } });
const kept = async () =>
  database.query('select office, header, field, changed_by from import_column_name order by office, header collate "C"');
const runs = async () => Number((await database.query("select count(*) n from import_run"))[0]?.["n"]);
const fieldsOf = (columns: readonly ImportColumn[]) => Object.fromEntries(columns.map(({ header, field }) => [header, field]));

describe("自制表格的列手工指定", () => {
  it("认不出的列：拒绝读取，列出各列；不合格的指定一律拒绝，什么都不写入", async () => {
    const run = await preview(table());
    expect([run.state, run.refusal?.code]).toEqual(["refused", "workbook-without-header"]);
    expect(fieldsOf(run.columns)).toEqual({ 卫生院名: null, 县名: null, 验收时间: null, 联系人: null });
    const before = await runs();
    for (const [columns, code, actor] of [
      [[{ header: "没有的列", field: "county" }], "column-not-in-file", clerk],
      [[{ header: "县名", field: "no-such-field" }], "column-field-unknown", clerk],
      [[...said, { header: "联系人", field: "county" }], "column-field-twice", clerk],
      [said, "import-run-not-found", colleague],
      [said, "import-run-not-found", auditor],
    ] as const) {
      const { status, problem } = await name(run.id, columns, actor);
      expect([status >= 400, problem.code]).toEqual([true, code]);
      expect([await kept(), await runs()]).toEqual([[], before]);
    }
  });

  it("指定后重新预览、生效；本单位的下一个文件照此读取并说明，别的单位不受影响", async () => {
    const run = await preview(table());
    const again = await name(run.id, said);
    expect(again.status).toBe(202);
    const read = await settled(again.answer.id, clerk);
    expect(read).toMatchObject({ state: "previewed", counts: { new: 1, wrong: 0 } });
    expect(fieldsOf(read.columns)).toEqual({ 卫生院名: "institution", 县名: "county", 验收时间: "accepted", 联系人: null });
    expect(read.warnings.join()).toContain("按本单位指定的列对应：「卫生院名」读作「卫生院」");
    await api.call(clerk, applyImport, { params: { run: read.id } });
    expect((await settled(read.id, clerk)).state).toBe("applied");

    const next = await preview(table(odd, "样例医院Q2"), colleague);
    expect(next).toMatchObject({ state: "previewed", counts: { new: 1, wrong: 0 } });
    expect((await preview(table(odd, "样例医院Y1", "阳曲县"), elsewhere)).state).toBe("refused");
    expect(await kept()).toEqual(
      [...said]
        .sort((a, b) => (a.header < b.header ? -1 : 1))
        .map((column) => ({ office: "140121", ...column, changed_by: "clerk" })),
    );
  });

  it("生效以后不能再指定", async () => {
    const run = await preview(table(odd, "样例医院Q3"));
    await api.call(clerk, applyImport, { params: { run: run.id } });
    await settled(run.id, clerk);
    const before = [await kept(), await runs()];
    expect((await name(run.id, said)).problem.code).toBe("import-not-ready");
    expect([await kept(), await runs()]).toEqual(before);
  });

  it("改了主意：可以不读一列，可以改回列名自己的意思", async () => {
    const headers = ["卫生院名", "所在县", "验收合格日期", "验收时间"];
    const content = rawWorkbook([rawRow(1, headers), rawRow(2, ["样例医院Q4", "清徐县", "2024-06-18", "2024-07-01"])]);
    const twice = await preview(content);
    expect([twice.state, twice.refusal?.code]).toEqual(["refused", "workbook-column-twice"]);
    const without = await settled((await name(twice.id, [{ header: "验收时间", field: null }])).answer.id, clerk);
    expect(without).toMatchObject({ state: "previewed", counts: { new: 1 } });
    expect((await kept()).find(({ header }) => header === "验收时间")).toMatchObject({ field: null });
    const plain = await settled((await name(without.id, [{ header: "所在县", field: "county" }])).answer.id, clerk);
    expect((await kept()).map(({ header }) => header)).not.toContain("所在县");
    expect(plain.state).toBe("previewed");
  });

  it("标出错误的工作簿按同样的对应着色", async () => {
    const run = await preview(table(["卫生院名", "县名", "验收合格日期"], "没有的卫生院"));
    expect(run.counts.wrong).toBe(1);
    const marked = await api.call(clerk, downloadMarkedWorkbook, { params: { run: run.id } });
    expect(marked.status).toBe(200);
    expect((await preview(marked.bytes)).counts.wrong).toBe(1);
  });

  it("列名太长的约束", async () => {
    const insert = `insert into import_column_name (province, target, office, header, changed_by, changed_by_name, changed_at)
      values ('14', 'x', '140000', $1, 'u', '某', now())`;
    for (const header of ["", "长".repeat(201)]) {
      await expect(database.query(insert, [header])).rejects.toMatchObject({ constraint: "import_column_name_header_length" });
    }
  });
});
