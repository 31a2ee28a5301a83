import {
  correctReport,
  decideReports,
  makeReportReady,
  markReportRead,
  openReport,
  type ReportEntry,
  type ReportRow,
  type Route,
  type RouteAnswer,
  type RouteInput,
  readReport,
  recordReportSchedule,
  saveReportValue,
  submitReport,
} from "@qiangyi/api";
import { addDays, date, type PlainDate } from "@qiangyi/kernel";
import { periodDays } from "@qiangyi/projects";
import { type Actor, type Clock, type Database, systemActor } from "../../platform/index.ts";
import { type Desk, openDesk } from "../projects/desk.ts";
import { demoPeople, type People } from "../projects/people.ts";
import { seedOtherReports } from "./other-reports.ts";

/** Before the third quarter is over and reported there is nothing to tell. */
const firstDay = date("2026-11-20");
const months = ["2026-07", "2026-08", "2026-09"] as const;

/**
 * 指标填报的演示: the third quarter and October 2026 are reported, by the four centres step by step through the product, by the other hospitals of the
 * demonstration in one go. What 太原市中心医院 has to report for the third quarter is left to whoever tries it.
 */
export const seedDemoReports = async (database: Database, clock: Clock, actor: Actor): Promise<void> => {
  if (clock.today() < firstDay) return;
  const desk = await openDesk(database);
  const people = await database.transaction(systemActor, demoPeople);
  const story: Story = { desk, people, lastDay: clock.today() };
  try {
    await recordSchedule(story);
    await database.transaction(actor, (tx) => seedOtherReports(tx, clock, actor));
    await centres(story);
    await countyHospital(story);
  } finally {
    await desk.close();
  }
};

interface Story {
  readonly desk: Desk;
  readonly people: People;
  readonly lastDay: PlainDate;
}

interface Reporter {
  readonly clerk: Actor;
  readonly head: Actor;
  readonly desks: readonly Actor[];
}

const send = ({ desk, lastDay }: Story, actor: Actor, day: string) => {
  // Nobody acts later than the day on which the demonstration starts.
  const at = new Date(`${day < lastDay ? day : lastDay}T10:00:00+08:00`);
  return <R extends Route>(route: R, input: RouteInput<R>): Promise<RouteAnswer<R>> => desk.send({ actor, at }, route, input);
};

const recordSchedule = async (story: Story): Promise<void> => {
  const act = send(story, story.people("prov_health_dept"), "2026-06-20");
  const rules = [
    ["month", "2026-10-01"],
    ["quarter", "2026-07-01"],
  ] as const;
  for (const [cycle, effectiveFrom] of rules) {
    const source = "演示文件：指标按月、按季报送的通知";
    await act(recordReportSchedule, { body: { cycle, effectiveFrom, dueDays: 10, source } });
  }
  const source = "演示文件：指标按年报送的通知";
  await act(recordReportSchedule, { body: { cycle: "year", effectiveFrom: "2026-01-01", dueDays: 31, source } });
};

const centres = async (story: Story): Promise<void> => {
  const { people } = story;
  const [province, city] = [people("prov_health_dept"), people("city_health_bureau")];
  const unit = (suffix: string, desks: readonly Actor[]): Reporter => ({
    clerk: people(`unit_applicant_140100_${suffix}`),
    head: people(`unit_leader_140100_${suffix}`),
    desks,
  });
  const [bethune, cancer, traditional] = [unit("4", [province]), unit("5", [province]), unit("6", [province])];
  const taiyuan = unit("7", [city, province]);
  for (const reporter of [bethune, cancer, traditional, taiyuan])
    for (const period of months) await approved(story, reporter, period);
  await handedIn(story, bethune, "2026-10", "2026-11-06");
  const quarter = await approved(story, bethune, "2026-Q3");
  await corrected(story, bethune, quarter);
  const waiting = await filled(story, cancer, "2026-10", "2026-11-07");
  await send(story, cancer.clerk, "2026-11-07")(makeReportReady, { params: { reportId: waiting } });
  const returned = await handedIn(story, cancer, "2026-Q3", "2026-10-09");
  await decided(story, province, returned, "2026-10-15", "return", "外转率的分子请附医保异地结算清单，口径见词典（演示）");
  await opened(story, traditional, "2026-10", "2026-11-08", 2);
  const late = await handedIn(story, traditional, "2026-Q3", "2026-10-14");
  await send(story, province, "2026-10-16")(markReportRead, { params: { reportId: late } });
  const passed = await handedIn(story, taiyuan, "2026-10", "2026-11-05");
  await decided(story, city, passed, "2026-11-09", "pass");
};

const countyHospital = async (story: Story): Promise<void> => {
  const { people } = story;
  const county = people("county_health_bureau");
  const reporter: Reporter = { clerk: people("unit_applicant"), head: people("unit_leader"), desks: [county] };
  for (const period of months) {
    const id = await handedIn(story, reporter, period, addDays(endOf(period), 6));
    await decided(story, county, id, addDays(endOf(period), 9), "pass");
  }
  const quarter = await handedIn(story, reporter, "2026-Q3", "2026-10-08");
  await decided(story, county, quarter, "2026-10-12", "pass");
  await handedIn(story, reporter, "2026-10", "2026-11-06");
};

