import { date } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import {
  type AnswerProblem,
  type Answers,
  type DeclaringInstitution,
  hinders,
  templateOf,
  validateAnswers,
} from "../calls/index.ts";
import {
  addCandidate,
  assessmentKind,
  type CandidatePool,
  cellsOf,
  closePool,
  coverageMatrix,
  departmentCoverage,
  diseaseCoverage,
  dueAssessment,
  emptyPool,
  enter,
  influenceVerdict,
  leaderStanding,
  leaderVerdict,
  placesOf,
  placesUsedText,
  poolOf,
  reminderOn,
  replaceCandidate,
  responsibleOn,
  responsibleTerms,
  shareTrend,
  specialtyVerdict,
  splitVerdict,
  staffVerdict,
  unassignedRows,
  withdrawCandidate,
  withoutEvidence,
} from "./index.ts";

const hospital: DeclaringInstitution = {
  id: "L1",
  name: "样例市人民医院",
  ownership: "public",
  affiliation: "city",
  tier: "tertiary",
  class: "general",
  region: "141002",
  marks: [],
};
const countyHospital: DeclaringInstitution = {
  ...hospital,
  id: "L2",
  name: "样例县人民医院",
  affiliation: "county",
  tier: "secondary",
};

type Programme = "linfen-ten-specialties" | "linfen-hundred-leaders" | "linfen-thousand-staff";

/** What hinders a declaration because of the institution, the age or the title; the rest of the form is left aside. */
const judge = (programme: Programme, institution: DeclaringInstitution, answers: Answers = {}, referenceOn = "2020-06-30") =>
  validateAnswers(templateOf(programme, 2020), answers, [], {
    institution,
    dates: { opensOn: date("2020-01-01"), closesOn: date(referenceOn), referenceOn: date(referenceOn) },
  });
const about = (problems: readonly AnswerProblem[], ...codes: string[]) => problems.filter(({ code }) => codes.includes(code));
const isAccepted = (programme: Programme, institution: DeclaringInstitution) =>
  about(judge(programme, institution), "NOT_ELIGIBLE", "NOTE_REQUIRED").filter(hinders).length === 0;
const person = (birthDate: string, professionalTitle: string, titleObtainedOn = "2015-01-01"): Answers => ({
  birthDate,
  professionalTitle,
  titleObtainedOn,
});
const reasons = (problems: readonly AnswerProblem[]) =>
  about(problems, "AGE_OVER_LIMIT", "TITLE_TOO_LOW").map(({ message }) => /（(年龄|职称)）/.exec(message)?.[1]);

describe("申报单位的范围", () => {
  it("综合医院不提示，中医医院提示非重点并须先有说明 [linfen-2020.tenhundredthousand.scope]", () => {
    expect(about(judge("linfen-ten-specialties", hospital), "OUTSIDE_FOCUS", "NOTE_REQUIRED")).toEqual([]);
    const tcm = { ...hospital, class: "tcm" };
    const [required] = about(judge("linfen-ten-specialties", tcm), "OUTSIDE_FOCUS", "NOTE_REQUIRED");
    expect([required?.code, required?.message]).toEqual(["NOTE_REQUIRED", expect.stringContaining("非重点实施机构")]);
    const noted = judge("linfen-ten-specialties", { ...tcm, marks: ["non-focus-note"] });
    expect(about(noted, "OUTSIDE_FOCUS", "NOTE_REQUIRED").map(({ severity }) => severity)).toEqual(["warning"]);
  });
  it.each([
    ["tertiary", [], true],
    ["secondary", [], false],
    ["secondary", ["strong"], true],
    ["primary", [], false],
    ["primary", ["strong"], false],
  ] as const)("专科：%s %j → %s [linfen-2020.tenspecialties.scope]", (tier, marks, accepted) =>
    expect(isAccepted("linfen-ten-specialties", { ...hospital, tier, marks })).toBe(accepted),
  );
  it("带头人：二级无认定拒绝，记了例外才收，并标非重点范围 [linfen-2020.hundredleaders.scope]", () => {
    const secondary = { ...hospital, tier: "secondary" };
    expect(isAccepted("linfen-hundred-leaders", secondary)).toBe(false);
    const excepted: DeclaringInstitution = { ...secondary, marks: ["exception"] };
    expect(isAccepted("linfen-hundred-leaders", excepted)).toBe(true);
    expect(about(judge("linfen-hundred-leaders", excepted), "OUTSIDE_FOCUS")[0]?.message).toContain("非重点范围");
    expect(isAccepted("linfen-hundred-leaders", { ...secondary, marks: ["strong"] })).toBe(true);
  });
  it.each([
    ["县医院", countyHospital, true],
    ["名单内市级二级", { ...hospital, tier: "secondary", marks: ["city-list"] }, true],
    ["名单外市级二级", { ...hospital, tier: "secondary" }, false],
    ["市级三级", hospital, false],
    ["市级三级，记了例外", { ...hospital, marks: ["exception"] }, true],
  ] as const)("骨干：%s [linfen-2020.thousandstaff.scope]", (_, institution, accepted) =>
    expect(isAccepted("linfen-thousand-staff", institution)).toBe(accepted),
  );
  it("市外的医院不收", () => expect(isAccepted("linfen-ten-specialties", { ...hospital, region: "140100" })).toBe(false));
});

