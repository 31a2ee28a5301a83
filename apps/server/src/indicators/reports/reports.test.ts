import * as api from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { type Actor, fixedClock, violatedConstraint } from "../../platform/index.ts";
import { draftValuesFrom, type GivenReport, reportTasks } from "./index.ts";
import { addSubjects, bethune, countyHospital, goodQuarter, people, reportingBy, taiyuanCentre } from "./sample-reports.ts";

const clock = fixedClock("2026-04-08T02:00:00Z");
const database = await freshDatabase();
const server = await testApi(database, clock);
const { open, read, put, fill, ready, submit, decide, handedIn, approved } = reportingBy(server);

beforeAll(() => addSubjects(database, clock));

const count = async (table: string): Promise<number> =>
  (await database.query<{ n: number }>(`select count(*)::integer as n from ${table}`))[0]?.n ?? 0;
const tables = ["indicator_report", "indicator_report_value", "indicator_report_step", "observation"];
const written = () => Promise.all(tables.map(count));
/** Refused with this code, and nothing was written. */
const refusedWith = async (code: string, act: () => Promise<{ status: number; problem: { code: string } }>): Promise<void> => {
  const before = await written();
  const { status, problem } = await act();
  expect({ code: problem.code, isRefused: status >= 400 }).toEqual({ code, isRefused: true });
  expect(await written()).toEqual(before);
};
const values = (id: string) =>
  database.query<{ indicator: string; numerator: string; version: number; held: string | null }>(
    "select indicator, trim_scale(numerator)::text as numerator, version, held from indicator_report_value where report = $1 order by indicator",
    [id],
  );

describe("报表由期间和对象产生", () => {
  it("到期的每一期都在单子上,没有人打开之前也在;打开才写下", async () => {
    const { answer } = await server.call(people.clerk, api.listReports, { query: { year: 2026 } });
    const quarter = answer.items.find(({ period }) => period === "2026-Q1");
    expect(quarter).toMatchObject({ id: null, state: null, dueOn: "2026-04-10", daysLeft: 2, lateDays: 0, filled: 0 });
    expect(quarter?.asked).toBe(Object.keys(goodQuarter).length);
    expect(answer.items.filter(({ cycle }) => cycle === "month").map(({ period }) => period)).toEqual([
      "2026-03",
      "2026-02",
      "2026-01",
    ]);
    expect(await count("indicator_report")).toBe(0);
    const id = await open();
    expect(await open(people.clerk2)).toBe(id);
    expect(await count("indicator_report")).toBe(1);
    expect((await read(id)).rows.map(({ code }) => code).toSorted()).toEqual(Object.keys(goodQuarter).toSorted());
  });

  it("两人同时打开同一期,只有一份", async () => {
    const ids = await Promise.all([open(people.clerk, "2026-02"), open(people.clerk2, "2026-02")]);
    expect(ids[0]).toBe(ids[1]);
  });

  it.each([
    ["SUBJECT_NOT_YOURS", { subject: bethune, period: "2026-Q1" }],
    ["SUBJECT_NOT_YOURS", { subject: "140100", period: "2026-Q1" }],
    ["PERIOD_NOT_ENDED", { subject: taiyuanCentre, period: "2026-Q2" }],
    ["PERIOD_NOT_ENDED", { subject: taiyuanCentre, period: "2026" }],
    ["invalid-request", { subject: taiyuanCentre, period: "2026-Q5" }],
    ["invalid-request", { subject: taiyuanCentre, period: "2026-13" }],
    ["PERIOD_UNKNOWN", { subject: taiyuanCentre, period: "2526" }],
  ])("%s:%j", (code, body) => refusedWith(code, () => server.call(people.clerk, api.openReport, { body })));

  it("报送期限是有依据的数据:省里登记后以登记的为准,以前的期间不再要求", async () => {
    const other = await freshDatabase();
    await addSubjects(other, clock);
    const there = await testApi(other, clock);
    const due = async () =>
      (await there.call(people.clerk, api.listReports, { query: { year: 2026 } })).answer.items.find(
        ({ period }) => period === "2026-Q1",
      )?.dueOn;
    expect(await due()).toBe("2026-04-10");
    const body = { cycle: "quarter" as const, effectiveFrom: "2026-01-01", dueDays: 15, source: "晋卫办〔2026〕3号" };
    expect((await there.call(people.province, api.recordReportSchedule, { body })).status).toBe(201);
    expect(await due()).toBe("2026-04-15");
    const again = await there.call(people.province, api.recordReportSchedule, { body });
    expect([again.status, again.problem.code]).toEqual([409, "SCHEDULE_REPEATED"]);
    const { answer } = await there.call(people.clerk, api.listReports, { query: { year: 2025 } });
    expect(answer.items.filter(({ cycle }) => cycle === "quarter")).toEqual([]);
    await there.call(people.province, api.recordReportSchedule, { body: { ...body, effectiveFrom: "2026-04-01", dueDays: 20 } });
    expect(await due()).toBe("2026-04-15");
  });
});

