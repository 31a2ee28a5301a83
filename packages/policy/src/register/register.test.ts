import { describe, expect, it } from "vitest";
import {
  articles,
  basisOf,
  type ClauseKind,
  clause,
  clauses,
  clausesUnder,
  type DocumentId,
  documents,
  type ParameterValue,
  parameters,
  policyDocument,
  searchClauses,
  searchDocuments,
} from "./index.ts";

const counts: Record<DocumentId, Partial<Record<ClauseKind, number>>> = {
  "qiangyi-2024": {
    process: 26,
    duty: 23,
    "use-scope": 17,
    entitlement: 17,
    principle: 12,
    "quota-target": 11,
    allocation: 7,
    data: 6,
    definition: 6,
    deadline: 6,
    eligibility: 5,
    coordination: 4,
    "copy-to": 3,
    prohibition: 3,
    validity: 2,
    disclosure: 1,
    cap: 1,
    sanction: 1,
  },
  "5g-2022": {
    duty: 18,
    process: 13,
    "use-scope": 6,
    sanction: 4,
    data: 3,
    disclosure: 3,
    principle: 3,
    allocation: 3,
    deadline: 3,
    eligibility: 3,
    cap: 2,
    prohibition: 2,
    validity: 2,
    definition: 1,
    "quota-target": 1,
  },
  "regional-centres-2023": {
    "indicator-target": 71,
    task: 42,
    entitlement: 33,
    principle: 22,
    data: 19,
    definition: 15,
    process: 14,
    duty: 11,
    eligibility: 8,
    coordination: 5,
    deadline: 4,
    assessment: 2,
    prohibition: 2,
    disclosure: 1,
  },
  "service-system-2023": {
    task: 222,
    "indicator-target": 32,
    principle: 24,
    process: 23,
    goal: 21,
    "quota-target": 19,
    assessment: 16,
    coordination: 15,
    entitlement: 11,
    disclosure: 4,
    data: 4,
    eligibility: 3,
    deadline: 2,
    prohibition: 1,
  },
  "linfen-2020": {
    "quota-target": 145,
    duty: 51,
    principle: 25,
    task: 15,
    data: 14,
    eligibility: 12,
    definition: 9,
    assessment: 7,
    process: 5,
    disclosure: 4,
    deadline: 4,
    sanction: 3,
    prohibition: 2,
    coordination: 2,
    "indicator-target": 1,
  },
};

describe("条款登记簿", () => {
  it("五个文件共1163条,编号唯一", () => {
    expect(clauses()).toHaveLength(1163);
    expect(new Set(clauses().map(({ id }) => id)).size).toBe(1163);
    expect(documents.map(({ id }) => id)).toEqual(Object.keys(counts));
  });

  it.each(documents)("$number 各类条款的条数与清单一致", ({ id }) => {
    const found: Partial<Record<ClauseKind, number>> = {};
    for (const { kind } of clauses(id)) found[kind] = (found[kind] ?? 0) + 1;
    expect(found).toEqual(counts[id]);
  });

  it("每条都有概述、出处,没有遗留的空白或换行", () => {
    for (const each of clauses()) {
      expect(each.gist, each.id).toMatch(/^\S(.*\S)?$/);
      expect(each.gist.length, each.id).toBeGreaterThan(3);
      expect(each.ref, each.id).not.toBe("");
    }
  });

  it("除文中未指明责任单位的条款外,每条都有责任主体", () => {
    for (const each of clauses()) expect(each.actors.length > 0 || each.leadMode === "none-stated", each.id).toBe(true);
  });

  it("指向其他文件的关联都能找到条款", () => {
    const links = clauses().flatMap((each) => each.links);
    expect(links.length).toBeGreaterThan(50);
    for (const link of links) expect(clausesUnder(link), link).not.toHaveLength(0);
  });

  it("按原文顺序成目录,不多不少", () => {
    expect(articles("qiangyi-2024").map(({ name }) => name)).toEqual([
      "印发通知",
      ..."一二三四五六七八九".split("").map((n) => `第${n}条`),
      "第十条",
      "第十一条",
      "第十二条",
      "第十三条",
    ]);
    expect(articles("5g-2022")).toHaveLength(22);
    for (const { id } of documents)
      expect(articles(id).flatMap(({ passages }) => passages.flatMap((each) => each.clauses))).toEqual(clauses(id));
  });

  it("不存在的编号查不到,前缀只在点号处断开", () => {
    expect(clause("qiangyi-2024.art99")).toBeUndefined();
    expect(clausesUnder("qiangyi-2024.art7.3.1").map(({ id }) => id.slice(-1))).toEqual("abcdef".split(""));
    expect(clausesUnder("qiangyi-2024.art1").map(({ id }) => id)).toEqual(["qiangyi-2024.art1.a", "qiangyi-2024.art1.b"]);
  });
});

const numbersIn = (value: ParameterValue): number =>
  typeof value === "number"
    ? 1
    : typeof value === "object" && value !== null
      ? Object.values(value).reduce<number>((count, each) => count + numbersIn(each), 0)
      : 0;

