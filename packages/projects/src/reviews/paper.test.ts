import { describe, expect, it } from "vitest";
import { type CallDefinition, filesOfPaper, paperOf, personsOf, striker, struckOut } from "../index.ts";

const definition: Pick<CallDefinition, "sections" | "budget"> = {
  budget: null,
  sections: [
    {
      id: "s1",
      title: "基本情况",
      questions: [
        { id: "title", kind: "text", label: "项目名称", required: true, maxLength: 100 },
        { id: "leader", kind: "text", label: "负责人", required: true, maxLength: 50, identity: "person" },
        { id: "card", kind: "text", label: "证件号码", required: true, maxLength: 18, personal: "id-number" },
        { id: "why", kind: "long-text", label: "必要性", required: true, maxLength: 2000 },
        { id: "permit", kind: "element", label: "审批文件", required: true, mayBeMissing: true },
        { id: "price", kind: "money", label: "设备单价", required: true },
        { id: "detail", kind: "text", label: "缺件原因", required: true, maxLength: 50, when: { question: "permit", is: "no" } },
      ],
    },
    {
      id: "s2",
      title: "团队",
      questions: [
        {
          id: "team",
          kind: "table",
          label: "成员",
          required: false,
          maxRows: 10,
          columns: [
            { id: "name", kind: "text", label: "姓名", required: true, maxLength: 50, identity: "person" },
            { id: "birth", kind: "date", label: "出生日期", required: true, personal: "birth-date" },
            { id: "task", kind: "text", label: "分工", required: true, maxLength: 50 },
            { id: "cost", kind: "money", label: "经费", required: true },
          ],
        },
      ],
    },
  ],
};
const answers = {
  title: "演示县人民医院胸痛中心",
  leader: "赵演一",
  card: "140121190001010000",
  why: "演示县医院服务全县。\n\n由赵演一牵头。",
  permit: { state: "yes", note: "演示县批复" },
  price: "12345600",
  team: [{ name: "赵演一", birth: "1980-01-01", task: "牵头", cost: "500000" }],
  budget: {
    rows: [
      {
        id: "1",
        year: 2025,
        economicClass: "310",
        source: "province",
        task: "购置",
        targets: [],
        amountFen: "100000000",
        reckoning: "询价",
      },
    ],
    statedTotals: [],
  },
  targets: [{ id: "t", year: 2025, level: "output", name: "床位", operator: ">=", value: "30", unit: "张" }],
};
const names = ["演示县人民医院", "演示县医院", "演示县", "赵演一"];
const open = paperOf(definition, answers, { isBlind: false, names });
const blind = paperOf(definition, answers, { isBlind: true, names });
const labels = (paper: typeof open) => paper.sections.map(({ answers: given }) => given.map(({ label }) => label));

describe("专家看到的评审材料", () => {
  it("个人信息一律不给；没有问到的不列；金额写成万元", () => {
    expect(labels(open)).toEqual([["项目名称", "负责人", "必要性", "审批文件", "设备单价"], ["成员"], ["年度预算", "绩效目标"]]);
    const text = JSON.stringify(open);
    expect(text).not.toContain("140121190001010000");
    expect(text).not.toContain("1980-01-01");
    expect(text).toContain("12.35万元");
    expect(open.sections[1]?.answers[0]?.table).toEqual({
      columns: ["姓名", "分工", "经费（万元）"],
      numeric: [false, false, true],
      rows: [["赵演一", "牵头", "0.50"]],
    });
    expect(open.sections[2]?.answers[1]?.table?.rows).toEqual([["2025", "产出", "床位", "≥30张"]]);
  });

  it("盲评：问人的题不列，答案中单位、地区和人名一律隐去", () => {
    expect(labels(blind)).toEqual([["项目名称", "必要性", "审批文件", "设备单价"], ["成员"], ["年度预算", "绩效目标"]]);
    const text = JSON.stringify(blind);
    for (const name of names) expect(text).not.toContain(name);
    expect(blind.sections[0]?.answers[0]?.paragraphs).toEqual([`${struckOut}胸痛中心`]);
    expect(blind.sections[1]?.answers[0]?.table?.columns).toEqual(["分工", "经费（万元）"]);
  });

  it("先隐去长的名称，不留下半截", () =>
    expect(striker({ isBlind: true, names: ["演示县", "演示县人民医院", "院"] })("演示县人民医院与演示县卫健局")).toBe(
      `${struckOut}与${struckOut}卫健局`,
    ));
  it("预算的经济分类写明名称", () =>
    expect(open.sections[2]?.answers[0]?.table?.rows).toEqual([
      ["2025", "购置", "310 资本性支出", "省级专项", "100.00", "询价"],
    ]));

  it("盲评只给通知标明可匿名阅看的材料，文件名换成材料名称，其余计数；实名评审全部给出", () => {
    const materials = [
      { id: "plan", title: "技术方案", required: true, readInBlind: true },
      { id: "permit", title: "审批文件", required: true },
    ];
    const files = [
      { name: "演示县人民医院方案.PDF", material: "plan" },
      { name: "附图", material: "plan" },
      { name: "批复.pdf", material: "permit" },
      { name: "其他.jpg", material: "other" },
    ];
    const shownBlind = filesOfPaper({ materials }, files, { isBlind: true });
    expect(shownBlind.shown.map(({ name, title }) => [name, title])).toEqual([
      ["技术方案1.PDF", "技术方案"],
      ["技术方案2", "技术方案"],
    ]);
    expect(shownBlind.withheld).toBe(2);
    const shownOpen = filesOfPaper({ materials }, files, { isBlind: false });
    expect([shownOpen.shown.map(({ name }) => name), shownOpen.withheld]).toEqual([files.map(({ name }) => name), 0]);
    expect(shownOpen.shown.at(-1)?.title).toBe("其他材料");
  });

  it("列名于材料的人，供回避核对", () => expect(personsOf(definition, answers)).toEqual(["赵演一", "赵演一"]));
});