describe("逐格保存", () => {
  it("全角、千分位、空格都认,存成普通写法;每格有版本", async () => {
    const id = await open();
    const saved = await put(id, "avg_los", { numerator: "１70,100", denominator: " 21 000" });
    expect(saved.answer).toMatchObject({ numerator: "170100", denominator: "21000", version: 1, filled: 1 });
    const again = await put(id, "avg_los", { numerator: "170100", denominator: "21001" });
    expect(again.answer.version).toBe(2);
  });

  it("后到的得到先到的内容,不覆盖", async () => {
    const id = await open();
    const { version = 0 } = (await read(id)).rows.find(({ code }) => code === "cmi") ?? {};
    const body = { value: "", numerator: "100", denominator: "90", note: "", isConfirmed: false, version };
    const params = { reportId: id, indicator: "cmi" };
    await server.call(people.clerk2, api.saveReportValue, { params, body });
    const before = await values(id);
    const late = await server.call(people.clerk, api.saveReportValue, { params, body: { ...body, numerator: "200" } });
    expect(late.problem).toMatchObject({ code: "VALUE_CHANGED", current: { version: version + 1, by: "经办乙" } });
    expect(late.problem.current?.value).toMatchObject({ numerator: "100", denominator: "90" });
    expect(await values(id)).toEqual(before);
  });

  it.each([
    ["数字里有文字", "avg_los", { numerator: "约1700", denominator: "210" }],
    ["带单位的数", "avg_los", { numerator: "17万", denominator: "210" }],
    ["负数", "avg_los", { numerator: "-1", denominator: "210" }],
    ["数值和分子都有", "avg_los", { value: "8", numerator: "1", denominator: "2" }],
  ])("%s:拒绝,指明是哪一格", async (_, indicator, given) => {
    const id = await open();
    const before = await values(id);
    await refusedWith("VALUE_MISFIT", () => put(id, indicator, given));
    const { problem } = await put(id, indicator, given);
    expect(problem.problems?.[0]?.path).toMatch(/^avg_los\./);
    expect(problem.problems?.[0]?.message).toContain("“平均住院日”");
    expect(await values(id)).toEqual(before);
  });

  it("没有要求的指标、别的单位的报表、看不见的报表:拒绝", async () => {
    const id = await open();
    await refusedWith("INDICATOR_NOT_ASKED", () => put(id, "outpatient_visits", { value: "1" }));
    const params = { reportId: id, indicator: "cmi" };
    const body = { value: "", numerator: "1", denominator: "1", note: "", isConfirmed: false, version: 0 };
    await refusedWith("report-not-found", () => server.call(people.bethuneClerk, api.saveReportValue, { params, body }));
    await refusedWith("SUBJECT_NOT_YOURS", () => server.call(people.city, api.saveReportValue, { params, body }));
    await refusedWith("FORBIDDEN_ROLE", () => server.call(people.head, api.saveReportValue, { params, body }));
  });

  it("填报中的数值上级看不到,只看到在填报", async () => {
    const id = await open();
    const seen = await read(id, people.city);
    expect(seen).toMatchObject({ isHidden: true, rows: [], files: [], findings: [], state: "draft" });
    expect((await server.call(people.linfen, api.readReport, { params: { reportId: id } })).problem.code).toBe(
      "report-not-found",
    );
  });
});