describe("年龄和职称", () => {
  it.each([
    ["1970-06-30", []],
    ["1969-07-01", []],
    ["1969-06-30", ["年龄"]],
  ])("带头人50周岁以下含，基准日2020-06-30，%s出生 [linfen-2020.hundredleaders.age]", (born, expected) =>
    expect(reasons(judge("linfen-hundred-leaders", hospital, person(born, "副主任医师")))).toEqual(expected),
  );
  it("没有出生日期不能提交 [linfen-2020.hundredleaders.age]", () =>
    expect(about(judge("linfen-hundred-leaders", hospital), "APPLICATION_INCOMPLETE").map(({ path }) => path)).toContain(
      "birthDate",
    ));
  it.each([
    ["副主任医师", "2015-01-01", []],
    ["主任护师", "2015-01-01", []],
    ["主治医师", "2015-01-01", ["职称"]],
    ["副主任技师", "2020-06-30", []],
    ["副主任技师", "2020-07-01", ["职称"]],
  ])("带头人副高以上含：%s，%s取得 [linfen-2020.hundredleaders.title]", (title, obtained, expected) =>
    expect(reasons(judge("linfen-hundred-leaders", hospital, person("1980-01-01", title, obtained)))).toEqual(expected),
  );
  it.each([
    ["1972-01-01", "副主任医师", []],
    ["1969-01-01", "主任医师", ["年龄"]],
    ["1980-01-01", "主治医师", ["职称"]],
    ["1968-01-01", "主治医师", ["年龄", "职称"]],
  ])("两项须同时满足，缺哪项说哪项：%s出生，%s [linfen-2020.hundredleaders.age-and-title]", (born, title, expected) =>
    expect(reasons(judge("linfen-hundred-leaders", hospital, person(born, title)))).toEqual(expected),
  );
  it.each([
    ["1976-12-31", []],
    ["1976-01-01", []],
    ["1975-12-31", ["年龄"]],
  ])("骨干45周岁以下含，基准日2021-12-31，%s出生 [linfen-2020.thousandstaff.age]", (born, expected) =>
    expect(reasons(judge("linfen-thousand-staff", countyHospital, person(born, "主治医师"), "2021-12-31"))).toEqual(expected),
  );
  it.each([
    ["主治医师", []],
    ["主管护师", []],
    ["主管技师", []],
    ["副主任医师", []],
    ["住院医师", ["职称"]],
  ])("骨干中级以上含：%s [linfen-2020.thousandstaff.title]", (title, expected) =>
    expect(reasons(judge("linfen-thousand-staff", countyHospital, person("1990-01-01", title)))).toEqual(expected),
  );
});

