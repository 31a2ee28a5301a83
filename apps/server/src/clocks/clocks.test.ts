import { exportClocks, listClocks, stopClock, workbench } from "@qiangyi/api";
import { date, yuan } from "@qiangyi/kernel";
import { arrange } from "@qiangyi/ledger";
import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { actorAs, type TestApi, testApi } from "../../test/api.ts";
import { freshDatabase, type TestDatabase } from "../../test/fresh-database.ts";
import { financeBook, postEntries } from "../ledger/index.ts";
import { fixedClock, newId, systemActor } from "../platform/index.ts";
import { loadRegions } from "../registry/index.ts";

const province = actorAs("prov_finance_social");
const linfen = actorAs("city_finance_bureau", { city: "141000" });
const datong = actorAs("city_finance_bureau", { city: "140200" });
const county = actorAs("county_finance_bureau", { city: "141000", county: "141024" });

let database: TestDatabase;
let api: TestApi;
const notice = newId();

/** 2025-02-17 省里下达临汾1500万元（县级），2025-02-18 市里收到；今天是 2025-03-10。 */
beforeAll(async () => {
  database = await freshDatabase();
  api = await testApi(database, fixedClock("2025-03-10T02:00:00Z"));
  await write(async (run) => {
    await run(sql`insert into fund_year_event (province, id, fund, year, kind, region, happened_on, document_number, recorded_by, recorded_name, recorded_at)
      values ('14', ${newId()}, 'qiangyi-2024', 2025, 'budget-approved', '140000', '2025-01-18', '晋人发〔2025〕1号', 'x', '甲', now())`);
    await run(sql`insert into line_budget (province, id, line, year, amount_fen, source, document_number, recorded_by, recorded_name, recorded_at)
      values ('14', ${newId()}, 'township-centre', 2025, 2000000000, 'province', '晋财预〔2025〕1号', 'x', '甲', now())`);
  });
  await issueNotice({
    id: notice,
    issuer: "F140000",
    number: "晋财社〔2025〕9号",
    kind: "final",
    on: "2025-02-17",
    receiver: "F141000",
    city: "141000",
    county: null,
    amount: 1_500_000_000,
  });
  await receive(notice, "2025-02-18", "141000", null);
});

const write = async (work: (run: (statement: ReturnType<typeof sql>) => Promise<unknown>) => Promise<void>) => {
  await database.transaction(
    systemActor,
    async (tx) => {
      await work((statement) => statement.execute(tx));
    },
    () => true,
  );
};

interface Issued {
  readonly id: string;
  readonly issuer: string;
  readonly number: string;
  readonly kind: string;
  readonly on: string;
  readonly receiver: string;
  readonly city: string;
  readonly county: string | null;
  readonly amount: number;
  readonly upstream?: string;
}

const issueNotice = (issued: Issued) =>
  write(async (run) => {
    const { id, issuer, number, kind, on, receiver, city, county, amount, upstream = null } = issued;
    const isCity = issuer !== "F140000";
    await run(sql`insert into allotment_notice (province, id, kind, fund, issuer, issuer_region, issuer_city, year, title, upstream_id, drafted_by, drafted_name, drafted_at, row_count, total_fen)
      values ('14', ${id}, ${kind}, 'qiangyi-2024', ${issuer}, ${issuer.slice(1)}, ${isCity ? issuer.slice(1) : null}, 2025, '下达', ${upstream}, 'a', '甲', now(), 1, ${amount})`);
    await run(sql`insert into allotment_row (province, notice_id, row_no, issuer_city, is_issued, receiver, city, county, destination_city, destination_county, destination_name, line, title, allocated_fen, this_fen, function_class, upstream_row)
      values ('14', ${id}, 1, ${isCity ? issuer.slice(1) : null}, true, ${receiver}, ${city}, ${county}, ${city}, '141024', '洪洞县', 'township-centre', '次中心', ${amount}, ${amount}, '2100302', ${upstream === null ? null : 1})`);
    if (isCity)
      await run(
        sql`insert into allotment_copy (province, notice_id, office, delivered_at) values ('14', ${id}, ${issuer.slice(1)}, now())`,
      );
    await run(
      sql`update allotment_notice set state = 'issued', number = ${number}, issued_by = 'b', issued_name = '乙', issued_on = ${on}, issued_at = ${`${on}T02:00:00Z`} where id = ${id}`,
    );
  });

