import {
  closeCandidatePool,
  createCall,
  endMark,
  listAssessments,
  listMarks,
  nameResponsibleOfHospital,
  nameResponsibleOfProject,
  precheckCall,
  publishCall,
  readProgramme,
  readProject,
  recordAssessment,
  recordShare,
  setMark,
  startDeclaration,
} from "@qiangyi/api";
import type { ProgrammeId, ProjectState } from "@qiangyi/projects";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { type Actor, fixedClock, newId, systemActor, violatedConstraint } from "../../platform/index.ts";
import { loadRegions } from "../../registry/index.ts";
import { takeStep } from "../take-step.ts";
import { unassignedBar } from "./programme-bar.ts";

const database = await freshDatabase();
await database.transaction(systemActor, (tx) => loadRegions(tx));
const clock = fixedClock("2025-10-01T02:00:00Z");
const api = await testApi(database, clock);

const inYaodu = { city: "141000", county: "141002" };
const city = actorAs("city_health_bureau", { level: "city", city: "141000", userId: "linfen" });
const taiyuan = actorAs("city_health_bureau", { level: "city", city: "140100", userId: "taiyuan" });
const head = actorAs("unit_leader", { level: "unit", ...inYaodu, institution: "CH", userId: "head" });
const clerk = actorAs("unit_applicant", { level: "unit", ...inYaodu, institution: "CH", userId: "clerk" });

const addInstitution = (id: string, affiliation: string, tier: string, county: string | null) =>
  database.query(
    `insert into institution (province, id, version, name, ownership, affiliation, tier, class, region, city, county, search, normalised_name, changed_at)
     values ('14', $1, 1, $2, 'public', $3, $4, 'general', coalesce($5, '141002'), '141000', $5, lower($1), $2, now())`,
    [id, `样例医院${id}`, affiliation, tier, county],
  );
await addInstitution("CH", "county", "secondary", "141002");
await addInstitution("C2", "county", "secondary", "141028");
await addInstitution("MH", "city", "tertiary", null);
await addInstitution("M2", "city", "secondary", null);

let batches = 0;
const callOf = async (programme: ProgrammeId): Promise<string> => {
  batches += 1;
  const dates = { opensOn: "2025-09-01", closesOn: "2025-12-31", referenceOn: "2025-12-31" };
  const body = { programme, year: 2025, batch: `第${batches}批`, title: "十百千工程申报通知", ...dates };
  const created = await api.call(city, createCall, { body });
  expect(created.status, JSON.stringify(created.problem)).toBe(201);
  const params = { callId: created.answer.id };
  const sent = await api.call(city, publishCall, { params, body: { version: 1, documentNumber: `临卫函〔2025〕${batches}号` } });
  expect(sent.status, JSON.stringify(sent.problem)).toBe(200);
  return created.answer.id;
};

interface Given {
  readonly call: string;
  readonly programme: ProgrammeId;
  readonly state: ProjectState;
  readonly institution?: string;
  readonly answers?: Readonly<Record<string, unknown>>;
  readonly person?: string;
}

/** A project that has come as far as `state`, put there directly: the way up is proved by the tests of the checks and reviews. */
const given = async ({
  call,
  programme,
  state,
  institution = "CH",
  answers = { office: "心内科" },
  person,
}: Given): Promise<string> => {
  const id = newId();
  await database.query(
    `insert into project (province, id, call, programme, year, number, title, state, route, institution, seat, city, county, identities, signed_round,
       review_conclusion, search_text, created_by, created_at, changed_by, changed_at)
     select '14', $1::uuid, $2::uuid, $3, 2025, $1::uuid::text, '项目' || $1::uuid::text, $4, '{city}', i.id, i.region, '141000', i.county, $6, 1, 'recommended', 'x', 'clerk', now(), 'clerk', now()
     from institution i where i.id = $5`,
    [id, call, programme, state, institution, person === undefined ? [] : [`person:${person}`]],
  );
  for (const [question, value] of Object.entries(answers))
    await database.query(
      `insert into project_answer (province, project, question, value, version, saved_by, saved_by_name, saved_at)
       values ('14', $1, $2, $3::jsonb, 1, 'clerk', '经办', now())`,
      [id, question, JSON.stringify(value)],
    );
  return id;
};

type Asked = Parameters<typeof takeStep>[4];
const step = (actor: Actor, id: string, asked: Asked) =>
  database.transaction(
    actor,
    (tx) => takeStep(tx, actor, clock, id, asked),
    (result) => result.ok,
  );
