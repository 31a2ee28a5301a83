import {
  amendTarget,
  attachEventFile,
  confirmTargetEvent,
  downloadEventFile,
  listTargetEvents,
  listTargets,
  readTarget,
  recordTargetEvent,
  recordTargetPath,
  showObservations,
  withdrawTargetEvent,
} from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { registerTargets } from "@qiangyi/policy/targets";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { actorAs, type TestApi, testApi } from "../../../test/api.ts";
import { freshDatabase, type TestDatabase } from "../../../test/fresh-database.ts";
import { type Actor, fixedClock, systemActor } from "../../platform/index.ts";
import { loadRegions } from "../../registry/index.ts";
import { loadIndicators } from "../load-indicators.ts";
import { postObservations } from "../observations/index.ts";
import { evaluate } from "./index.ts";

const bethune = "140000-C01";
const taiyuan = "140100-C04";
const province = actorAs("prov_health_dept");
const city = actorAs("city_health_bureau", { city: "140100" });
const clerk = actorAs("unit_applicant", { institution: bethune });
const target = (name: string) => `regional-centres-2023.${name}`;

let database: TestDatabase;
let api: TestApi;
beforeAll(async () => {
  database = await freshDatabase();
  api = await testApi(database, fixedClock("2025-03-31T02:00:00Z"));
  await database.transaction(systemActor, loadRegions);
  await database.transaction(systemActor, (tx) => loadIndicators(tx, fixedClock("2024-01-02T02:00:00Z")));
  await post(bethune, "rate_surgery_l4", "2024", { numerator: "36000", denominator: "100000" });
  await post(taiyuan, "rate_surgery_l4", "2024", { numerator: "25000", denominator: "100000" });
});

const post = (subject: string, indicator: string, period: string, given: { numerator: string; denominator: string }) =>
  database.transaction(systemActor, (tx) =>
    postObservations(tx, systemActor, [
      {
        subject,
        indicator,
        period,
        ...given,
        reportedOn: date("2025-01-08"),
        dueOn: date("2025-01-10"),
        approvedOn: date("2025-01-20"),
        report: null,
        source: "report",
        reason: null,
      },
    ]),
  );
const written = async () =>
  (
    await database.query<{ n: number }>(
      "select ((select count(*) from target_version) + (select count(*) from target_path) + (select count(*) from target_event))::int n",
    )
  )[0]?.n;
let before: number | undefined;
beforeEach(async () => {
  before = await written();
});
const judge = async (id: string, asOf: string, actor: Actor = province) =>
  (await database.transaction(actor, (tx) => evaluate(tx, actor, { targets: [id], asOf: date(asOf) }))).evaluations.at(-1);

describe("目标", () => {
  it("三个文件的全部目标都在，主体对应到机构或区划；再载入一次什么也不变", async () => {
    await database.transaction(systemActor, (tx) => loadIndicators(tx, fixedClock("2025-03-31T02:00:00Z")));
    expect(await written()).toBe(before);
    const { answer } = await api.call(province, listTargets, { query: {} });
    expect(answer.items).toHaveLength(registerTargets.length);
    const bySubject = (id: string) => answer.items.filter(({ subject, isRollUp }) => subject === id && !isRollUp).length;
    expect(["140000-C01", "140000-C02", "140000-C03", "140100-C04"].map(bySubject)).toEqual([18, 16, 16, 20]);
    expect(answer.items.find(({ target: id }) => id === target("task1.level4-surgery"))).toMatchObject({
      subjectName: "华中大同济医院山西医院（山西白求恩医院）",
      wording: "高于35%",
      by: "2024年",
      clause: "regional-centres-2023.task1.level4-surgery",
      evaluation: { verdict: "met", value: "36", display: "36.0%" },
    });
    expect(answer.items.find(({ target: id }) => id === "linfen-2020.centres.stroke.county.jixian")).toMatchObject({
      subject: "141028",
      subjectName: "吉县",
    });
  });

  it("目标人人可看，结果只看得到所辖的", async () => {
    const { answer } = await api.call(city, listTargets, { query: { indicator: "rate_surgery_l4" } });
    expect(answer.items.map(({ subject, evaluation }) => [subject, evaluation?.verdict ?? null])).toEqual([
      ["140000-C01", null],
      ["140000-C02", null],
      ["140000-C03", null],
      ["140100-C04", "pending"],
    ]);
    const hidden = await api.call(city, readTarget, { params: { target: target("task1.level4-surgery") }, query: {} });
    expect(hidden.answer.results).toBeNull();
    const refused = await api.call(city, showObservations, { params: { code: "rate_surgery_l4" }, query: { subject: bethune } });
    expect([refused.status, refused.problem.code]).toEqual([404, "subject-not-found"]);
  });

  it("一个目标打开来有公式、版本、历年数值、解释和所依据的数据", async () => {
    const { answer } = await api.call(province, readTarget, { params: { target: target("task1.level4-surgery") }, query: {} });
    expect(answer).toMatchObject({
      denominator: "出院患者手术（含介入）人数",
      versions: [{ version: 1, document: "晋政办函〔2023〕19号", documentDate: "2023-03-13" }],
      results: {
        evaluations: [{ verdict: "met", clauses: [target("task1.level4-surgery")] }],
        years: [{ year: 2024, months: 12, value: "36", numerator: "36000", denominator: "100000" }],
        observations: [{ period: "2024", version: 1, isCurrent: true, approvedOn: "2025-01-20" }],
      },
    });
    expect(answer.results?.evaluations[0]?.explanation.length).toBeGreaterThan(1);
    const missing = await api.call(province, readTarget, { params: { target: "no.such" }, query: {} });
    expect([missing.status, missing.problem.code]).toEqual([404, "target-not-found"]);
  });

  it("按结论筛选", async () => {
    const { answer } = await api.call(province, listTargets, { query: { verdict: "met", document: "regional-centres-2023" } });
    expect(answer.items.map(({ target: id }) => id)).toEqual([target("task1.level4-surgery")]);
  });
});