const receive = (id: string, on: string, city: string, county: string | null) =>
  write(async (run) => {
    await run(sql`insert into allotment_receipt (province, notice_id, row_no, state, stated_fen, received_on, received_by, received_name, received_at, city, county)
      values ('14', ${id}, 1, 'verified', 1500000000, ${on}, 'c', '丙', now(), ${city}, ${county})`);
  });

const clocksOf = async (actor = province, query = {}) => {
  const { status, answer } = await api.call(actor, listClocks, { query });
  expect(status).toBe(200);
  return answer.items;
};

describe("期限日历", () => {
  it("省人大批准之日起算两个期限：20日报送、30日下达，并列示法定60日", async () => {
    const clocks = await clocksOf();
    expect(clocks.find(({ rule }) => rule === "plan-report")).toMatchObject({
      dueOn: "2025-02-07",
      state: "overdue",
      light: "red",
      daysLate: 31,
    });
    expect(clocks.find(({ rule }) => rule === "provincial-issue")).toMatchObject({
      dueOn: "2025-02-17",
      legalDueOn: "2025-03-19",
      leftFen: "500000000",
      state: "overdue",
    });
  });

  it("市里收到之日起30日分到县：还剩多少、到哪一天", async () => {
    const [clock] = await clocksOf(linfen, { rule: "county-distribution" });
    expect(clock).toMatchObject({ dueOn: "2025-03-20", leftFen: "1500000000", state: "due-soon", light: "yellow", daysLeft: 10 });
  });

  it("分下去一部分仍在走，全部分完即停", async () => {
    const first = newId();
    await issueNotice({
      id: first,
      issuer: "F141000",
      number: "临财社〔2025〕3号",
      kind: "distribution",
      on: "2025-03-01",
      receiver: "F141024",
      city: "141000",
      county: "141024",
      amount: 1_200_000_000,
      upstream: notice,
    });
    expect((await clocksOf(linfen, { rule: "county-distribution" }))[0]).toMatchObject({
      leftFen: "300000000",
      state: "due-soon",
    });
    await issueNotice({
      id: newId(),
      issuer: "F141000",
      number: "临财社〔2025〕4号",
      kind: "distribution",
      on: "2025-03-05",
      receiver: "F141024",
      city: "141000",
      county: "141024",
      amount: 300_000_000,
      upstream: notice,
    });
    expect((await clocksOf(linfen, { rule: "county-distribution" }))[0]).toMatchObject({
      leftFen: "0",
      state: "met",
      stopped: { on: "2025-03-05" },
    });
  });

  it("各看各的：别市看不到，省里都看得到", async () => {
    expect(await clocksOf(datong)).toEqual([]);
    expect((await clocksOf(county)).map(({ rule }) => rule)).toEqual([]);
    expect((await clocksOf(province, { region: "141000" })).map(({ rule }) => rule)).toContain("county-distribution");
  });
});

it("上年度没有用完的钱：从年度终了算起，到下一年度终了，按预算年度而不是收到的日子", async () => {
  await database.transaction(systemActor, loadRegions);
  const earmark = {
    year: 2024,
    line: "township-centre",
    nature: "general",
    sourceLevel: "province",
    functionClass: "2100302",
  } as const;
  const book = financeBook("140000");
  const entry = arrange({
    document: { issuer: book.id, number: "晋财预〔2024〕1号", row: 1 },
    earmark,
    amount: yuan(700),
    on: date("2024-06-03"),
    book,
  });
  const posted = await database.transaction(systemActor, (tx) =>
    postEntries(tx, systemActor, [entry], { now: new Date("2025-03-03T02:00:00Z") }),
  );
  expect(posted.ok).toBe(true);
  const [clock] = await clocksOf(province, { rule: "two-years" });
  expect(clock).toMatchObject({
    holder: { name: "山西省财政厅", institution: null },
    started: { on: "2024-12-31" },
    dueOn: "2025-12-31",
    leftFen: "70000",
    state: "running",
  });
  expect(await clocksOf(linfen, { rule: "two-years" })).toEqual([]);
});