describe("整份核对,一次说全", () => {
  it("有错、被拦、没有填的一次列出,什么都不变;改好就能提交", async () => {
    const id = await open();
    await fill(id);
    await put(id, "rate_surgery_l4", { numerator: "9100", denominator: "9000" });
    await put(id, "rate_discharge_surgery", { numerator: "9000", denominator: "8000" });
    await put(id, "referral_out_rate", { numerator: "4000", denominator: "21000" });
    await put(id, "cmi", {});
    const refused = await ready(id);
    expect(refused.problem.code).toBe("REPORT_HAS_PROBLEMS");
    expect(refused.problem.problems?.map(({ path }) => path).toSorted()).toEqual([
      "cmi.numerator",
      "rate_discharge_surgery.numerator",
      "rate_minimally_invasive.denominator",
      "rate_surgery_l4.denominator",
      "rate_surgery_l4.numerator",
      "referral_out_rate.numerator",
    ]);
    expect((await read(id)).state).toBe("draft");
    const [held] = (await values(id)).filter(({ indicator }) => indicator === "referral_out_rate");
    expect(held?.held).toContain("相差50倍以上");
    await fill(id);
    expect((await ready(id)).status).toBe(200);
    expect((await read(id)).state).toBe("ready");
  });

  it("提交负责人以后不能改;负责人不能改数,只能退回或报送", async () => {
    const id = await open();
    await refusedWith("REPORT_LOCKED", () => put(id, "cmi", { numerator: "1", denominator: "1" }));
    const params = { reportId: id };
    await server.call(people.clerk, api.takeBackReport, { params });
    expect((await read(id)).state).toBe("draft");
    await ready(id);
    await server.call(people.head, api.refuseReport, { params, body: { reason: "平均住院日请再核" } });
    expect(await read(id)).toMatchObject({ state: "returned", returnedBecause: "平均住院日请再核" });
    await ready(id);
  });

  it("被拦的数确认后可以提交,说明同比后可以提交", async () => {
    const id = await open(people.clerk, "2025-Q4");
    await fill(id, { ...goodQuarter, referral_out_rate: { numerator: "4000", denominator: "21000" } });
    expect((await ready(id)).problem.problems?.map(({ path }) => path)).toEqual(["referral_out_rate.numerator"]);
    await put(id, "referral_out_rate", { numerator: "4000", denominator: "21000", isConfirmed: true });
    expect((await ready(id)).status).toBe(200);
  });
});

