import { describe, expect, it } from "vitest";
import type { FundingLineId } from "../funding-line.ts";
import { fundingLines } from "../qiangyi-2024/catalogue.ts";
import { clause, policyDocument } from "../register/index.ts";
import {
  checkConduct,
  checkSelection,
  checkStatements,
  type GivenRecord,
  type Occasion,
  requiredStatements,
  requirements,
} from "./index.ts";

/** Codes and fields of what stands against a record. */
const against = (on: Occasion, record: GivenRecord, line?: FundingLineId) =>
  checkConduct(on, record, line).findings.map(({ code, field }) => `${code}:${field}`);

/** The record passes whole; without any one of the named parts it is refused, and the refusal names the part. */
const everyPartCounts = (
  on: Occasion,
  line: FundingLineId | undefined,
  whole: GivenRecord,
  code: string,
  parts: Readonly<Record<string, string>>,
) => {
  expect(checkConduct(on, whole, line)).toEqual({ accepted: true, findings: [] });
  for (const [field, label] of Object.entries(parts))
    for (const missing of [undefined, null, ""]) {
      const verdict = checkConduct(on, { ...whole, [field]: missing }, line);
      expect(verdict.accepted, field).toBe(false);
      expect(verdict.findings, field).toMatchObject([{ code, field }]);
      expect(verdict.findings[0]?.text).toContain(label);
    }
};

describe("总则要求", () => {
  it("取自上位文件的参数不写明文件的不予保存 [qiangyi-2024.notice.2]", () => {
    expect(policyDocument("qiangyi-2024")?.basis.map(({ number }) => number)).toEqual([
      "晋财省直预〔2020〕38号",
      "晋卫医发〔2023〕20号",
    ]);
    expect(against("configuration", { fromParentDocument: true })).toEqual(["SOURCE_REQUIRED:sourceDocument"]);
    expect(against("configuration", { fromParentDocument: true, sourceDocument: "晋卫医发〔2023〕20号" })).toEqual([]);
    expect(against("configuration", { fromParentDocument: false })).toEqual([]);
  });

  it("公开属性改为不予公开须有决定", () => {
    expect(checkConduct("openness", { openness: "不予公开" })).toMatchObject({
      accepted: false,
      findings: [{ code: "DECISION_REQUIRED", effect: "decide" }],
    });
    expect(against("openness", { openness: "不予公开", decision: "D1" })).toEqual([]);
    expect(against("openness", { openness: "主动公开" })).toEqual([]);
  });

  it("入账不指明支持项目的拒绝,指明省级临床重点专科的受理 [qiangyi-2024.art2.a]", () => {
    expect(against("booking", { source: "provincial-budget" })).toEqual(["OUT_OF_PROGRAMME_SCOPE:line"]);
    expect(against("booking", { source: "provincial-budget", line: "provincial-key-specialty" })).toEqual([]);
  });

  it("不写来源的拒绝,“其他”须说明 [qiangyi-2024.art2.b]", () => {
    const booking = (more: GivenRecord) => against("booking", { line: "provincial-key-specialty", ...more });
    expect(booking({})).toEqual(["FUND_SOURCE_REQUIRED:source"]);
    expect(booking({ source: "彩票" })).toEqual(["FUND_SOURCE_REQUIRED:source"]);
    expect(booking({ source: "other" })).toEqual(["FUND_SOURCE_REQUIRED:source"]);
    expect(booking({ source: "other", note: "社会捐赠" })).toEqual([]);
  });

  it("项目没有支持重点的拒绝 [qiangyi-2024.art3.c]", () => {
    for (const tags of [undefined, [], ["特色"], ["other"]])
      expect(against("project", { emphases: tags })).toEqual(["EMPHASIS_REQUIRED:emphases"]);
    expect(against("project", { emphases: ["talent", "research"] })).toEqual([]);
    expect(against("project", { emphases: ["other"], note: "中医药传承" })).toEqual([]);
  });

  it("年度目标不对应工程目标的拒绝 [qiangyi-2024.art3.d]", () => {
    expect(against("annual-target", { objectives: [] })).toEqual(["OBJECTIVE_LINK_REQUIRED:objectives"]);
    expect(against("annual-target", { objectives: ["county"] })).toEqual([]);
  });

  it("2025年资金使用方向计划未记录,不能编制2025年分配建议 [qiangyi-2024.art4.1.a]", () => {
    expect(against("proposal", { year: 2025, plannedYears: [2024] })).toEqual(["PLAN_REQUIRED:year"]);
    expect(against("proposal", { year: 2025, plannedYears: [2024, 2025] })).toEqual([]);
  });

  it("论证三项缺一或有否定的,不能列入分配建议,并点名 [qiangyi-2024.art4.1.b]", () => {
    const argued = { necessity: { passed: true }, feasibility: { passed: true }, standardisation: { passed: true } };
    everyPartCounts("argument", undefined, argued, "ARGUMENT_INCOMPLETE", {
      necessity: "必要性",
      feasibility: "可行性",
      standardisation: "规范性",
    });
    expect(against("argument", { ...argued, necessity: { passed: false } })).toEqual(["ARGUMENT_INCOMPLETE:necessity"]);
  });
});

