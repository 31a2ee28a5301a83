import {
  cancelCall,
  createCall,
  editCall,
  extendCall,
  listCalls,
  precheckCall,
  publishCall,
  readCall,
  startDeclaration,
} from "@qiangyi/api";
import { type CallDefinition, programmeIds, templateOf } from "@qiangyi/projects";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { type Actor, fixedClock, violatedConstraint } from "../../platform/index.ts";
import { addSampleInstitutions } from "../../registers/sample-facts.ts";

const database = await freshDatabase();
await addSampleInstitutions(database);
const [before, during, after] = [
  await testApi(database, fixedClock("2026-02-01T02:00:00Z")),
  await testApi(database, fixedClock("2026-03-10T02:00:00Z")),
  await testApi(database, fixedClock("2026-05-01T02:00:00Z")),
];

/** The last day before the call, its first and last day, and the day after. */
const days = {
  "2026-02-28": await testApi(database, fixedClock("2026-02-28T02:00:00Z")),
  "2026-03-01": await testApi(database, fixedClock("2026-03-01T02:00:00Z")),
  "2026-03-31": await testApi(database, fixedClock("2026-03-31T02:00:00Z")),
  "2026-04-01": await testApi(database, fixedClock("2026-04-01T02:00:00Z")),
};

const province = actorAs("prov_health_dept");
const linfen = actorAs("city_health_bureau", { level: "city", city: "141000" });
const taiyuan = actorAs("city_health_bureau", { level: "city", city: "140100" });
const hospital = actorAs("unit_applicant", { level: "unit", city: "140100", county: "140121", institution: "Q1" });

const dates = { opensOn: "2026-03-01", closesOn: "2026-03-31", referenceOn: "2026-03-31" };
let batches = 0;
const draftOf = async (programme: (typeof programmeIds)[number] = "provincial-key-specialty", actor: Actor = province) => {
  batches += 1;
  const body = { programme, year: 2026, batch: `第${batches}批`, title: "关于申报项目的通知", ...dates };
  const { status, answer, problem } = await before.call(actor, createCall, { body });
  if (status !== 201) throw new Error(JSON.stringify(problem));
  return { id: answer.id, body, params: { callId: answer.id } };
};
const published = async (programme?: (typeof programmeIds)[number], actor?: Actor) => {
  const draft = await draftOf(programme, actor);
  const { status } = await before.call(actor ?? province, publishCall, {
    params: draft.params,
    body: { version: 1, documentNumber: `晋卫函〔2026〕${batches}号` },
  });
  expect(status).toBe(200);
  return draft;
};
const rowOf = async (id: string) => (await database.query("select * from call where id = $1", [id]))[0];
const rows = async () => Number((await database.query<{ count: bigint }>("select count(*) from call"))[0]?.count ?? 0n);
const projects = async () => Number((await database.query<{ count: bigint }>("select count(*) from project"))[0]?.count ?? 0n);