describe("调整目标", () => {
  const amendment = {
    op: "gt",
    value: "38",
    min: null,
    max: null,
    by: 2026,
    document: "晋政办函〔2025〕3号",
    documentDate: "2025-02-01",
    effectiveFrom: "2025-02-01",
    reason: "省政府调整目标",
  } as const;
  const amend = (change: Partial<Record<keyof typeof amendment, unknown>> = {}, id = "task4.level4-surgery", actor = province) =>
    api.call(actor, amendTarget, { params: { target: target(id) }, body: { ...amendment, ...change } as never });

  it.each([
    ["文件不晚于原文件", { documentDate: "2023-03-13", effectiveFrom: "2025-02-01" }, 422, "document-not-later"],
    ["生效早于文件", { documentDate: "2025-02-02" }, 422, "effective-before-document"],
    ["没有限值", { value: null }, 422, "terms-misfit"],
    ["限值不是数", { value: "三十八" }, 422, "terms-misfit"],
  ])("%s：拒绝，什么也没有写", async (_, change, status, code) => {
    const answer = await amend(change);
    expect([answer.status, answer.problem.code]).toEqual([status, code]);
    expect(await written()).toBe(before);
  });

  it("没有这个目标、没有权限：拒绝，什么也没有写", async () => {
    expect((await amend({}, "task9.nothing")).problem.code).toBe("target-not-found");
    expect((await amend({}, "task4.level4-surgery", city)).status).toBe(403);
    expect(await written()).toBe(before);
  });

  it("以后来的文件为准；已经过去的时期仍按当时的版本，旧报告不变", async () => {
    const first = await judge(target("task1.level4-surgery"), "2025-01-31");
    expect((await amend()).answer).toEqual({ version: 2 });
    expect((await amend({ by: 2024, value: "40" }, "task1.level4-surgery")).answer).toEqual({ version: 2 });
    const { answer } = await api.call(province, readTarget, { params: { target: target("task4.level4-surgery") }, query: {} });
    expect(answer.target).toMatchObject({ version: 2, wording: "高于38%", by: "2026年" });
    // 2024 was over when the amendment took effect: it is judged by what held on its last day.
    expect(await judge(target("task1.level4-surgery"), "2025-03-31")).toMatchObject({ verdict: "met", value: "36" });
    expect(await judge(target("task1.level4-surgery"), "2025-01-31")).toEqual(first);
    expect((await amend()).problem.code).toBe("document-not-later");
  });

  it("数据库也不接受不晚于前版的调整", async () => {
    await expect(
      database.query(
        `insert into target_version select province, target, version + 1, terms, wording, clause, indicator, subject, subject_name, city, county,
           institution, document, document_date, effective_from, '没有后来的文件', recorded_by, recorded_name, recorded_on, recorded_at
         from target_version where target = $1 and version = 2`,
        [target("task4.level4-surgery")],
      ),
    ).rejects.toThrow("later document");
    await expect(database.query("update target_version set wording = ''")).rejects.toThrow("append-only");
  });
});