const reserve = (id: string) => step(city, id, { action: "reserve", basis: "市卫健委会议纪要〔2025〕3号" });
const stateOf = async (id: string) =>
  (await database.query<{ state: string }>("select state from project where id = $1", [id]))[0]?.state;
const events = async (call: string) =>
  (await database.query<{ kind: string }>("select kind from candidate_pool_event where call = $1 order by seq", [call])).map(
    ({ kind }) => kind,
  );
const programmeOf = async (
  programme: "linfen-ten-specialties" | "linfen-hundred-leaders" | "linfen-thousand-staff",
  actor = city,
) => (await api.call(actor, readProgramme, { params: { programme } })).answer;

describe("十大专科", () => {
  it("备选恰好12个：11个不能关闭，12个可以，第13个加不进；关闭后退出一个，在本批递补并留记录 [linfen-2020.tenspecialties.candidates]", async () => {
    const call = await callOf("linfen-ten-specialties");
    const ids: string[] = [];
    for (let index = 0; index < 13; index += 1)
      ids.push(await given({ call, programme: "linfen-ten-specialties", state: "reviewed" }));
    const [first = "", last = ""] = [ids[0], ids[12]];
    for (const id of ids.slice(0, 11)) expect((await reserve(id)).ok).toBe(true);
    const close = () => api.call(city, closeCandidatePool, { params: { callId: call }, body: { reason: "评价筛选结束" } });
    const short = await close();
    expect([short.status, short.problem.code, short.problem.detail]).toEqual([409, "POOL_SHORT", "备选池缺1个，满12个才能关闭"]);
    expect((await reserve(ids[11] ?? "")).ok).toBe(true);
    expect(await reserve(last)).toMatchObject({ ok: false, refusal: { code: "POOL_FULL" } });
    expect([await stateOf(last), (await events(call)).length]).toEqual(["reviewed", 12]);
    expect((await close()).answer).toEqual({ candidates: 12 });
    expect((await close()).problem.code).toBe("POOL_CLOSED");

    const left = await step(city, first, { action: "terminate", opinion: "医院申请退出", basis: "临卫函〔2025〕40号" });
    expect(left.ok).toBe(true);
    const pool = async () => (await programmeOf("linfen-ten-specialties")).pools.find((one) => one.call.id === call);
    expect(await pool()).toMatchObject({ isClosed: true, candidates: 11, vacancies: [`项目${first}`] });
    expect((await reserve(last)).ok).toBe(true);
    expect(await pool()).toMatchObject({ candidates: 12, vacancies: [] });
    expect((await pool())?.log.at(-1)).toMatchObject({ kind: "replaced", title: `项目${last}`, replaces: `项目${first}` });
  });
  it("市卫健委没有申报不能加专科；未入选的不能直接建设 [linfen-2020.tenspecialties.process]", async () => {
    expect(await reserve(newId())).toMatchObject({ ok: false, refusal: { code: "project-not-found" } });
    const call = await callOf("linfen-ten-specialties");
    const rejected = await given({ call, programme: "linfen-ten-specialties", state: "rejected" });
    expect(await step(head, rejected, { action: "start" })).toMatchObject({ ok: false, refusal: { code: "STEP_ORDER" } });
    expect(await stateOf(rejected)).toBe("rejected");
  });
  it("没有科室不能开工，医院和科室都有才可以 [linfen-2020.tenspecialties.assignment]", async () => {
    const call = await callOf("linfen-ten-specialties");
    const id = await given({ call, programme: "linfen-ten-specialties", state: "funded", answers: {} });
    await nameFor(id, "甲某", "2025-09-01");
    const refused = await step(head, id, { action: "start" });
    expect(refused).toMatchObject({ ok: false, refusal: { code: "ASSIGNMENT_INCOMPLETE", rows: [`第1行“项目${id}”缺科室`] } });
    expect(await stateOf(id)).toBe("funded");
    await database.query(
      `insert into project_answer (province, project, question, value, version, saved_by, saved_by_name, saved_at)
       values ('14', $1, 'office', '"心内科"', 1, 'clerk', '经办', now())`,
      [id],
    );
    expect((await step(head, id, { action: "start" })).ok).toBe(true);
  });
  it("没有专人不能开工；2025-09-15换人，前后都在，中间不空一天 [linfen-2020.tenspecialties.responsible-person]", async () => {
    const call = await callOf("linfen-ten-specialties");
    const id = await given({ call, programme: "linfen-ten-specialties", state: "funded" });
    expect(await step(head, id, { action: "start" })).toMatchObject({ ok: false, refusal: { code: "RESPONSIBLE_REQUIRED" } });
    expect(await stateOf(id)).toBe("funded");
    await nameFor(id, "甲某", "2025-09-01");
    expect((await nameFor(id, "丙某", "2025-09-01")).problem.code).toBe("same-day");
    expect((await step(head, id, { action: "start" })).ok).toBe(true);
    await nameFor(id, "乙某", "2025-09-15");
    const member = (await programmeOf("linfen-ten-specialties")).members.find((one) => one.id === id);
    expect(member?.responsible.map(({ name, startsOn, endsOn }) => [name, startsOn, endsOn])).toEqual([
      ["甲某", "2025-09-01", "2025-09-14"],
      ["乙某", "2025-09-15", null],
    ]);
  });
  it("期限前不足三个月的，未验收的专科都标“剩余3个月” [linfen-2020.tenspecialties.deadline]", async () => {
    const { members } = await programmeOf("linfen-ten-specialties");
    expect(members.length).toBeGreaterThan(0);
    expect(members.every(({ reminder }) => reminder === "剩余3个月")).toBe(true);
  });
});

