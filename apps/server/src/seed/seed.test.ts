import { showPromises } from "@qiangyi/api";
import { date } from "@qiangyi/kernel";
import { type EvaluateInput, evaluate } from "@qiangyi/policy";
import { projectStateIds } from "@qiangyi/projects";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../test/api.ts";
import { freshDatabase } from "../../test/fresh-database.ts";
import { fixedClock, systemActor } from "../platform/index.ts";
import { factsOutsideLibrary } from "../projects/index.ts";
import { factsForEngine } from "../registers/index.ts";
import { institutionsOf } from "../registry/index.ts";
import { loadReferenceData, seedDemo } from "./index.ts";

const database = await freshDatabase();
const clock = fixedClock("2025-03-01T02:00:00Z");
await loadReferenceData(database, clock);
await seedDemo(database, clock, () => {});
const input = await database.transaction(
  systemActor,
  async (tx): Promise<EvaluateInput> => ({
    decisionDate: date("2025-03-01"),
    institutions: await institutionsOf(tx, systemActor),
    facts: await factsForEngine(tx, systemActor),
  }),
);

describe("演示省", () => {
  const evaluated = evaluate(input);

  it("再次启动什么都不增加", async () => {
    const counts = () =>
      database.query(`select (select count(*) from register_entry) entries, (select count(*) from institution) institutions,
        (select count(*) from account) accounts, (select count(*) from project) projects, (select count(*) from project_step) steps, (select last_number from register_counter where register = 'secondment') numbers`);
    const before = await counts();
    await seedDemo(database, clock, () => {});
    expect(await counts()).toEqual(before);
    expect(Number(before[0]?.["entries"])).toBeGreaterThan(4_000);
  });

  it("2024年的公开数：19个国家级专科、24个省级专科、27所中心卫生院共5700、4800、2700万元", () => {
    const total = (line: string) => evaluated.totals.find((row) => row.line === line && row.year === 2024)?.amount;
    expect(total("national-key-specialty")).toBe("57000000.00");
    expect(total("provincial-key-specialty")).toBe("48000000.00");
    expect(total("township-centre")).toBe("27000000.00");
  });

  it("每个条目、每种状态、大多数错误码都出现", () => {
    expect(new Set(evaluated.results.map(({ line }) => line)).size).toBe(14);
    expect(new Set(evaluated.results.map(({ status }) => status))).toEqual(
      new Set(["payable", "not_payable", "decision_required"]),
    );
    const codes = new Set(evaluated.results.flatMap(({ errors }) => errors));
    expect([...codes].sort()).toEqual(
      expect.arrayContaining([
        "CATEGORY_NOT_LISTED",
        "DECISION_REQUIRED",
        "DISTRICT_NOT_ELIGIBLE",
        "DUPLICATE_CLAIM",
        "DUPLICATE_SUBSIDY",
        "EVIDENCE_REQUIRED",
        "HOSPITAL_CLASS_UNMAPPED",
        "LIST_NOT_CONFIRMED",
        "NOT_NATIONALLY_RECOGNISED",
        "NOT_PUBLIC_INSTITUTION",
        "OUTSIDE_PROGRAMME_WINDOW",
        "QUOTA_EXCEEDED",
        "TERM_EXHAUSTED",
        "TITLE_NOT_ELIGIBLE",
        "WRONG_INSTITUTION_TYPE",
      ]),
    );
  });

  it("核心制度：每家医院18项都有自查，多数18项全部落实，有的缺一两项，卡片不是灰灯", async () => {
    const actor = actorAs("prov_health_dept");
    const hospitals = input.institutions.filter(
      ({ class: kind, affiliation }) => kind !== "township-centre" && affiliation !== "township",
    );
    const [rows] = await database.query<{ rows: number; hospitals: number; numbers: number }>(
      `select count(*)::int as rows, count(distinct institution)::int as hospitals, count(distinct entry_no)::int as numbers
       from register_entry where register = 'plan-core-system' and state = 'confirmed'`,
    );
    expect(rows).toEqual({ rows: hospitals.length * 18, hospitals: hospitals.length, numbers: hospitals.length * 18 });
    const { answer } = await (await testApi(database, clock)).call(actor, showPromises, { query: {} });
    const card = answer.parts.flatMap(({ cards }) => cards).find(({ clause }) => clause.endsWith("s3.1.eighteen-core-systems"));
    expect(card?.finding).toMatchObject({ verdict: "short", light: "grey", because: expect.stringContaining("18项全部落实") });
    expect(Number(card?.finding?.figures[0]?.value)).toBeGreaterThan(80);
  });

  it("没有真实姓名：人员都是演示编号", () => {
    const persons = input.facts.flatMap((fact) => ("person" in fact ? [fact.person] : []));
    expect(persons.length).toBeGreaterThan(3_000);
    expect(persons.every((person) => /^演示(医师|学者)\d{4}$/.test(person))).toBe(true);
  });

  it("项目库：每种状态都有，演示台账不因申报通知而被挡在方案之外", async () => {
    const states = await database.query("select state, count(*)::int as projects from project group by state");
    expect(states.map(({ state }) => state).sort()).toEqual([...projectStateIds].sort());
    expect(states.reduce((sum, { projects }) => sum + Number(projects), 0)).toBeGreaterThanOrEqual(60);
    const outside = await database.transaction(systemActor, (tx) => factsOutsideLibrary(tx, systemActor, input.facts));
    expect(outside).toEqual([]);
  });

  it("项目库：有公示中的名单和未办结的异议、待批的变更、待抽取和评完的评审组，验收成为台账记录", async () => {
    const [found] = await database.query(`select
      (select count(*)::int from public_notice where state = 'open' and closes_on >= '2025-03-01') as notices,
      (select count(*)::int from objection where state = 'open') as objections,
      (select count(*)::int from project_change where state = 'requested') as changes,
      (select count(*)::int from review_panel where state = 'frozen') as frozen,
      (select count(*)::int from review_score where state = 'locked') as locked,
      (select count(*)::int from project_fact where register = 'township-centre') as facts`);
    expect(found).toEqual({ notices: 1, objections: 1, changes: 1, frozen: 1, locked: 73, facts: 2 });
  });

  it("5G试点：县级医疗集团在库、在支持计划上都不占省级资金，三级医院两处金额一致", async () => {
    const rows = await database.query<{ part: string; planned: string; stored: string }>(`
      select r.part, r.amount_fen::text as planned, p.support_fen::text as stored
      from support_plan_row r join project p on p.province = r.province and p.id = r.project`);
    expect(rows.map(({ part }) => part).sort()).toEqual([
      "county-group",
      "county-group",
      "tertiary-hospital",
      "tertiary-hospital",
    ]);
    expect(rows.every(({ planned, stored }) => planned === stored)).toBe(true);
    expect(rows.every(({ part, stored }) => (part === "county-group") === (stored === "0"))).toBe(true);
  });

  it("临汾十百千：备选池12个已关闭，千名骨干县级与市级四比一、分布在15个县", async () => {
    const events = await database.query(
      "select kind, count(*)::int as events from candidate_pool_event group by kind order by kind",
    );
    expect(events).toEqual([
      { kind: "added", events: 12 },
      { kind: "closed", events: 1 },
    ]);
    const [staff] = await database.query(`select count(*) filter (where county is not null)::int as county,
      count(*) filter (where county is null)::int as city, count(distinct county)::int as counties
      from project where programme = 'linfen-thousand-staff' and state = 'in_library'`);
    expect(staff).toEqual({ county: 40, city: 10, counties: 15 });
  });

  it("验收三种结果都有，带头人有中期和终期考核，有一个匿名评审的通知", async () => {
    const results = await database.query(
      "select result, count(*)::int as held from project_acceptance group by result order by result",
    );
    expect(results).toEqual([
      { result: "failed", held: 1 },
      { result: "mend", held: 2 },
      { result: "passed", held: 6 },
    ]);
    const assessed = await database.query(
      "select is_final, count(*)::int as held from leader_assessment group by is_final order by is_final",
    );
    expect(assessed).toEqual([
      { is_final: false, held: 6 },
      { is_final: true, held: 4 },
    ]);
    expect(await database.query("select state from review_panel where is_blind")).toEqual([{ state: "drawn" }]);
  });

  it("绩效：结项的项目五个环节齐全；另有待再评价的、待自评的", async () => {
    const rows =
      await database.query(`select p.state, (select count(*)::int from performance_signature s where s.project = p.id) as signed,
      (select count(*)::int from performance_review r where r.project = p.id) as reviewed, (select count(*)::int from performance_use u where u.project = p.id) as used
      from project p where exists (select from performance_monitoring m where m.project = p.id) order by p.state`);
    expect(rows).toEqual([
      { state: "accepted", signed: 0, reviewed: 0, used: 0 },
      { state: "closed", signed: 1, reviewed: 1, used: 1 },
      { state: "funded", signed: 0, reviewed: 0, used: 0 },
      { state: "implementing", signed: 1, reviewed: 0, used: 0 },
    ]);
  });

  it("评审：各组不是同一班专家；排序被越过的和被提前的各有各的理由", async () => {
    // The draw is truly random, so anybody may come up in each panel; that all panels draw the very same experts happens less than once in 10^9 seedings.
    const [seats] = await database.query<{ experts: number; largest: number }>(`select
      (select count(distinct expert)::int from review_seat) as experts,
      (select max(seated)::int from (select count(*) as seated from review_seat group by panel) as panel) as largest`);
    expect(seats?.experts).toBeGreaterThan(seats?.largest ?? 0);
    const reasons = await database.query("select reason from selection_row where clause is not null");
    expect(new Set(reasons.map(({ reason }) => reason)).size).toBe(2);
  });
});
