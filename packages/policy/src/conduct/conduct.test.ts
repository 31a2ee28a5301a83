import { date } from "@qiangyi/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { policyDocument } from "../register/index.ts";
import {
  agriculturalShare,
  auditRoute,
  backgroundDocuments,
  checkAllSteps,
  checkApproximateCount,
  checkConduct,
  checkKeyProjects,
  checkPlanned,
  checkRollingList,
  checkStatements,
  checkSteps,
  countedInEvaluation,
  emphases,
  type InvestmentPlan,
  linesServing,
  linkedAmount,
  planTotal,
  projectFunds,
  rankCandidates,
  referralNetwork,
  rollUpObjectives,
  type SequenceId,
  scholarCategories,
  specialtyLayout,
  subtotals,
  suggestFunding,
} from "./index.ts";

const wan = (amount: number) => `${BigInt(Math.round(amount * 10_000))}.00`;
const codes = ({ findings }: { readonly findings: readonly { readonly code: string }[] }) => findings.map(({ code }) => code);

describe("资金来源", () => {
  it("中央500、省级公共预算300、医院收入100:合计900万元,与标准300万元比较的只有300万元 [qiangyi-2024.art2.b]", () =>
    expect(
      projectFunds([
        { source: "central-budget", amount: wan(500) },
        { source: "provincial-budget", amount: wan(300) },
        { source: "hospital-revenue", amount: wan(100) },
      ]),
    ).toMatchObject({
      total: wan(900),
      comparedWithStandard: wan(300),
      bySource: { "central-budget": wan(500), "hospital-revenue": wan(100) },
    }));

  it.each([
    [30, 30],
    [60, 0],
    [80, 0],
  ])("需求260、上级200、市级%d(万元):缺口%d万元,省级仍为200万元 [qiangyi-2024.art4.2.a]", (city, gap) =>
    expect(
      projectFunds(
        [
          { source: "provincial-budget", amount: wan(200) },
          { source: "city-budget", amount: wan(city) },
        ],
        wan(260),
      ),
    ).toMatchObject({ gap: wan(gap), comparedWithStandard: wan(200) }),
  );

  it.each([
    ["工作室第一年自补15万元:20加15为35万元,省级不变 [qiangyi-2024.art7.3.5.1.f]", 20, 15, 35],
    ["适宜技术自补3万元:5加3为8万元,省级不变 [qiangyi-2024.art7.3.5.2.e]", 5, 3, 8],
  ])("%s", (_, provincial, own, total) =>
    expect(
      projectFunds([
        { source: "provincial-budget", amount: wan(provincial) },
        { source: "hospital-revenue", amount: wan(own) },
      ]),
    ).toMatchObject({ total: wan(total), comparedWithStandard: wan(provincial), bySource: { "hospital-revenue": wan(own) } }),
  );
});

describe("分类合计", () => {
  it("五个支持重点的合计不重复,加起来等于分配总额 [qiangyi-2024.art3.c]", () => {
    const tags = Object.keys(emphases) as (keyof typeof emphases)[];
    const { groups, amount } = subtotals(tags, [
      { group: "talent", amount: wan(10) },
      { group: "talent", amount: wan(5) },
      { group: "research", amount: wan(2.4) },
    ]);
    expect(groups.filter(({ group }) => group !== "other")).toHaveLength(5);
    expect(groups.find(({ group }) => group === "talent")).toEqual({ group: "talent", count: 2, amount: wan(15) });
    expect(amount).toBe(wan(17.4));
  });

  it("派出人员按模式归集 [qiangyi-2024.art7.3.4.a]", () =>
    expect(
      subtotals(
        ["组团式", "五个一批"],
        [
          { group: "组团式", amount: wan(2.4) },
          { group: "组团式", amount: wan(1.2) },
        ],
      ).groups,
    ).toEqual([
      { group: "组团式", count: 2, amount: wan(3.6) },
      { group: "五个一批", count: 0, amount: "0.00" },
    ]));

  it("访问学者没有类别的退回,名单有三类小计 [qiangyi-2024.art7.3.5.3.a]", () => {
    expect(codes(checkStatements("visiting-scholar", {}))).toEqual(["APPLICATION_INCOMPLETE"]);
    expect(codes(checkStatements("visiting-scholar", { category: "其他" }))).toEqual(["APPLICATION_INCOMPLETE"]);
    expect(checkStatements("visiting-scholar", { category: "specialty" }).accepted).toBe(true);
    const categories = Object.keys(scholarCategories) as (keyof typeof scholarCategories)[];
    expect(subtotals(categories, [{ group: "specialty", amount: wan(1.2) }]).groups.map(({ count }) => count)).toEqual([0, 1, 0]);
  });

  it("不属任何一组的不悄悄漏掉", () =>
    expect(() => subtotals<string>(["甲"], [{ group: "乙", amount: "1.00" }])).toThrow(RangeError));
});