const nameFor = (projectId: string, name: string, startsOn: string) =>
  api.call(head, nameResponsibleOfProject, { params: { projectId }, body: { name, post: "科主任", startsOn } });

describe("百名带头人", () => {
  it("个人账号不能申报，机构账号可以 [linfen-2020.hundredleaders.process]", async () => {
    const call = await callOf("linfen-hundred-leaders");
    await api.call(city, setMark, { body: { institution: "CH", mark: "strong", reason: "市级评价前列" } });
    const person = actorAs("expert");
    const refused = await api.call(person, startDeclaration, { body: { call } });
    expect([refused.status, refused.problem.code]).toEqual([403, "FORBIDDEN_ROLE"]);
    const started = await api.call(clerk, startDeclaration, { body: { call } });
    expect(started.status, JSON.stringify(started.problem)).toBe(201);
  });
  it("名单一行没有科室，不能入库公布，点名那一行 [linfen-2020.hundredleaders.assignment]", async () => {
    const call = await callOf("linfen-hundred-leaders");
    const full = { office: "护理部", person: "甲某", department: "护理" };
    const good = await given({ call, programme: "linfen-hundred-leaders", state: "reserved", answers: full });
    const bad = await given({ call, programme: "linfen-hundred-leaders", state: "reserved", answers: { person: "乙某" } });
    const barred = await database.transaction(city, (tx) =>
      unassignedBar(tx, { province: "14", programme: "linfen-hundred-leaders" }, [good, bad]),
    );
    expect(barred?.refusal.rows).toEqual([expect.stringContaining(`“项目${bad}”缺科室`)]);
    const stored = await step(city, bad, { action: "store", basis: "临卫函〔2025〕50号" });
    expect(stored).toMatchObject({ ok: false, refusal: { code: "ASSIGNMENT_INCOMPLETE" } });
    expect(await stateOf(bad)).toBe("reserved");
    expect((await step(city, good, { action: "store", basis: "临卫函〔2025〕50号" })).ok).toBe(true);
  });
  it("一人列两次只算一个；缺的部门点名 [linfen-2020.hundredleaders.target]", async () => {
    const before = (await programmeOf("linfen-hundred-leaders")).chosen.count;
    const call = await callOf("linfen-hundred-leaders");
    for (const department of ["临床", "护理"])
      await given({ call, programme: "linfen-hundred-leaders", state: "reserved", person: "同一人", answers: { department } });
    const { chosen, coverage } = await programmeOf("linfen-hundred-leaders");
    expect(chosen.count).toBe(before + 1);
    expect(coverage).toBe("覆盖2/5，缺医学检验、医学影像、病理");
  });
});

