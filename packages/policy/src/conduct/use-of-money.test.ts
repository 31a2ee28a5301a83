import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fundingLines } from "../qiangyi-2024/catalogue.ts";
import { clause } from "../register/index.ts";
import {
  type ExpenseCategory,
  expenseCategories,
  type MoneyUse,
  mainShare,
  moveOfBudget,
  useOfMoney,
  useScopes,
} from "./index.ts";

const outcome = (use: Partial<MoneyUse> & Pick<MoneyUse, "line">) => {
  const { outcome, findings } = useOfMoney({ project: "P1", category: "other-direct", ...use });
  return [outcome, ...findings.map(({ code }) => code)];
};
const refused = (code = "USE_OUT_OF_SCOPE") => ["refused", code];

describe("没有强医工程项目的支出不得列支 [qiangyi-2024.art2.c]", () => {
  it.each([null, ""])("办公楼取暖,项目为%j:拒绝", (project) => {
    const { outcome, findings } = useOfMoney({ line: "top100-reward", project, category: "办公楼取暖" });
    expect(outcome).toBe("refused");
    expect(findings).toMatchObject([{ code: "USE_OUT_OF_SCOPE", clause: "qiangyi-2024.art2.c", field: "project" }]);
  });
  it("有项目且用途相符的受理", () => expect(outcome({ line: "top100-reward", category: "drugs" })).toEqual(["accepted"]));
});

describe("评审评估支出只限与项目直接相关的 [qiangyi-2024.art5.d]", () => {
  it.each([
    ["expert-review", undefined, ["accepted"]],
    ["project-assessment", undefined, ["accepted"]],
    ["performance-evaluation", undefined, ["accepted"]],
    ["other-direct", undefined, ["reason-required", "JUSTIFICATION_REQUIRED"]],
    ["other-direct", "现场核查本项目设备", ["accepted-with-reason"]],
    ["equipment", "评审室购置办公设备", refused("REVIEW_COST_NOT_DIRECT")],
    ["clinical-staff", undefined, refused("REVIEW_COST_NOT_DIRECT")],
    ["考察差旅", undefined, refused("REVIEW_COST_NOT_DIRECT")],
  ] as const)("%s,理由:%s → %j", (category, reason, expected) =>
    expect(outcome({ line: "review-cost", category, ...(reason && { reason }) })).toEqual(expected),
  );
});

describe("同一项目内可统筹,项目之间不得调剂 [qiangyi-2024.art7.0]", () => {
  const at = (project: string, category: string) => ({ project, category });
  it("同一专科项目由设备调20万元到培训:受理", () =>
    expect(
      moveOfBudget({ line: "provincial-key-specialty", from: at("P1", "equipment"), to: at("P1", "training") }).outcome,
    ).toBe("accepted"));
  it("调到另一个项目:拒绝,说明理由也不行", () =>
    expect(
      moveOfBudget({ line: "provincial-key-specialty", from: at("P1", "equipment"), to: at("P2", "training"), reason: "急需" }),
    ).toMatchObject({
      outcome: "refused",
      accepted: false,
      findings: [{ code: "USE_OUT_OF_SCOPE", clause: "qiangyi-2024.art7.0" }],
    }));
  it("调到项目内主要用途之外的费用须说明,调到项目外的用途拒绝", () => {
    const to = (category: string) =>
      moveOfBudget({ line: "provincial-key-specialty", from: at("P1", "equipment"), to: at("P1", category) }).outcome;
    expect(to("other-direct")).toBe("reason-required");
    expect(to("职工住房")).toBe("refused");
  });
});

