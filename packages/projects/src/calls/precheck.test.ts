import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { type CallDefinition, type PrecheckFacts, precheck } from "./index.ts";
import { countyHospital, sampleContext, sampleDefinition } from "./sample-declaration.ts";

const facts: PrecheckFacts = {
  institution: countyHospital,
  today: date("2022-03-15"),
  dates: sampleContext.dates,
  state: "published",
  declared: { call: 3, city: 2, county: 1, unit: 0 },
  standing: [],
  knownMaterials: [],
};
const verdictOf = (question: string, change: Partial<PrecheckFacts> = {}, definition: CallDefinition = sampleDefinition) =>
  precheck(definition, { ...facts, ...change }).find((one) => one.question === question);

describe("申报前的五项自检", () => {
  it("五项各有结论，每句有条款，不能和缺证据的有办法", () => {
    const results = precheck(sampleDefinition, { ...facts, today: date("2023-01-01") });
    expect(results.map(({ question }) => question)).toEqual(["institution", "period", "quota", "repetition", "materials"]);
    for (const { verdict, sentences } of results)
      for (const { clause, remedy } of sentences) {
        expect(clause).toBeDefined();
        if (verdict === "cannot") expect(remedy).toBeDefined();
      }
  });
  it.each([
    ["2022-02-28", "cannot"],
    ["2022-03-01", "can"],
    ["2022-06-30", "can"],
    ["2022-07-01", "cannot"],
  ])("申报期：%s → %s", (today, verdict) => expect(verdictOf("period", { today: date(today) })?.verdict).toBe(verdict));
  it("撤销的、还是草稿的通知都不能申报", () => {
    expect(verdictOf("period", { state: "cancelled" })?.verdict).toBe("cannot");
    expect(verdictOf("period", { state: "draft" })?.verdict).toBe("cannot");
  });
  it("主体不符说出是哪一条", () => {
    const primary = { ...countyHospital, affiliation: "township", tier: "primary", class: "general" };
    expect(verdictOf("institution", { institution: primary })).toMatchObject({
      verdict: "cannot",
      sentences: [{ clause: "5g-2022.art10" }],
    });
  });
  it("名额：满了不能，差一个可以", () => {
    const limited: CallDefinition = { ...sampleDefinition, quotas: [{ of: "declared", per: "unit", atMost: 2 }] };
    const declared = (unit: number) => verdictOf("quota", { declared: { ...facts.declared, unit } }, limited)?.verdict;
    expect([declared(1), declared(2)]).toEqual(["can", "cannot"]);
  });
  it("已有同类项目：提示，不拦", () =>
    expect(verdictOf("repetition", { standing: [{ title: "旧项目", year: 2021, number: "XM-2021-000001" }] })).toMatchObject({
      verdict: "warn",
      sentences: [{ text: "本单位2021年已有同类项目“旧项目”（XM-2021-000001）" }],
    }));
  it("材料：都交过可以沿用，缺一件即缺证据", () => {
    expect(verdictOf("materials", { knownMaterials: ["feasibility", "approvals", "matching"] })?.verdict).toBe("can");
    expect(verdictOf("materials", { knownMaterials: ["feasibility", "approvals"] })?.verdict).toBe("missing-evidence");
  });
});