describe("带头人的中期、终期考核", () => {
  const path = { now: new Date("2025-06-30T02:00:00Z") };
  const movable = { now: () => path.now, today: () => path.now.toISOString().slice(0, 10) as never };
  const evidence = [
    { criterion: "inProvince", kind: "office", text: "省医学会心血管分会副主任委员" },
    { criterion: "inCountry", kind: "paper", text: "中华系列期刊论文3篇" },
  ] as const;
  const whole = {
    inProvince: true,
    inCountry: true,
    evidence: [...evidence],
    experts: [{ name: "评某", unit: "样例医科大学" }],
    opinion: "专家组一致认定",
    documentNumber: "临卫函〔2026〕9号",
  };
  const leaderIn = async (state: ProjectState, name: string): Promise<string> =>
    given({
      call: await callOf("linfen-hundred-leaders"),
      programme: "linfen-hundred-leaders",
      state,
      person: name,
      answers: { office: "心内科", person: name, department: "临床" },
    });
  const stored = () =>
    database.query("select id, assessed_on, in_province, in_country, opinion from leader_assessment order by at");

  it("2025-06-30登记为中期，2026-01-15为终期；终期两项都认定才计入达标，缺的点名；轨迹留痕 [linfen-2020.hundredleaders.deadline] [linfen-2020.hundredleaders.influence]", async () => {
    const [reached, missed] = [await leaderIn("implementing", "庚某"), await leaderIn("implementing", "辛某")];
    const moving = await testApi(database, movable);
    const assess = (projectId: string, assessedOn: string, more = {}) =>
      moving.call(city, recordAssessment, { params: { projectId }, body: { ...whole, assessedOn, ...more } });
    const listed = async (id: string) =>
      (await moving.call(city, listAssessments, {})).answer.items.find(({ project }) => project.id === id);
    expect(await listed(reached)).toMatchObject({ due: "中期", standing: { state: "在培", text: "还没有考核" } });
    const interim = await assess(reached, "2025-06-30");
    expect(interim.status, JSON.stringify(interim.problem)).toBe(201);
    expect(interim.answer).toMatchObject({ due: null, assessments: [{ kind: "中期" }], standing: { state: "在培" } });
    const accepted = async () =>
      (await moving.call(city, readProgramme, { params: { programme: "linfen-hundred-leaders" } })).answer.accepted;
    expect(await accepted()).toBe(0);

    path.now = new Date("2026-01-15T02:00:00Z");
    expect(await listed(reached)).toMatchObject({ due: "终期" });
    expect((await moving.call(city, listAssessments, {})).answer).toMatchObject({ kind: "终期", finalFrom: "2026-01-01" });
    expect((await assess(reached, "2026-01-15")).answer).toMatchObject({
      due: null,
      standing: { state: "达标", consequence: "计入培养达标人数" },
      assessments: [{ kind: "终期", verdict: "达标" }, { kind: "中期" }],
    });
    const one = { inCountry: false, evidence: [evidence[0]] };
    expect((await assess(missed, "2026-01-15", one)).answer).toMatchObject({
      standing: { state: "未达标", text: "未达标：未认定国内有一定影响" },
    });
    expect(await accepted()).toBe(1);
    expect((await moving.call(city, listAssessments, {})).answer.counts).toMatchObject({ reached: 1, missed: 1 });
    const { trail } = (await moving.call(city, readProject, { params: { projectId: missed } })).answer;
    expect(trail.at(-1)).toMatchObject({
      kind: "assessment",
      label: "终期考核：未达标：未认定国内有一定影响",
      byName: city.name,
    });
    const seen = (await moving.call(taiyuan, listAssessments, {})).answer.items;
    expect(seen).toEqual([]);
  });
  it("未来日期、没有证据、没有专家、未入选、别市和单位：各有拒绝，什么也没有写", async () => {
    const [chosen, rejected] = [await leaderIn("implementing", "壬某"), await leaderIn("rejected", "癸某")];
    const before = await stored();
    const asking = (projectId: string, more = {}, actor = city) =>
      api.call(actor, recordAssessment, { params: { projectId }, body: { ...whole, assessedOn: "2025-10-01", ...more } });
    const cases = [
      [await asking(chosen, { assessedOn: "2025-10-02" }), 422, "assessment-in-future"],
      [await asking(chosen, { experts: [] }), 422, "EXPERTS_REQUIRED"],
      [await asking(chosen, { evidence: [evidence[0]] }), 422, "EVIDENCE_REQUIRED"],
      [await asking(rejected), 409, "LEADER_NOT_CHOSEN"],
      [await asking(chosen, {}, taiyuan), 404, "project-not-found"],
      [await asking(chosen, {}, head), 403, "FORBIDDEN_ROLE"],
      [await asking(chosen, {}, actorAs("prov_health_dept")), 403, "FORBIDDEN_ROLE"],
    ] as const;
    for (const [{ status, problem }, expected, code] of cases) expect([status, problem.code]).toEqual([expected, code]);
    expect((await asking(chosen, { evidence: [] })).problem.problems?.map(({ path: at }) => at)).toEqual([
      "inProvince",
      "inCountry",
    ]);
    expect(await stored()).toEqual(before);
  });
});

