import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { conflictsOf, type ExpertFacts, type ProjectFacts } from "./index.ts";

const project: ProjectFacts = {
  institution: "H1",
  unitNames: ["演示县人民医院", "演示县医院"],
  group: "演示县医疗集团",
  region: "140121",
  persons: ["赵演一"],
  preparedBy: ["钱演二"],
  regionRule: "county",
  asOf: date("2025-06-01"),
};
const stranger: ExpertFacts = {
  personName: "孙演三",
  institution: "H9",
  name: "省演示医院",
  group: null,
  region: "140105",
  employments: [],
  relations: [],
};
const kinds = (expert: Partial<ExpertFacts>, facts: Partial<ProjectFacts> = {}) =>
  conflictsOf({ ...stranger, ...expert }, { ...project, ...facts }).map(({ kind }) => kind);
const worked = (to: string | null) => kinds({ employments: [{ institution: "H1", name: "旧名", from: "2010-01-01", to }] });
const tied = (kind: ExpertFacts["relations"][number]["kind"], name: string, lastOn: string | null = null) =>
  kinds({ relations: [{ kind, institution: null, name, lastOn }] });

describe("回避情形", () => {
  it("没有牵连的专家没有回避情形", () => expect(kinds({})).toEqual([]));
  it.each([
    ["申报单位在职", kinds({ institution: "H1" }), ["same-unit"]],
    ["只写了单位曾用名", kinds({ institution: null, name: "演示县 医院" }), ["same-unit"]],
    ["同一医疗集团", kinds({ group: "演示县医疗集团" }), ["same-group"]],
    ["同县", kinds({ region: "140121" }), ["region"]],
    ["同市不同县，通知只限县", kinds({ region: "140122" }), []],
    ["同市不同县，通知限市", kinds({ region: "140122" }, { regionRule: "city" }), ["region"]],
    ["通知不设地区回避", kinds({ region: "140121" }, { regionRule: "none" }), []],
    ["离职满三年当日仍须回避", worked("2022-06-01"), ["employment"]],
    ["离职满三年次日不再回避", worked("2022-05-31"), []],
    ["未离职", worked(null), ["employment"]],
    ["持股", tied("shareholding", "演示县人民医院"), ["shareholding"]],
    ["与负责人是夫妻", tied("spouse", "赵演一"), ["kin"]],
    ["与签批人是近姻亲", tied("in-law", "钱演二"), ["kin"]],
    ["与旁人有亲属关系", tied("lineal", "周演五"), []],
    ["三年内合著", tied("joint-paper", "赵 演一", "2022-06-01"), ["joint-work"]],
    ["合著已满三年", tied("joint-paper", "赵演一", "2022-05-31"), []],
    ["三年内共同项目", tied("joint-project", "演示县人民医院", "2024-01-01"), ["joint-work"]],
    ["师生不限年数", tied("teacher-student", "赵演一", "1999-01-01"), ["teacher"]],
    ["参与过编制", tied("prepared", "演示县人民医院"), ["prepared"]],
    ["本人就是填报人", kinds({ personName: "钱演二" }), ["prepared"]],
    ["本人列名于材料", kinds({ personName: "赵演一" }), ["prepared"]],
  ])("%s", (_, found, expected) => expect(found).toEqual(expected));
  it("几条同时成立时全部列出", () =>
    expect(kinds({ institution: "H1", group: "演示县医疗集团", region: "140121" })).toEqual([
      "same-unit",
      "same-group",
      "region",
    ]));
});
