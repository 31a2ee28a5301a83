import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { evaluateTargets, parseTargetsInput } from "../targets/index.ts";
import { bedGroups, type CentreRecord, judgeBeds, judgeCentre } from "./centres.ts";
import type { CentreEntry, PlanEntries, RosterHospital } from "./plan-entries.ts";
import {
  bedsAsked,
  centreKindNames,
  countiesTarget,
  countyTarget,
  departmentRoster,
  linfenCounties,
  planFacts,
  villageCounts,
} from "./plan-facts.ts";

const day = date("2024-06-18");
const closed = date("2026-03-31");
const nothing: PlanEntries = { centres: [], departments: [], specialties: [], standards: [], villages: [], hospitals: [] };

const judged = (target: string, entries: Partial<PlanEntries>, asOf = closed) => {
  const { events, observations } = planFacts({ ...nothing, ...entries }, asOf);
  const of = <Fact extends { target: string }>(facts: readonly Fact[]) => facts.filter((fact) => fact.target === target);
  const input = parseTargetsInput({ asOf, targets: [target], events: of(events), observations: of(observations) });
  if (!input.ok) throw new Error(JSON.stringify(input.refusal.problems));
  return evaluateTargets(input.value).evaluations[0] ?? expect.fail("no evaluation");
};

const centre = (
  record: Partial<CentreRecord> & Pick<CentreRecord, "kind">,
  county: string | null,
  hospital = "甲医院",
): CentreEntry => ({
  record: { tier: county === null ? "city" : "county", accepted: day, ...record },
  hospital,
  county,
  confirmed: day,
});
const complete = {
  facilities: true,
  equipment: true,
  staff: true,
  capability: true,
  independent: true,
  privateBathrooms: true,
} as const;

describe("一个中心何时算建成", () => {
  it.each(["chest-pain", "stroke", "trauma"] as const)("%s:有承建医院未验收为在建,验收后为已建成", (kind) => {
    expect(judgeCentre({ kind, tier: "county", accepted: null }, null)).toMatchObject({ state: "building", lacking: ["验收"] });
    expect(judgeCentre({ kind, tier: "county", accepted: day }, null)).toMatchObject({ state: "built", lacking: [] });
  });
  it.each(["maternal", "neonatal"] as const)("%s:四个方面都达标才算,缺的点名", (kind) => {
    const three = judgeCentre({ ...complete, kind, tier: "county", staff: false }, null);
    expect(three).toMatchObject({ state: "building", lacking: ["人员"] });
    expect(judgeCentre({ ...complete, kind, tier: "county" }, null).state).toBe("built");
  });
  it("传染病:设备、独立运行、独立卫生间、床位缺一不可", () => {
    const range = { min: 30, max: 50 };
    const whole: CentreRecord = { ...complete, kind: "infectious", tier: "county", accepted: day, beds: 30 };
    expect(judgeCentre(whole, range).state).toBe("built");
    for (const part of ["equipment", "independent", "privateBathrooms"] as const) {
      expect(judgeCentre({ ...whole, [part]: false }, range).lacking).toHaveLength(1);
    }
    expect(judgeCentre({ ...whole, beds: 29 }, range)).toMatchObject({ state: "building", lacking: ["床位"] });
    expect(judgeCentre({ ...whole, beds: 51 }, range)).toMatchObject({ state: "built", beds: { verdict: "over", by: 1 } });
    expect(judgeCentre({ ...whole, beds: null }, range)).toMatchObject({ state: "building", beds: { verdict: "no-data" } });
  });
  it("床位两端都算符合", () =>
    expect([9, 10, 15, 16].map((beds) => judgeBeds(beds, { min: 10, max: 15 }))).toEqual([
      { verdict: "short", by: 1 },
      { verdict: "within", by: 0 },
      { verdict: "within", by: 0 },
      { verdict: "over", by: 1 },
    ]));
});