describe("各支持项目的用途:主要用途直接受理,项目其他费用须说明,项目之外拒绝", () => {
  describe("百强奖励 [qiangyi-2024.art7.1.1.d]", () => {
    it.each(["drugs", "clinical-staff"])("临床支出%s受理", (category) =>
      expect(outcome({ line: "top100-reward", category })).toEqual(["accepted"]),
    );
    it("职工住房拒绝", () => expect(outcome({ line: "top100-reward", category: "职工住房" })).toEqual(refused()));
    it("设备购置须说明理由", () => {
      expect(outcome({ line: "top100-reward", category: "equipment" })).toEqual(["reason-required", "JUSTIFICATION_REQUIRED"]);
      expect(outcome({ line: "top100-reward", category: "equipment", reason: "更新监护设备" })).toEqual(["accepted-with-reason"]);
    });
  });

  it.each([
    ["重症监护耗材", "consumables", "project", ["accepted"]],
    ["其他单位的项目", "consumables", "other-unit", refused()],
  ] as const)("区域医疗中心:%s [qiangyi-2024.art7.1.2.d]", (_, category, beneficiary, expected) =>
    expect(outcome({ line: "specialised-regional-centre", category, beneficiary })).toEqual(expected),
  );

  it.each([
    ["受支持专科的设备", "equipment", "project", ["accepted"]],
    ["无关科室", "equipment", "other-department", refused()],
  ] as const)("国家临床重点专科:%s [qiangyi-2024.art7.1.3.e]", (_, category, beneficiary, expected) =>
    expect(outcome({ line: "national-key-specialty", category, beneficiary })).toEqual(expected),
  );

  it.each([
    ["专科团队培训", "training", "project", ["accepted"]],
    ["全院食堂维修", "食堂维修", "project", refused()],
  ] as const)("省级临床重点专科:%s [qiangyi-2024.art7.1.4.e]", (_, category, beneficiary, expected) =>
    expect(outcome({ line: "provincial-key-specialty", category, beneficiary })).toEqual(expected),
  );

  it.each([
    ["学科科研耗材", "research", "project", ["accepted"]],
    ["其他科室病房改造", "病房改造", "other-department", refused()],
  ] as const)("医学重点学科:%s [qiangyi-2024.art7.1.5.e]", (_, category, beneficiary, expected) =>
    expect(outcome({ line: "provincial-discipline", category, beneficiary })).toEqual(expected),
  );

  it.each([
    ["急诊室耗材", "consumables", "project", ["accepted"]],
    ["支付县医院的账单", "consumables", "other-unit", refused()],
  ] as const)("中心乡镇卫生院:%s [qiangyi-2024.art7.2.g]", (_, category, beneficiary, expected) =>
    expect(outcome({ line: "township-centre", category, beneficiary })).toEqual(expected),
  );

  it.each([
    ["县医院临床运行", "clinical-operation", "project", ["accepted"]],
    ["修县道", "修路", "project", refused()],
  ] as const)("县级三级能力:%s [qiangyi-2024.art7.3.1.f]", (_, category, beneficiary, expected) =>
    expect(outcome({ line: "county-tertiary", category, beneficiary })).toEqual(expected),
  );

  it.each([
    ["急救设备维护", "equipment-maintenance", "project", ["accepted"]],
    ["付给民营诊所", "equipment-maintenance", "other-unit", refused()],
  ] as const)("卒中胸痛创伤中心:%s [qiangyi-2024.art7.3.2.f]", (_, category, beneficiary, expected) =>
    expect(outcome({ line: "county-emergency-centre", category, beneficiary })).toEqual(expected),
  );

  it.each([
    ["新生儿转运设备使用", "clinical-operation", "project", ["accepted"]],
    ["其他医院的支出", "clinical-operation", "other-unit", refused()],
  ] as const)("妇儿救治中心:%s [qiangyi-2024.art7.3.3.f]", (_, category, beneficiary, expected) =>
    expect(outcome({ line: "maternal-newborn-centre", category, beneficiary })).toEqual(expected),
  );

  it.each([
    ["派出医师住宿", "travel-lodging", "project", ["accepted"]],
    ["派出医师伙食", "board", "project", ["accepted"]],
    ["受援医院职工奖金", "奖金", "own-staff", refused()],
    ["受援医院职工差旅", "travel-lodging", "own-staff", refused()],
  ] as const)("千名医师下基层:%s [qiangyi-2024.art7.3.4.h]", (_, category, beneficiary, expected) =>
    expect(outcome({ line: "doctor-secondment", category, beneficiary })).toEqual(expected),
  );

  it.each([
    ["专家住宿", "travel-lodging", ["accepted"]],
    ["讲学", "lecturing", ["accepted"]],
    ["培训", "training", ["accepted"]],
    ["会议", "meetings", ["accepted"]],
    ["工作室硬件", "workshop-hardware", ["accepted"]],
    ["其他直接费用", "other-direct", ["reason-required", "JUSTIFICATION_REQUIRED"]],
    ["全院CT", "equipment", refused()],
  ] as const)("外聘专家工作室:%s [qiangyi-2024.art7.3.5.1.e]", (_, category, expected) =>
    expect(outcome({ line: "expert-workshop", category })).toEqual(expected),
  );

  it.each([
    ["手术演示", "operation-demonstration", ["accepted"]],
    ["差旅", "travel-lodging", ["accepted"]],
    ["带教", "grassroots-teaching", ["accepted"]],
    ["宣讲", "lecture-training", ["accepted"]],
    ["技术服务", "technical-service", ["accepted"]],
    ["会议", "meetings", ["accepted"]],
    ["房屋维修", "房屋维修", refused()],
  ] as const)("基层适宜技术:%s [qiangyi-2024.art7.3.5.2.d]", (_, category, expected) =>
    expect(outcome({ line: "appropriate-technique", category })).toEqual(expected),
  );

  describe("国内访问学者学费以外由派出单位负担 [qiangyi-2024.art7.3.5.3.g]", () => {
    it.each([
      ["tuition", "provincial-budget", ["accepted"]],
      ["travel-lodging", "provincial-budget", refused("COST_BORNE_BY_SENDER")],
      ["other-direct", "provincial-budget", refused("COST_BORNE_BY_SENDER")],
      ["travel-lodging", "hospital-revenue", ["accepted"]],
    ] as const)("%s列%s → %j", (category, source, expected) =>
      expect(outcome({ line: "visiting-scholar", category, source, reason: "住宿" })).toEqual(expected),
    );
  });
});

