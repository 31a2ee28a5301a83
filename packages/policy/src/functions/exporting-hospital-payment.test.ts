import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import {
  type CentreAssessment,
  type ExportingHospitalPayment,
  exportingHospitalItems,
  exportingHospitalPayment,
  nationalCentres,
  type TalentPolicy,
} from "./index.ts";

const assessment: CentreAssessment = {
  centre: "task2",
  year: 2023,
  version: 1,
  state: "final",
  assessor: "省卫健委",
  fee: "8000000.00",
  reason: "考核良好",
};
const policy: TalentPolicy = {
  name: "省引进人才办法",
  item: "安家费",
  validFrom: date("2022-01-01"),
  validTo: date("2024-12-31"),
  ceiling: "300000.00",
};
const payment = (more: Partial<ExportingHospitalPayment> = {}) =>
  exportingHospitalPayment({
    centre: "task2",
    item: "房屋租赁费",
    payee: "中国医学科学院肿瘤医院",
    amount: "100000.00",
    on: date("2024-06-30"),
    assessmentYear: 2023,
    note: null,
    person: null,
    policy: null,
    assessments: [assessment],
    feesPaid: [],
    paidToPerson: [],
    budget: "20000000.00",
    spentOfBudget: "0.00",
    ...more,
  });
const settling = (more: Partial<ExportingHospitalPayment> = {}) =>
  payment({ item: "安家费", person: "派驻专家甲", policy, amount: "300000.00", ...more });

describe("五（一）2:支付项目和收款单位 [regional-centres-2023.measure02.cost-items]", () => {
  it("任务二的房屋租赁费付给中国医学科学院肿瘤医院受理,付给北京大学第一医院不受理", () => {
    expect(payment()).toMatchObject({ accepted: true, errors: [] });
    const refused = payment({ payee: "北京大学第一医院" });
    expect(refused.errors).toEqual(["PAYEE_NOT_EXPORTING_HOSPITAL"]);
    expect(refused.explanation[0]?.text).toContain("输出医院是中国医学科学院肿瘤医院");
  });

  it("设备购置费不在列,不受理", () => expect(payment({ item: "设备购置费" }).errors).toEqual(["ITEM_NOT_LISTED"]));

  it("其他相关生活费用须说明用途", () => {
    expect(payment({ item: "其他相关生活费用" }).errors).toEqual(["NOTE_MISSING"]);
    expect(payment({ item: "其他相关生活费用", note: "派驻专家体检" }).accepted).toBe(true);
  });
});

it("太原市中心医院的管理费付给北京大学第一医院受理,付给中国医学科学院肿瘤医院不受理 [regional-centres-2023.definition.exporting-hospital]", () => {
  const ofTaiyuan: CentreAssessment = { ...assessment, centre: "task4", assessor: "太原市卫健委" };
  const fee = { centre: "task4", item: "管理费用", assessments: [ofTaiyuan] } as const;
  expect(payment({ ...fee, payee: "北京大学第一医院" }).accepted).toBe(true);
  expect(payment({ ...fee, payee: "中国医学科学院肿瘤医院" }).errors).toEqual(["PAYEE_NOT_EXPORTING_HOSPITAL"]);
});

describe("五（一）2:依据绩效考核支付 [regional-centres-2023.measure02.performance-linked]", () => {
  it("人员薪酬费用没有考核依据不受理,有2023年度考核受理", () => {
    expect(payment({ item: "人员薪酬费用", assessmentYear: null }).errors).toEqual(["ASSESSMENT_MISSING"]);
    expect(payment({ item: "人员薪酬费用", assessmentYear: 2023 }).accepted).toBe(true);
  });

  it("考核还是草稿,不能作依据", () =>
    expect(payment({ assessments: [{ ...assessment, state: "draft" }] }).errors).toEqual(["ASSESSMENT_MISSING"]));

  it("管理费只认本年度的考核,不超过核定额", () => {
    const fee = (assessmentYear: number | null, amount: string) =>
      payment({ item: "管理费用", assessmentYear, amount, feesPaid: [{ year: 2023, amount: "5000000.00" }] }).errors;
    expect(fee(2023, "3000000.00")).toEqual([]);
    expect(fee(2023, "3000000.01")).toEqual(["FEE_EXCEEDED"]);
    expect(fee(2024, "0.01")).toEqual(["ASSESSMENT_MISSING"]);
    expect(fee(null, "0.01")).toEqual(["ASSESSMENT_MISSING"]);
  });
});

describe("五（一）2:安家费、科研启动费、工作津贴须符合省现行人才政策 [regional-centres-2023.measure02.talent-policy-gate]", () => {
  it("没有政策依据的安家费不受理", () => expect(settling({ policy: null }).errors).toEqual(["TALENT_POLICY_MISSING"]));

  it.each([
    ["2024-12-31", []],
    ["2025-01-02", ["TALENT_POLICY_NOT_IN_FORCE"]],
    ["2021-12-31", ["TALENT_POLICY_NOT_IN_FORCE"]],
  ])("政策有效期至2024-12-31,%s支付:%j", (on, errors) => expect(settling({ on: date(on) }).errors).toEqual(errors));

  it("失效的政策说明为政策已失效", () =>
    expect(settling({ on: date("2025-01-02") }).explanation[0]?.text).toContain("政策已失效"));

  it.each([
    ["300000.00", [], []],
    ["300100.00", [], ["TALENT_STANDARD_EXCEEDED"]],
    ["0.01", ["300000.00"], ["TALENT_STANDARD_EXCEEDED"]],
  ])("标准30万元,本次%s元、此前%j:%j", (amount, paidToPerson, errors) =>
    expect(settling({ amount, paidToPerson }).errors).toEqual(errors),
  );

  it("须写明发给谁;别的项目的政策不算依据", () => {
    expect(settling({ person: " " }).errors).toEqual(["TALENT_PERSON_MISSING"]);
    expect(settling({ item: "工作津贴" }).errors).toEqual(["TALENT_POLICY_MISSING"]);
  });
});

describe("五（一）2:每年安排的专项经费", () => {
  it("当年没有安排为未安排,超过安排数不受理", () => {
    const unplanned = payment({ budget: null });
    expect(unplanned.errors).toEqual(["BUDGET_MISSING"]);
    expect(unplanned.explanation[0]?.text).toBe("山西省当年专项经费未安排");
    expect(payment({ budget: "100000.00" }).accepted).toBe(true);
    expect(payment({ budget: "100000.00", spentOfBudget: "0.01" }).errors).toEqual(["BUDGET_EXCEEDED"]);
  });

  it("零元不受理;各种不符一次说全,每条注明条款", () => {
    expect(payment({ amount: "0.00" }).errors).toEqual(["AMOUNT_NOT_POSITIVE"]);
    const all = payment({ item: "设备购置费", payee: "某公司", assessmentYear: null, budget: null });
    expect(all.errors).toEqual(["ITEM_NOT_LISTED", "PAYEE_NOT_EXPORTING_HOSPITAL", "ASSESSMENT_MISSING", "BUDGET_MISSING"]);
    expect(all.explanation).toHaveLength(4);
  });

  it("八项与四家中心都能付", () => {
    for (const { id, exportingHospital, assessor } of nationalCentres)
      for (const item of exportingHospitalItems) {
        const check = payment({
          centre: id,
          item,
          payee: exportingHospital,
          note: "说明",
          person: "派驻专家甲",
          policy: { ...policy, item },
          assessments: [{ ...assessment, centre: id, assessor }],
        });
        expect(check.errors).toEqual([]);
      }
  });
});
