import {
  policyClause,
  policyDocument,
  policyDocuments,
  policyFundingLines,
  policyOpenness,
  policyParameters,
  setOpenness,
  withdrawDecision,
} from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { fixedClock } from "../platform/index.ts";

const database = await freshDatabase();
const api = await testApi(database);
const department = actorAs("prov_health_dept");
const qiangyi = { params: { document: "qiangyi-2024" } };

describe("政策文件，访客免登录可读", () => {
  it("列出五份文件，强医工程资金办法在前", async () => {
    const { status, answer } = await api.call(undefined, policyDocuments, {});
    expect(status).toBe(200);
    expect(answer.documents.map(({ number }) => number)).toEqual([
      "晋财规社〔2024〕1号",
      "晋财社〔2022〕32号",
      "晋政办函〔2023〕19号",
      "晋政发〔2023〕15号",
      "临政办发〔2020〕35号",
    ]);
  });

  it("显示文号、两个印发机关、印发日期，与施行日期分开", async () => {
    const { answer } = await api.call(undefined, policyDocument, qiangyi);
    expect(answer).toMatchObject({
      number: "晋财规社〔2024〕1号",
      title: "山西省“建高地 兜网底 提能力”强医工程补助资金管理办法",
      issuers: ["山西省财政厅", "山西省卫生健康委员会"],
      issued: "2024-03-04",
      effectiveFrom: "2024-04-01",
      effectiveTo: "2028-12-31",
      openness: "主动公开",
      validity: { state: "in-force" },
      textVersion: null,
      text: null,
    });
    expect(answer.copyOffices).toHaveLength(11);
    expect(answer.defects[0]).toMatchObject({ printed: "契网底", readAs: "兜网底" });
  });

  it("列出两个依据文号和三个政策背景文件，未收录的照样列出", async () => {
    const { answer } = await api.call(undefined, policyDocument, qiangyi);
    expect(answer.basis.map(({ number }) => number)).toEqual(["晋财省直预〔2020〕38号", "晋卫医发〔2023〕20号"]);
    expect(answer.basis.every(({ document }) => document === null)).toBe(true);
    expect(answer.background).toHaveLength(3);
  });

  it("从期满前180天起提示到期", async () => {
    const late = await testApi(database, fixedClock("2028-07-04T02:00:00Z"));
    const { answer } = await late.call(undefined, policyDocument, qiangyi);
    expect(answer.validity).toEqual({ state: "expiring", text: "将于2028年12月31日到期，还有180天", daysLeft: 180 });
  });

  it("逐条列出要点、数字和作用处", async () => {
    const { answer } = await api.call(undefined, policyDocument, qiangyi);
    expect(answer.articles.map(({ name }) => name)).toContain("第七条");
    const all = answer.articles.flatMap(({ passages }) => passages.flatMap(({ clauses }) => clauses));
    expect(all).toHaveLength(answer.clauseCount);
    expect(all.find(({ id }) => id === "qiangyi-2024.art7.1.1.b")).toMatchObject({
      kindLabel: "补助标准",
      figures: expect.arrayContaining([{ name: "rewardYear3", label: "第三年奖励", text: "4,000 万元" }]),
    });
    expect(all.find(({ id }) => id === "qiangyi-2024.art7.3.1.d")?.actsIn).toBeGreaterThan(0);
  });

  it("没有的文件答404", async () => {
    const { status, problem } = await api.call(undefined, policyDocument, { params: { document: "nothing" } });
    expect([status, problem.code]).toEqual([404, "document-not-found"]);
  });
});

describe("条款页", () => {
  const clause = async (id: string) => (await api.call(undefined, policyClause, { params: { clause: id } })).answer;

  it("第八条第二款的依据是晋财省直预〔2020〕38号 [qiangyi-2024.art1.b]", async () => {
    expect((await clause("qiangyi-2024.art8.2.a")).basis.map(({ number }) => number)).toContain("晋财省直预〔2020〕38号");
  });

  it("列出支持项目、口径和台账中的作用处", async () => {
    const { places } = await clause("qiangyi-2024.art7.3.2.d");
    expect(new Set(places.map(({ kind }) => kind))).toEqual(new Set(["funding-line", "reading", "setting", "register", "page"]));
    expect(places).toContainEqual({
      kind: "funding-line",
      name: "卒中、胸痛、创伤中心",
      role: "定补助标准",
      href: "/policy/funding-lines#county-emergency-centre",
    });
  });

  it("给出前后条款", async () => {
    expect(await clause("qiangyi-2024.notice.1")).toMatchObject({ previous: null, next: "qiangyi-2024.notice.2" });
  });

  it("没有的条款答404", async () => {
    const { status, problem } = await api.call(undefined, policyClause, { params: { clause: "qiangyi-2024.art99" } });
    expect([status, problem.code]).toEqual([404, "clause-not-found"]);
  });
});

describe("参数表", () => {
  it("每个数字带出处和有效期", async () => {
    const { answer } = await api.call(undefined, policyParameters, { query: { document: "qiangyi-2024" } });
    expect(
      answer.rows.find(({ clause, name }) => clause === "qiangyi-2024.art7.3.4.e" && name === "subsidyPerPersonYear"),
    ).toEqual({
      clause: "qiangyi-2024.art7.3.4.e",
      name: "subsidyPerPersonYear",
      label: "每人每年补助",
      text: "2.4",
      unit: "万元",
      value: undefined,
      effectiveFrom: "2024-04-01",
      effectiveTo: "2028-12-31",
      basisDocument: "晋财规社〔2024〕1号",
      basisArticle: "第七条（三）4",
    });
  });
});