describe("感染救治专区:床位符合且三区两通道合格", () => {
  const zones = [
    ["people", "临汾市人民医院"],
    ["central", "临汾市中心医院"],
    ["second", "临汾市第二人民医院"],
  ] as const;
  it.each(zones)("[linfen-2020.centres.infectious.zone-%s] %s", (name, hospital) => {
    const standing = (beds: number, layout = true) => {
      const entry = centre({ kind: "infectious", tier: "zone", beds, layout }, null, hospital);
      return judgeCentre(entry.record, bedsAsked(entry));
    };
    expect(standing(19)).toMatchObject({ state: "building", beds: { verdict: "short", by: 1 } });
    expect([20, 30].map((beds) => standing(beds).state)).toEqual(["built", "built"]);
    expect(standing(31)).toMatchObject({ state: "building", beds: { verdict: "over", by: 1 } });
    expect(standing(25, false)).toMatchObject({ state: "building", lacking: ["三区两通道"] });
    const target = `linfen-2020.centres.infectious.zone-${name}`;
    const verdict = (beds: number) =>
      judged(target, { centres: [centre({ kind: "infectious", tier: "zone", beds }, null, hospital)] }).verdict;
    expect([19, 20, 30, 31].map(verdict)).toEqual(["not-met", "met", "met", "not-met"]);
  });
});

describe("床位三组按印出的名单", () => {
  const expected = [
    ["small", ["古县", "安泽县", "浮山县", "吉县", "乡宁县", "大宁县", "隰县", "永和县", "蒲县", "汾西县"], 10, 15],
    ["medium", ["侯马市", "霍州市", "曲沃县", "翼城县"], 20, 30],
    ["large", ["尧都区", "襄汾县", "洪洞县"], 30, 50],
  ] as const;
  it.each(expected)("[linfen-2020.centres.infectious.group-%s] %s", (name, counties, min, max) => {
    const group = bedGroups.find(({ clause }) => clause.endsWith(`group-${name}`)) ?? expect.fail("no group");
    expect(group.counties.toSorted()).toEqual([...counties].toSorted());
    expect(group.range).toEqual({ min, max });
    const verdicts = (first: number) =>
      group.counties.map((_, index) => judgeBeds(index === 0 ? first : min, group.range).verdict);
    expect(verdicts(min - 1).filter((verdict) => verdict === "within")).toHaveLength(counties.length - 1);
    expect([min - 1, min, max, max + 1].map((beds) => verdicts(beds)[0])).toEqual(["short", "within", "within", "over"]);
  });
});

it("十七县一个不缺,隰县未建成则点名 [linfen-2020.centres.infectious.counties]", () => {
  const target = "linfen-2020.centres.infectious.counties";
  const centres = linfenCounties.map((county) => {
    const entry = centre({ ...complete, kind: "infectious" }, county);
    return { ...entry, record: { ...entry.record, beds: bedsAsked(entry)?.min ?? 0 } };
  });
  expect(judged(target, { centres })).toMatchObject({ verdict: "met", value: "17" });
  expect(judged(target, { centres: centres.filter(({ county }) => county !== "隰县") })).toMatchObject({
    verdict: "not-met",
    completion: "94.1",
    missing: ["隰县"],
  });
});

describe("每个县的每类中心各自判定,并计入全市的列", () => {
  it.each(centreKindNames)("%s", (kind) => {
    for (const county of linfenCounties) {
      const entry = centre({ ...complete, kind }, county);
      const whole = { ...entry, record: { ...entry.record, beds: bedsAsked(entry)?.min ?? null } };
      const cell = countyTarget(kind, county)?.id ?? expect.fail("no cell");
      expect(judged(cell, {}).verdict).toBe(kind === "infectious" ? "no-data" : "not-met");
      expect(judged(cell, { centres: [whole] }).verdict).toBe("met");
      expect(judged(countiesTarget(kind), { centres: [whole] })).toMatchObject({ value: "1" });
    }
  });
});