describe("千名骨干", () => {
  const fill = (call: string, institution: string, count: number) =>
    database.query(
      `insert into project (province, id, call, programme, year, number, title, state, route, institution, seat, city, county, identities, signed_round,
         review_conclusion, search_text, created_by, created_at, changed_by, changed_at)
       select '14', gen_random_uuid(), $1::uuid, 'linfen-thousand-staff', 2025, $1::uuid::text || i.id || n, '骨干' || n, 'reserved', '{city}', i.id, i.region, '141000', i.county,
         array['person:' || i.id || n], 1, 'recommended', 'x', 'clerk', now(), 'clerk', now()
       from institution i, generate_series(1, $3::int) n where i.id = $2`,
      [call, institution, count],
    );
  const next = (call: string, institution: string) =>
    given({ call, programme: "linfen-thousand-staff", state: "reviewed", institution, answers: {} });

  it("县级第801名：县级名额已满，什么也没写 [linfen-2020.thousandstaff.split-county]", async () => {
    const call = await callOf("linfen-thousand-staff");
    await fill(call, "CH", 799);
    expect((await reserve(await next(call, "C2"))).ok).toBe(true);
    const late = await next(call, "C2");
    expect(await reserve(late)).toMatchObject({ ok: false, refusal: { code: "PLACES_USED", tier: "county", places: 800 } });
    expect(await stateOf(late)).toBe("reviewed");
  });
  it("市级第200名收，第201名市级名额已满 [linfen-2020.thousandstaff.split-city]", async () => {
    const call = await callOf("linfen-thousand-staff");
    await fill(call, "M2", 199);
    expect((await reserve(await next(call, "M2"))).ok).toBe(true);
    const late = await next(call, "M2");
    expect(await reserve(late)).toMatchObject({ ok: false, refusal: { code: "PLACES_USED", tier: "city", places: 200 } });
    expect(await stateOf(late)).toBe("reviewed");
  });
  it("没有评价审查不能入选 [linfen-2020.thousandstaff.process]", async () => {
    const call = await callOf("linfen-thousand-staff");
    const unread = await given({ call, programme: "linfen-thousand-staff", state: "submitted", answers: {} });
    expect(await reserve(unread)).toMatchObject({ ok: false, refusal: { code: "STEP_ORDER" } });
    expect(await stateOf(unread)).toBe("submitted");
  });
  it("有入选人员没有专人的医院列为未落实，指定后清除 [linfen-2020.thousandstaff.responsible-person]", async () => {
    const without = async () => (await programmeOf("linfen-thousand-staff")).withoutResponsible.find(({ id }) => id === "CH");
    expect(await without()).toMatchObject({ name: "样例医院CH", persons: 799 });
    const named = await api.call(head, nameResponsibleOfHospital, {
      params: { programme: "linfen-thousand-staff" },
      body: { name: "丁某", post: "副院长", startsOn: "2025-10-01" },
    });
    expect(named.status, JSON.stringify(named.problem)).toBe(201);
    expect(await without()).toBeUndefined();
  });
  it("医院只看到自己的，市里看到全部", async () => {
    const [all, own] = [await programmeOf("linfen-thousand-staff"), await programmeOf("linfen-thousand-staff", head)];
    expect(own.chosen.count).toBe(799);
    expect(all.chosen.count).toBe(799 + 1 + 200);
  });
});

describe("对机构的认定", () => {
  it("二级医院没有认定不能申报专科，市卫健委认定实力较强后可以，取消后又不能 [linfen-2020.tenspecialties.scope]", async () => {
    const callId = await callOf("linfen-ten-specialties");
    const own = actorAs("unit_applicant", { level: "unit", city: "141000", county: "141028", institution: "C2" });
    const verdict = async () =>
      (await api.call(own, precheckCall, { params: { callId }, query: {} })).answer.answers.find(
        ({ question }) => question === "institution",
      )?.verdict;
    expect(await verdict()).toBe("cannot");
    const set = await api.call(city, setMark, { body: { institution: "C2", mark: "strong", reason: "年服务量和手术量居前" } });
    expect(set.status).toBe(201);
    expect(await verdict()).toBe("can");
    const again = await api.call(city, setMark, { body: { institution: "C2", mark: "strong", reason: "再来一次" } });
    expect([again.status, again.problem.code]).toEqual([409, "mark-stands"]);
    expect((await api.call(city, endMark, { params: { markId: set.answer.id }, body: { reason: "不再符合" } })).status).toBe(200);
    expect(await verdict()).toBe("cannot");
    const { items } = (await api.call(city, listMarks, {})).answer;
    expect(items.find(({ id }) => id === set.answer.id)).toMatchObject({
      endedReason: "不再符合",
      reason: "年服务量和手术量居前",
    });
  });
  it("别市不能认定，单位没有这项职责", async () => {
    const body = { institution: "MH", mark: "exception" as const, reason: "越权认定" };
    expect((await api.call(taiyuan, setMark, { body })).problem.code).toBe("institution-not-found");
    expect((await api.call(head, setMark, { body })).status).toBe(403);
    expect(await database.query("select 1 from institution_mark where reason = '越权认定'")).toEqual([]);
  });
});