describe("谁能发布申报通知", () => {
  it("省卫健委起草并发布，带起止日期；市卫健委发布省级项目：没有权限，什么也没写 [qiangyi-2024.art5.a]", async () => {
    const { params } = await published("provincial-key-specialty");
    const { answer } = await during.call(undefined, readCall, { params });
    expect(answer).toMatchObject({ phase: "open", opensOn: "2026-03-01", closesOn: "2026-03-31" });
    const count = await rows();
    const body = { programme: "provincial-key-specialty" as const, year: 2027, batch: "", title: "市里想发的通知", ...dates };
    const refused = await before.call(taiyuan, createCall, { body });
    expect([refused.status, refused.problem.code, refused.problem.clause]).toEqual([
      403,
      "FORBIDDEN_ROLE",
      "qiangyi-2024.art5.a",
    ]);
    expect(await rows()).toBe(count);
  });
  it("截止日次日的申报：已截止；截止当日仍可以 [qiangyi-2024.art5.a]", async () => {
    const { id } = await published();
    const on = async (day: keyof typeof days) => {
      return (await days[day].call(hospital, startDeclaration, { body: { call: id } })).problem;
    };
    expect((await on("2026-03-31")).code).toBeUndefined();
    const started = await projects();
    expect((await on("2026-04-01")).code).toBe("CALL_CLOSED");
    expect((await on("2026-02-28")).code).toBe("CALL_NOT_OPEN");
    expect(await projects()).toBe(started);
    expect((await on("2026-03-01")).code).toBeUndefined();
  });
  it("市卫健委开5G试点的一轮遴选：没有权限 [5g-2022.art3.a]", async () => {
    const count = await rows();
    const body = { programme: "5g-pilot" as const, year: 2026, batch: "", title: "市里想发的通知", ...dates };
    const refused = await before.call(taiyuan, createCall, { body });
    expect([refused.status, refused.problem.code, refused.problem.clause]).toEqual([403, "FORBIDDEN_ROLE", "5g-2022.art3.a"]);
    expect(await rows()).toBe(count);
  });
  it("市级项目由该市开：临汾可以，太原、省里都不行", async () => {
    await draftOf("linfen-hundred-leaders", linfen);
    for (const actor of [taiyuan, province]) {
      const body = { programme: "linfen-thousand-staff" as const, year: 2026, batch: "", title: "别处想发的通知", ...dates };
      expect((await before.call(actor, createCall, { body })).problem.code).toBe("FORBIDDEN_ROLE");
    }
  });
  it("省财政、单位账号没有发布通知的职责", async () => {
    for (const actor of [actorAs("prov_finance_social"), hospital]) {
      const body = { programme: "5g-pilot" as const, year: 2026, batch: "", title: "无权的通知", ...dates };
      expect((await before.call(actor, createCall, { body })).status).toBe(403);
    }
  });
});