const hospital = (id: string, more: Partial<RosterHospital> = {}): RosterHospital => ({
  id,
  name: `${id}医院`,
  class: "tcm",
  tier: "secondary",
  affiliation: "county",
  ...more,
});
const many = (count: number, more: Partial<RosterHospital> = {}) =>
  Array.from({ length: count }, (_, index) => hospital(`T${index + 1}`, more));
const departmentsOf = (hospitals: readonly RosterHospital[], department: "prevention" | "geriatrics" | "rehabilitation") =>
  hospitals.map(({ id }) => ({ institution: id, department, opened: day, confirmed: day }));

describe("中医科室:应设机构由机构库给出", () => {
  it("县级及以上中医医院都要有治未病科,没有医院为无数据 [linfen-2020.tcm.prevention-dept-tcm-hospitals]", () => {
    const target = "linfen-2020.tcm.prevention-dept-tcm-hospitals";
    const hospitals = many(17);
    const departments = departmentsOf(hospitals, "prevention");
    expect(judged(target, { hospitals, departments }).verdict).toBe("met");
    const one = { hospitals, departments: departments.slice(1) };
    expect(judged(target, one)).toMatchObject({ verdict: "not-met", display: "94.1%" });
    expect(departmentRoster({ ...nothing, ...one }, target, closed).missing.map(({ id }) => id)).toEqual(["T1"]);
    expect(judged(target, { hospitals: [], departments: [] }).verdict).toBe("no-data");
  });
  it("一级中医医院不在二级以上的分母里 [linfen-2020.tcm.geriatrics]", () => {
    const target = "linfen-2020.tcm.geriatrics";
    const hospitals = [...many(12), hospital("T99", { tier: "primary" })];
    const departments = departmentsOf(many(12), "geriatrics");
    expect(judged(target, { hospitals, departments }).verdict).toBe("met");
    const one = { hospitals, departments: departments.slice(0, 11) };
    expect(judged(target, one).verdict).toBe("not-met");
    expect(departmentRoster({ ...nothing, ...one }, target, closed).missing.map(({ id }) => id)).toEqual(["T12"]);
  });
  it("只设老年病科没有康复科的,只算一项 [linfen-2020.tcm.rehabilitation]", () => {
    const hospitals = many(1);
    const facts = { hospitals, departments: departmentsOf(hospitals, "geriatrics") };
    expect(judged("linfen-2020.tcm.geriatrics", facts).verdict).toBe("met");
    expect(judged("linfen-2020.tcm.rehabilitation", facts).verdict).toBe("not-met");
  });
  it("停办的科室自停办之日起不算", () => {
    const hospitals = many(1);
    const departments = departmentsOf(hospitals, "rehabilitation").map((each) => ({ ...each, closed: date("2025-12-31") }));
    expect(judged("linfen-2020.tcm.rehabilitation", { hospitals, departments }).verdict).toBe("not-met");
  });
});

describe("中医重点专科专病按最高级别计一次", () => {
  const quotas = [
    ["national", 1, "0.0"],
    ["provincial", 10, "90.0"],
    ["city", 20, "95.0"],
  ] as const;
  it.each(quotas)("[linfen-2020.tcm.specialty-%s] 至少%i个", (level, quota, oneShort) => {
    const target = `linfen-2020.tcm.specialty-${level}`;
    const approved = (count: number) =>
      Array.from({ length: count }, (_, index) => ({
        institution: "T1",
        specialty: `专科${index}`,
        level,
        approved: day,
        confirmed: day,
      }));
    expect(judged(target, { specialties: approved(quota) }).verdict).toBe("met");
    expect(judged(target, { specialties: approved(quota + 1) }).verdict).toBe("met");
    expect(judged(target, { specialties: approved(quota - 1) })).toMatchObject({ verdict: "not-met", completion: oneShort });
    if (level !== "city") {
      const lower = approved(1).map((each) => ({ ...each, level: "city" as const, approved: date("2023-01-05") }));
      const both = [...approved(quota), ...lower];
      expect(judged(target, { specialties: both }).value).toBe(String(quota));
      expect(judged("linfen-2020.tcm.specialty-city", { specialties: both }).value).toBe("0");
    }
    const promotion = {
      institution: "T1",
      specialty: "专科0",
      level: "national",
      approved: date("2025-01-02"),
      confirmed: day,
    } as const;
    if (level !== "national")
      expect(judged(target, { specialties: [...approved(quota), promotion] }).value).toBe(String(quota - 1));
  });
});