describe("数值参数", () => {
  const figures = parameters("qiangyi-2024").filter(({ value }) => typeof value === "number");
  const row = (id: string, name: string) => parameters().find((each) => each.clause === id && each.name === name);

  it("强医工程办法的97个数值都在登记簿中,带单位、依据和效力期", () => {
    expect(figures).toHaveLength(97);
    expect(row("qiangyi-2024.art7.3.4.e", "subsidyPerPersonYear")).toEqual({
      clause: "qiangyi-2024.art7.3.4.e",
      name: "subsidyPerPersonYear",
      value: 2.4,
      unit: "万元",
      effectiveFrom: "2024-04-01",
      effectiveTo: "2028-12-31",
      basisDocument: "晋财规社〔2024〕1号",
      basisArticle: "第七条（三）4",
    });
  });

  it.each([
    ["qiangyi-2024.art5.c", "capRatePercent", 1, "%"],
    ["qiangyi-2024.art7.1.1.b", "rewardYear3", 4000, "万元"],
    ["qiangyi-2024.art7.1.1.b", "rewardYears", 3, "年"],
    ["qiangyi-2024.art7.1.5.b", "countPerYear", 10, "个"],
    ["qiangyi-2024.art7.3.1.d", "cumulativeThree", 1800, "万元"],
    ["qiangyi-2024.art7.3.4.e", "monthlyEquivalentYuan", 2000, "元"],
    ["qiangyi-2024.art8.2.a", "minimumPercent", 90, "%"],
    ["qiangyi-2024.art8.3.a", "days", 20, "日"],
    ["qiangyi-2024.art8.3.d", "daysByAnalogy", 30, "日"],
    ["5g-2022.art2.e", "serviceTermYears", 5, "年"],
  ])("%s %s = %d%s", (id, name, value, unit) => expect(row(id, name)).toMatchObject({ value, unit }));

  // Counted and added up once from the clause inventories, so that a figure lost or changed by an edit is seen.
  it.each([
    ["qiangyi-2024", 97, 34_778.4],
    ["5g-2022", 26, 96],
    ["regional-centres-2023", 332, 160_800.73],
    ["service-system-2023", 114, 66_287],
    ["linfen-2020", 197, 7_353],
  ] as const)("%s 含嵌套共%i个数值,直接给出的合计%d", (id, count, total) => {
    expect(parameters(id).reduce((numbers, { value }) => numbers + numbersIn(value), 0)).toBe(count);
    expect(parameters(id).reduce((added, { value }) => added + (typeof value === "number" ? value : 0), 0)).toBeCloseTo(total, 6);
  });

  it("没有印发日期的文件,其参数的起止日期为空而不是猜测", () =>
    expect(row("5g-2022.art2.e", "serviceTermYears")).toMatchObject({ effectiveFrom: null, effectiveTo: null }));
});

describe("文件", () => {
  it("5G办法没有印发日期,起止写作规则", () =>
    expect(policyDocument("5g-2022")).toMatchObject({
      issued: null,
      effective: { from: null, fromRule: "印发之日", to: null, toRule: "项目资金结算完成" },
    }));

  it("依据、背景、所依赖的文件都指明引用它的条款", () => {
    for (const { basis, background, reliesOn } of documents)
      for (const cited of [...basis, ...background, ...reliesOn])
        for (const id of cited.clauses) expect(clause(id), id).toBeDefined();
    expect(policyDocument("qiangyi-2024")?.basis.map(({ number }) => number)).toEqual([
      "晋财省直预〔2020〕38号",
      "晋卫医发〔2023〕20号",
    ]);
    expect(policyDocument("qiangyi-2024")?.background).toHaveLength(3);
    expect(policyDocument("5g-2022")?.basis).toHaveLength(4);
  });
});

it("第八条第二款的依据包括晋财省直预〔2020〕38号 [qiangyi-2024.art1.b]", () =>
  expect(basisOf(clause("qiangyi-2024.art8.2.a") ?? expect.fail()).map(({ number }) => number)).toContain(
    "晋财省直预〔2020〕38号",
  ));

describe("检索", () => {
  it("兜网底与误印的契网底是同一个词,展示用兜网底", () => {
    expect(searchClauses("契网底")).toEqual(searchClauses("兜网底"));
    expect(searchClauses("契网底").map(({ id }) => id)).toContain("qiangyi-2024.art7.2.a");
    expect(searchDocuments("契网底").map(({ title }) => title)).toEqual(["山西省“建高地 兜网底 提能力”强医工程补助资金管理办法"]);
  });

  it("几个词须同时出现,次序无关", () => {
    const found = searchClauses("中医 优势专科").map(({ id }) => id);
    expect(found).toContain("qiangyi-2024.art7.1.6.b");
    expect(searchClauses("优势专科  中医").map(({ id }) => id)).toEqual(found);
    expect(searchClauses("中医 优势专科 监管处")).toEqual([]);
  });

  it.each([
    ["晋财规社[2024]1号", 151],
    ["晋财规社〔2024〕1号", 151],
    ["qiangyi-2024.ART5.C", 1],
    ["第七条(三)4", 8],
    ["", 0],
    ["   ", 0],
    ["不存在的词语", 0],
  ])("“%s” → %i条", (text, count) => expect(searchClauses(text)).toHaveLength(count));
});