it("预算编列未经同级卫生健康部门会签的,显示待会签 [qiangyi-2024.art8.1.a]", () => {
  expect(checkConduct("budget", {})).toMatchObject({
    accepted: false,
    findings: [{ code: "COUNTERSIGN_REQUIRED", effect: "decide", text: "待会签" }],
  });
  expect(checkConduct("budget", { countersignedBy: "县卫生健康局" }).accepted).toBe(true);
});

describe("第七条（一）建高地", () => {
  it("国家临床重点专科:需求和对标两项都评分才能入选 [qiangyi-2024.art7.1.3.a]", () => {
    expect(checkSelection("national-key-specialty", { demandScore: 90 })).toMatchObject({
      accepted: false,
      findings: [{ code: "REVIEW_REQUIRED", field: "benchmarkScore" }],
    });
    expect(checkSelection("national-key-specialty", { demandScore: 90, benchmarkScore: 0 }).accepted).toBe(true);
  });

  it("省级医学重点学科:四个方面都要评分", () =>
    everyPartCounts(
      "selection",
      "provincial-discipline",
      { researchScore: 1, innovationScore: 2, talentScore: 3, transferScore: 4 },
      "REVIEW_REQUIRED",
      { researchScore: "科学研究", innovationScore: "技术创新", talentScore: "人才培养", transferScore: "成果转化" },
    ));

  it("中医优势专科:申报须写明特色、新技术、区域作用,缺哪项点名哪项 [qiangyi-2024.art7.1.6.a]", () => {
    everyPartCounts(
      "application",
      "tcm-specialty",
      { tcmFeature: "针灸", newTechniques: "浮针", regionalRole: "晋南" },
      "APPLICATION_INCOMPLETE",
      { tcmFeature: "特色", newTechniques: "新技术", regionalRole: "区域作用" },
    );
    expect(requiredStatements("tcm-specialty").map(({ label }) => label)).toEqual(["中医药特色", "拟引进的新技术", "区域作用"]);
    expect(checkSelection("tcm-specialty", {}).findings).toHaveLength(3);
  });
});

describe("第七条（二）兜网底", () => {
  it("社区卫生服务中心申报的拒绝;核对表有一项未通过即不通过验收 [qiangyi-2024.art7.2.a]", () => {
    expect(checkStatements("township-centre", { institutionClass: "community-health-centre" })).toMatchObject({
      accepted: false,
      findings: [{ code: "WRONG_INSTITUTION_TYPE" }],
    });
    expect(checkStatements("township-centre", { institutionClass: "township-centre" }).accepted).toBe(true);
    const accept = (checklist: GivenRecord) =>
      against("acceptance", { checklistVersion: "晋卫基层函〔2023〕21号", checklist }, "township-centre");
    expect(accept({ 急诊科: true, 检验科: true })).toEqual([]);
    for (const checklist of [{ 急诊科: true, 检验科: false }, { 急诊科: null }, {}])
      expect(accept(checklist)).toEqual(["EVIDENCE_REQUIRED:checklist"]);
  });

  it("目标须有基本诊疗、急诊急救各至少一项并写明互补的县级机构 [qiangyi-2024.art7.2.b]", () =>
    everyPartCounts(
      "targets",
      "township-centre",
      { basicCareIndicators: ["门诊人次"], emergencyIndicators: ["抢救成功率"], complementedInstitution: "H9" },
      "TARGET_REQUIRED",
      { basicCareIndicators: "基本诊疗", emergencyIndicators: "急诊急救", complementedInstitution: "互补" },
    ));
});