describe("起草与修改", () => {
  it.each(programmeIds)("模板“%s”不改一字就能存、能发", async (programme) => {
    const actor = programme.startsWith("linfen-") ? linfen : province;
    const { params, body } = await draftOf(programme, actor);
    const { definition } = (await before.call(actor, readCall, { params })).answer;
    const { batch, title } = body;
    const edited = await before.call(actor, editCall, { params, body: { version: 1, batch, title, ...dates, definition } });
    expect([edited.status, edited.answer]).toEqual([200, { version: 2 }]);
    const sent = await before.call(actor, publishCall, { params, body: { version: 2, documentNumber: "临卫函〔2026〕9号" } });
    expect(sent.status).toBe(200);
  });
  it("条件、先后、合计核对、识别、个人信息、各种资格和匿名阅看都是数据：存下、发布、读回一字不差", async () => {
    const { params, body } = await draftOf();
    const clause = "qiangyi-2024.art5.a";
    const template = templateOf("provincial-key-specialty", 2026);
    const choices = [
      { value: "own", label: "自建" },
      { value: "joint", label: "共建" },
    ];
    const asked = { required: true, clause };
    const definition: CallDefinition = {
      ...template,
      checkDays: 7,
      eligibility: [
        { rule: "tier", in: ["tertiary"], orMarked: "strong", clause, sentence: "须为三级医院" },
        { rule: "class", in: ["general"], otherwise: "warn", note: "non-focus-note", clause, sentence: "须为综合医院" },
        { rule: "region", within: ["140100"], clause, sentence: "须在太原市" },
        { rule: "institution", anyOf: [{ tier: ["tertiary"] }], exception: "exception", clause, sentence: "范围之外" },
        { rule: "age", question: "born", atMost: 55, clause, sentence: "超过年龄" },
        { rule: "title", question: "level", obtained: "since", atLeast: "senior", clause, sentence: "职称不够" },
        { rule: "statement", question: "joins", clause, sentence: "没有承诺" },
      ],
      quotas: [{ of: "declared", per: "unit", atMost: 2, clause }],
      sections: [
        {
          id: "s1",
          title: "共建",
          clause,
          help: "有合作单位的填写",
          questions: [
            { ...asked, id: "title", kind: "text", label: "项目名称", maxLength: 60, identity: "text" },
            { ...asked, id: "leader", kind: "text", label: "带头人", maxLength: 30, identity: "person" },
            { ...asked, id: "card", kind: "text", label: "证件号码", maxLength: 18, personal: "id-number" },
            { ...asked, id: "born", kind: "date", label: "出生日期", personal: "birth-date" },
            { ...asked, id: "since", kind: "date", label: "取得日期", after: "born" },
            { ...asked, id: "level", kind: "choice", label: "职称", choices },
            { ...asked, id: "joins", kind: "yes-no", label: "有无合作" },
            { ...asked, id: "way", kind: "choice", label: "方式", choices, when: { question: "joins", is: true } },
            {
              ...asked,
              id: "beds",
              kind: "integer",
              label: "床位",
              atLeast: 1,
              atMost: 500,
              unit: "张",
              when: { question: "way", is: "own" },
            },
            { ...asked, id: "total", kind: "money", label: "合计" },
            {
              ...asked,
              id: "parts",
              kind: "table",
              label: "明细",
              maxRows: 20,
              columns: [
                { ...asked, id: "what", kind: "text", label: "设备", maxLength: 40, identity: "equipment", help: "写明型号" },
                { ...asked, id: "cost", kind: "money", label: "金额" },
              ],
              sum: { column: "cost", equals: "total" },
            },
          ],
        },
      ],
      materials: [
        { id: "m1", title: "合作协议", required: true, clause, when: { question: "joins", is: true }, readInBlind: true },
      ],
    };
    const edit = { version: 1, batch: body.batch, title: body.title, ...dates, definition: { ...definition } };
    const kept = await before.call(province, editCall, { params, body: edit });
    expect(kept.problem?.problems ?? []).toEqual([]);
    const sent = await before.call(province, publishCall, { params, body: { version: 2, documentNumber: "晋卫函〔2026〕77号" } });
    expect(sent.status).toBe(200);
    expect((await during.call(undefined, readCall, { params })).answer.definition).toEqual(definition);
  });
  it("两个人改：后存的被拒，先存的不丢", async () => {
    const { params, body } = await draftOf();
    const definition = { ...templateOf("provincial-key-specialty", 2026) };
    const edit = (title: string) =>
      before.call(province, editCall, { params, body: { version: 1, batch: body.batch, title, ...dates, definition } });
    expect((await edit("先存的标题")).status).toBe(200);
    const late = await edit("后存的标题");
    expect([late.status, late.problem.code]).toEqual([409, "call-changed"]);
    expect(await rowOf(params.callId)).toMatchObject({ title: "先存的标题", version: 2 });
  });
  it("内容不对：一次说出各处，什么也没存", async () => {
    const { params, body } = await draftOf();
    const template = templateOf("provincial-key-specialty", 2026);
    const definition = { ...template, review: { ...template.review, experts: 4, items: template.review.items.slice(1) } };
    const wrong = await before.call(province, editCall, {
      params,
      body: { version: 1, batch: body.batch, title: body.title, ...dates, definition },
    });
    expect([wrong.status, wrong.problem.code]).toEqual([422, "DEFINITION_MISFIT"]);
    expect(wrong.problem.problems?.map(({ path }) => path)).toEqual(["review.items", "review.experts"]);
    expect(await rowOf(params.callId)).toMatchObject({ version: 1 });
  });
  it("截止早于开始：日期先后不对", async () => {
    const body = {
      programme: "5g-pilot" as const,
      year: 2026,
      batch: "x",
      title: "日期不对的通知",
      ...dates,
      closesOn: "2026-02-01",
    };
    const count = await rows();
    expect((await before.call(province, createCall, { body })).problem.code).toBe("DATE_ORDER");
    expect(await rows()).toBe(count);
  });
  it("同项目同年同批次只有一份；放弃的草稿不占位，也不公开", async () => {
    const { params, body } = await draftOf();
    expect((await before.call(province, createCall, { body })).problem.code).toBe("call-exists");
    const dropped = await before.call(province, cancelCall, { params, body: { version: 1, reason: "批次写错" } });
    expect(dropped.status).toBe(200);
    expect((await before.call(province, createCall, { body })).status).toBe(201);
    expect((await during.call(undefined, readCall, { params })).status).toBe(404);
  });
  it("沿用去年的通知：内容相同，预算年度顺延", async () => {
    const { id } = await published("5g-pilot");
    const body = { programme: "5g-pilot" as const, year: 2027, batch: "沿用", title: "今年的通知", ...dates, copyOf: id };
    const { answer } = await before.call(province, createCall, { body });
    const { definition } = (await before.call(province, readCall, { params: { callId: answer.id } })).answer;
    expect(definition["budget"]).toMatchObject({ years: [2027, 2028] });
  });
});