describe("政策来源和目标", () => {
  it("按中医药振兴方案筛选,得到省级中医优势专科 [qiangyi-2024.art3.a]", () => {
    expect(policyDocument("qiangyi-2024")?.background).toHaveLength(3);
    expect(Object.keys(backgroundDocuments)).toHaveLength(3);
    expect(linesServing("tcm-revitalisation")).toEqual(["tcm-specialty"]);
    expect(linesServing("rural-system")).toEqual([
      "township-centre",
      "county-tertiary",
      "doctor-secondment",
      "appropriate-technique",
    ]);
  });

  it("每个工程目标汇总所对应的年度目标和结果 [qiangyi-2024.art3.d]", () => {
    expect(checkConduct("annual-target", {}).accepted).toBe(false);
    const summary = rollUpObjectives([
      { id: "T1", objectives: ["county", "tiered"], isMet: true },
      { id: "T2", objectives: ["county"], isMet: null },
    ]);
    expect(summary).toHaveLength(5);
    expect(summary.find(({ objective }) => objective === "county")).toEqual({
      objective: "county",
      targets: ["T1", "T2"],
      met: 1,
      open: 1,
    });
  });
});

describe("重点项目优先 [qiangyi-2024.art4.2.b]", () => {
  const projects = [
    { id: "一般", payable: wan(200), isKey: false },
    { id: "重点", payable: wan(200), isKey: true },
  ];
  it("预算300万元:重点200万元,一般100万元、缺100万元", () =>
    expect(suggestFunding(wan(300), projects)).toEqual([
      { id: "重点", amount: wan(200), short: "0.00" },
      { id: "一般", amount: wan(100), short: wan(100) },
    ]));

  it.each([
    ["重点100、一般200,无理由", 100, 200, undefined, ["JUSTIFICATION_REQUIRED"]],
    ["重点100、一般200,空白理由", 100, 200, " ", ["JUSTIFICATION_REQUIRED"]],
    ["重点100、一般200,有理由", 100, 200, "重点项目推迟开工", []],
    ["重点200、一般100", 200, 100, undefined, []],
    ["重点100、一般0", 100, 0, undefined, []],
  ])("%s", (_, key, other, reason, expected) =>
    expect(
      codes(
        checkKeyProjects(
          projects.map((project) => ({ ...project, funded: wan(project.isKey ? key : other) })),
          reason,
        ),
      ),
    ).toEqual(expected),
  );

  it("建议总额不超预算,也不超各项目应付,钱够时人人足额", () =>
    fc.assert(
      fc.property(
        fc.nat(1_000_000),
        fc.array(fc.record({ payable: fc.nat(500_000), isKey: fc.boolean() }), { maxLength: 12 }),
        (budget, list) => {
          const named = list.map(({ payable, isKey }, index) => ({ id: `p${index}`, payable: `${payable}.00`, isKey }));
          const given = suggestFunding(`${budget}.00`, named).reduce((added, { amount }) => added + Number(amount), 0);
          return (
            given ===
            Math.min(
              budget,
              list.reduce((added, { payable }) => added + payable, 0),
            )
          );
        },
      ),
    ));
});

