import {
  acceptProcurement,
  checkPayment,
  confirmRelease,
  liftSuspension,
  listSuspendablePages,
  listSuspensions,
  type PaymentDraft,
  payPayment,
  recordProcurement,
  recordProcurementRules,
  releasePlan,
  submitPayment,
  suspendPayments,
} from "@qiangyi/api";
import type { Earmark } from "@qiangyi/ledger";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { type Actor, newId } from "../../platform/index.ts";
import {
  addUnits,
  approvedPayment,
  draftOf,
  earmarkOf,
  fund,
  pageFor,
  paidPayment,
  people,
  settableClock,
  wan,
  wanText,
} from "../sample-payments.ts";

const database = await freshDatabase();
const clock = settableClock("2025-03-03T02:00:00Z");
const api = await testApi(database, clock);
const { accountant, bureau, province, health } = people;
const tertiary = actorAs("unit_finance", {
  level: "unit",
  city: "140100",
  county: null,
  institution: "T1",
  userId: "t1",
  name: "会计辛",
});
const township = actorAs("unit_finance", {
  level: "unit",
  city: "140100",
  county: "140121",
  institution: "V1",
  userId: "v1",
  name: "会计壬",
});
await addUnits(database);

const count = async (table: string) => (await database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;
const written = async () => [await count("payment_request"), await count("ledger_entry")];

/** Hands in a draft that must be refused, and sees that nothing but the refusal itself was kept. */
const refusedWith = async (actor: Actor, body: PaymentDraft) => {
  const before = await written();
  const answer = await api.call(actor, submitPayment, { body });
  expect(await written()).toEqual(before);
  expect(answer.status).toBe(422);
  return answer.problem;
};
const codeOf = async (actor: Actor, body: PaymentDraft) => (await refusedWith(actor, body)).code;

let projects = 0;
/** A page of a line for a unit, with money on it. */
const pageWith = async (
  line: string,
  amount: number,
  change: Partial<Earmark> = {},
  actor: Actor = accountant,
): Promise<string> => {
  projects += 1;
  const project = change.project ?? `Q${projects}`;
  const institution = actor.institution ?? "H1";
  const region = institution === "T1" ? "140100" : "140121";
  await fund(database, clock, { amount: wan(amount), earmark: earmarkOf({ line, project, ...change }), institution, region });
  return (await pageFor(api, actor, project)).earmark;
};

/** A project of the pilot that stands in the library in some state. */
const telemedicineProject = async (institution: string, state = "funded"): Promise<string> => {
  projects += 1;
  const [call, id] = [newId(), newId()];
  await database.query(
    `insert into call (province, id, organiser, programme, year, batch, title, document_number, opens_on, closes_on, reference_on, definition, state,
       created_by, created_at, changed_by, changed_at, published_by, published_at)
     values ('14', $1, 'province', '5g-pilot', 2025, $2, '演示申报通知', '晋卫函〔2025〕1号', '2025-01-01', '2025-02-01', '2025-01-01', '{}', 'published', 'x', now(), 'x', now(), 'x', now())`,
    [call, call],
  );
  await database.query(
    `insert into project (province, id, call, programme, year, number, title, state, route, institution, seat, city, county, signed_round, search_text, created_by, created_at, changed_by, changed_at, review_conclusion, review_score)
     values ('14', $1, $2, '5g-pilot', 2025, $3, '远程诊疗', $4, '{province}', $5, '140121', null, null, 1, '', 'clerk', now(), 'clerk', now(), 'recommended', 9000)`,
    [id, call, `XM-2025-${String(projects + 1000).padStart(6, "0")}`, state, institution],
  );
  return id;
};

const telemedicineDraft = (
  earmark: string,
  given: PaymentDraft["telemedicine"],
  change: Partial<PaymentDraft> = {},
): PaymentDraft =>
  draftOf(earmark, {
    category: "equipment",
    departmentClass: "30227",
    governmentClass: "50502",
    amountFen: wanText(1),
    purpose: "远程诊疗设备",
    ...(given && { telemedicine: given }),
    ...change,
  });

const release = async (kind: "plan" | "performance") =>
  (
    await api.call(health, releasePlan, {
      body: { fund: "5g-2022", year: 2025, kind, title: `5G试点2025年${kind}`, documentNumber: `晋卫函〔2025〕${kind}` },
    })
  ).answer.id;

describe("没有项目的支出 [qiangyi-2024.art2.c]", () => {
  it("办公楼取暖没有项目：USE_OUT_OF_SCOPE，留下拦截记录和审计记录", async () => {
    const problem = await refusedWith(accountant, draftOf(null, { purpose: "办公楼取暖", category: "办公楼取暖" }));
    expect(problem).toMatchObject({ code: "USE_OUT_OF_SCOPE", clause: "qiangyi-2024.art2.c" });
    const { refusals } = (await api.call(bureau, listSuspensions, {})).answer;
    expect(refusals).toMatchObject([{ code: "USE_OUT_OF_SCOPE", purpose: "办公楼取暖", amountFen: wanText(10), by: "会计甲" }]);
    const [entry] = await database.query<{ outcome: string; detail: string }>(
      "select outcome, detail::text from audit_entry where action = 'payment-refused'",
    );
    expect(entry?.outcome).toBe("refused");
    expect(entry?.detail).toContain("办公楼取暖");
    expect(entry?.detail).not.toContain("6222");
  });
});

describe("专项核算 [qiangyi-2024.art10.2.b]", () => {
  it("一院两个项目两个账页，各记各的；列入公共账页、别的单位账页的拒绝", async () => {
    const one = await pageWith("township-centre", 30, { project: "甲" });
    const two = await pageWith("township-centre", 20, { project: "乙" });
    expect(one).not.toBe(two);
    await paidPayment(api, draftOf(one), "2025-03-03");
    expect(await pageFor(api, accountant, "甲")).toMatchObject({
      receivedFen: wanText(30),
      availableFen: wanText(20),
      paidFen: wanText(10),
    });
    expect(await pageFor(api, accountant, "乙")).toMatchObject({ receivedFen: wanText(20), availableFen: wanText(20) });
    const { project: _, ...pool } = earmarkOf();
    await fund(database, clock, { amount: wan(5), earmark: pool });
    const common = await pageFor(api, accountant, null);
    expect(await refusedWith(accountant, draftOf(common.earmark))).toMatchObject({
      code: "LEDGER_REQUIRED",
      clause: "qiangyi-2024.art10.2.b",
    });
    expect(await codeOf(people.neighbour, draftOf(one))).toBe("LEDGER_REQUIRED");
  });
});

describe("用途与标准 [qiangyi-2024.art10.2.c]", () => {
  it("用途在支持项目之外的拒绝；服务其他科室的拒绝；主要用途之外须说明", async () => {
    const page = await pageWith("township-centre", 20);
    expect(await codeOf(accountant, draftOf(page, { category: "职工住房" }))).toBe("USE_OUT_OF_SCOPE");
    expect(await codeOf(accountant, draftOf(page, { beneficiary: "other-department" }))).toBe("USE_OUT_OF_SCOPE");
    expect(await codeOf(accountant, draftOf(page, { category: "training" }))).toBe("JUSTIFICATION_REQUIRED");
    const reasoned = draftOf(page, { category: "training", reason: "新设备操作培训" });
    expect((await api.call(accountant, submitPayment, { body: reasoned })).status).toBe(201);
  });
  it("工作室同一建设年度第二个20万元：STANDARD_MISMATCH", async () => {
    const page = await pageWith("expert-workshop", 40);
    const draft = draftOf(page, { amountFen: wanText(20), category: "lecturing", departmentClass: "30226" });
    await paidPayment(api, draft, "2025-03-03");
    expect(await refusedWith(accountant, draft)).toMatchObject({ code: "STANDARD_MISMATCH", clause: "qiangyi-2024.art10.2.c" });
  });
  it("合同金额为限：超过合同的拒绝；另一个项目的合同不能用", async () => {
    const page = await pageWith("county-tertiary", 100);
    const { answer } = await api.call(accountant, recordProcurement, {
      body: {
        earmark: page,
        method: "open",
        filingNumber: "CG-1",
        item: "监护仪",
        contractNumber: "HT-1",
        contractFen: wanText(60),
        acceptedOn: "2025-03-01",
      },
    });
    const equipment = draftOf(page, {
      category: "equipment",
      reason: "县级医院监护能力",
      departmentClass: "31003",
      governmentClass: "50601",
      procurement: answer.id,
      amountFen: wanText(60.01),
    });
    expect(await codeOf(accountant, equipment)).toBe("STANDARD_MISMATCH");
    const other = await pageWith("county-tertiary", 100);
    expect(await codeOf(accountant, { ...equipment, earmark: other, amountFen: wanText(1) })).toBe("USE_OUT_OF_SCOPE");
    expect((await api.call(accountant, submitPayment, { body: { ...equipment, amountFen: wanText(60) } })).status).toBe(201);
    expect(await codeOf(accountant, { ...equipment, amountFen: "1" })).toBe("STANDARD_MISMATCH");
  });
});

describe("国库集中支付 [qiangyi-2024.art10.2.a] [5g-2022.art14.a]", () => {
  it.each(["OWN_ACCOUNT", "REAL_TRANSFER"] as const)("%s：TREASURY_CHANNEL_REQUIRED", async (method) => {
    const page = await pageWith("township-centre", 20);
    expect(await refusedWith(accountant, draftOf(page, { method }))).toMatchObject({
      code: "TREASURY_CHANNEL_REQUIRED",
      clause: "qiangyi-2024.art10.2.a",
    });
  });
  it("直接、授权、一体化支付受理；5G资金同样", async () => {
    const page = await pageWith("township-centre", 30);
    for (const method of ["DIRECT", "AUTHORIZED", "INTEGRATED"] as const)
      expect((await api.call(accountant, submitPayment, { body: draftOf(page, { method, amountFen: wanText(1) }) })).status).toBe(
        201,
      );
    const pilot = await pageWith("5g-pilot", 50, { project: await telemedicineProject("T1") }, tertiary);
    const { answer } = await api.call(tertiary, checkPayment, {
      body: telemedicineDraft(pilot, { class: "tertiary-hospital", item: "surgery-video" }, { method: "OWN_ACCOUNT" }),
    });
    expect(answer.code).toBe("TREASURY_CHANNEL_REQUIRED");
    expect(answer.checks.find(({ id }) => id === "channel")?.clause).toBe("5g-2022.art14.a");
  });
});

describe("政府采购", () => {
  it("设备80万元没有采购记录：PROCUREMENT_REQUIRED；有合同和验收的受理 [qiangyi-2024.art10.2.d]", async () => {
    await api.call(province, recordProcurementRules, {
      body: { year: 2025, thresholdFen: wanText(50), catalogue: ["information"], source: "演示采购目录（2025年）" },
    });
    const page = await pageWith("county-tertiary", 200);
    const equipment = draftOf(page, {
      category: "equipment",
      reason: "县级医院监护能力",
      departmentClass: "31003",
      governmentClass: "50601",
      amountFen: wanText(80),
    });
    expect(await refusedWith(accountant, equipment)).toMatchObject({
      code: "PROCUREMENT_REQUIRED",
      clause: "qiangyi-2024.art10.2.d",
    });
    const { answer } = await api.call(accountant, recordProcurement, {
      body: {
        earmark: page,
        method: "open",
        filingNumber: "CG-80",
        item: "监护仪",
        contractNumber: "HT-80",
        contractFen: wanText(80),
      },
    });
    const withRecord = { ...equipment, procurement: answer.id };
    expect(await codeOf(accountant, withRecord)).toBe("PROCUREMENT_REQUIRED");
    await api.call(accountant, acceptProcurement, { params: { procurementId: answer.id }, body: { acceptedOn: "2025-03-01" } });
    expect((await api.call(accountant, submitPayment, { body: withRecord })).status).toBe(201);
  });
  it("5G资金CPE 60万元没有合同：PROCUREMENT_REQUIRED [5g-2022.art13.a]", async () => {
    const page = await pageWith("5g-pilot", 100, { project: await telemedicineProject("T1") }, tertiary);
    const cpe = telemedicineDraft(
      page,
      { class: "tertiary-hospital", item: "hospital-cpe" },
      { amountFen: wanText(60), departmentClass: "31003", governmentClass: "50601" },
    );
    expect(await refusedWith(tertiary, cpe)).toMatchObject({ code: "PROCUREMENT_REQUIRED", clause: "5g-2022.art13.a" });
  });
});

describe("收款人与谁负担", () => {
  it("千名医师：拨给派出医院或个人 WRONG_PAYEE，拨给受援医院受理 [qiangyi-2024.art7.3.4.g]", async () => {
    const page = await pageWith("doctor-secondment", 2.4);
    const lodging = draftOf(page, {
      amountFen: wanText(1),
      category: "travel-lodging",
      departmentClass: "30211",
      persons: ["演示医师"],
    });
    const to = (kind: "institution" | "person" | "own", name: string) => ({
      ...lodging,
      payee: { ...lodging.payee, kind, name },
    });
    for (const wrong of [to("institution", "太原演示医院"), to("person", "演示医师")])
      expect(await refusedWith(accountant, wrong)).toMatchObject({ code: "WRONG_PAYEE", clause: "qiangyi-2024.art7.3.4.g" });
    expect((await api.call(accountant, submitPayment, { body: to("own", "清徐演示医院") })).status).toBe(201);
  });
  it("派出人员住宿受理并列明人员；本院职工奖金 USE_OUT_OF_SCOPE [qiangyi-2024.art7.3.4.h]", async () => {
    const page = await pageWith("doctor-secondment", 2.4);
    const lodging = draftOf(page, { amountFen: wanText(1), category: "travel-lodging", departmentClass: "30211" });
    const own = { ...lodging, payee: { ...lodging.payee, kind: "own" as const, name: "清徐演示医院" } };
    expect(await codeOf(accountant, own)).toBe("JUSTIFICATION_REQUIRED");
    expect(await codeOf(accountant, { ...own, persons: ["演示医师"], beneficiary: "own-staff" })).toBe("USE_OUT_OF_SCOPE");
    expect((await api.call(accountant, submitPayment, { body: { ...own, persons: ["演示医师"] } })).status).toBe(201);
  });
  it("访问学者的住宿由派出单位负担：COST_BORNE_BY_SENDER；列本单位自有资金的受理 [qiangyi-2024.art7.3.5.3.g]", async () => {
    const page = await pageWith("visiting-scholar", 2);
    const lodging = draftOf(page, { amountFen: wanText(0.8), category: "travel-lodging", departmentClass: "30211" });
    expect(await refusedWith(accountant, lodging)).toMatchObject({
      code: "COST_BORNE_BY_SENDER",
      clause: "qiangyi-2024.art7.3.5.3.g",
    });
    const own = await pageWith("visiting-scholar", 2, { sourceLevel: "own", nature: "own" });
    expect((await api.call(accountant, submitPayment, { body: { ...lodging, earmark: own } })).status).toBe(201);
  });
  it("收款人、开户行、账号缺一不可", async () => {
    const page = await pageWith("township-centre", 20);
    const { payee } = draftOf(page);
    for (const change of [{ name: "" }, { bank: "" }, { secretAccount: "12345" }, { secretAccount: "" }])
      expect(await codeOf(accountant, draftOf(page, { payee: { ...payee, ...change } }))).toBe("PAYEE_INCOMPLETE");
  });
});

describe("票据与科目", () => {
  it("同一发票只能用一次；经济分类不成对的拒绝", async () => {
    const page = await pageWith("township-centre", 40);
    await approvedPayment(api, draftOf(page, { invoiceNumber: "FP-77" }));
    expect(await codeOf(accountant, draftOf(page, { invoiceNumber: "FP-77" }))).toBe("INVOICE_REPEATED");
    expect(await codeOf(accountant, draftOf(page, { governmentClass: "50601" }))).toBe("ECONOMIC_CLASS_MISMATCH");
    expect(await codeOf(accountant, draftOf(page, { departmentClass: "" }))).toBe("ECONOMIC_CLASS_MISMATCH");
  });
});

describe("5G试点", () => {
  it("实施方案和绩效要求未下达、未确认：PLAN_REQUIRED；确认后受理 [5g-2022.art11.d]", async () => {
    const page = await pageWith("5g-pilot", 50, { project: await telemedicineProject("T1") }, tertiary);
    const video = telemedicineDraft(page, { class: "tertiary-hospital", item: "surgery-video" });
    expect(await refusedWith(tertiary, video)).toMatchObject({ code: "PLAN_REQUIRED", clause: "5g-2022.art11.d" });
    const releases = [await release("plan"), await release("performance")];
    expect(await codeOf(tertiary, video)).toBe("PLAN_REQUIRED");
    for (const releaseId of releases) await api.call(tertiary, confirmRelease, { params: { releaseId } });
    expect((await api.call(tertiary, submitPayment, { body: video })).status).toBe(201);
  });

  it("没有类别 CLASS_REQUIRED；类别与单位不符 USE_OUT_OF_SCOPE [5g-2022.art2.b]", async () => {
    const page = await pageWith("5g-pilot", 50, { project: await telemedicineProject("V1") }, township);
    expect(await refusedWith(township, telemedicineDraft(page, undefined))).toMatchObject({
      code: "CLASS_REQUIRED",
      clause: "5g-2022.art2.b",
    });
    expect(await codeOf(township, telemedicineDraft(page, { class: "provincial", item: "service-platform" }))).toBe(
      "USE_OUT_OF_SCOPE",
    );
  });

  it("名单内乡镇卫生院的远程会诊视讯设备受理，名单外的 NOT_ON_LIST [5g-2022.art2.f]", async () => {
    const [listed, unlisted] = [await telemedicineProject("V1"), await telemedicineProject("V1")];
    const plan = async (version: number, project: string) => {
      const id = newId();
      await database.query(
        `insert into support_plan (province, id, programme, year, version, state, targets, confirmed_by, confirmed_by_name, confirmed_at, document_number, created_by, created_at)
         values ('14', $1, '5g-pilot', 2025, $2, 'draft', '[]', null, null, null, null, 'x', now())`,
        [id, version],
      );
      await database.query(
        `insert into support_plan_row (province, plan, project, number, title, institution, institution_name, part, amount_fen, targets)
         values ('14', $1, $2, 'XM', '远程诊疗', 'V1', '清徐演示卫生院', 'township-centre', 5000000, '年内开通')`,
        [id, project],
      );
      await database.query(
        `update support_plan set state = 'confirmed', confirmed_by = 'x', confirmed_by_name = 'x', confirmed_at = now(), document_number = '晋卫函〔2025〕9号' where id = $1`,
        [id],
      );
    };
    // What an earlier version listed and the one in force does not is off the list.
    await plan(1, unlisted);
    await plan(2, listed);
    for (const item of await database.query<{ id: string }>("select id::text from implementation_release"))
      await api.call(township, confirmRelease, { params: { releaseId: item.id } });
    const video = (page: string) => telemedicineDraft(page, { class: "township", item: "consultation-video" });
    const [own, other] = [
      await pageWith("5g-pilot", 50, { project: listed }, township),
      await pageWith("5g-pilot", 50, { project: unlisted }, township),
    ];
    expect(await refusedWith(township, video(other))).toMatchObject({ code: "NOT_ON_LIST", clause: "5g-2022.art2.f" });
    expect((await api.call(township, submitPayment, { body: video(own) })).status).toBe(201);
  });

  it("县级医院的设备不得用省级资金：COUNTY_COST_NOT_PROVINCIAL；县级预算受理，省级责任的项目受理 [5g-2022.art4.a] [5g-2022.art2.h]", async () => {
    const page = await pageWith("5g-pilot", 50, { project: await telemedicineProject("H1") });
    const cpe = telemedicineDraft(page, { class: "county", item: "county-cpe" }, { amountFen: wanText(50) });
    expect(await refusedWith(accountant, cpe)).toMatchObject({ code: "COUNTY_COST_NOT_PROVINCIAL", clause: "5g-2022.art2.h" });
    for (const item of await database.query<{ id: string }>("select id::text from implementation_release"))
      await api.call(accountant, confirmRelease, { params: { releaseId: item.id } });
    const local = await pageWith("5g-pilot", 50, { project: await telemedicineProject("H1"), sourceLevel: "county" });
    expect((await api.call(accountant, submitPayment, { body: { ...cpe, earmark: local } })).problem?.code).toBe(
      "PROCUREMENT_REQUIRED",
    );
    expect((await api.call(accountant, submitPayment, { body: { ...cpe, earmark: local, amountFen: wanText(40) } })).status).toBe(
      201,
    );
    const provincial = await pageWith("5g-pilot", 50, { project: await telemedicineProject("T1") }, tertiary);
    const { answer } = await api.call(tertiary, recordProcurement, {
      body: {
        earmark: provincial,
        method: "open",
        filingNumber: "CG-5G",
        item: "手术示教",
        contractNumber: "HT-5G",
        contractFen: wanText(50),
        acceptedOn: "2025-03-01",
      },
    });
    const teaching = telemedicineDraft(
      provincial,
      { class: "tertiary-hospital", item: "surgery-teaching" },
      { amountFen: wanText(50), procurement: answer.id },
    );
    expect((await api.call(tertiary, submitPayment, { body: teaching })).status).toBe(201);
  });

  it("三级医院第四个点位 POINT_LIMIT_EXCEEDED，服务期外 SERVICE_TERM_EXCEEDED [5g-2022.art2.e]", async () => {
    const page = await pageWith("5g-pilot", 50, { project: await telemedicineProject("T1") }, tertiary);
    const fee = (points: number, feeTo = "2027-09-30") =>
      telemedicineDraft(page, { class: "tertiary-hospital", item: "service-fee", points, serviceFrom: "2022-10-01", feeTo });
    expect((await api.call(tertiary, submitPayment, { body: fee(3) })).status).toBe(201);
    expect(await refusedWith(tertiary, fee(1))).toMatchObject({ code: "POINT_LIMIT_EXCEEDED", clause: "5g-2022.art2.e" });
    const { answer } = await api.call(tertiary, checkPayment, { body: fee(1, "2027-10-31") });
    expect(answer.checks.filter(({ state }) => state === "fail").map(({ code }) => code)).toEqual([
      "POINT_LIMIT_EXCEEDED",
      "SERVICE_TERM_EXCEEDED",
    ]);
  });

  it("程序、标准：未入库先付 STEP_ORDER，超点位 POINT_LIMIT_EXCEEDED [5g-2022.art6.b]", async () => {
    const early = await pageWith("5g-pilot", 10, { project: await telemedicineProject("T1", "reviewed") }, tertiary);
    const video = telemedicineDraft(early, { class: "tertiary-hospital", item: "surgery-video" });
    expect(await refusedWith(tertiary, video)).toMatchObject({ code: "STEP_ORDER", clause: "5g-2022.art6.b" });
    const listed = await pageWith("5g-pilot", 10, { project: await telemedicineProject("T1") }, tertiary);
    const over = { class: "tertiary-hospital", item: "service-fee", points: 4, serviceFrom: "2025-01-01", feeTo: "2026-01-01" };
    expect(await codeOf(tertiary, telemedicineDraft(listed, over))).toBe("POINT_LIMIT_EXCEEDED");
  });

  it("列入别的项目 USE_OUT_OF_SCOPE，没有账页 LEDGER_REQUIRED [5g-2022.art12] [5g-2022.art6.a]", async () => {
    const foreign = await pageWith("5g-pilot", 10, { project: await telemedicineProject("V1") }, tertiary);
    const video = telemedicineDraft(foreign, { class: "tertiary-hospital", item: "surgery-video" });
    // A project of another unit is no listed project of this one either: the step comes first, the scope is named beside it.
    const { answer } = await api.call(tertiary, checkPayment, { body: video });
    expect(answer.checks.filter(({ state }) => state === "fail").map(({ code }) => code)).toContain("USE_OUT_OF_SCOPE");
    const own = await pageWith("5g-pilot", 10, { project: await telemedicineProject("T1") }, tertiary);
    const crossing = await refusedWith(tertiary, { ...video, earmark: own, beneficiary: "other-project" });
    expect(crossing).toMatchObject({ code: "USE_OUT_OF_SCOPE", clause: "5g-2022.art6.a" });
    expect(await codeOf(tertiary, { ...video, earmark: "999999" })).toBe("LEDGER_REQUIRED");
  });
});

describe("暂停支付", () => {
  it("暂停期间 PAYMENT_SUSPENDED，只有作出暂停的一级可以恢复", async () => {
    const page = await pageWith("township-centre", 20);
    const { answer } = await api.call(province, suspendPayments, {
      body: { institution: "H1", reason: "检查发现账实不符", documentNumber: "晋财监〔2025〕3号" },
    });
    expect(await codeOf(accountant, draftOf(page))).toBe("PAYMENT_SUSPENDED");
    const lift = (actor: Actor) =>
      api.call(actor, liftSuspension, { params: { suspensionId: answer.id }, body: { reason: "已整改" } });
    expect((await lift(bureau)).problem.code).toBe("other-setter");
    expect((await lift(province)).status).toBe(200);
    expect((await api.call(accountant, submitPayment, { body: draftOf(page) })).status).toBe(201);
  });
});

describe("审批以后才暂停", () => {
  it("已审批的也不得支付：PAYMENT_SUSPENDED，没有记账；恢复后照付", async () => {
    const page = await pageWith("township-centre", 20);
    const requestId = await approvedPayment(api, draftOf(page));
    const { answer } = await api.call(bureau, suspendPayments, {
      body: { institution: "H1", reason: "收到举报待核", documentNumber: "清财监〔2025〕2号" },
    });
    const pay = () =>
      api.call(bureau, payPayment, {
        params: { requestId },
        body: { paidOn: clock.today(), voucherNumber: "PZ-STOP", receiptNumber: "HD-STOP" },
      });
    const before = await written();
    expect(await pay()).toMatchObject({ status: 422, problem: { code: "PAYMENT_SUSPENDED", clause: "5g-2022.art19.b" } });
    expect(await written()).toEqual(before);
    await api.call(bureau, liftSuspension, { params: { suspensionId: answer.id }, body: { reason: "已核实" } });
    expect((await pay()).status).toBe(200);
  });
});

describe("只暂停一个项目账页", () => {
  it("该账页 PAYMENT_SUSPENDED，其他账页照付；范围显示项目；不是本单位的账页拒绝，没有写入", async () => {
    const [stopped, free] = [await pageWith("township-centre", 20), await pageWith("township-centre", 20)];
    const { pages } = (await api.call(bureau, listSuspendablePages, { query: { institution: "H1" } })).answer;
    expect(pages.map(({ earmark }) => earmark)).toEqual(expect.arrayContaining([stopped, free]));
    const suspend = (earmark: string) =>
      api.call(bureau, suspendPayments, {
        body: { institution: "H1", earmark, reason: "合同有疑问", documentNumber: "清财监〔2025〕1号" },
      });
    const rows = async () => (await api.call(bureau, listSuspensions, {})).answer.suspensions;
    const before = await rows();
    expect(await suspend("999999")).toMatchObject({ status: 404, problem: { code: "page-not-found" } });
    expect(await rows()).toEqual(before);
    const { answer } = await suspend(stopped);
    expect(await codeOf(accountant, draftOf(stopped))).toBe("PAYMENT_SUSPENDED");
    expect((await api.call(accountant, submitPayment, { body: draftOf(free) })).status).toBe(201);
    expect((await rows())[0]?.scope).toBe(pages.find(({ earmark }) => earmark === stopped)?.title);
    const lifted = { params: { suspensionId: answer.id }, body: { reason: "已核实" } };
    expect((await api.call(bureau, liftSuspension, lifted)).status).toBe(200);
    expect((await api.call(accountant, submitPayment, { body: draftOf(stopped) })).status).toBe(201);
  });
});

describe("下达与接收", () => {
  /** A notice row for H1 as the notices' room writes it, with or without what the receiver did. */
  const arrived = async (project: string, amount: number, queried = 0) => {
    const id = newId();
    await database.query(
      `insert into allotment_notice (province, id, kind, fund, issuer, issuer_region, issuer_city, issuer_county, year, number, title, drafted_by, drafted_name, drafted_at)
       values ('14', $1, 'final', 'qiangyi-2024', 'F140121', '140121', '140100', '140121', 2025, null, '下达通知', 'x', 'x', now())`,
      [id],
    );
    await database.query(
      `insert into allotment_row (province, notice_id, row_no, issuer_city, issuer_county, is_issued, receiver, city, county, institution, destination_name, line, project, title, allocated_fen, this_fen, function_class)
       values ('14', $1, 1, '140100', '140121', true, 'UH1', '140100', '140121', 'H1', '清徐演示医院', 'township-centre', $2, '次中心', $3, $3, '2100302')`,
      [id, project, String(wan(amount))],
    );
    await database.query(
      `update allotment_notice set state = 'issued', number = $2, issued_by = 'y', issued_name = 'y', issued_on = '2025-03-01' where id = $1`,
      [id, `清财社〔2025〕${700 + projects}号`],
    );
    projects += 1;
    if (queried > 0)
      await database.query(
        `insert into fund_query (province, id, notice_id, row_no, book, upper_book, amount_fen, is_whole, reason, discovered_at, raised_by, raised_name, raised_side, raised_at, city, county, institution)
         values ('14', $1, $2, 1, 'UH1', 'F140121', $3, false, '金额存疑', now(), 'x', 'x', 'unit', now(), '140100', '140121', 'H1')`,
        [newId(), id, String(wan(queried))],
      );
  };

  it("已下达未核对接收的：RECEIPT_NOT_VERIFIED", async () => {
    await arrived("未接收", 40);
    const { earmark, availableFen } = await pageFor(api, accountant, "未接收");
    expect(availableFen).toBe("0");
    expect(await refusedWith(accountant, draftOf(earmark))).toMatchObject({
      code: "RECEIPT_NOT_VERIFIED",
      clause: "qiangyi-2024.art8.4.a",
    });
  });
  it("存疑部分不得支付：FUNDS_UNDER_QUERY，其余照付", async () => {
    await arrived("存疑", 40, 30);
    // Checked twice: what did not agree at first was settled later.
    for (const [attempt, state] of [
      [1, "mismatch"],
      [2, "verified"],
    ] as const)
      await database.query(
        `insert into allotment_receipt (province, notice_id, row_no, attempt, state, stated_fen, received_on, received_by, received_name, received_at, city, county, institution)
         select province, notice_id, row_no, $1, $2, this_fen, '2025-03-02', 'x', 'x', now(), city, county, institution from allotment_row where project = '存疑'`,
        [attempt, state],
      );
    await fund(database, clock, { amount: wan(10), earmark: earmarkOf({ project: "存疑" }) });
    const { earmark } = await pageFor(api, accountant, "存疑");
    expect(await codeOf(accountant, draftOf(earmark, { amountFen: wanText(10.01) }))).toBe("FUNDS_UNDER_QUERY");
    expect((await api.call(accountant, submitPayment, { body: draftOf(earmark) })).status).toBe(201);
  });
});

describe("试校验", () => {
  it("一次列出全部检查，每条有条款；不写入、不进审计", async () => {
    const page = await pageWith("township-centre", 5);
    const before = [await written(), await count("audit_entry")];
    const { answer } = await api.call(accountant, checkPayment, {
      body: draftOf(page, { category: "职工住房", method: "OWN_ACCOUNT", amountFen: wanText(6), governmentClass: "50601" }),
    });
    expect(answer.code).toBe("USE_OUT_OF_SCOPE");
    expect(answer.checks.filter(({ state }) => state === "fail").map(({ code }) => code)).toEqual([
      "USE_OUT_OF_SCOPE",
      "ECONOMIC_CLASS_MISMATCH",
      "TREASURY_CHANNEL_REQUIRED",
      "BALANCE_EXCEEDED",
    ]);
    expect(answer.checks.length).toBeGreaterThan(15);
    expect([await written(), await count("audit_entry")]).toEqual(before);
  });
});
