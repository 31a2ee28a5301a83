import { applyImport, exportInstitutions, readImport, startImport } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { beforeEach, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { type ReadRow, type RowValues, readWorkbook } from "../documents/index.ts";
import { type Actor, systemActor } from "../platform/index.ts";
import { ImportCollision, type JudgedRow } from "../registers/index.ts";
import { institutionImport } from "./institution-import.ts";
import { loadRegions } from "./load-regions.ts";

const database = await freshDatabase();
const api = await testApi(database);
const province = actorAs("prov_health_dept");
const at = new Date("2025-03-01T02:00:00Z");

const general: RowValues = {
  name: "清徐县人民医院（演示）",
  ownership: "public",
  affiliation: "county",
  tier: "secondary",
  class: "general",
  region: "140121",
  beds: 300,
  creditCode: "12140000000000019W",
};

const inOffice = <Value>(work: (tx: Parameters<typeof institutionImport.revision>[0]) => Promise<Value>) =>
  database.transaction(province, work);

const today = date("2025-03-01");

const judge = (rows: readonly RowValues[]): Promise<readonly JudgedRow[]> =>
  inOffice(async (tx) => {
    const read = rows.map((values, index): ReadRow => ({ rowNumber: index + 5, values, errors: [] }));
    return await institutionImport.find(tx, province, read, await institutionImport.lookups(tx, province), today);
  });

/** The verdicts over the cells of a real workbook. */
const judgeWorkbook = (source: Uint8Array) =>
  inOffice(async (tx) => {
    const lookups = await institutionImport.lookups(tx, province);
    const { template, fields } = institutionImport;
    const read = await readWorkbook({ source, template, fields, lookups });
    if (!read.ok) throw new Error(read.refusal.code);
    expect(read.value.rows.flatMap((row) => row.errors)).toEqual([]);
    return await institutionImport.find(tx, province, read.value.rows, lookups, today);
  });

const apply = (rows: readonly JudgedRow[]) =>
  inOffice(async (tx) => {
    await institutionImport.lock(tx, province, []);
    const applicable = rows.flatMap(({ rowNumber, verdict, key, values }) =>
      verdict === "new" || verdict === "changed" ? [{ rowNumber, verdict, key, values }] : [],
    );
    await institutionImport.apply(tx, province, applicable, at);
  });

const importRows = async (rows: readonly RowValues[]) => {
  const judged = await judge(rows);
  await apply(judged);
  return judged.map(({ verdict }) => verdict);
};

const stored = () =>
  database.query<{ id: string; version: number; name: string }>("select id, version, name from institution order by id");
const one = async () => {
  const [row] = await judge([general]);
  if (!row) throw new Error("one row expected");
  return row;
};

beforeEach(async () => {
  await database.transaction(systemActor, loadRegions);
  await database.query("truncate institution, institution_version, institution_membership, institution_tally cascade");
});

describe("机构名录的工作簿导入", () => {
  it("预览不写入;生效后再导同一文件,全部未变,不产生新版本", async () => {
    const rows = [general, { ...general, name: "清徐县中医医院（演示）", class: "tcm", creditCode: "12140121999900580Y" }];
    expect((await judge([general])).map(({ verdict }) => verdict)).toEqual(["new"]);
    expect(await stored()).toEqual([]);
    expect(await importRows(rows)).toEqual(["new", "new"]);
    const after = await stored();
    expect(await importRows(rows)).toEqual(["unchanged", "unchanged"]);
    expect(await stored()).toEqual(after);
  });

  it("导出的名录原样导入,全部未变", async () => {
    await importRows([
      { ...general, formerNames: "清徐县医院、清徐医院", licence: "123", reason: "登记号为旧号", validFrom: "2001-02-03" },
      {
        ...general,
        name: "清徐县医疗集团成员医院（演示）",
        creditCode: "12140000000000019X",
        reason: "证书如此",
        group: "清徐县医疗集团（演示）",
        groupKind: "county",
        groupRole: "lead",
        groupFrom: "2020-01-01",
      },
    ]);
    const { bytes, status } = await api.call(province, exportInstitutions, {});
    expect(status).toBe(200);
    const verdicts = (await judgeWorkbook(bytes)).map(({ verdict }) => verdict);
    expect(verdicts).toEqual(["unchanged", "unchanged"]);
  });

  it("给出改动前后的内容,按代码认出更名的机构", async () => {
    await importRows([general]);
    const renamed = { ...general, name: "清徐县总医院（演示）", beds: 350 };
    const [row] = await judge([renamed]);
    expect(row).toMatchObject({
      verdict: "changed",
      key: "140121-001",
      differences: [
        { label: "机构名称", before: "清徐县人民医院（演示）", after: "清徐县总医院（演示）" },
        { label: "编制床位", before: "300", after: "350" },
      ],
    });
    expect(await importRows([renamed])).toEqual(["changed"]);
    expect(await importRows([renamed])).toEqual(["unchanged"]);
    const [kept] = await database.query<{ former_names: { name: string; to: string }[] }>("select former_names from institution");
    expect(kept?.former_names).toMatchObject([{ name: "清徐县人民医院（演示）", to: "2025-03-01" }]);
  });

  it("空单元格不抹掉已登记的内容", async () => {
    await importRows([general]);
    const { beds: _, ...withoutBeds } = general;
    expect(await importRows([withoutBeds])).toEqual(["unchanged"]);
  });

  it.each<[string, RowValues, string, string]>([
    ["没有的编号", { id: "140121-999" }, "机构编号", "没有编号为“140121-999”的机构"],
    ["校验位不符而无说明", { creditCode: "12140000000000019X" }, "统一社会信用代码", "请在“核对说明”列写明理由"],
    ["与他院同名而无说明", { region: "140122", creditCode: "" }, "机构名称", "的现名或曾用名相同"],
    ["县属机构填了市", { region: "140100", name: "市区演示医院", creditCode: "" }, "所在区划", "与隶属关系不符"],
    ["终止早于启用", { validFrom: "2025-01-02", validTo: "2025-01-01" }, "终止日期", "不得早于启用日期"],
    ["只填了集团角色", { groupRole: "lead" }, "所属集团", "须填所属集团"],
  ])("%s:指出所在列", async (_, more, column, reason) => {
    await importRows([general]);
    const before = await stored();
    const values = Object.fromEntries(Object.entries({ ...general, ...more }).filter(([, value]) => value !== ""));
    const [row] = await judge([values]);
    expect(row?.verdict).toBe("wrong");
    expect(row?.errors).toContainEqual(expect.objectContaining({ column, reason: expect.stringContaining(reason) }));
    expect(await stored()).toEqual(before);
  });

  it("有说明的核对事项照样登记,留下理由", async () => {
    const [row] = await judge([{ ...general, creditCode: "12140000000000019X", reason: "证书即如此" }]);
    expect(row).toMatchObject({ verdict: "new", warnings: ["统一社会信用代码的校验位不符，请对照证书核对"] });
    await apply(row ? [row] : []);
    expect(await database.query("select warning_reason from institution")).toEqual([{ warning_reason: "证书即如此" }]);
  });

  it("预览后数据有变,修订号不同", async () => {
    const revision = () => inOffice((tx) => institutionImport.revision(tx, province));
    const before = await revision();
    await apply([await one()]);
    expect(await revision()).not.toBe(before);
  });

  it("生效时才撞上的冲突:整批不写入", async () => {
    const lead = (name: string): RowValues => ({
      ...general,
      name,
      group: "某集团（演示）",
      groupKind: "county",
      groupRole: "lead",
    });
    const { creditCode: _, ...first } = lead("甲演示医院");
    const { creditCode: __, ...second } = lead("乙演示医院");
    const judged = await judge([first, second]);
    await expect(apply(judged)).rejects.toThrow(ImportCollision);
    await expect(apply(judged)).rejects.toThrow("已有牵头机构：甲演示医院");
    expect(await stored()).toEqual([]);
  });
});

describe("经由公用的导入流程", () => {
  const upload = async (actor: Actor, content: Uint8Array) =>
    await api.call(actor, startImport, { params: { target: "registry.institutions" } }, { file: { name: "名录.xlsx", content } });

  /** Reading and applying go on after the answer. */
  const settled = async (run: string) => {
    for (;;) {
      const { answer } = await api.call(province, readImport, { params: { run } });
      if (answer.state !== "reading" && answer.state !== "applying") return answer;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it("上传、预览、生效;同一文件再来一次,全部未变", async () => {
    await importRows([general]);
    const { bytes } = await api.call(province, exportInstitutions, {});
    await database.query("truncate institution, institution_version, institution_membership, institution_tally cascade");
    // The exported number belongs to nobody any more, so the file must be refused as it stands …
    const stale = await settled((await upload(province, bytes)).answer.id);
    expect([stale.state, stale.counts.wrong]).toEqual(["previewed", 1]);
    expect(await stored()).toEqual([]);
    // … and changes nothing once the institution is back.
    await importRows([general]);
    const again = await settled((await upload(province, bytes)).answer.id);
    expect(again.counts).toEqual({ new: 0, changed: 0, unchanged: 1, wrong: 0 });
  });

  it("改动一格:预览为修改,生效后写入", async () => {
    await importRows([general]);
    const { bytes } = await api.call(province, exportInstitutions, {});
    await database.query("update institution set beds = 1");
    const preview = await settled((await upload(province, bytes)).answer.id);
    expect(preview.counts).toEqual({ new: 0, changed: 1, unchanged: 0, wrong: 0 });
    await api.call(province, applyImport, { params: { run: preview.id } });
    expect((await settled(preview.id)).state).toBe("applied");
    expect(await database.query("select beds from institution")).toEqual([{ beds: 300 }]);
  });

  it("市、县、单位不能导入", async () => {
    const city = actorAs("city_health_bureau", { city: "140100" });
    const reply = await upload(city, new Uint8Array([1]));
    expect([reply.status, reply.problem.code]).toEqual([403, "FORBIDDEN_ROLE"]);
  });
});