describe("支持项目目录", () => {
  it("强医工程资金归集14个支持项目，分6、1、7三组", async () => {
    const { answer } = await api.call(undefined, policyFundingLines, {});
    expect(answer.fund).toBe("强医工程资金");
    const groups = ["建高地", "兜网底", "提能力"].map((name) => answer.lines.filter(({ group }) => group === name).length);
    expect(groups).toEqual([6, 1, 7]);
    expect(
      answer.lines.find(({ id }) => id === "county-tertiary")?.standards[0]?.amounts.map(({ amountFen }) => amountFen),
    ).toEqual(["1000000000", "1500000000", "1800000000"]);
  });

  it("政策页列出三个背景文件，按中医药振兴方案筛选只剩省级中医优势专科 [qiangyi-2024.art3.a]", async () => {
    const page = await api.call(undefined, policyDocument, qiangyi);
    expect(page.answer.background).toHaveLength(3);
    const { answer } = await api.call(undefined, policyFundingLines, { query: { background: "中医药振兴发展重大工程实施方案" } });
    expect(answer.lines.map(({ id }) => id)).toEqual(["tcm-specialty"]);
    const none = await api.call(undefined, policyFundingLines, { query: { background: "没有的文件" } });
    expect(none.answer.lines).toEqual([]);
  });
});

describe("公开属性", () => {
  const decision = {
    decidedBy: "省财政厅",
    decidedOn: "2025-02-20",
    documentNumber: "测〔2025〕1号",
    reason: "测试变更公开属性",
  };

  it("没有决定记录不能改为不予公开，改后访客看不到，有账号的看得到", async () => {
    const body = { openness: "不予公开", effectiveFrom: "2025-02-20" } as const;
    const refused = await api.call(department, setOpenness, { params: { document: "5g-2022" }, body });
    expect([refused.status, refused.problem.code]).toEqual([422, "DECISION_REQUIRED"]);
    expect(await database.query("select from policy_decision")).toEqual([]);
    expect((await api.call(undefined, policyDocument, { params: { document: "5g-2022" } })).status).toBe(200);

    expect(
      (await api.call(department, setOpenness, { params: { document: "5g-2022" }, body: { ...body, decision } })).status,
    ).toBe(200);
    expect((await api.call(undefined, policyDocument, { params: { document: "5g-2022" } })).status).toBe(404);
    expect((await api.call(undefined, policyClause, { params: { clause: "5g-2022.art2.e" } })).status).toBe(404);
    expect((await api.call(department, policyDocument, { params: { document: "5g-2022" } })).answer.openness).toBe("不予公开");

    const back = await api.call(department, setOpenness, {
      params: { document: "5g-2022" },
      body: { openness: "主动公开", effectiveFrom: "2025-02-20" },
    });
    expect(back.problem.code).toBe("DECISION_REQUIRED");
  });

  it("公开设置列出各文件的现状和历次决定，只给维护政策库的人看", async () => {
    const { answer } = await api.call(department, policyOpenness, {});
    expect(answer.documents).toHaveLength(5);
    const changed = answer.documents.find(({ id }) => id === "5g-2022");
    expect(changed).toMatchObject({
      openness: "不予公开",
      decisions: [{ valueText: "不予公开", state: "in-force", ...decision }],
    });
    expect(answer.documents.filter(({ decisions }) => decisions.length === 0).map(({ openness }) => openness)).toEqual(
      Array(4).fill("主动公开"),
    );
    expect((await api.call(undefined, policyOpenness, {})).status).toBe(401);
    expect((await api.call(actorAs("auditor"), policyOpenness, {})).status).toBe(403);
  });

  it("撤回变更以后，访客又看得到", async () => {
    const { answer } = await api.call(department, policyOpenness, {});
    const entry = answer.documents.find(({ id }) => id === "5g-2022")?.decisions[0];
    const body = { from: "2025-02-25", decision: { ...decision, reason: "测试撤回变更" } };
    expect((await api.call(department, withdrawDecision, { params: { decision: entry?.id ?? "" }, body })).status).toBe(201);
    expect((await api.call(undefined, policyDocument, { params: { document: "5g-2022" } })).status).toBe(200);
  });

  it("访客、市县用户不能变更", async () => {
    const input = { ...qiangyi, body: { openness: "不予公开", effectiveFrom: "2025-02-20", decision } } as const;
    expect((await api.call(undefined, setOpenness, input)).status).toBe(401);
    expect((await api.call(actorAs("city_finance_bureau", { city: "140100" }), setOpenness, input)).status).toBe(403);
  });

  it("印发日之前访客看不到文件", async () => {
    const early = await testApi(database, fixedClock("2024-03-03T02:00:00Z"));
    expect((await early.call(undefined, policyDocument, qiangyi)).status).toBe(404);
    const issued = await testApi(database, fixedClock("2024-03-04T02:00:00Z"));
    expect((await issued.call(undefined, policyDocument, qiangyi)).status).toBe(200);
  });
});
