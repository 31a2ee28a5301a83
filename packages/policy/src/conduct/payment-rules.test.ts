import { date, type Fen, wanYuan, yuan } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import {
  departmentClasses,
  governmentClasses,
  isPaired,
  type ProcurementRules,
  paymentStandard,
  procurementFinding,
  serviceFeeTotal,
  type TelemedicineUse,
  telemedicineUse,
} from "./index.ts";

const provincial = { affiliation: "province", tier: "tertiary", class: "general" } as const;
const cityTertiary = { affiliation: "city", tier: "tertiary", class: "general" } as const;
const countyHospital = { affiliation: "county", tier: "secondary", class: "general" } as const;
const township = { affiliation: "township", tier: "primary", class: "township-centre" } as const;
const codes = (use: Partial<TelemedicineUse>) =>
  telemedicineUse({
    class: "tertiary-hospital",
    item: "surgery-video",
    unit: cityTertiary,
    source: "province",
    ...use,
  }).findings.map(({ code }) => code);

describe("5G试点资金:支出分三类,类别与单位类型相符 [5g-2022.art2.b]", () => {
  it("没有类别的拒绝", () => expect(codes({ class: null })).toEqual(["CLASS_REQUIRED"]));
  it("乡镇卫生院列入省级平台类的拒绝", () =>
    expect(codes({ class: "provincial", item: "service-platform", unit: township })).toEqual(["USE_OUT_OF_SCOPE"]));
  it("医院列入乡级类的拒绝", () =>
    expect(codes({ class: "township", item: "township-cpe", unit: cityTertiary })).toEqual(["USE_OUT_OF_SCOPE"]));
});

describe("各类支出目录", () => {
  it("省级:AI辅助诊疗平台可付;乡镇CPE不在其列;其他支出须说明 [5g-2022.art2.c]", () => {
    const own = { class: "provincial", unit: provincial } as const;
    expect(codes({ ...own, item: "ai-diagnosis" })).toEqual([]);
    expect(codes({ ...own, item: "township-cpe" })).toEqual(["USE_OUT_OF_SCOPE"]);
    expect(codes({ ...own, item: "other" })).toEqual(["JUSTIFICATION_REQUIRED"]);
    expect(codes({ ...own, item: "other", reason: "平台等保测评" })).toEqual([]);
  });
  it("三级医院:4K手术视频可付;县级医院同样的设备由县级财政负担 [5g-2022.art2.d]", () => {
    expect(codes({})).toEqual([]);
    expect(codes({ unit: countyHospital })).toEqual(["COUNTY_COST_NOT_PROVINCIAL"]);
  });
  it("县级目录:省级资金拒绝,县级预算可付 [5g-2022.art2.i]", () => {
    for (const item of ["county-cpe", "ward-video"]) {
      const use = { class: "county", item, unit: countyHospital } as const;
      expect(codes(use)).toEqual(["COUNTY_COST_NOT_PROVINCIAL"]);
      expect(codes({ ...use, source: "county" })).toEqual([]);
    }
  });
});

describe("点位与服务期", () => {
  const fee = { item: "service-fee", serviceFrom: date("2022-10-01"), feeTo: date("2027-09-30") } as const;
  it("三级医院至多3个点位,服务费至开通后5年的前一日 [5g-2022.art2.e]", () => {
    expect(codes({ ...fee, points: 3 })).toEqual([]);
    expect(codes({ ...fee, points: 1, pointsBefore: 3 })).toEqual(["POINT_LIMIT_EXCEEDED"]);
    expect(codes({ ...fee, points: 1, feeTo: date("2027-10-31") })).toEqual(["SERVICE_TERM_EXCEEDED"]);
    expect(codes({ item: "service-fee", points: 1 })).toEqual(["SERVICE_TERM_EXCEEDED"]);
    expect(codes({ ...fee })).toEqual(["POINT_LIMIT_EXCEEDED"]);
    const hospitals = Array.from({ length: 10 }, () => codes({ ...fee, points: 3 }));
    expect(hospitals.every((found) => found.length === 0)).toBe(true);
    // 1.2万元 for each point and year: 18万元 for a hospital.
    const price = yuan(12_000);
    expect(serviceFeeTotal(price, 3)).toBe(wanYuan(18));
    expect(codes({ ...fee, points: 3, pricePerPointYear: price, feesPaid: wanYuan(18) })).toEqual([]);
    expect(codes({ ...fee, points: 3, pricePerPointYear: price, feesPaid: (wanYuan(18) + 1n) as Fen })).toEqual([
      "STANDARD_MISMATCH",
    ]);
  });
  it("乡镇卫生院室分站1个点位 [5g-2022.art2.g]", () => {
    const station = { class: "township", item: "township-station", unit: township } as const;
    expect(codes({ ...station, points: 1 })).toEqual([]);
    expect(codes({ ...station, points: 1, pointsBefore: 1 })).toEqual(["POINT_LIMIT_EXCEEDED"]);
  });
});