describe("发布、延期、撤销", () => {
  it("没有文号不能发布", async () => {
    const { params } = await draftOf();
    for (const documentNumber of ["", "晋卫函[2026]12号", "晋卫函〔2026〕第12号"]) {
      const refused = await before.call(province, publishCall, { params, body: { version: 1, documentNumber } });
      expect([refused.status, refused.problem.code]).toEqual([422, "DOCUMENT_NUMBER_REQUIRED"]);
    }
    expect(await rowOf(params.callId)).toMatchObject({ state: "draft", version: 1 });
  });
  it("截止日已过的草稿不能发布", async () => {
    const { params } = await draftOf();
    const body = { version: 1, documentNumber: "晋卫函〔2026〕77号" };
    expect((await after.call(province, publishCall, { params, body })).problem.code).toBe("CALL_OVER");
  });
  it("发布后内容不变：程序不改，数据库也不让改", async () => {
    const { params, body } = await published();
    const definition = { ...templateOf("provincial-key-specialty", 2026) };
    const edited = await before.call(province, editCall, {
      params,
      body: { version: 2, batch: body.batch, title: "改后的标题", ...dates, definition },
    });
    expect([edited.status, edited.problem.code]).toEqual([409, "call-fixed"]);
    const forced = await database
      .query("update call set title = '强改的标题' where id = $1", [params.callId])
      .catch((error) => error);
    expect(violatedConstraint(forced)).toBe("call_published_is_fixed");
  });
  it("延期只往后，写明理由，公开可查", async () => {
    const { params } = await published();
    const extend = (closesOn: string) =>
      during.call(province, extendCall, { params, body: { version: 2, closesOn, reason: "系统检修三天" } });
    expect((await extend("2026-03-31")).problem.code).toBe("END_NOT_LATER");
    expect((await extend("2026-04-10")).answer).toEqual({ version: 3, closesOn: "2026-04-10" });
    const { answer } = await during.call(undefined, readCall, { params });
    expect(answer).toMatchObject({
      closesOn: "2026-04-10",
      changes: [{ kind: "extended", closesOn: "2026-04-10", reason: "系统检修三天" }],
    });
  });
  it("撤销后不再受理，理由公开", async () => {
    const { params, id } = await published();
    expect((await during.call(taiyuan, cancelCall, { params, body: { version: 2, reason: "越权撤销" } })).problem.code).toBe(
      "FORBIDDEN_ROLE",
    );
    expect((await during.call(province, cancelCall, { params, body: { version: 2, reason: "政策调整" } })).status).toBe(200);
    expect((await during.call(undefined, readCall, { params })).answer).toMatchObject({
      phase: "cancelled",
      changes: [{ reason: "政策调整" }],
    });
    const started = await during.call(hospital, startDeclaration, { body: { call: id } });
    expect([started.status, started.problem.code]).toEqual([409, "CALL_CLOSED"]);
  });
});

