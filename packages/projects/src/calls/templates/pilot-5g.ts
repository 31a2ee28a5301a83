import type { CallDefinition } from "../definition.ts";
import { day, element, longText, material, money, section, table, text } from "./ask.ts";
import { honesty, procedure, scored, yearsFrom } from "./common.ts";

const parts = "5g-2022.art8.1";
const pledge = honesty("5g-2022.art8.1");

/**
 * 5G试点 (晋财社〔2022〕32号 第七至十条). The nine compulsory parts are: 基本情况、可行性报告、审批文件、投资概算、预期绩效目标 (the yearly
 * targets), 计划启动时间、完成时间、配套资金落实、其他保障措施. Each carries the clause; a document is asked for where a document proves it.
 */
export const pilot5g = (year: number): CallDefinition => ({
  programme: "5g-pilot",
  route: "organiser-only",
  eligibility: [
    {
      rule: "institution",
      anyOf: [{ tier: ["tertiary"] }, { affiliation: ["county"] }, { class: ["township-centre"] }],
      clause: "5g-2022.art10",
      sentence: "申报单位为三级医院、县医疗集团或乡镇卫生院",
    },
    pledge.rule,
  ],
  quotas: [],
  sections: [
    section(
      "parts",
      "申报材料",
      [
        text("title", "项目名称", { clause: parts, identity: "text" }),
        longText("basics", "基本情况", { clause: parts, help: "项目背景、建设内容、与县医疗集团和三级医院互连的现状" }),
        element("feasibility", "可行性报告", { clause: parts, material: "feasibility" }),
        element("approvals", "审批文件", { clause: parts, material: "approvals", help: "政府部门的立项、备案或同意文件" }),
        day("startsOn", "计划启动时间", { clause: parts }),
        day("endsOn", "完成时间", { clause: parts, after: "startsOn", help: "项目建设期1年" }),
        element("matching", "配套资金落实", { clause: parts, material: "matching", help: "配套资金的来源和到位情况" }),
        element("safeguards", "其他保障措施", { clause: parts, help: "组织、技术、运维和信息安全保障" }),
      ],
      { clause: parts },
    ),
    section(
      "estimate",
      "投资概算",
      [
        table(
          "estimate",
          "投资概算",
          [
            { kind: "text", id: "item", label: "概算项目", required: true, maxLength: 100 },
            { kind: "integer", id: "quantity", label: "数量", required: true, atLeast: 1 },
            { kind: "text", id: "unit", label: "单位", required: true, maxLength: 20 },
            { kind: "money", id: "amount", label: "金额", required: true },
          ],
          { clause: parts, maxRows: 100, sum: { column: "amount", equals: "estimateTotal" } },
        ),
        money("estimateTotal", "投资概算合计", { clause: parts }),
      ],
      { clause: parts },
    ),
    pledge.section,
  ],
  materials: [
    material("feasibility", "可行性报告", { required: false, clause: parts }),
    material("approvals", "政府部门审批文件", { required: false, clause: parts }),
    material("matching", "配套资金落实证明", { required: false, clause: parts }),
  ],
  budget: {
    years: yearsFrom(year, 2),
    supportCapFen: null,
    allowedClasses: [],
    fund: "province",
    matching: "declared",
    clause: "5g-2022.art8.2.b",
    targets: "required",
    targetsClause: parts,
  },
  review: {
    kind: "score",
    isBlind: false,
    experts: 5,
    fields: [],
    items: [
      scored("necessity", "项目必要性", 100, "5g-2022.art9.2"),
      scored("economy", "投入经济性", 100, "5g-2022.art9.2"),
      scored("targets", "绩效目标合理性", 100, "5g-2022.art9.2"),
      scored("plan", "实施方案可行性", 100, "5g-2022.art9.2"),
      scored("financing", "筹资合规性", 100, "5g-2022.art9.2"),
    ],
    vetoes: [
      { id: "plan-conformity", title: "符合山西5G+远程医疗建设实施方案", clause: "5g-2022.art9.1" },
      { id: "requirement-conformity", title: "符合有关建设要求", clause: "5g-2022.art9.1" },
    ],
    pass: 8000,
    revise: 6000,
    spread: 20,
  },
  ...procedure,
});