describe("基期值和阶段目标", () => {
  const path = {
    baseline: { year: 2022, value: "20" },
    milestones: [],
    effectiveFrom: "2024-01-01",
    document: "四家中心阶段目标批复",
  };
  const record = (change: Partial<Omit<typeof path, "baseline">> & { baseline?: unknown } = {}) =>
    api.call(province, recordTargetPath, {
      params: { target: target("task4.level4-surgery") },
      body: { ...path, ...change } as never,
    });

  it("只影响进度，不影响结论；登记以前的报告不变", async () => {
    const was = await judge(target("task4.level4-surgery"), "2025-03-30");
    expect(was).toMatchObject({ verdict: "pending", signal: "unpredictable" });
    expect((await record()).status).toBe(201);
    expect(await judge(target("task4.level4-surgery"), "2025-03-31")).toMatchObject({ verdict: "pending", required: "29" });
    expect(await judge(target("task4.level4-surgery"), "2025-03-30")).toEqual(was);
  });

  it.each([
    ["什么也没有填", { baseline: null }, "path-empty"],
    ["基期晚于目标年", { baseline: { year: 2030, value: "20" } }, "terms-misfit"],
  ])("%s：拒绝，什么也没有写", async (_, change, code) => {
    const answer = await record(change);
    expect([answer.status, answer.problem.code]).toEqual([422, code]);
    expect(await written()).toBe(before);
  });
});