describe("投资计划 [qiangyi-2024.art5.b]", () => {
  const plan: InvestmentPlan = {
    year: 2025,
    approved: true,
    rows: [
      { line: "national-key-specialty", quantity: 25, standard: wan(300) },
      { line: "provincial-key-specialty", quantity: 100, standard: wan(200) },
    ],
  };
  it("25个300万元加100个200万元,合计27500万元", () => expect(planTotal(plan)).toBe(wan(27_500)));
  it("计划中没有的、计划未审定的、没有计划的,不能编制分配建议", () => {
    expect(checkPlanned(plan, "national-key-specialty").accepted).toBe(true);
    expect(codes(checkPlanned(plan, "tcm-specialty"))).toEqual(["PLAN_REQUIRED"]);
    expect(codes(checkPlanned({ ...plan, approved: false }, "national-key-specialty"))).toEqual(["PLAN_REQUIRED"]);
    expect(codes(checkPlanned(undefined, "national-key-specialty"))).toEqual(["PLAN_REQUIRED"]);
  });
});

describe("评价结果与分配挂钩 [qiangyi-2024.art4.3.b]", () => {
  const decision = { id: "D7", hundredths: { 良: 90 } };
  it("没有挂钩决定:良也是200万元;有决定:180万元并注明决定", () => {
    expect(linkedAmount({ standard: wan(200), grade: "良" })).toMatchObject({ amount: wan(200), decision: null });
    expect(linkedAmount({ standard: wan(200), grade: "良", decision })).toMatchObject({ amount: wan(180), decision: "D7" });
    expect(linkedAmount({ standard: wan(200), grade: "优", decision })).toMatchObject({ amount: wan(200), decision: null });
  });
  it("自行把200万元改为180万元的拒绝,金额不变", () =>
    expect(linkedAmount({ standard: wan(200), grade: "良", proposed: wan(180) })).toMatchObject({
      amount: wan(200),
      accepted: false,
      findings: [{ code: "LINKAGE_DECISION_REQUIRED" }],
    }));
});

describe("审核路径 [qiangyi-2024.art6.a]", () => {
  it("县级单位逐级审核,省级医院只由省卫生健康委审核一次", () => {
    expect(auditRoute("county")).toEqual(["county", "city", "province"]);
    expect(auditRoute("province")).toEqual(["province"]);
  });
  it("三项结论缺可行性的不得上报,并点名", () => {
    const verdict = checkConduct("audit", { truthfulness: true, compliance: true });
    expect(verdict).toMatchObject({ accepted: false, findings: [{ code: "AUDIT_INCOMPLETE", field: "feasibility" }] });
    expect(verdict.findings[0]?.text).toContain("可行性");
    expect(checkConduct("audit", { truthfulness: true, compliance: true, feasibility: true }).accepted).toBe(true);
  });
});