describe("五个部门", () => {
  const of = (count: number, department: string) => Array.from({ length: count }, () => department);
  it("99临床1护理：覆盖2/5，缺的三个点名；药学不收 [linfen-2020.hundredleaders.departments]", () => {
    const departments = [...of(99, "临床"), "护理"];
    expect(departmentCoverage(departments).text).toBe("覆盖2/5，缺医学检验、医学影像、病理");
    expect(leaderVerdict(departments.map((_, index) => `人${index}`)).text).toBe("达标");
    const refused = judge("linfen-hundred-leaders", hospital, { department: "药学" });
    expect(refused.find(({ path }) => path === "department")?.code).toBe("ANSWER_MISFIT");
  });
  it("五个部门有四个：覆盖4/5，缺的点名，市县各算各的 [linfen-2020.thousandstaff.departments]", () => {
    const four = ["临床", "护理", "医学检验", "医学影像"];
    expect(departmentCoverage(four).text).toBe("覆盖4/5，缺病理");
    const people = [...four.map((department) => ({ department, place: "吉县" })), { department: "病理", place: "市直" }];
    expect(coverageMatrix(people, ["吉县", "市直"]).map(({ place, coverage }) => [place, coverage.text])).toEqual([
      ["吉县", "覆盖4/5，缺病理"],
      ["市直", "覆盖1/5，缺临床、护理、医学检验、医学影像"],
    ]);
  });
  it.each([
    ["临床", "clinical"],
    ["护理", "nursing"],
    ["医学检验", "laboratory"],
    ["医学影像", "imaging"],
    ["病理", "pathology"],
  ])("带头人%s：0名未覆盖，1名已覆盖，唯一一名撤下又未覆盖 [linfen-2020.hundredleaders.department-%s]", (department) => {
    const cell = (people: readonly string[]) => cellsOf(people).find((one) => one.department === department)?.text;
    expect([cell([]), cell([department]), cell([])]).toEqual(["未覆盖", "已覆盖", "未覆盖"]);
  });
  it.each([
    ["临床", "clinical"],
    ["护理", "nursing"],
    ["医学检验", "laboratory"],
    ["医学影像", "imaging"],
    ["病理", "pathology"],
  ])("骨干%s：0名未覆盖，1名县级即覆盖 [linfen-2020.thousandstaff.department-%s]", (department) => {
    const cell = (people: { department: string; place: string }[]) =>
      coverageMatrix(people, ["吉县"])[0]?.cells.find((one) => one.department === department)?.text;
    expect([cell([]), cell([{ department, place: "吉县" }])]).toEqual(["未覆盖", "已覆盖"]);
  });
});

describe("名额与计数", () => {
  it("县级800：名册800比200达标，790比210未达标；第801名拒绝；总数1050时县级840 [linfen-2020.thousandstaff.split-county]", () => {
    const places = placesOf(1000);
    expect(places).toMatchObject({ county: 800, city: 200, isExact: true });
    expect(splitVerdict({ county: 800, city: 200 }, places).text).toBe("达标");
    expect(splitVerdict({ county: 790, city: 210 }, places).text).toBe("未达标（县级79.0%）");
    const refused = enter("county", { county: 800, city: 0 }, places);
    expect(refused.ok ? "" : placesUsedText(refused.refusal)).toBe("县级名额已满");
    expect(placesOf(1050)).toMatchObject({ county: 840, city: 210 });
  });
  it("市级200：第200名收，第201名拒绝；250名的批次50比200，253名近似50比203 [linfen-2020.thousandstaff.split-city]", () => {
    const places = placesOf(1000);
    expect(enter("city", { county: 0, city: 199 }, places)).toEqual({ ok: true, value: { county: 0, city: 200 } });
    const refused = enter("city", { county: 0, city: 200 }, places);
    expect(refused.ok ? "" : placesUsedText(refused.refusal)).toBe("市级名额已满");
    expect(placesOf(250)).toEqual({ total: 250, county: 200, city: 50, isExact: true });
    expect(placesOf(253)).toEqual({ total: 253, county: 203, city: 50, isExact: false });
  });
  const people = (count: number) => Array.from({ length: count }, (_, index) => `人${index}`);
  it("带头人100名达标，99名完成99.0%，一人两科算一个 [linfen-2020.hundredleaders.target]", () => {
    expect(leaderVerdict(people(100)).text).toBe("达标");
    expect(leaderVerdict(people(99)).text).toBe("未达标，完成99.0%");
    expect(leaderVerdict([...people(99), "人0"]).isReached).toBe(false);
  });
  it("骨干1000名达标，999名完成99.9%，列两次算一个 [linfen-2020.thousandstaff.target]", () => {
    expect(staffVerdict(people(1000)).text).toBe("达标");
    expect(staffVerdict(people(999)).text).toBe("未达标，完成99.9%");
    expect(staffVerdict([...people(999), "人7"]).isReached).toBe(false);
  });
  it("专科验收10个达标，9个90.0%，11个达标；入选12验收9在建3 [linfen-2020.tenspecialties.target]", () => {
    expect(specialtyVerdict({ accepted: 10, building: 2 }).text).toBe("达标");
    expect(specialtyVerdict({ accepted: 9, building: 0 }).text).toBe("未达标，完成90.0%");
    expect(specialtyVerdict({ accepted: 11, building: 0 }).text).toBe("达标");
    expect(specialtyVerdict({ accepted: 9, building: 3 }).text).toBe("未达标，完成90.0%，在建3");
  });
  it("重点疾病15种，入选专科覆盖12种：覆盖12/15，另3种点名 [linfen-2020.tenspecialties.key-disease]", () => {
    const list = Array.from({ length: 15 }, (_, index) => `病${index + 1}`);
    const coverage = diseaseCoverage(list, [list.slice(0, 7), list.slice(5, 12), ["名单外的病"]]);
    expect([coverage.text, coverage.missing]).toEqual(["覆盖12/15", ["病13", "病14", "病15"]]);
  });
});