describe("医院→县→市→省", () => {
  it("报送后在市里;市审核通过到省里;省审定后进入审定数据并锁定", async () => {
    const id = await open();
    expect((await submit(id)).status).toBe(200);
    expect(await read(id)).toMatchObject({ state: "submitted", holder: "太原市卫生健康委", round: 1, lateDays: 0 });
    expect((await decide(id, people.province))?.code).toBe("NOT_ON_YOUR_DESK");
    expect(await count("observation")).toBe(0);
    expect((await decide(id))?.isDone).toBe(true);
    expect(await read(id)).toMatchObject({ state: "city-passed", holder: "山西省卫生健康委" });
    expect((await decide(id, people.province))?.isDone).toBe(true);
    expect(await read(id)).toMatchObject({ state: "approved" });
    const posted = await database.query(
      `select indicator, period, version, numerator::text, denominator::text, reported_on, due_on, approved_on, report, source from observation
       where subject = $1 and indicator = 'avg_los'`,
      [taiyuanCentre],
    );
    expect(posted).toEqual([
      {
        indicator: "avg_los",
        period: "2026-Q1",
        version: 1,
        numerator: "170100",
        denominator: "21000",
        reported_on: "2026-04-08",
        due_on: "2026-04-10",
        approved_on: "2026-04-08",
        report: id,
        source: "report",
      },
    ]);
    expect(await count("observation")).toBe(Object.keys(goodQuarter).length);
    await refusedWith("REPORT_LOCKED", () => put(id, "cmi", { numerator: "1", denominator: "1" }));
    expect((await read(id)).trail.map(({ act, office }) => `${act} ${office}`).slice(-3)).toEqual([
      "submit 北大医院太原医院（太原市中心医院）",
      "pass 太原市卫生健康委",
      "approve 山西省卫生健康委",
    ]);
  });

  it("县医院从县里开始,省属医院直接到省里", async () => {
    const county = await open(people.countyClerk, "2026-Q1", countyHospital);
    await fill(county, pickedFor(await read(county, people.countyClerk)), people.countyClerk);
    await ready(county, people.countyClerk);
    await submit(county, people.countyHead);
    expect((await read(county, people.county)).route.map(({ level }) => level)).toEqual(["county", "city", "province"]);
    expect((await decide(county, people.city))?.code).toBe("NOT_ON_YOUR_DESK");
    for (const desk of [people.county, people.city, people.province]) expect((await decide(county, desk))?.isDone).toBe(true);
    expect((await read(county, people.countyClerk)).state).toBe("approved");
    const own = await open(people.bethuneClerk, "2026-Q1", bethune);
    expect((await read(own, people.bethuneClerk)).route.map(({ level }) => level)).toEqual(["province"]);
  });

  it("撤回到阅看为止", async () => {
    const id = await handedIn("2025-Q3");
    const params = { reportId: id };
    expect((await server.call(people.head, api.withdrawReport, { params })).status).toBe(200);
    expect((await read(id)).state).toBe("draft");
    await ready(id);
    await submit(id);
    expect((await server.call(people.city, api.markReportRead, { params })).answer).toEqual({ isMarked: true });
    expect((await server.call(people.city, api.markReportRead, { params })).answer).toEqual({ isMarked: false });
    await refusedWith("ALREADY_READ", () => server.call(people.head, api.withdrawReport, { params }));
  });

  it("退回须写原因;退回后修改再报,轮次加一,迟报按第一次报送计", async () => {
    const id = await open(people.clerk, "2025-Q3");
    expect((await decide(id, people.city, "return"))?.code).toBe("OPINION_REQUIRED");
    expect((await decide(id, people.city, "return", "外转率请附医保结算清单"))?.isDone).toBe(true);
    expect(await read(id)).toMatchObject({
      state: "returned",
      returnedBecause: "外转率请附医保结算清单",
      holder: "北大医院太原医院（太原市中心医院）",
    });
    await put(id, "referral_out_rate", { numerator: "41", denominator: "21000" });
    await ready(id);
    await submit(id);
    expect(await read(id)).toMatchObject({ state: "submitted", round: 3, lateDays: 180 });
  });

  it("多份一起审,逐份给结果", async () => {
    const [good, other] = [await open(people.clerk, "2025-Q3"), await open(people.clerk, "2025-Q4")];
    await submit(other);
    const versions = await Promise.all([good, other].map(async (id) => ({ id, version: (await read(id)).version })));
    const rows = [...versions.slice(0, 1), { id: other, version: 0 }, { id: "00000000-0000-7000-8000-000000000000", version: 1 }];
    const { answer } = await server.call(people.city, api.decideReports, { body: { act: "pass", rows, opinion: "" } });
    expect(answer.rows.map(({ isDone, code }) => [isDone, code])).toEqual([
      [true, null],
      [false, "CHANGED_MEANWHILE"],
      [false, "report-not-found"],
    ]);
    expect(answer.rows[0]?.title).toBe("北大医院太原医院（太原市中心医院） 2025年第三季度");
    expect((await read(other)).state).toBe("submitted");
  });

  it("谁也不能审自己填的:程序和数据库都拒绝", async () => {
    // A bureau fills the report of its own region, and another person of the next level approves.
    const filler = people.province2;
    const [due] = (await server.call(filler, api.listReports, { query: { year: 2025 } })).answer.items;
    if (!due) throw new Error("the province has nothing to report");
    const id = await open(filler, due.period, "140000");
    await fill(id, pickedFor(await read(id, filler)), filler);
    await ready(id, filler);
    await submit(id, filler);
    const before = await count("observation");
    expect((await decide(id, filler))?.code).toBe("SAME_PERSON");
    expect(await count("observation")).toBe(before);
    const broken = database.query(
      "update indicator_report set state = 'approved', desk = null, approved_by = $1, approved_name = 'x', approved_on = '2026-04-08' where id = $2",
      [filler.userId, id],
    );
    expect(violatedConstraint(await broken.catch((error: unknown) => error))).toBe("indicator_report_approver_took_no_part");
    expect((await decide(id, people.province))?.isDone).toBe(true);
  });
});