describe("步骤不得跳过", () => {
  const step = (name: string, on: string, evidence: string | null = "材料") => ({ step: name, on: date(on), evidence });
  const emergency = (...steps: ReturnType<typeof step>[]) => codes(checkSteps("county-emergency-centre", steps));

  it("卒中中心:未验收先记认证的拒绝;依托中医医院的拒绝 [qiangyi-2024.art7.3.2.a]", () => {
    const [built, applied, accepted, certified] = [
      step("built", "2023-03-01"),
      step("applied", "2023-06-01"),
      step("accepted", "2024-01-10"),
      step("certified", "2024-05-01"),
    ] as const;
    expect(emergency(built, applied, certified)).toEqual(["STEP_ORDER"]);
    expect(emergency(built, applied, accepted, certified)).toEqual([]);
    expect(emergency(built, applied)).toEqual([]);
    expect(emergency(built, step("applied", "2023-02-28"))).toEqual(["STEP_ORDER"]);
    expect(emergency(step("built", "2023-03-01", null))).toEqual(["EVIDENCE_REQUIRED"]);
    const host = (hostClass: string) =>
      codes(checkStatements("county-emergency-centre", { hostClass, hostAffiliation: "county" }));
    expect(host("tcm")).toEqual(["WRONG_INSTITUTION_TYPE"]);
    expect(host("general")).toEqual([]);
  });

  it("危重孕产妇中心:未评估先认证的拒绝 [qiangyi-2024.art7.3.3.a]", () => {
    const upToApplied = [step("built", "2023-03-01"), step("applied", "2023-06-01")];
    const [assessed, certified] = [step("assessed", "2024-02-01"), step("certified", "2024-05-01")] as const;
    expect(codes(checkSteps("maternal-newborn-centre", [...upToApplied, certified]))).toEqual(["STEP_ORDER"]);
    expect(codes(checkSteps("maternal-newborn-centre", [...upToApplied, assessed, certified]))).toEqual([]);
  });

  it("没有绩效评价的项目不能关闭 [qiangyi-2024.art4.3.a]", () => {
    const done = [
      step("ex-ante", "2024-01-01"),
      step("target", "2024-02-01"),
      step("monitoring", "2024-07-01"),
      step("result-use", "2025-04-01"),
    ];
    const verdict = checkAllSteps("performance", done);
    expect(codes(verdict)).toEqual(["PERFORMANCE_STAGE_MISSING"]);
    expect(verdict.findings[0]?.text).toContain("绩效评价");
    expect(checkAllSteps("performance", [...done, step("evaluation", "2025-03-01")]).accepted).toBe(true);
  });

  it.each(["county-emergency-centre", "maternal-newborn-centre", "performance"] satisfies SequenceId[])(
    "%s:什么都没记录也不报错",
    (id) => expect(checkSteps(id, []).accepted).toBe(true),
  );
});

describe("学科滚动名单 [qiangyi-2024.art7.1.5.a]", () => {
  const previous = [{ discipline: "心血管", tier: "top" } as const];
  it("上年拔尖,次年可为重点;同年两档的拒绝", () => {
    expect(checkRollingList({ previous, next: [{ discipline: "心血管", tier: "key" }], reasonsForDropping: {} }).accepted).toBe(
      true,
    );
    const both = [
      { discipline: "心血管", tier: "key" },
      { discipline: "心血管", tier: "top" },
    ] as const;
    expect(codes(checkRollingList({ previous, next: both, reasonsForDropping: {} }))).toEqual(["TIER_CONFLICT"]);
  });
  it("退出名单须说明理由", () => {
    expect(codes(checkRollingList({ previous, next: [], reasonsForDropping: {} }))).toEqual(["JUSTIFICATION_REQUIRED"]);
    expect(checkRollingList({ previous, next: [], reasonsForDropping: { 心血管: "考核末位" } }).accepted).toBe(true);
  });
});