describe("第七条（三）提能力", () => {
  const check = { current: 3, standard: 5 };
  const selfCheck = { departments: check, staffing: check, technology: check, service: check, teaching: check, research: check };

  it("六个方面的年度自查缺人员配置的,显示逾期,不能提交达标评审 [qiangyi-2024.art7.3.1.b]", () => {
    everyPartCounts("qualification-review", "county-tertiary", selfCheck, "APPLICATION_INCOMPLETE", {
      departments: "科室设置",
      staffing: "人员配置",
      technology: "医疗技术",
      service: "医疗服务",
      teaching: "教学",
      research: "科研",
    });
    const { findings } = checkConduct("qualification-review", { ...selfCheck, staffing: { current: 3 } }, "county-tertiary");
    expect(findings).toMatchObject([{ field: "staffing", text: expect.stringContaining("逾期") }]);
  });

  it("卒中胸痛创伤中心目标缺转运指标的拒绝 [qiangyi-2024.art7.3.2.c]", () =>
    everyPartCounts(
      "targets",
      "county-emergency-centre",
      { transferIndicators: ["入门到球囊时间"], treatmentIndicators: ["再灌注率"] },
      "TARGET_REQUIRED",
      { transferIndicators: "转运", treatmentIndicators: "救治" },
    ));

  it("千名医师:模式必填 [qiangyi-2024.art7.3.4.a]", () => {
    const record = {
      mode: "组团式",
      title: "senior",
      yearsInTitle: 9,
      requiredYears: 5,
      senderTier: "tertiary",
      hostAffiliation: "county",
    };
    everyPartCounts("secondment", "doctor-secondment", record, "APPLICATION_INCOMPLETE", { mode: "模式" });
    expect(against("secondment", { ...record, mode: "五个一批" }, "doctor-secondment")).toEqual([]);
    expect(against("secondment", { ...record, mode: "单人" }, "doctor-secondment")).toEqual(["APPLICATION_INCOMPLETE:mode"]);
  });

  describe("千名医师的条件 [qiangyi-2024.art7.3.4.c]", () => {
    const doctor = {
      mode: "组团式",
      title: "intermediate",
      yearsInTitle: 6,
      requiredYears: 5,
      senderTier: "tertiary",
      senderClass: "maternal-child",
      hostAffiliation: "county",
      hostClass: "general",
    };
    it.each([
      ["三级妇幼保健院主治医师,年限够", {}, []],
      ["初级职称", { title: "junior" }, ["TITLE_NOT_ELIGIBLE:title"]],
      ["没有职称信息", { title: null }, ["TITLE_NOT_ELIGIBLE:title"]],
      ["二级医院派出", { senderTier: "secondary" }, ["WRONG_INSTITUTION_TYPE:senderTier"]],
      [
        "派往乡镇卫生院",
        { hostAffiliation: "township", hostClass: "township-centre" },
        ["WRONG_INSTITUTION_TYPE:hostAffiliation"],
      ],
      ["派往县属中心卫生院", { hostClass: "township-centre" }, ["WRONG_INSTITUTION_TYPE:hostAffiliation"]],
      ["年限恰好够", { yearsInTitle: 5 }, []],
      ["年限不足", { yearsInTitle: 4 }, ["SENIORITY_NOT_ELIGIBLE:yearsInTitle"]],
    ])("%s → %j", (_, change, expected) =>
      expect(against("secondment", { ...doctor, ...change }, "doctor-secondment")).toEqual(expected),
    );

    it("年限未经决定设定时只提示,不拒绝", () =>
      expect(checkConduct("secondment", { ...doctor, requiredYears: null }, "doctor-secondment")).toMatchObject({
        accepted: true,
        findings: [{ code: "SENIORITY_NOT_ELIGIBLE", effect: "warn" }],
      }));
  });

  it("新增途径没有政策标准的按0计并提示 [qiangyi-2024.art7.3.5.0]", () => {
    expect(fundingLines.filter(({ ref }) => ref.startsWith("第七条（三）5"))).toHaveLength(3);
    expect(checkConduct("training-route", {})).toMatchObject({
      accepted: true,
      findings: [{ code: "STANDARD_NOT_SET", effect: "warn" }],
    });
    expect(against("training-route", { policyAmount: "50000.00" })).toEqual([]);
  });

  it("外聘专家工作室:须写明专家、新技术、本地团队,建在三级医院 [qiangyi-2024.art7.3.5.1.a]", () => {
    const application = { hostTier: "tertiary", expertTeam: "某团队", newTechniques: "介入", localTeam: "心内科" };
    everyPartCounts("application", "expert-workshop", application, "APPLICATION_INCOMPLETE", {
      expertTeam: "外聘专家",
      newTechniques: "新技术",
      localTeam: "本地团队",
    });
    expect(against("application", { ...application, hostTier: "secondary" }, "expert-workshop")).toEqual([
      "WRONG_INSTITUTION_TYPE:hostTier",
    ]);
  });

  it("基层适宜技术:须写明技术、需求、机构和培训人数 [qiangyi-2024.art7.3.5.2.a]", () => {
    const application = { technique: "超声", demand: "筛查", targetInstitutions: ["H1"], trainees: 30 };
    everyPartCounts("application", "appropriate-technique", application, "APPLICATION_INCOMPLETE", {
      technique: "适宜技术",
      demand: "基层需求",
      targetInstitutions: "推广机构",
      trainees: "培训人数",
    });
    expect(against("application", { ...application, trainees: 0 }, "appropriate-technique")).toEqual([
      "APPLICATION_INCOMPLETE:trainees",
    ]);
  });
});