/** A plausible entry for whatever a report asks. */
const pickedFor = ({ rows }: api.ReportDetail) =>
  Object.fromEntries(
    rows.map(({ code, kind, scale, unit }) => [
      code,
      goodQuarter[code] ??
        (kind === "ratio" || kind === "share"
          ? { numerator: "50", denominator: "100", isConfirmed: true }
          : { value: scale?.at(-1) ?? (unit === "岁" ? "79.4" : "10"), isConfirmed: true }),
    ]),
  );

describe("更正", () => {
  it("审定后只能更正:写原因、走同样的路、旧值留着、没改的不重记", async () => {
    const id = await open();
    const params = { reportId: id };
    const { status, answer } = await server.call(people.clerk, api.correctReport, { params, body: { reason: "病案首页补录" } });
    expect(status).toBe(201);
    await refusedWith("CORRECTION_UNDER_WAY", () =>
      server.call(people.clerk, api.correctReport, { params, body: { reason: "再来一份" } }),
    );
    const correction = answer.id;
    const opened = await read(correction);
    expect(opened).toMatchObject({ isCorrection: true, dueOn: null, correctionOf: { id, reason: "病案首页补录" } });
    expect(opened.rows.find(({ code }) => code === "avg_los")).toMatchObject({
      numerator: "170100",
      approved: { numerator: "170100", denominator: "21000" },
    });
    expect((await ready(correction)).problem.problems?.[0]?.message).toContain("没有改动");
    await put(correction, "avg_los", { numerator: "171000", denominator: "21000" });
    await ready(correction);
    await submit(correction);
    const before = await count("observation");
    await decide(correction);
    await decide(correction, people.province);
    expect(await count("observation")).toBe(before + 1);
    const versions = await database.query(
      "select version, numerator::text, source, reason from observation where subject = $1 and indicator = 'avg_los' and period = '2026-Q1' order by version",
      [taiyuanCentre],
    );
    expect(versions).toEqual([
      { version: 1, numerator: "170100", source: "report", reason: null },
      { version: 2, numerator: "171000", source: "correction", reason: "病案首页补录" },
    ]);
  });

  it("没有审定的不用更正", () =>
    refusedWith("NOTHING_APPROVED", async () =>
      server.call(people.clerk, api.correctReport, {
        params: { reportId: await open(people.clerk, "2025-Q4") },
        body: { reason: "想改一改" },
      }),
    ));

  it("年度关账以后,补报和更正须各级书面同意", async () => {
    const close = (year: number) =>
      server.call(people.province, api.closeReportYear, { body: { year, document: "晋卫办〔2026〕9号" } });
    await refusedWith("YEAR_NOT_OVER", () => close(2026));
    const late = await approved("2024-Q1");
    expect((await close(2024)).status).toBe(201);
    await refusedWith("YEAR_CLOSED_ALREADY", () => close(2024));
    const { answer } = await server.call(people.clerk, api.correctReport, {
      params: { reportId: late },
      body: { reason: "审计核减" },
    });
    await put(answer.id, "avg_los", { numerator: "170000", denominator: "21000" });
    await ready(answer.id);
    await submit(answer.id);
    const before = await count("observation");
    expect((await decide(answer.id))?.code).toBe("CONSENT_REQUIRED");
    expect((await decide(answer.id, people.city, "pass", "同意，依据审计报告"))?.isDone).toBe(true);
    expect((await decide(answer.id, people.province))?.code).toBe("CONSENT_REQUIRED");
    expect(await count("observation")).toBe(before);
    expect((await decide(answer.id, people.province, "pass", "同意，依据审计报告"))?.isDone).toBe(true);
    expect(await count("observation")).toBe(before + 1);
    expect((await read(answer.id)).trail.filter(({ act }) => act === "permit").map(({ office }) => office)).toEqual([
      "太原市卫生健康委",
      "山西省卫生健康委",
    ]);
  });
});