describe("“左右”的数量,容差10%", () => {
  const count = (line: Parameters<typeof checkApproximateCount>[0]["line"], count: number, reason?: string) =>
    codes(checkApproximateCount({ line, count, ...(reason && { reason }) }));

  it.each([
    [45, undefined, []],
    [55, undefined, []],
    [56, undefined, ["QUOTA_EXCEEDED"]],
    [44, undefined, ["JUSTIFICATION_REQUIRED"]],
    [44, "合格申报不足", []],
  ])("工作室一批%i个,理由%s → %j [qiangyi-2024.art7.3.5.1.b]", (number, reason, expected) =>
    expect(count("expert-workshop", number, reason)).toEqual(expected),
  );

  it.each([
    [55, []],
    [56, ["QUOTA_EXCEEDED"]],
  ])("适宜技术一年%i项 → %j [qiangyi-2024.art7.3.5.2.b]", (number, expected) =>
    expect(count("appropriate-technique", number)).toEqual(expected),
  );

  it.each([
    [495, undefined, []],
    [496, undefined, ["QUOTA_EXCEEDED"]],
    [405, undefined, []],
    [404, undefined, ["JUSTIFICATION_REQUIRED"]],
    [404, "培养单位名额减少", []],
  ])("访问学者一年%i名,理由%s → %j [qiangyi-2024.art7.3.5.3.e]", (number, reason, expected) =>
    expect(count("visiting-scholar", number, reason)).toEqual(expected),
  );

  it("超出的等待决定,容差可另定", () => {
    expect(checkApproximateCount({ line: "expert-workshop", count: 56 }).findings[0]?.effect).toBe("decide");
    expect(checkApproximateCount({ line: "expert-workshop", count: 60, tolerancePercent: 20 })).toMatchObject({
      least: 40,
      most: 60,
      accepted: true,
    });
  });
});

describe("布局和网络", () => {
  it("投票前看到大同市各学科已有的省级临床重点专科数 [qiangyi-2024.art7.1.4.a]", () => {
    const layout = specialtyLayout(
      ["大同市", "阳泉市"],
      [
        { city: "大同市", discipline: "心血管内科" },
        { city: "大同市", discipline: "心血管内科" },
        { city: "大同市", discipline: "骨科" },
        { city: "太原市", discipline: "骨科" },
      ],
    );
    expect(layout).toEqual([
      { city: "大同市", total: 3, byDiscipline: { 心血管内科: 2, 骨科: 1 } },
      { city: "阳泉市", total: 0, byDiscipline: {} },
    ]);
    expect(checkConduct("selection", {}, "provincial-key-specialty").findings.map(({ field }) => field)).toEqual([
      "layoutScore",
      "capacityScore",
    ]);
  });

  it("同分时农业县在前,不同分时按分数 [qiangyi-2024.art7.2.c]", () => {
    const candidate = (id: string, score: number, isInAgriculturalCounty: boolean) => ({ id, score, isInAgriculturalCounty });
    const ranked = rankCandidates([candidate("甲", 88, false), candidate("乙", 88, true), candidate("丙", 90, false)]);
    expect(ranked.map(({ id }) => id)).toEqual(["丙", "乙", "甲"]);
    expect(agriculturalShare(80, 91)).toEqual({ part: 80, whole: 91, percent: "87.9" });
    expect(agriculturalShare(0, 0).percent).toBeNull();
  });

  it("没有上级转诊医院的中心列为缺口、不能认证;没有中心的县列出 [qiangyi-2024.art7.3.3.c]", () => {
    const network = referralNetwork(
      ["清徐县", "阳曲县"],
      [{ id: "C1", county: "清徐县", upperReferralHospital: null, referringInstitutions: ["卫生院甲"] }],
    );
    expect(network).toEqual({
      links: [{ from: "卫生院甲", to: "C1" }],
      centresWithoutUpperHospital: ["C1"],
      countiesWithoutCentre: ["阳曲县"],
    });
    const certify = (upperReferralHospital: string | null) =>
      codes(checkConduct("certification", { upperReferralHospital }, "maternal-newborn-centre"));
    expect(certify(null)).toEqual(["APPLICATION_INCOMPLETE"]);
    expect(certify("省儿童医院")).toEqual([]);
  });

  it("结束而没有成效记录的支援显示缺成效,不计入正面评价 [qiangyi-2024.art7.3.4.d]", () => {
    expect(checkConduct("secondment-closure", { result: null }, "doctor-secondment")).toMatchObject({
      accepted: true,
      findings: [{ code: "RESULT_MISSING", effect: "warn" }],
    });
    expect(
      countedInEvaluation([
        { id: "S1", result: null },
        { id: "S2", result: "新开展介入12例" },
      ]),
    ).toEqual(["S2"]);
  });
});
