import {
  correctReport,
  decideReports,
  listReports,
  makeReportReady,
  openReport,
  recordReportSchedule,
  takeBackReport,
  workbench,
} from "@qiangyi/api";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { fixedClock } from "../../platform/index.ts";
import { addSubjects, reportingBy } from "./sample-reports.ts";

const clock = fixedClock("2026-04-20T02:00:00Z");
const database = await freshDatabase();
const api = await testApi(database, clock);
const act = reportingBy(api);

const insurance = actorAs("prov_insurance_bureau", { name: "医保甲", userId: "insurance" });
const health = actorAs("prov_health_dept", { name: "卫健甲", userId: "health" });
const checker = actorAs("prov_health_dept", { name: "卫健乙", userId: "checker" });
const province = "140000";
const quarter = "2026-Q1";

beforeAll(async () => {
  await addSubjects(database, clock);
  for (const [cycle, effectiveFrom] of [
    ["quarter", "2026-01-01"],
    ["year", "2025-01-01"],
  ] as const) {
    const body = { cycle, effectiveFrom, dueDays: 31, source: "指标报送办法（测试）" };
    expect((await api.call(health, recordReportSchedule, { body })).status).toBe(201);
  }
});

const written = () =>
  database.query(`select (select jsonb_agg(to_jsonb(r) order by id) from indicator_report r) as reports,
    (select jsonb_agg(to_jsonb(v) order by report, indicator) from indicator_report_value v) as values, (select count(*) from observation) as observed`);
const refused = async (call: Promise<{ status: number; problem: { code: string } }>, status: number, code: string) => {
  const before = await written();
  const answer = await call;
  expect([answer.status, answer.problem.code]).toEqual([status, code]);
  expect(await written()).toEqual(before);
};
const listed = async () => (await api.call(insurance, listReports, { query: { year: 2026 } })).answer.items;
const tasks = async () => (await api.call(insurance, workbench, {})).answer.items.map(({ title, step }) => `${title} ${step}`);

describe("省医保局填报省级指标中的医保部分", () => {
  it("只列有医保指标的期次,只看见自己的各项;别的项不能填", async () => {
    expect((await listed()).map(({ period, asked, filled }) => [period, asked, filled])).toEqual([[quarter, 2, 0]]);
    expect((await tasks()).join()).toContain("待填报");
    const id = await act.open(insurance, quarter, province);
    const { rows, may } = await act.read(id, insurance);
    expect(rows.map(({ code }) => code).toSorted()).toEqual(["primary_fund_share", "settled_at_visit"]);
    expect(may).toMatchObject({ fill: true, makeReady: false, submit: false, check: false, correct: false });
    const whole = (await act.read(id, health)).rows.map(({ code }) => code);
    expect(whole).toEqual(expect.arrayContaining(["primary_fund_share", "primary_visit_share", "unified_payment_coverage"]));
    await refused(
      act.put(id, "primary_visit_share", { numerator: "5", denominator: "10" }, insurance),
      422,
      "INDICATOR_NOT_ASKED",
    );
  });

  it("填完自己的各项,待办里就没有了;整份的提交、取回、更正由省卫健委办,医保局被拒,什么都没有写", async () => {
    const id = await act.open(insurance, quarter, province);
    for (const code of ["primary_fund_share", "settled_at_visit"])
      expect((await act.put(id, code, { numerator: "20", denominator: "100" }, insurance)).status).toBe(200);
    expect((await listed())[0]).toMatchObject({ asked: 2, filled: 2 });
    expect((await tasks()).filter((title) => title.includes("季"))).toEqual([]);
    const params = { reportId: id };
    await refused(api.call(insurance, makeReportReady, { params }), 403, "PART_OF_REPORT");
    for (const code of ["primary_visit_share", "unified_payment_coverage"])
      await act.put(id, code, { numerator: "50", denominator: "100" }, health);
    await act.put(id, "records_read_elsewhere", { value: "1200" }, health);
    expect((await act.ready(id, health)).status).toBe(200);
    await refused(api.call(insurance, takeBackReport, { params }), 403, "PART_OF_REPORT");
    await refused(act.put(id, "settled_at_visit", { numerator: "1", denominator: "2" }, insurance), 423, "REPORT_LOCKED");
    expect((await act.submit(id, health)).status).toBe(200);
    expect((await api.call(insurance, decideReports, { body: { act: "pass", rows: [], opinion: "" } })).status).toBe(403);
    expect((await act.decide(id, checker))?.isDone).toBe(true);
    await refused(api.call(insurance, correctReport, { params, body: { reason: "人次更正" } }), 403, "PART_OF_REPORT");
    const posted = await database.query(
      "select indicator, recorded_by from observation where subject = '140000' order by indicator",
    );
    expect(posted.map(({ indicator }) => indicator)).toContain("primary_fund_share");
    const steps = await database.query("select act, by_office from indicator_report_step where act = 'open'");
    expect(steps).toEqual([{ act: "open", by_office: "省医保局" }]);
  });

  it("兼有省卫健委职责的人看见整份,不只是医保部分", async () => {
    const roles = ["prov_health_dept", "prov_insurance_bureau"];
    const id = await act.open(insurance, "2025", province);
    const own = (await act.read(id, insurance)).rows.length;
    const { rows, may } = await act.read(id, actorAs("prov_health_dept", { userId: "both", roles }));
    expect(rows.length).toBeGreaterThan(own);
    expect(may.makeReady).toBe(true);
  });

  it("手填的结算比例不采用;别的指标、别的地区不能填", async () => {
    const id = await act.open(insurance, "2025", province);
    await refused(act.put(id, "inpatients_in_county", { value: "66.9" }, insurance), 422, "VALUE_MISFIT");
    await refused(act.put(id, "life_expectancy", { value: "78" }, insurance), 422, "INDICATOR_NOT_ASKED");
    const body = { subject: "140100", period: "2025" };
    await refused(api.call(insurance, openReport, { body }), 403, "SUBJECT_NOT_YOURS");
  });
});