describe("附件", () => {
  const pdf = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
  it("按内容判断类型;重复的拒绝;报送后不能动;上级报送后可看", async () => {
    const id = await open(people.clerk, "2025-Q2");
    await fill(id);
    const params = { reportId: id };
    const add = (content: Buffer, name = "结算清单.pdf") =>
      server.call(
        people.clerk,
        api.addReportFile,
        { params, query: { indicator: "referral_out_rate" } },
        { file: { name, content } },
      );
    const added = await add(pdf);
    expect(added.status).toBe(201);
    expect((await add(pdf)).problem.code).toBe("FILE_REPEATED");
    expect((await add(Buffer.from("#!/bin/sh\n"), "清单.pdf")).problem.code).toBe("ATTACHMENT_KIND");
    const file = added.answer.id;
    const take = (actor: Actor) => server.call(actor, api.downloadReportFile, { params: { ...params, file } });
    expect((await take(people.city)).status).toBe(404);
    await ready(id);
    await submit(id);
    const taken = await take(people.city);
    expect([taken.status, taken.bytes.equals(pdf)]).toEqual([200, true]);
    expect((await take(people.linfen)).status).toBe(404);
    await refusedWith("REPORT_LOCKED", () => add(Buffer.concat([pdf, Buffer.from(" ")])));
    await refusedWith("REPORT_LOCKED", () => server.call(people.clerk, api.removeReportFile, { params: { ...params, file } }));
  });
});