describe("备选12个 [linfen-2020.tenspecialties.candidates]", () => {
  const filled = (count: number): CandidatePool => ({
    ...emptyPool,
    candidates: Array.from({ length: count }, (_, index) => `专科${index + 1}`),
  });
  it("11个不能关闭（缺1个），12个可以；第13个加不进", () => {
    expect(closePool(filled(11))).toMatchObject({ ok: false, refusal: { code: "POOL_SHORT", missing: 1 } });
    expect(closePool(filled(12))).toMatchObject({ ok: true, value: { isClosed: true } });
    expect(addCandidate(filled(11), "专科12").ok).toBe(true);
    expect(addCandidate(filled(12), "专科13")).toMatchObject({ ok: false, refusal: { code: "POOL_FULL" } });
  });
  it("关闭后退出一个：剩11个，须在本批内递补并留记录", () => {
    const closed: CandidatePool = { ...filled(12), isClosed: true };
    const withdrawn = withdrawCandidate(closed, "专科3");
    const left = withdrawn.ok ? withdrawn.value : emptyPool;
    expect([left.candidates.length, left.vacancies]).toEqual([11, ["专科3"]]);
    expect(addCandidate(left, "专科13")).toMatchObject({ ok: false, refusal: { code: "POOL_CLOSED" } });
    expect(replaceCandidate(left, { project: "专科13", replaces: "专科4" })).toMatchObject({
      ok: false,
      refusal: { code: "NOTHING_TO_REPLACE" },
    });
    const replaced = replaceCandidate(left, { project: "专科13", replaces: "专科3" });
    expect(replaced).toMatchObject({ ok: true, value: { vacancies: [] } });
    expect(replaced.ok && replaced.value.candidates).toHaveLength(12);
  });
  it("按记录重放，得到同样的备选池", () => {
    const added = Array.from({ length: 12 }, (_, index) => ({
      kind: "added" as const,
      project: `专科${index + 1}`,
      replaces: null,
    }));
    const pool = poolOf([
      ...added,
      { kind: "closed", project: null, replaces: null },
      { kind: "withdrawn", project: "专科1", replaces: null },
      { kind: "replaced", project: "专科13", replaces: "专科1" },
    ]);
    expect([pool.isClosed, pool.candidates.length, pool.candidates.at(-1), pool.vacancies]).toEqual([true, 12, "专科13", []]);
  });
});

describe("期限与考核", () => {
  it.each([
    ["2024-12-30", undefined],
    ["2024-12-31", "剩余12个月"],
    ["2025-06-29", "剩余12个月"],
    ["2025-06-30", "剩余6个月"],
    ["2025-09-29", "剩余6个月"],
    ["2025-09-30", "剩余3个月"],
    ["2025-12-31", "剩余3个月"],
    ["2026-01-01", "已过期限"],
  ])("%s未验收的专科：%s [linfen-2020.tenspecialties.deadline]", (today, text) => expect(reminderOn(date(today))).toBe(text));
  it("2025-06-30为中期，2026-01-15为终期 [linfen-2020.hundredleaders.deadline]", () =>
    expect([assessmentKind(date("2025-06-30")), assessmentKind(date("2026-01-15"))]).toEqual(["中期", "终期"]));
  it("两项影响都认定才达标，缺哪项说哪项 [linfen-2020.hundredleaders.influence]", () => {
    expect(influenceVerdict({ inProvince: true, inCountry: true }).text).toBe("达标");
    expect(influenceVerdict({ inProvince: true, inCountry: false }).text).toBe("未达标：未认定国内有一定影响");
    expect(influenceVerdict({ inProvince: false, inCountry: false }).text).toContain("全省知名、国内有一定影响");
  });
});