describe("登记公开", () => {
  const stop = (actor: typeof province, clockId: string, stoppedOn = "2025-03-03") =>
    api.call(actor, stopClock, { params: { clockId }, body: { stoppedOn, evidence: "省财政厅网站 信息公开栏" } });
  let stopsBefore = 0;
  const countStops = async () => (await database.query("select from clock_stop")).length;
  beforeEach(async () => {
    stopsBefore = await countStops();
  });
  const provincial = `disclosure:${notice}`;

  it.each([
    ["不存在的期限", province, "disclosure:x", "2025-03-03", 404, "clock-not-found"],
    ["随业务办结的期限", linfen, `county-distribution:${notice}:F141000`, "2025-03-03", 409, "clock-stops-by-itself"],
    ["别的单位的期限", linfen, provincial, "2025-03-03", 404, "clock-not-found"],
    ["公开日早于签发日", province, provincial, "2025-02-16", 422, "day-outside-clock"],
    ["公开日在今天以后", province, provincial, "2025-03-11", 422, "day-outside-clock"],
  ])("%s：拒绝，什么也没有写", async (_, actor, id, on, status, code) => {
    const answer = await stop(actor, id, on);
    expect([answer.status, answer.problem.code]).toEqual([status, code]);
    expect(await countStops()).toBe(stopsBefore);
  });

  it("省里看得到市的公开期限，不能替市登记", async () => {
    const [city] = await clocksOf(linfen, { rule: "disclosure" });
    expect(city?.canStop).toBe(true);
    const answer = await stop(province, city?.id ?? "");
    expect([answer.status, answer.problem.code]).toEqual([403, "clock-of-another-office"]);
    expect(await countStops()).toBe(stopsBefore);
  });

  it("登记网址和日期即办结；再登记一次被拒绝", async () => {
    expect((await stop(province, provincial)).status).toBe(201);
    const clock = (await clocksOf(province, { rule: "disclosure" })).find(({ id }) => id === provincial);
    expect(clock).toMatchObject({ state: "met", stopped: { on: "2025-03-03", title: "省财政厅网站 信息公开栏" } });
    expect((await stop(province, provincial)).problem.code).toBe("already-stopped");
  });
});

it("导出iCalendar：在办的每个期限一项，到期日全天，带提醒", async () => {
  const { status, bytes, headers } = await api.call(province, exportClocks, { query: {} });
  const text = bytes.toString("utf8");
  expect(status).toBe(200);
  expect(headers["content-type"]).toContain("text/calendar");
  expect(text).toContain("DTSTART;VALUE=DATE:20250217");
  expect(text.replace(/\r\n /g, "")).toContain("SUMMARY:下达补助资金：2025年度强医工程补助资金");
  expect(text).toContain("BEGIN:VALARM");
  expect(text.replace(/\r\n /g, "")).not.toContain("SUMMARY:分配下达到县：晋财社〔2025〕9号");
});

it("工作台：本级超期的和临近的在即将到期里", async () => {
  const { answer } = await api.call(province, workbench, {});
  expect(answer.items.filter(({ group }) => group === "due").map(({ title }) => title)).toContain(
    "下达补助资金：2025年度强医工程补助资金",
  );
});

it("工作台：只告诉该办的一方，旁观的审计和卫健不催", async () => {
  const title = "下达补助资金：2025年度强医工程补助资金";
  for (const reader of [actorAs("auditor"), actorAs("prov_health_dept")]) {
    const { answer } = await api.call(reader, workbench, {});
    expect(answer.items.filter(({ group }) => group === "due").map((item) => item.title)).not.toContain(title);
  }
});