describe("机器报数进入草稿", () => {
  const at = (actor: Actor) => ({ actor, clock });
  const draft = (given: GivenReport, isDryRun: boolean, actor = people.bethuneClerk) =>
    database.transaction(
      actor,
      (tx) => draftValuesFrom({ tx, ...at(actor) }, given, isDryRun),
      ({ ok }) => ok,
    );
  const given: GivenReport = {
    subject: bethune,
    period: "2025-Q4",
    values: [
      { indicator: "avg_los", numerator: "160000", denominator: "20000" },
      { indicator: "四级手术比例", numerator: "9100", denominator: "9000" },
      { indicator: "cmi", numerator: "一百", denominator: "90" },
      { indicator: "cmi", numerator: "100", denominator: "90" },
      { indicator: "nothing", value: "1" },
    ],
  };

  it("试运行什么都不写,连报表也不建立", async () => {
    const before = await written();
    const result = await draft(given, true);
    expect(result.ok && result.value.report).toBeNull();
    expect(result.ok && result.value.values.map(({ outcome }) => outcome)).toEqual([
      "new",
      "new",
      "refused",
      "refused",
      "refused",
    ]);
    expect(await written()).toEqual(before);
  });

  it("对的进草稿,错的逐个说明,拦住提交的也说明;再来一次没有变化", async () => {
    const result = await draft(given, false);
    if (!result.ok) throw new Error(result.refusal.code);
    const codes = result.value.values.map(({ problems, findings }) => [...problems, ...findings].map(({ code }) => code));
    expect(codes).toEqual([[], ["PART_OVER_WHOLE"], ["VALUE_MISFIT"], ["REPEATED"], ["INDICATOR_NOT_ASKED"]]);
    expect((await values(result.value.report ?? "")).map(({ indicator }) => indicator)).toEqual(["avg_los", "rate_surgery_l4"]);
    const again = await draft(given, false);
    expect(again.ok && again.value.values.map(({ outcome }) => outcome).slice(0, 2)).toEqual(["unchanged", "unchanged"]);
  });

  it.each([
    ["SUBJECT_NOT_YOURS", { ...given, subject: taiyuanCentre }],
    ["PERIOD_UNKNOWN", { ...given, period: "2025-Q9" }],
    ["PERIOD_NOT_ENDED", { ...given, period: "2026-12" }],
  ])("%s", async (code, wrong) => {
    const before = await written();
    const result = await draft(wrong, false);
    expect(!result.ok && result.refusal.code).toBe(code);
    expect(await written()).toEqual(before);
  });

  it("锁定之后拒绝", async () => {
    const before = await written();
    const locked = await draft({ ...given, subject: taiyuanCentre, period: "2026-Q1" }, false, people.clerk);
    expect(!locked.ok && locked.refusal.code).toBe("REPORT_LOCKED");
    expect(await written()).toEqual(before);
  });
});

describe("待办、审核单、完整及时", () => {
  const tasksOf = async (actor: Actor) =>
    (await database.transaction(actor, (tx) => reportTasks(tx, actor, date("2026-04-08")))).map(({ title }) => title);

  it("经办、负责人、审核部门各有各的待办", async () => {
    expect(await tasksOf(people.clerk)).toEqual(expect.arrayContaining([expect.stringMatching(/等\d+期待填报$/)]));
    expect(await tasksOf(people.city)).toEqual([
      "2025年第一季度指标季报等6期待填报",
      expect.stringMatching(/^\d+份指标报表待审核$/),
    ]);
    expect(await tasksOf(people.head)).toEqual([]);
    expect((await tasksOf(people.linfen)).filter((title) => title.includes("待审核"))).toEqual([]);
  });

  it("审核单按在谁手上分,标出须先看的数", async () => {
    const list = async (actor: Actor, show: api.ReviewView) =>
      (await server.call(actor, api.listReportsToReview, { query: { show } })).answer;
    const waiting = await list(people.city, "waiting");
    expect(waiting.items.every(({ holder, isMine }) => holder === "太原市卫生健康委" && isMine)).toBe(true);
    expect(waiting.items.find(({ period }) => period === "2025-Q4")).toMatchObject({
      flagged: 1,
      subjectName: expect.stringContaining("太原"),
    });
    expect(waiting.counts.waiting).toBe(waiting.items.length);
    expect((await list(people.province, "below")).counts.below).toBeGreaterThanOrEqual(waiting.items.length);
    expect((await list(people.linfen, "waiting")).items).toEqual([]);
  });

  it("完整率按项,及时率按期;市只看本市,单位只看自己", async () => {
    const show = async (actor: Actor) =>
      (await server.call(actor, api.showCompleteness, { query: { year: 2025, cycle: "quarter" } })).answer;
    const city = await show(people.city);
    const centre = city.rows.find(({ subject }) => subject === taiyuanCentre);
    expect(centre).toMatchObject({ due: 4, submitted: 3, onTime: 0, late: 3, missing: 1, timeliness: "0.0" });
    expect(centre?.completeness).toBe("75.0");
    expect(city.rows.some(({ subject }) => subject === bethune)).toBe(false);
    expect((await show(people.clerk)).rows.map(({ subject }) => subject)).toEqual([taiyuanCentre]);
    const file = await server.call(people.city, api.exportCompleteness, { query: { year: 2025 } });
    expect([file.status, file.bytes.subarray(0, 2).toString()]).toEqual([200, "PK"]);
  });
});