describe("就医流向", () => {
  it("2020年88.0%、2023年90.5%：+2.5个百分点，没有结论；同一年只登记一次 [linfen-2020.hundredleaders.purpose]", async () => {
    const params = { programme: "linfen-hundred-leaders" as const };
    const record = (year: number, basisPoints: number) =>
      api.call(city, recordShare, { params, body: { county: null, year, basisPoints, source: "市医保局统计" } });
    expect((await record(2020, 8800)).status).toBe(201);
    expect((await record(2023, 9050)).status).toBe(201);
    expect((await record(2023, 9100)).problem.code).toBe("share-recorded");
    const { shares } = await programmeOf("linfen-hundred-leaders");
    expect(shares).toMatchObject([{ place: "全市", trend: "+2.5个百分点", years: [{ text: "88.0%" }, { text: "90.5%" }] }]);
  });
  it("别市登记不了，也不能登记别市的县", async () => {
    const params = { programme: "linfen-thousand-staff" as const };
    const body = { county: null, year: 2024, basisPoints: 8600, source: "统计" };
    expect((await api.call(taiyuan, recordShare, { params, body })).problem.code).toBe("FORBIDDEN_ROLE");
    expect((await api.call(city, recordShare, { params, body: { ...body, county: "140121" } })).problem.code).toBe(
      "county-elsewhere",
    );
    expect(await database.query("select 1 from programme_share where programme = 'linfen-thousand-staff'")).toEqual([]);
  });
});

describe("数据库的约束，逐一违反一次", () => {
  it.each([
    ["candidate_pool_event_append_only", "update candidate_pool_event set reason = '改了'"],
    [
      "candidate_pool_event_kind",
      "insert into candidate_pool_event select province, call, 99, 'closed', project, null, 'x原因', 'x', 'x', now() from candidate_pool_event where kind = 'added' limit 1",
    ],
    [
      "candidate_pool_event_reason_present",
      "insert into candidate_pool_event select province, call, 98, kind, project, null, ' ', 'x', 'x', now() from candidate_pool_event where kind = 'added' limit 1",
    ],
    ["responsible_person_append_only", "delete from responsible_person"],
    [
      "responsible_person_named",
      "insert into responsible_person select province, gen_random_uuid(), programme, city, county, institution, project, ' ', post, '2030-01-01', set_by_name, now() from responsible_person limit 1",
    ],
    ["leader_assessment_append_only", "update leader_assessment set opinion = '改了意见'"],
    ...(
      [
        ["leader_assessment_evidence", "'[]'::jsonb, experts, opinion, document_number, at"],
        ["leader_assessment_experts", "evidence, '[]'::jsonb, opinion, document_number, at"],
        ["leader_assessment_opinion", "evidence, experts, ' ', document_number, at"],
        ["leader_assessment_document", "evidence, experts, opinion, '口头', at"],
        ["leader_assessment_not_ahead", "evidence, experts, opinion, document_number, '2020-01-01'"],
      ] as const
    ).map(([constraint, values]): [string, string] => [
      constraint,
      `insert into leader_assessment (province, id, project, city, county, institution, assessed_on, in_province, in_country, by_user, by_name, evidence, experts, opinion, document_number, at)
       select province, gen_random_uuid(), project, city, county, institution, assessed_on, true, in_country, by_user, by_name, ${values} from leader_assessment limit 1`,
    ]),
    ["institution_mark_only_ends", "update institution_mark set reason = '改了理由'"],
    ["programme_share_range", "update programme_share set basis_points = 10001"],
    ["programme_share_source_present", "update programme_share set source = ''"],
  ])("%s", async (constraint, text) => {
    const error = await database.query(text).catch((thrown: unknown) => thrown);
    expect(violatedConstraint(error)).toBe(constraint);
  });
});