describe("逐项登记的事项", () => {
  const event = {
    subject: bethune,
    indicator: "provincial_labs",
    name: "山西省某病重点实验室",
    happenedOn: "2024-06-01",
    document: "晋科发〔2024〕30号",
  };
  const record = (change: Partial<typeof event> = {}, actor = clerk) =>
    api.call(actor, recordTargetEvent, { body: { ...event, ...change } });
  const labs = target("task1.provincial-labs");

  it.each([
    ["别家医院的", { subject: "140000-C02" }, 403, "subject-of-another"],
    ["没有这项目标的", { indicator: "surgery_volume_nothing" }, 403, "subject-of-another"],
    ["按数值填报的", { indicator: "outpatient_visits" }, 422, "indicator-not-counted"],
    ["今天以后的", { happenedOn: "2025-04-01" }, 422, "day-not-past"],
  ])("%s：拒绝，什么也没有写", async (_, change, status, code) => {
    const answer = await record(change);
    expect([answer.status, answer.problem.code]).toEqual([status, code]);
    expect(await written()).toBe(before);
  });

  it("由台账计数的不重复登记", async () => {
    const cancer = actorAs("unit_applicant", { institution: "140000-C02" });
    const answer = await record({ subject: "140000-C02", indicator: "new_national_specialties" }, cancer);
    expect([answer.status, answer.problem.code]).toEqual([409, "kept-in-register"]);
    expect(await written()).toBe(before);
  });

  it("上级另一人确认后才计数，按确认日起；撤销后按撤销日不再计数，旧报告不变", async () => {
    const { answer: recorded } = await record();
    expect((await record()).problem.code).toBe("event-recorded-already");
    expect(await judge(labs, "2025-03-31")).toMatchObject({ verdict: "no-data" });
    const confirm = (actor: Actor) => api.call(actor, confirmTargetEvent, { params: { id: recorded.id } });
    // A second person of the unit is no upper level, whatever duties he has.
    const leader = { ...actorAs("unit_leader", { institution: bethune }), permissions: province.permissions };
    expect((await confirm(leader)).problem.code).toBe("not-the-upper-level");
    expect((await confirm({ ...province, userId: clerk.userId })).problem.code).toBe("own-event");
    expect((await confirm(city)).problem.code).toBe("event-not-found");
    expect((await api.call(province, listTargetEvents, { query: { state: "waiting" } })).answer.items).toHaveLength(1);
    expect((await confirm(province)).status).toBe(201);
    expect((await confirm(province)).problem.code).toBe("already-confirmed");
    expect(await judge(labs, "2025-03-31")).toMatchObject({ verdict: "not-met", value: "1" });
    expect(await judge(labs, "2025-03-30")).toMatchObject({ verdict: "no-data" });

    const withdraw = (withdrawnOn: string) =>
      api.call(province, withdrawTargetEvent, { params: { id: recorded.id }, body: { withdrawnOn, reason: "批准文件已废止" } });
    expect((await withdraw("2024-05-31")).problem.code).toBe("day-outside-event");
    expect((await withdraw("2024-12-01")).status).toBe(201);
    expect((await withdraw("2024-12-02")).problem.code).toBe("event-withdrawn");
    expect(await judge(labs, "2025-03-31")).toMatchObject({ verdict: "not-met", value: "0" });
  });

  it("依据文件按内容检查,确认以前可以更换,确认以后不换;所辖的人可以下载", async () => {
    const { id } = (await record({ name: "附有文件的重点实验室" })).answer;
    const pdf = (mark: string) =>
      Buffer.from(`%PDF-1.4\n% ${mark}\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);
    const attach = (content: Uint8Array, actor: Actor = clerk, of = id) =>
      api.call(actor, attachEventFile, { params: { id: of } }, { file: { name: "批复.pdf", content } });
    const download = (actor: Actor) => api.call(actor, downloadEventFile, { params: { id } });
    const kept = () =>
      database.query("select e.file, (select count(*)::int from stored_file) as files from target_event e where id = $1", [id]);
    const nothing = await kept();
    expect((await download(province)).problem.code).toBe("event-not-found");

    for (const [actor, content, status, code] of [
      [clerk, Buffer.from("#!/bin/sh\n"), 415, "ATTACHMENT_KIND"],
      [clerk, new Uint8Array(), 422, "ATTACHMENT_EMPTY"],
      [province, pdf("one"), 403, "event-of-another"],
      [actorAs("unit_applicant", { institution: taiyuan }), pdf("one"), 404, "event-not-found"],
    ] as const) {
      const permitted = { ...actor, permissions: new Set([...actor.permissions, "indicators.report" as const]) };
      const refused = await attach(content, permitted);
      expect([refused.status, refused.problem.code]).toEqual([status, code]);
      expect(await kept()).toEqual(nothing);
    }

    expect((await attach(pdf("one"))).status).toBe(201);
    expect((await attach(pdf("two"))).status).toBe(201);
    expect((await download(province)).bytes.toString()).toContain("% two");
    expect((await download(city)).problem.code).toBe("event-not-found");
    const listed = async (actor: Actor) =>
      (await api.call(actor, listTargetEvents, { query: {} })).answer.items.find((item) => item.id === id);
    expect(await listed(clerk)).toMatchObject({ file: { name: "批复.pdf" }, canAttach: true });
    expect(await listed(province)).toMatchObject({ canAttach: false });

    await api.call(province, confirmTargetEvent, { params: { id } });
    const before = await kept();
    expect((await attach(pdf("three"))).problem.code).toBe("event-settled");
    expect(await kept()).toEqual(before);
    expect(await listed(clerk)).toMatchObject({ canAttach: false });
    await expect(database.query("update target_event set file = null where id = $1", [id])).rejects.toThrow("stands");
  });

  it("确认和撤销各只说一次，登记的内容不改", async () => {
    await expect(database.query("update target_event set name = '改名'")).rejects.toThrow("stands");
    await expect(database.query("update target_event set confirmed_on = '2025-01-01'")).rejects.toThrow("stands");
  });

  it.each([
    ["target_event_name_present", "name", "甲"],
    ["target_event_document_present", "document", ""],
    ["target_event_recorded_after_it_happened", "happened_on", "2099-01-01"],
    ["target_event_confirmed_whole", "confirmed_by", "x"],
  ])("%s", async (constraint, column, value) => {
    await expect(
      database.query(
        `insert into target_event (province, id, subject, indicator, institution, name, happened_on, document, recorded_by, recorded_name, recorded_level,
           recorded_on, changed_at, ${["name", "document", "happened_on"].includes(column) ? "file" : column})
         values ('14', gen_random_uuid(), 's', 'provincial_labs', 's', $1, $2, $3, 'a', '甲', 'unit', '2025-01-01', now(), $4)`,
        [
          column === "name" ? value : "某实验室",
          column === "happened_on" ? value : "2024-01-01",
          column === "document" ? value : "某文件",
          column === "confirmed_by" ? value : null,
        ],
      ),
    ).rejects.toThrow(constraint);
    expect(await written()).toBe(before);
  });
});

it("批准日就是基准日的不算新增 [regional-centres-2023.task2.new-national-specialties]", async () => {
  const { evaluateTargets } = await import("@qiangyi/policy/targets");
  const { factsFromRegisters } = await import("./register-facts.ts");
  const id = target("task2.new-national-specialties");
  const entry = (entryNo: string, selected: string, institution = "140000-C02") => ({
    register: "key-specialty",
    entryNo,
    values: { institution, specialty: entryNo, level: "national", selected },
  });
  const facts = factsFromRegisters(
    "new_national_specialties",
    { target: id, subject: "140000-C02", day: date("2026-12-31") },
    {
      entries: [
        entry("A", "2023-03-13"),
        entry("B", "2023-03-14"),
        entry("C", "2024-01-01"),
        entry("D", "2025-01-01"),
        entry("E", "2025-01-01", "140000-C01"),
      ],
      institutions: new Map(),
      asOf: date("2027-01-31"),
    },
  );
  const { evaluations } = evaluateTargets({ asOf: date("2027-01-31"), targets: [id], events: facts?.events ?? [] });
  expect(evaluations[0]).toMatchObject({ verdict: "met", value: "3" });
});