describe("数据库守住的规则", () => {
  const breaks = async (statement: string, params: unknown[] = []) =>
    violatedConstraint(await database.query(statement, params).catch((error: unknown) => error));
  it.each([
    ["indicator_report_locked", "update indicator_report set reason = 'x' where state = 'approved'"],
    ["indicator_report_state", "update indicator_report set state = 'gone' where state = 'draft'"],
    ["indicator_report_period_of_cycle", "update indicator_report set period = '2026' where state = 'draft'"],
    ["indicator_report_cycle", "update indicator_report set cycle = 'week' where state = 'draft'"],
    ["indicator_report_route", "update indicator_report set route = '{moon}' where state = 'draft'"],
    ["indicator_report_desk", "update indicator_report set desk = 'city' where state = 'draft'"],
    ["indicator_report_counts", "update indicator_report set filled = asked + 1 where state = 'draft'"],
    [
      "indicator_report_correction_reasoned",
      "update indicator_report set reason = '为什么呢' where state = 'draft' and corrects is null",
    ],
    [
      "indicator_report_submitted_whole",
      "update indicator_report set state = 'submitted', desk = route[1] where state = 'draft' and round = 0",
    ],
    ["indicator_report_after_its_period", "update indicator_report set first_submitted_on = ends_on where state = 'draft'"],
    [
      "indicator_report_value_says_one_thing",
      "update indicator_report_value set label = 'A' from indicator_report r where r.id = report and r.state = 'draft'",
    ],
    [
      "indicator_report_value_not_negative",
      "update indicator_report_value set numerator = -1 from indicator_report r where r.id = report and r.state = 'draft'",
    ],
    [
      "indicator_report_shut",
      "update indicator_report_value set note = 'x' from indicator_report r where r.id = report and r.state = 'approved'",
    ],
    ["indicator_report_step_append_only", "update indicator_report_step set opinion = 'x'"],
    ["indicator_report_schedule_append_only", "delete from indicator_report_schedule"],
    ["indicator_closed_year_append_only", "delete from indicator_closed_year"],
    [
      "indicator_closed_year_is_over",
      "insert into indicator_closed_year values ('14', 2030, '2030-12-31', '某文件号', 'x', 'x', now())",
    ],
  ])("%s", async (constraint, statement) => {
    if (constraint === "indicator_report_schedule_append_only")
      await database.query(
        "insert into indicator_report_schedule values ('14', gen_random_uuid(), 'month', '2020-01-01', 10, '某文件号', 'x', 'x', now())",
      );
    expect(await breaks(statement)).toBe(constraint);
  });

  it("同一对象同一期只有一份;同时只有一份更正", async () => {
    const copy = (columns: string) =>
      `insert into indicator_report (province, id, subject, city, county, institution, cycle, period, route, asked, opened_by, opened_name, opened_at, corrects, reason)
       select province, gen_random_uuid(), subject, city, county, institution, cycle, period, route, asked, 'x', 'x', now(), ${columns} from indicator_report
       where state = 'approved' and corrects is null limit 1`;
    expect(await breaks(copy("null, null"))).toBe("indicator_report_once");
    await database.query(copy("id, '第一份更正'"));
    expect(await breaks(copy("id, '第二份更正'"))).toBe("indicator_report_one_correction_at_a_time");
  });

  it("别的市的人在数据库里也看不到", async () => {
    const seen = await database.transaction(people.linfen, async (tx) => {
      const { sql } = await import("kysely");
      const { rows } = await sql<{
        n: number;
      }>`select count(*)::integer as n from indicator_report where city = '140100'`.execute(tx);
      return rows[0]?.n;
    });
    expect(seen).toBe(0);
  });
});