describe("第七条（三）5（3）国内访问学者", () => {
  const placement = { category: "comprehensive", baseGrade: "A++", agreement: "协议1", tutor: "导师甲" };
  const place = (change: GivenRecord) => against("scholar-placement", { ...placement, ...change }, "visiting-scholar");

  it.each([
    ["综合培训在A++医院", {}, []],
    ["综合培训在A+医院", { baseGrade: "A+" }, ["BASE_NOT_ELIGIBLE:baseGrade"]],
    ["综合培训医院无等级", { baseGrade: null }, ["BASE_NOT_ELIGIBLE:baseGrade"]],
    ["专科培训第3名", { category: "specialty", baseSpecialtyRank: 3 }, []],
    ["专科培训第4名", { category: "specialty", baseSpecialtyRank: 4 }, ["BASE_NOT_ELIGIBLE:baseSpecialtyRank"]],
    ["专科培训无名次", { category: "specialty" }, ["BASE_NOT_ELIGIBLE:baseSpecialtyRank"]],
    ["管理培训在华西医院管理研究所", { category: "administration", baseName: "华西医院管理研究所" }, []],
    ["管理培训在他处", { category: "administration", baseName: "某学院" }, ["BASE_NOT_ELIGIBLE:baseName"]],
  ])("%s → %j [qiangyi-2024.art7.3.5.3.b]", (_, change, expected) => expect(place(change)).toEqual(expected));

  it("没有协议的不能安排;没有导师的列为缺口 [qiangyi-2024.art7.3.5.3.c]", () => {
    expect(place({ agreement: null })).toEqual(["AGREEMENT_REQUIRED:agreement"]);
    expect(checkConduct("scholar-placement", { ...placement, tutor: null }, "visiting-scholar")).toMatchObject({
      accepted: true,
      findings: [{ code: "TUTOR_MISSING", effect: "warn" }],
    });
  });

  it("省卫生健康委和培养单位都同意才列入名单;不在名单上的不付学费 [qiangyi-2024.art7.3.5.3.d]", () => {
    const list = (record: GivenRecord) => against("scholar-listing", record, "visiting-scholar");
    expect(list({ commissionVerdict: true, baseVerdict: true })).toEqual([]);
    expect(list({ commissionVerdict: true, baseVerdict: false })).toEqual(["LIST_NOT_CONFIRMED:baseVerdict"]);
    expect(list({ commissionVerdict: true })).toEqual(["LIST_NOT_CONFIRMED:baseVerdict"]);
    expect(against("tuition-payment", {}, "visiting-scholar")).toEqual(["LIST_NOT_CONFIRMED:listConfirmedOn"]);
    expect(against("tuition-payment", { listConfirmedOn: "2025-03-01" }, "visiting-scholar")).toEqual([]);
  });
});

describe("要求表", () => {
  it("每项要求都指明登记簿中的条款,空记录上每一项要么要求、要么不适用", () => {
    for (const { clause: id, label } of requirements) {
      expect(clause(id), id).toBeDefined();
      expect(label).not.toBe("");
    }
    expect(requirements.length).toBeGreaterThan(50);
  });

  it("别的支持项目的要求不会串用", () =>
    expect(requiredStatements("top100-reward").filter(({ lines }) => lines !== undefined)).toEqual([]));
});
