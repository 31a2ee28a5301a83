import type { ReportDetail, ReportEntry } from "@qiangyi/api";
import * as api from "@qiangyi/api";
import { actorAs, type TestApi } from "../../../test/api.ts";
import type { TestDatabase } from "../../../test/fresh-database.ts";
import { type Clock, systemActor } from "../../platform/index.ts";
import { loadNamedInstitutions, loadRegions } from "../../registry/index.ts";
import { loadIndicators } from "../load-indicators.ts";

/** Hospitals of the documents and one of a county; the people around them. */
export const taiyuanCentre = "140100-C04";
export const bethune = "140000-C01";
export const countyHospital = "140121-T01";

const atCentre = { city: "140100", county: null, institution: taiyuanCentre };
const atCounty = { city: "140100", county: "140121", institution: countyHospital };
export const people = {
  clerk: actorAs("unit_applicant", { ...atCentre, name: "经办甲", userId: "centre-clerk" }),
  clerk2: actorAs("unit_applicant", { ...atCentre, name: "经办乙", userId: "centre-clerk-2" }),
  head: actorAs("unit_leader", { ...atCentre, name: "院长", userId: "centre-head" }),
  bethuneClerk: actorAs("unit_applicant", { institution: bethune, userId: "bethune-clerk" }),
  bethuneHead: actorAs("unit_leader", { institution: bethune, userId: "bethune-head" }),
  countyClerk: actorAs("unit_applicant", { ...atCounty, userId: "county-clerk" }),
  countyHead: actorAs("unit_leader", { ...atCounty, userId: "county-head" }),
  county: actorAs("county_health_bureau", { city: "140100", county: "140121", name: "县卫健甲", userId: "county-desk" }),
  city: actorAs("city_health_bureau", { city: "140100", name: "市卫健甲", userId: "city-desk" }),
  linfen: actorAs("city_health_bureau", { city: "141000", name: "临汾卫健甲", userId: "linfen-desk" }),
  province: actorAs("prov_health_dept", { name: "省卫健甲", userId: "province-desk" }),
  province2: actorAs("prov_health_dept", { name: "省卫健乙", userId: "province-desk-2" }),
};

export const addSubjects = async (database: TestDatabase, clock: Clock): Promise<void> => {
  await database.transaction(systemActor, loadRegions);
  await database.transaction(systemActor, async (tx) => {
    await loadIndicators(tx, clock);
    const hospital = { id: countyHospital, name: "清徐县人民医院", tier: "secondary", class: "general" } as const;
    await loadNamedInstitutions(tx, clock, [{ ...hospital, affiliation: "county", region: "140121" }], "测试");
  });
};

const blank: ReportEntry = { value: "", numerator: "", denominator: "", note: "", isConfirmed: false };

/** The quarter of 太原市中心医院 without anything that hinders it. */
export const goodQuarter: Readonly<Record<string, Partial<ReportEntry>>> = {
  rate_surgery_l4: { numerator: "2500", denominator: "9000" },
  rate_minimally_invasive: { numerator: "2600", denominator: "9000" },
  rate_discharge_surgery: { numerator: "9000", denominator: "21000" },
  rate_surgical_discharge: { numerator: "7200", denominator: "10000" },
  rate_day_surgery: { numerator: "900", denominator: "6000" },
  avg_los: { numerator: "170100", denominator: "21000" },
  cmi: { numerator: "24360", denominator: "21000" },
  referral_out_rate: { numerator: "40", denominator: "21000" },
  difficult_cure: { numerator: "900", denominator: "1000" },
};

/** Acts of reporting, as a person does them; each gives the whole answer. */
export const reportingBy = (server: TestApi) => {
  const open = async (actor = people.clerk, period = "2026-Q1", subject = taiyuanCentre): Promise<string> =>
    (await server.call(actor, api.openReport, { body: { subject, period } })).answer.id;
  const read = async (id: string, actor = people.clerk): Promise<ReportDetail> =>
    (await server.call(actor, api.readReport, { params: { reportId: id } })).answer;
  const put = async (id: string, indicator: string, given: Partial<ReportEntry>, actor = people.clerk) => {
    const version = (await read(id, actor)).rows.find(({ code }) => code === indicator)?.version ?? 0;
    const params = { reportId: id, indicator };
    return server.call(actor, api.saveReportValue, { params, body: { ...blank, ...given, version } });
  };
  const fill = async (id: string, entries = goodQuarter, actor = people.clerk): Promise<void> => {
    for (const [indicator, given] of Object.entries(entries)) {
      const { status, problem } = await put(id, indicator, given, actor);
      if (status !== 200) throw new Error(`${indicator}: ${problem.detail}`);
    }
  };
  const ready = (id: string, actor = people.clerk) => server.call(actor, api.makeReportReady, { params: { reportId: id } });
  const submit = async (id: string, actor = people.head) =>
    server.call(actor, api.submitReport, { params: { reportId: id }, body: { version: (await read(id, actor)).version } });
  const decide = async (id: string, actor = people.city, act: "pass" | "return" = "pass", opinion = "") => {
    const { version } = await read(id, actor);
    const { answer } = await server.call(actor, api.decideReports, { body: { act, rows: [{ id, version }], opinion } });
    return answer.rows[0];
  };
  /** Handed in, the quarter as above. */
  const handedIn = async (period = "2026-Q1"): Promise<string> => {
    const id = await open(people.clerk, period);
    await fill(id);
    await ready(id);
    await submit(id);
    return id;
  };
  const approved = async (period = "2026-Q1"): Promise<string> => {
    const id = await handedIn(period);
    await decide(id);
    await decide(id, people.province);
    return id;
  };
  return { open, read, put, fill, ready, submit, decide, handedIn, approved };
};