describe("带头人的中期、终期考核", () => {
  const both = { inProvince: true, inCountry: true };
  const one = { inProvince: true, inCountry: false };
  it.each([
    ["2025-12-31", [], "中期"],
    ["2025-12-31", ["2025-06-30"], null],
    ["2026-01-01", ["2025-06-30"], "终期"],
    ["2026-01-15", ["2025-06-30", "2026-01-15"], null],
  ] as const)("%s，已考核%j：应考核%s", (today, days, due) =>
    expect(
      dueAssessment(
        days.map((day) => ({ ...both, assessedOn: date(day) })),
        date(today),
      ),
    ).toBe(due),
  );
  it("终期两项都认定为达标，缺一项为未达标并点名；中期不下结论 [linfen-2020.hundredleaders.influence]", () => {
    const on = (day: string, influence: typeof both) => leaderStanding([{ ...influence, assessedOn: date(day) }]);
    expect(on("2026-01-15", both)).toMatchObject({ state: "达标", text: "达标", consequence: "计入培养达标人数" });
    expect(on("2026-01-15", one)).toMatchObject({ state: "未达标", text: "未达标：未认定国内有一定影响" });
    expect(on("2025-06-30", both)).toMatchObject({ state: "在培", text: "中期：两项影响都已认定" });
    expect(on("2025-06-30", one)).toMatchObject({ state: "在培", text: "中期：未认定国内有一定影响" });
    expect(leaderStanding([])).toMatchObject({ state: "在培", text: "还没有考核" });
  });
  it("认定的一项须有它自己的证据，空白的不算", () => {
    const evidence = { criterion: "inProvince", kind: "office", text: "省医学会副主任委员" } as const;
    expect(withoutEvidence(both, [evidence])).toEqual(["inCountry"]);
    expect(withoutEvidence(one, [evidence])).toEqual([]);
    expect(withoutEvidence(one, [{ ...evidence, text: " " }])).toEqual(["inProvince"]);
    expect(withoutEvidence({ inProvince: false, inCountry: false }, [])).toEqual([]);
  });
});

describe("落实到医院、科室、人员", () => {
  const row = { title: "心血管内科", hospital: "样例市人民医院", office: "心内科", person: "甲某" };
  it("带头人名单一行没有科室：不能公布，点名那一行 [linfen-2020.hundredleaders.assignment]", () => {
    const needs = ["hospital", "office", "person"] as const;
    expect(unassignedRows([row, { ...row, title: "乙某", office: " " }], needs)).toEqual(["第2行“乙某”缺科室"]);
    expect(unassignedRows([row], needs)).toEqual([]);
  });
  it("骨干没有医院：名单不能公布 [linfen-2020.thousandstaff.assignment]", () =>
    expect(unassignedRows([{ ...row, hospital: "" }], ["hospital"])).toEqual(["第1行“心血管内科”缺医院"]));
  it("负责人2023-05-01换人：前后两人都在，中间没有空一天", () => {
    const people = [
      { name: "乙某", startsOn: date("2023-05-01") },
      { name: "甲某", startsOn: date("2021-01-01") },
    ];
    expect(responsibleTerms(people).map(({ name, startsOn, endsOn }) => [name, startsOn, endsOn])).toEqual([
      ["甲某", "2021-01-01", "2023-04-30"],
      ["乙某", "2023-05-01", null],
    ]);
    expect([responsibleOn(people, date("2023-04-30")), responsibleOn(people, date("2023-05-01"))]).toEqual(["甲某", "乙某"]);
    expect(responsibleOn(people, date("2020-12-31"))).toBeUndefined();
  });
});

describe("就医流向只看趋势，不下结论", () => {
  it("2020年88.0%、2023年90.5%：+2.5个百分点 [linfen-2020.hundredleaders.purpose]", () =>
    expect(
      shareTrend([
        { year: 2023, basisPoints: 9050 },
        { year: 2020, basisPoints: 8800 },
      ]),
    ).toBe("+2.5个百分点"));
  it("吉县86%到89%：+3.0个百分点 [linfen-2020.thousandstaff.purpose]", () =>
    expect(
      shareTrend([
        { year: 2020, basisPoints: 8600 },
        { year: 2021, basisPoints: 8900 },
      ]),
    ).toBe("+3.0个百分点"));
  it("只有一年，没有趋势；下降用负号", () => {
    expect(shareTrend([{ year: 2020, basisPoints: 8600 }])).toBeUndefined();
    expect(
      shareTrend([
        { year: 2020, basisPoints: 9000 },
        { year: 2021, basisPoints: 8860 },
      ]),
    ).toBe("-1.4个百分点");
  });
});