describe("部门经济分类与政府经济分类成对", () => {
  it.each([
    ["30211", "50502", true],
    ["31003", "50601", true],
    ["30903", "50602", true],
    ["31003", "50502", false],
    ["30211", "50601", false],
    ["39999", "50601", false],
  ])("%s与%s:%s", (department, government, paired) => expect(isPaired(department, government)).toBe(paired));
  it("每个部门分类至少对应一个列出的政府分类,302对505、309和310对506", () => {
    for (const { code, government } of departmentClasses) {
      expect(government.length).toBeGreaterThan(0);
      for (const each of government) {
        expect(governmentClasses).toHaveProperty(each);
        if (code.startsWith("302")) expect(each.startsWith("505")).toBe(true);
        if (code.startsWith("309") || code.startsWith("310")) expect(each.startsWith("506")).toBe(true);
      }
    }
  });
});

describe("支付标准", () => {
  const on = date("2025-03-01");
  it.each([
    ["expert-workshop", "year", 20],
    ["appropriate-technique", "year", 5],
    ["provincial-key-specialty", "project", 200],
    ["township-centre", "project", 100],
  ] as const)("%s每%s至多%d万元", (line, per, amount) =>
    expect(paymentStandard(line, on)).toMatchObject({ per, amount: wanYuan(amount) }),
  );
  it.each(["county-tertiary", "top100-reward", "visiting-scholar", "5g-pilot"])("%s没有按项目的定额", (line) =>
    expect(paymentStandard(line, on)).toBeUndefined(),
  );
});

describe("政府采购", () => {
  const rules: ProcurementRules = { year: 2025, threshold: wanYuan(50), catalogue: ["information"], source: "演示目录" };
  const found = (change: Partial<Parameters<typeof procurementFinding>[0]> = {}) =>
    procurementFinding({
      fund: "qiangyi-2024",
      amount: wanYuan(80),
      category: "equipment",
      departmentClass: "31003",
      isPrepayment: false,
      rules,
      record: undefined,
      ...change,
    })?.code;
  const record = { contract: "HT-1", acceptedOn: "2025-02-01" };
  it("设备80万元没有采购记录的拒绝,有合同和验收的受理;预付可先于验收", () => {
    expect(found()).toBe("PROCUREMENT_REQUIRED");
    expect(found({ record })).toBeUndefined();
    expect(found({ record: { ...record, contract: null } })).toBe("PROCUREMENT_REQUIRED");
    expect(found({ record: { ...record, acceptedOn: null } })).toBe("PROCUREMENT_REQUIRED");
    expect(found({ record: { ...record, acceptedOn: null }, isPrepayment: true })).toBeUndefined();
  });
  it("限额之下且不在目录的不需要;目录内的不论金额;差旅、人员不属采购", () => {
    expect(found({ amount: (wanYuan(50) - 1n) as Fen })).toBeUndefined();
    expect(found({ amount: wanYuan(50) })).toBe("PROCUREMENT_REQUIRED");
    expect(found({ amount: wanYuan(1), category: "information", departmentClass: "31007" })).toBe("PROCUREMENT_REQUIRED");
    expect(found({ departmentClass: "30211" })).toBeUndefined();
  });
  it("目录和限额没有登记的年度,资本性支出一律须有采购记录", () => {
    expect(found({ rules: undefined, amount: wanYuan(1) })).toBe("PROCUREMENT_REQUIRED");
    expect(found({ rules: undefined, departmentClass: "30218" })).toBeUndefined();
  });
});
