import { addEntry, listOverlaps } from "@qiangyi/api";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { definition as base, callWith, declared, type Offices, setUpOffices } from "../checks/sample-checks.ts";
import { writeDeclaration } from "../declarations/sample-declarations.ts";

const database = await freshDatabase();
const api = await testApi(database);
const definition = {
  ...base,
  sections: [
    {
      id: "what",
      title: "申报",
      questions: [
        { id: "title", label: "项目名称", kind: "text", maxLength: 60, required: true },
        { id: "specialty", label: "专科", kind: "text", maxLength: 40, required: false, identity: "specialty" },
        { id: "lead", label: "带头人", kind: "text", maxLength: 20, required: false, identity: "person" },
        { id: "born", label: "出生日期", kind: "date", required: false, personal: "birth-date" },
        { id: "plan", label: "实施方案", kind: "long-text", maxLength: 2000, required: false },
      ],
    },
  ],
} as const;
const plan =
  "依托现有心血管内科，建设胸痛救治单元，配置除颤监护仪、便携式超声和远程心电系统，与市级三级医院建立双向转诊和远程会诊机制，两年内把急性心肌梗死患者进门到球囊扩张的时间降到九十分钟以内。";
const budget = (task: string) => ({
  rows: [
    {
      id: "1",
      year: 2025,
      economicClass: "31003",
      source: "province",
      task,
      targets: [],
      amountFen: "100000000",
      reckoning: "询价",
    },
  ],
  statedTotals: [{ year: 2025, amountFen: "100000000" }],
});
let who: Offices;
let [first, second] = ["", ""];
beforeAll(async () => {
  who = await setUpOffices(database, api);
  [first, second] = [await callWith(database, definition), await callWith(database, definition)];
});
const overlapsOf = async (projectId: string, actor = who.clerk) =>
  (await api.call(actor, listOverlaps, { params: { projectId } })).answer.items;

describe("不得重复支持：填报时即提示，跨申报跨年度，附条款", () => {
  it("同一单位同一专科、同一设备、近似文本都有提示并给出条款；写法不同的全角空格也认得", async () => {
    await declared(api, who, first, {
      title: "胸痛救治单元",
      specialty: "心血管内科",
      plan,
      budget: budget("购置数字减影血管造影设备"),
    });
    const draft = await writeDeclaration(api, who.clerk, second, {
      title: "心内科能力提升",
      specialty: "心血管 内科",
      plan: plan.replace("九十分钟", "八十分钟"),
      budget: budget("购置数字减影血管造影设备"),
    });
    const items = await overlapsOf(draft);
    expect(items.map(({ kind }) => kind).sort()).toEqual(["equipment", "specialty", "text"]);
    expect(items.every(({ clause, sentence }) => clause !== "" && sentence.includes("胸痛救治单元"))).toBe(true);
    expect(items.find(({ kind }) => kind === "text")?.percent).toBeGreaterThanOrEqual(70);
  });
  it("别的单位的同名专科不提示；同一人在别处已申报的提示，但不泄露是哪一家", async () => {
    await declared(api, who, first, {
      title: "带头人甲",
      specialty: "骨科",
      lead: "张三",
      born: "1980-01-02",
      budget: budget("培训"),
    });
    const elsewhere = await writeDeclaration(api, who.quwoClerk, second, {
      title: "带头人",
      specialty: "骨科",
      lead: "张三",
      born: "1980-01-02",
      budget: budget("培训"),
    });
    const items = await overlapsOf(elsewhere, who.quwoClerk);
    expect(items).toMatchObject([{ kind: "person", project: null, clause: "qiangyi-2024.art7.3.4.e" }]);
    expect(JSON.stringify(items)).not.toContain("洪洞");
    expect(JSON.stringify(items)).not.toContain("带头人甲");
    const namesake = await writeDeclaration(api, who.quwoClerk, second, {
      title: "同名不同人",
      lead: "张三",
      born: "1985-01-02",
    });
    expect(await overlapsOf(namesake, who.quwoClerk)).toEqual([]);
  });
  it("台账中同一单位同一专科已获支持：提示记录编号", async () => {
    const added = await api.call(who.province, addEntry, {
      params: { register: "key-specialty" },
      body: {
        values: { institution: who.hongtong, specialty: "神经内科", level: "provincial", selected: "2024-06-18" },
        evidence: { documentNumber: "晋卫函〔2024〕5号", documentDate: "2024-06-18", attachmentId: null },
        acceptRepetition: false,
      },
    });
    expect(added.status, JSON.stringify(added.problem)).toBe(201);
    const { entryNo } = added.answer;
    const draft = await writeDeclaration(api, who.clerk, second, { title: "神经内科再申报", specialty: "神经内科" });
    expect(await overlapsOf(draft)).toMatchObject([
      { kind: "specialty", entry: { entryNo }, sentence: expect.stringContaining("晋卫函〔2024〕5号") },
    ]);
  });
  it("没有签批的草稿不算；看不到的项目答复没有", async () => {
    await writeDeclaration(api, who.clerk, first, { title: "只是草稿", specialty: "眼科" });
    const other = await writeDeclaration(api, who.clerk, second, { title: "眼科", specialty: "眼科" });
    expect(await overlapsOf(other)).toEqual([]);
    expect(await api.call(who.quwoClerk, listOverlaps, { params: { projectId: other } })).toMatchObject({ status: 404 });
  });
});