describe("乡镇卫生院和社区卫生服务中心", () => {
  const assessed = (kind: "township" | "community", count: number, recommended = 0) =>
    Array.from({ length: count }, (_, index) => ({
      county: "尧都区",
      name: `第${index + 1}院`,
      kind,
      result: index < recommended ? ("recommended" as const) : ("basic" as const),
      assessed: day,
      confirmed: day,
    }));
  it("151所都达到基本标准,推荐标准也算 [linfen-2020.grassroots.township-basic]", () => {
    const target = "linfen-2020.grassroots.township-basic";
    expect(judged(target, { standards: assessed("township", 151, 3) }).verdict).toBe("met");
    expect(judged(target, { standards: assessed("township", 150) })).toMatchObject({ verdict: "not-met", completion: "99.3" });
    const fallen = [...assessed("township", 150), { ...assessed("township", 151)[150], result: "none" as const }];
    expect(judged(target, { standards: fallen as PlanEntries["standards"] }).value).toBe("150");
  });
  it("20所达到,其中4所推荐标准 [linfen-2020.grassroots.community-basic]", () => {
    const target = "linfen-2020.grassroots.community-basic";
    const standards = assessed("community", 20, 4);
    expect(judged(target, { standards }).verdict).toBe("met");
    expect(standards.filter(({ result }) => result === "recommended")).toHaveLength(4);
    expect(judged(target, { standards: standards.slice(1) })).toMatchObject({ verdict: "not-met", completion: "95.0" });
  });
});

describe("村卫生室覆盖率按未取整的值判定 [linfen-2020.grassroots.village-clinics]", () => {
  const target = "linfen-2020.grassroots.village-clinics";
  const counts = (covered: number, villages = 3_000) =>
    linfenCounties.map((county, index) => ({
      county,
      counted: day,
      villages: index === 0 ? villages - 16 * 100 : 100,
      covered: index === 0 ? covered - 16 * 90 : 90,
      confirmed: day,
    }));
  it("2,700/3,000达标;2,699/3,000显示为90.0%仍未达标", () => {
    expect(judged(target, { villages: counts(2_700) })).toMatchObject({ verdict: "met", display: "90.0%" });
    expect(judged(target, { villages: counts(2_699) })).toMatchObject({
      verdict: "not-met",
      display: "90.0%",
      completion: "99.9",
    });
  });
  it("缺一个县的数,全市为无数据;有县低于90%而全市达标", () => {
    expect(judged(target, { villages: counts(2_700).slice(1) }).verdict).toBe("no-data");
    const uneven = counts(2_750).map((each, index) => (index === 1 ? { ...each, covered: 85 } : each));
    expect(judged(target, { villages: uneven }).verdict).toBe("met");
    const low = villageCounts({ ...nothing, villages: uneven }, closed).filter(
      ({ count }) => count !== undefined && count.covered * 10 < count.villages * 9,
    );
    expect(low.map(({ county }) => county)).toEqual([linfenCounties[1]]);
  });
});

it("名单为空是零,不是无数据", () =>
  expect(judged("linfen-2020.centres.chestpain.city", {})).toMatchObject({ verdict: "not-met", value: "0" }));