describe("主要用途占比", () => {
  const spend = (main: string, other: string) =>
    mainShare("county-tertiary", [
      { category: "drugs", amount: main },
      { category: "equipment", amount: other },
    ]);
  it.each([
    ["50.00", "50.00", "50.0", []],
    ["49.99", "50.01", "50.0", ["MAIN_USE_BELOW_SHARE"]],
    ["0.00", "1.00", "0.0", ["MAIN_USE_BELOW_SHARE"]],
    ["0.00", "0.00", null, []],
  ])("主要%s、其他%s → %s%%,提示%j:只提示,不拒绝", (main, other, percent, codes) => {
    const share = spend(main, other);
    expect(share).toMatchObject({ percent, accepted: true });
    expect(share.findings.map(({ code }) => code)).toEqual(codes);
  });
});

describe("用途表", () => {
  it("十四个支持项目和评审支出各有一行,条款都在登记簿中", () => {
    expect(Object.keys(useScopes).toSorted()).toEqual([...fundingLines.map(({ id }) => id), "review-cost"].toSorted());
    for (const { clause: id } of Object.values(useScopes)) expect(clause(id), id).toBeDefined();
  });

  it("不在该项目用途表内的类别,不论写什么理由都不受理", () =>
    fc.assert(
      fc.property(
        fc.constantFrom(...fundingLines.map(({ id }) => id)),
        fc.constantFrom(...(Object.keys(expenseCategories) as ExpenseCategory[]), "其他文字"),
        fc.string(),
        (line, category, reason) => {
          const allowed = [...useScopes[line].main, ...useScopes[line].withReason].some((each) => each === category);
          return allowed || useOfMoney({ line, project: "P1", category, reason }).outcome === "refused";
        },
      ),
    ));
});