const endOf = (period: string): PlainDate => date(periodDays(period).ends);

const approved = async (story: Story, reporter: Reporter, period: string): Promise<string> => {
  const day = addDays(endOf(period), 6);
  const id = await handedIn(story, reporter, period, day);
  for (const [nth, desk] of reporter.desks.entries()) await decided(story, desk, id, addDays(day, 2 + nth), "pass");
  return id;
};

const handedIn = async (story: Story, reporter: Reporter, period: string, day: string): Promise<string> => {
  const id = await filled(story, reporter, period, day);
  const params = { reportId: id };
  await send(story, reporter.clerk, day)(makeReportReady, { params });
  const act = send(story, reporter.head, day);
  const { version } = await act(readReport, { params });
  await act(submitReport, { params, body: { version } });
  return id;
};

const decided = async (
  story: Story,
  desk: Actor,
  id: string,
  day: string,
  act: "pass" | "return",
  opinion = "",
): Promise<void> => {
  const sends = send(story, desk, day);
  const { version } = await sends(readReport, { params: { reportId: id } });
  await sends(decideReports, { body: { act, rows: [{ id, version }], opinion } });
};

const corrected = async (story: Story, reporter: Reporter, id: string): Promise<void> => {
  const act = send(story, reporter.clerk, "2026-11-10");
  const reason = "病案首页补录手术记录（演示）";
  const correction = await act(correctReport, { params: { reportId: id }, body: { reason } });
  const params = { reportId: correction.id };
  const { rows } = await act(readReport, { params });
  const row = rows.find(({ code }) => code === "avg_los");
  if (!row) throw new Error("the demonstration's centre reports no stay");
  const entry = { ...entryOf(row), numerator: String(Number(row.numerator) - 1200) };
  await act(saveReportValue, { params: { ...params, indicator: row.code }, body: { ...entry, version: row.version } });
  await act(makeReportReady, { params });
  const head = send(story, reporter.head, "2026-11-11");
  const { version } = await head(readReport, { params });
  await head(submitReport, { params, body: { version } });
};

/** Opened, with the first rows filled only. */
const opened = async (story: Story, { clerk }: Reporter, period: string, day: string, most: number): Promise<string> => {
  const act = send(story, clerk, day);
  const subject = clerk.institution ?? "";
  const { id } = await act(openReport, { body: { subject, period } });
  const { rows } = await act(readReport, { params: { reportId: id } });
  for (const row of rows.slice(0, most)) await saved(act, id, row, guessed(row));
  return id;
};

/** All of it, and whatever then hinders is explained or confirmed: figures follow those of the period before. */
const filled = async (story: Story, reporter: Reporter, period: string, day: string): Promise<string> => {
  const id = await opened(story, reporter, period, day, Number.POSITIVE_INFINITY);
  const act = send(story, reporter.clerk, day);
  const { rows, findings } = await act(readReport, { params: { reportId: id } });
  for (const row of rows) {
    const own = findings.filter(({ indicator, severity }) => indicator === row.code && severity !== "warning");
    if (own.length === 0) continue;
    const isWrong = own.some(({ code }) => code !== "HELD" && code !== "EXPLANATION_REQUIRED");
    const note = isWrong ? "本期数据正在核对，核对后补报（演示）" : "业务量变化，已核对（演示）";
    const numbers = isWrong ? { value: "", numerator: "", denominator: "" } : entryOf(row);
    await saved(act, id, row, { ...entryOf(row), ...numbers, note, isConfirmed: !isWrong });
  }
  return id;
};

const saved = (act: ReturnType<typeof send>, id: string, row: ReportRow, entry: ReportEntry) =>
  act(saveReportValue, { params: { reportId: id, indicator: row.code }, body: { ...entry, version: row.version } });

const entryOf = ({ value, numerator, denominator, note, isConfirmed }: ReportRow): ReportEntry => ({
  value,
  numerator,
  denominator,
  note,
  isConfirmed,
});

/** A little more than in the period before; where nothing was reported before, nothing is made up. */
const guessed = (row: ReportRow): ReportEntry => {
  const past = row.lastPeriod ?? row.lastYear;
  const blank = { value: "", numerator: "", denominator: "", note: "", isConfirmed: false };
  if (past === null) return { ...blank, note: "本期没有这项业务（演示）" };
  const grown = (text: string | null, percent: number) =>
    text === null ? "" : String(Math.round((Number(text) * percent) / 100));
  if (past.numerator !== null)
    return { ...blank, numerator: grown(past.numerator, 103), denominator: grown(past.denominator, 102) };
  return row.scale === null ? { ...blank, value: grown(past.value, 102) } : { ...blank, value: past.value ?? "" };
};