describe("谁看得到", () => {
  it("草稿只有组织部门看得到；发布后访客也看得到", async () => {
    const draft = await draftOf();
    for (const actor of [undefined, hospital, taiyuan, linfen])
      expect((await during.call(actor, readCall, { params: draft.params })).status).toBe(404);
    expect((await during.call(province, readCall, { params: draft.params })).answer).toMatchObject({
      phase: "draft",
      isOwn: true,
    });
    const { params } = await published();
    expect((await during.call(undefined, readCall, { params })).answer).toMatchObject({
      phase: "open",
      isOwn: false,
      daysLeft: 21,
    });
  });
  it("列表按状态、项目、标题筛选，按页接着取，一条不漏不重", async () => {
    const all = await during.call(province, listCalls, { query: { limit: 200 } });
    const seen: string[] = [];
    let after: string | undefined;
    do {
      const { answer } = await during.call(province, listCalls, { query: { limit: 3, ...(after !== undefined && { after }) } });
      seen.push(...answer.items.map(({ id }) => id));
      after = answer.next ?? undefined;
    } while (after !== undefined);
    expect(seen).toEqual(all.answer.items.map(({ id }) => id));
    expect(new Set(seen).size).toBe(all.answer.total);
    const open = await during.call(undefined, listCalls, { query: { phase: "open", programme: "5g-pilot", q: "申报项目" } });
    expect(open.answer.items.length).toBeGreaterThan(0);
    expect(open.answer.items.every(({ phase, programme }) => phase === "open" && programme === "5g-pilot")).toBe(true);
    expect((await during.call(undefined, listCalls, { query: { phase: "draft" } })).answer.items).toEqual([]);
    expect((await during.call(undefined, listCalls, { query: { after: "乱写" } })).status).toBe(400);
  });
});

describe("申报前的五项自检", () => {
  it("单位看到五项，各有结论和条款；材料未备不妨碍开始填报", async () => {
    const { params } = await published("township-centre");
    const { answer } = await during.call(hospital, precheckCall, { params, query: {} });
    expect(answer.answers.map(({ question, verdict }) => [question, verdict])).toEqual([
      ["institution", "cannot"],
      ["period", "can"],
      ["quota", "can"],
      ["repetition", "can"],
      ["materials", "missing-evidence"],
    ]);
    expect(answer.mayStart).toBe(false);
    for (const { sentences } of answer.answers) for (const { clause } of sentences) expect(clause).not.toBeNull();
    const fit = (
      await during.call(hospital, precheckCall, { params: (await published("provincial-key-specialty")).params, query: {} })
    ).answer;
    expect(fit.mayStart).toBe(true);
  });
  it("截止后：申报期一项为不能，并说出截止日", async () => {
    const { params } = await published();
    const { answer } = await after.call(hospital, precheckCall, { params, query: {} });
    expect(answer.answers[1]).toMatchObject({ verdict: "cannot", sentences: [{ text: "申报已于2026-03-31截止" }] });
    expect(answer.mayStart).toBe(false);
  });
  it("不能替别的单位自检", async () => {
    const { params } = await published();
    const { answer } = await during.call(hospital, precheckCall, { params, query: { institution: "Q2" } });
    expect(answer.institution.id).toBe("Q1");
    const other = await during.call(linfen, precheckCall, { params, query: { institution: "Q1" } });
    expect([other.status, other.problem.code]).toEqual([404, "institution-not-found"]);
  });
});

describe("数据库的约束，逐一违反一次", () => {
  it.each([
    ["call_organiser_place", "update call set city = '140100' where organiser = 'province' and state = 'draft'"],
    ["call_dates_in_order", "update call set closes_on = opens_on - 1"],
    ["call_published_complete", "update call set state = 'published' where state = 'draft'"],
    ["call_title_present", "update call set title = ' ' where state = 'draft'"],
    ["call_change_append_only", "update call_change set reason = '改了'"],
    ["institution_mark_reason_present", insertMark({ reason: " " })],
    ["institution_mark_known", insertMark({ mark: "best" })],
    ["institution_mark_organiser", insertMark({ organiser: "county" })],
  ])("%s", async (constraint, text) => {
    const error = await database.query(text).catch((thrown: unknown) => thrown);
    expect(violatedConstraint(error)).toBe(constraint);
  });
  it("单位不能给自己加标记", async () => {
    const write = database.transaction(hospital, (tx) => sql.raw(insertMark({})).execute(tx));
    await expect(write).rejects.toThrow("row-level security");
  });
});

function insertMark({ reason = "认定", mark = "strong", organiser = "province" }): string {
  return `insert into institution_mark (province, id, organiser, city, county, institution, mark, reason, set_by, set_by_name, set_at)
    values ('14', gen_random_uuid(), '${organiser}', '140100', '140121', 'Q1', '${mark}', '${reason}', 'x', 'x', now())`;
}
