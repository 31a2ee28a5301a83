import {
  decideCentreAward,
  draftCentreAssessment,
  fileCentreAward,
  finaliseCentreAssessment,
  listCentreAwards,
  payCentreAward,
  payExportingHospital,
  planSpecialFund,
  type RouteInput,
  recordTalentPolicy,
  showCentreMoney,
} from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { type Actor, fixedClock } from "../../platform/index.ts";

const database = await freshDatabase();
const api = await testApi(database, fixedClock("2025-03-03T02:00:00Z"));

const taiyuan = { level: "city", city: "140100" } as const;
const people = {
  province: actorAs("prov_health_dept", { userId: "prov-1" }),
  provinceSecond: actorAs("prov_health_dept", { userId: "prov-2" }),
  treasury: actorAs("prov_finance_social", { userId: "treasury" }),
  city: actorAs("city_health_bureau", { ...taiyuan, userId: "city-1" }),
  citySecond: actorAs("city_health_bureau", { ...taiyuan, userId: "city-2" }),
  cityTreasury: actorAs("city_finance_bureau", { ...taiyuan, userId: "city-treasury" }),
  linfen: actorAs("city_health_bureau", { level: "city", city: "141000", userId: "linfen" }),
};

const wan = (amount: number) => String(BigInt(Math.round(amount * 1_000_000)));
const rows = async () =>
  (
    await database.query<{ n: number }>(
      `select ((select count(*) from centre_assessment) + (select count(*) from centre_assessment_final) + (select count(*) from centre_fund)
        + (select count(*) from centre_talent_policy) + (select count(*) from centre_payment) + (select count(*) from centre_award)
        + (select count(*) from centre_award_decision) + (select count(*) from centre_award_payment))::int as n`,
    )
  )[0]?.n;

type Assessment = RouteInput<typeof draftCentreAssessment>["body"];
const draft = (actor: Actor, more: Partial<Assessment> = {}) =>
  api.call(actor, draftCentreAssessment, {
    body: {
      centre: "task4",
      year: 2024,
      score: "88.5",
      conclusion: "良好",
      assessedOn: "2025-02-20",
      feeFen: wan(800),
      coefficient: null,
      reason: "年度考核良好，按协议核定",
      ...more,
    },
  });
const finalise = (actor: Actor, version: number, more: { centre?: "task1" | "task4"; year?: number } = {}) =>
  api.call(actor, finaliseCentreAssessment, { params: { centre: "task4", year: 2024, version, ...more } });

type Payment = RouteInput<typeof payExportingHospital>["body"];
let vouchers = 0;
const pay = (actor: Actor, more: Partial<Payment> = {}) => {
  vouchers += 1;
  return api.call(actor, payExportingHospital, {
    body: {
      centre: "task4",
      item: "管理费用",
      payee: "北京大学第一医院",
      assessmentYear: 2024,
      amountFen: wan(1),
      paidOn: "2025-03-01",
      voucher: `PZ-${vouchers}`,
      person: null,
      policy: null,
      note: null,
      ...more,
    },
  });
};
const fund = (actor: Actor, payer: "山西省" | "太原市", amount: number, reason: string | null = null) =>
  api.call(actor, planSpecialFund, {
    body: { payer, year: 2025, amountFen: wan(amount), document: "2025年部门预算", reason },
  });
const shown = async (actor: Actor, year = 2024) => (await api.call(actor, showCentreMoney, { query: { year } })).answer;
const task4 = async (year = 2024) => (await shown(people.city, year)).centres[0] ?? expect.fail("no centre");

const refusedBy = async (call: Promise<{ problem: { code: string } }>, code: string) => {
  const before = await rows();
  expect((await call).problem.code).toBe(code);
  expect(await rows()).toBe(before);
};

describe("每年安排专项经费 [regional-centres-2023.measure02.annual-special-fund]", () => {
  it("2025年没有登记安排的显示未安排,付款被拒;登记后消除", async () => {
    expect((await shown(people.city, 2025)).funds).toMatchObject([{ payer: "太原市", amountFen: null }]);
    await refusedBy(pay(people.cityTreasury, { assessmentYear: null }), "ASSESSMENT_MISSING");
    expect((await fund(people.cityTreasury, "太原市", 900)).status).toBe(201);
    expect((await shown(people.city, 2025)).funds).toMatchObject([{ payer: "太原市", amountFen: wan(900) }]);
    await fund(people.treasury, "山西省", 5000);
  });

  it("更改安排须有理由,原安排保留;别的单位不能登记", async () => {
    await refusedBy(fund(people.cityTreasury, "太原市", 1000), "change-needs-reason");
    await refusedBy(fund(people.cityTreasury, "山西省", 1000), "not-the-payer");
    await refusedBy(fund(people.treasury, "太原市", 1000), "not-the-payer");
    expect((await fund(people.cityTreasury, "太原市", 1000, "年中追加")).answer.version).toBe(2);
    const kept = await database.query(
      "select version, amount_fen::text as fen from centre_fund where payer = '太原市' order by version",
    );
    expect(kept).toEqual([
      { version: 1, fen: wan(900) },
      { version: 2, fen: wan(1000) },
    ]);
  });

  it("超过当年安排的付款被拒", async () => {
    await draft(people.city, { year: 2023, feeFen: wan(2000) });
    await finalise(people.citySecond, 1, { year: 2023 });
    await refusedBy(pay(people.cityTreasury, { assessmentYear: 2023, amountFen: wan(1000.01) }), "BUDGET_EXCEEDED");
  });
});

describe("管理费金额由年度考核确定 [regional-centres-2023.measure02.fee-annual-assessment]", () => {
  it("考核草稿写800万元,应付额未确定;由另一人定稿后为800万元", async () => {
    expect((await draft(people.city)).answer.version).toBe(1);
    expect(await task4()).toMatchObject({ fixedFen: null, assessments: [{ state: "draft", feeFen: wan(800) }] });
    await refusedBy(finalise(people.city, 1), "same-person");
    expect((await finalise(people.citySecond, 1)).answer.fixedFen).toBe(wan(800));
    expect(await task4()).toMatchObject({ fixedFen: wan(800), availableFen: wan(800), assessments: [{ state: "final" }] });
  });

  it("任务四由太原市卫健委考核,任务一至三由省卫健委考核", async () => {
    await refusedBy(draft(people.province), "not-the-assessor");
    await refusedBy(draft(people.city, { centre: "task1" }), "not-the-assessor");
    await refusedBy(finalise(people.province, 1), "not-the-assessor");
    expect((await draft(people.province, { centre: "task1" })).status).toBe(201);
    expect((await finalise(people.provinceSecond, 1, { centre: "task1" })).status).toBe(200);
  });

  it("定稿后改金额须有新版本和理由,原版本保留,新版本定稿前以原版本为准", async () => {
    await refusedBy(finalise(people.citySecond, 1), "assessment-final");
    await refusedBy(draft(people.city, { reason: "改" }), "invalid-request");
    expect((await draft(people.city, { feeFen: wan(810), reason: "复核后补记一项" })).answer.version).toBe(2);
    expect((await task4()).fixedFen).toBe(wan(800));
    expect((await draft(people.citySecond, { feeFen: wan(800), reason: "复核后维持原金额" })).answer.version).toBe(3);
    await refusedBy(finalise(people.citySecond, 2), "assessment-superseded");
    await refusedBy(finalise(people.city, 9), "assessment-not-found");
    expect((await finalise(people.city, 3)).answer.fixedFen).toBe(wan(800));
    expect((await task4()).assessments.map(({ version, state, feeFen }) => [version, state, feeFen])).toEqual([
      [1, "final", wan(800)],
      [2, "draft", wan(810)],
      [3, "final", wan(800)],
    ]);
  });

  it("考核日期在将来、年度还没有开始的拒绝", async () => {
    await refusedBy(draft(people.city, { assessedOn: "2025-03-04" }), "day-misfit");
    await refusedBy(draft(people.city, { year: 2026 }), "year-not-begun");
  });
});

describe("未经年度考核不付管理费 [regional-centres-2023.measure02.no-fee-before-assessment]", () => {
  it("2025年度没有定稿的考核,付款被拒,说明缺年度考核结论;2024年度的考核不能解开", async () => {
    await draft(people.city, { year: 2025, assessedOn: "2025-03-01" });
    const refused = pay(people.cityTreasury, { assessmentYear: 2025 });
    await refusedBy(refused, "ASSESSMENT_MISSING");
    const { problem } = await refused;
    expect(problem.detail).toContain("缺年度考核结论");
    expect(problem.clause).toBe("regional-centres-2023.measure02.no-fee-before-assessment");
    expect(problem.problems?.[0]).toMatchObject({ path: "assessmentYear" });
  });

  it("核定800万元:500万元、300万元受理,再付一分被拒", async () => {
    expect((await pay(people.cityTreasury, { amountFen: wan(500) })).status).toBe(201);
    expect((await pay(people.cityTreasury, { amountFen: wan(300) })).status).toBe(201);
    await refusedBy(pay(people.cityTreasury, { amountFen: "1" }), "FEE_EXCEEDED");
    expect(await task4()).toMatchObject({ paidFen: wan(800), availableFen: "0", overFen: "0" });
  });

  it("八人同时付最后1万元,只付出一笔", async () => {
    await draft(people.city, { feeFen: wan(801), reason: "复核后增加一万元" });
    await finalise(people.citySecond, 4);
    const replies = await Promise.all(Array.from({ length: 8 }, () => pay(people.cityTreasury)));
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect((await task4()).paidFen).toBe(wan(801));
  });
});

describe("付给输出医院的其他费用", () => {
  const salary = { centre: "task1", item: "人员薪酬费用", payee: "华中科技大学同济医学院附属同济医院" } as const;

  it.each<[string, Partial<Payment>, string]>([
    ["没有考核依据", { ...salary, assessmentYear: null }, "ASSESSMENT_MISSING"],
    ["不在列的项目", { ...salary, item: "设备购置费" }, "ITEM_NOT_LISTED"],
    ["不是输出医院", { ...salary, payee: "北京大学第一医院" }, "PAYEE_NOT_EXPORTING_HOSPITAL"],
    ["没有说明", { ...salary, item: "其他相关生活费用" }, "NOTE_MISSING"],
    ["没有人才政策", { ...salary, item: "安家费", person: "专家甲" }, "TALENT_POLICY_MISSING"],
    ["没有写明发给谁", { ...salary, item: "安家费" }, "TALENT_PERSON_MISSING"],
    ["将来的日期", { ...salary, paidOn: "2025-03-04" }, "day-misfit"],
    ["2024年没有安排", { ...salary, paidOn: "2024-12-31" }, "BUDGET_MISSING"],
  ])("%s:拒绝,什么也没有写", (_, more, code) => refusedBy(pay(people.treasury, more), code));

  it("有考核依据的受理;凭证号只用一次;太原市财政不付省的", async () => {
    expect((await pay(people.treasury, { ...salary, voucher: "SX-1" })).status).toBe(201);
    await refusedBy(pay(people.treasury, { ...salary, voucher: "SX-1" }), "voucher-reused");
    await refusedBy(pay(people.cityTreasury, salary), "not-the-payer");
  });

  it("安家费在政策的有效期和标准之内", async () => {
    const record = (more: { validTo?: string; item?: "安家费" }) =>
      api.call(people.treasury, recordTalentPolicy, {
        body: { name: "省引进人才办法", item: "安家费", validFrom: "2023-01-01", validTo: null, ceilingFen: wan(30), ...more },
      });
    await refusedBy(record({ validTo: "2022-12-31" }), "validity-misfit");
    await refusedBy(
      api.call(people.cityTreasury, recordTalentPolicy, {
        body: { name: "市办法", item: "安家费", validFrom: "2023-01-01", validTo: null, ceilingFen: wan(30) },
      }),
      "not-the-province",
    );
    const current = (await record({})).answer.id;
    const expired = (await record({ validTo: "2024-12-31" })).answer.id;
    const settling = { ...salary, item: "安家费", person: "专家甲", amountFen: wan(30) };
    await refusedBy(pay(people.treasury, { ...settling, policy: expired }), "TALENT_POLICY_NOT_IN_FORCE");
    await refusedBy(pay(people.treasury, { ...settling, policy: current, amountFen: wan(30.01) }), "TALENT_STANDARD_EXCEEDED");
    expect((await pay(people.treasury, { ...settling, policy: current })).status).toBe(201);
    await refusedBy(pay(people.treasury, { ...settling, policy: current, amountFen: "1" }), "TALENT_STANDARD_EXCEEDED");
  });
});

describe("谁看得见", () => {
  it("省看四家,太原市看任务四,临汾市一家也看不见", async () => {
    expect((await shown(people.province)).centres.map(({ id }) => id)).toEqual(["task1", "task2", "task3", "task4"]);
    expect((await shown(people.city)).centres.map(({ id }) => id)).toEqual(["task4"]);
    expect(await shown(people.linfen)).toMatchObject({ centres: [], funds: [] });
  });
});

type Claim = RouteInput<typeof fileCentreAward>["body"];
const file = (actor: Actor, more: Partial<Claim> = {}) =>
  api.call(actor, fileCentreAward, {
    body: {
      centre: "task2",
      recipient: "employed",
      recipientName: "医师甲",
      namesCentre: true,
      award: "科技进步奖",
      level: "国家级",
      prizeFen: wan(30),
      receivedFen: wan(30),
      matchFen: wan(6),
      awardedOn: "2024-05-01",
      document: "奖励决定第5号",
      ...more,
    },
  });
const decide = (actor: Actor, award: string, accepts = true) =>
  api.call(actor, decideCentreAward, { params: { award }, body: { accepts, opinion: "材料齐全" } });
const payAward = (actor: Actor, award: string, voucher: string) =>
  api.call(actor, payCentreAward, { params: { award }, body: { paidOn: "2025-03-01", voucher } });

describe("奖金配套:对象与奖项 [regional-centres-2023.measure29.eligibility]", () => {
  it.each<[string, Partial<Claim>, string]>([
    ["市厅级奖金5万元", { level: "市厅级", prizeFen: wan(5), receivedFen: wan(5), matchFen: wan(1) }, "LEVEL_TOO_LOW"],
    ["省部级荣誉没有奖金", { level: "省部级", prizeFen: "0", receivedFen: "0", matchFen: "0" }, "NO_PRIZE_MONEY"],
    ["方案印发前的奖", { awardedOn: "2023-03-12" }, "AWARDED_BEFORE_PLAN"],
    ["没有获奖文件", { document: "" }, "DOCUMENT_MISSING"],
    ["无关的人", { recipient: "other" }, "RECIPIENT_NOT_ELIGIBLE"],
    ["分得多于总额", { receivedFen: wan(31), matchFen: wan(6.2) }, "SHARE_EXCEEDS_PRIZE"],
    ["将来的日期", { awardedOn: "2025-03-04" }, "day-misfit"],
  ])("%s:拒绝,什么也没有写", (_, more, code) => refusedBy(file(people.province, more), code));

  it("国家级30万元、省肿瘤医院的医师受理;同一奖项再报为重复申报;退回的可以重报", async () => {
    const first = (await file(people.province)).answer.id;
    await refusedBy(file(people.provinceSecond), "ALREADY_FILED");
    await refusedBy(decide(people.province, first), "same-person");
    await refusedBy(decide(people.city, first), "not-the-decider");
    expect((await decide(people.provinceSecond, first, false)).answer.state).toBe("rejected");
    await refusedBy(decide(people.provinceSecond, first), "award-decided");
    await refusedBy(payAward(people.treasury, first, "PJ-0"), "award-not-accepted");
    const second = (await file(people.province)).answer.id;
    expect((await decide(people.provinceSecond, second)).answer.state).toBe("accepted");
    await refusedBy(file(people.province), "ALREADY_FILED");
    await refusedBy(payAward(people.cityTreasury, second, "PJ-1"), "not-the-payer");
    expect((await payAward(people.treasury, second, "PJ-1")).answer.matchFen).toBe(wan(6));
    await refusedBy(payAward(people.treasury, second, "PJ-2"), "award-paid");
  });

  it("临汾市不能为中心申报,太原市可以为任务四申报,不能为任务二申报", async () => {
    await refusedBy(file(people.linfen, { centre: "task4" }), "not-your-centre");
    await refusedBy(file(people.city), "not-your-centre");
    const mine = (await file(people.city, { centre: "task4", recipientName: "医师乙" })).answer.id;
    await refusedBy(decide(people.provinceSecond, "00000000-0000-7000-8000-000000000000"), "award-not-found");
    await decide(people.provinceSecond, mine);
    await refusedBy(payAward(people.treasury, mine, "PJ-1"), "voucher-reused");
  });
});

describe("奖金配套:20%,到分 [regional-centres-2023.measure29.matching-20]", () => {
  it("填报20,000.01元、应配套2万元:拒绝;一分钱的奖金配套为零:拒绝", async () => {
    const prize = { prizeFen: "10000000", receivedFen: "10000000", recipientName: "医师丙" };
    await refusedBy(file(people.province, { ...prize, matchFen: "2000001" }), "MATCH_DIFFERS");
    await refusedBy(file(people.province, { ...prize, prizeFen: "1", receivedFen: "1", matchFen: "0" }), "MATCH_ZERO");
    const filed = await file(people.province, { ...prize, matchFen: "2000000" });
    expect(filed.answer.explanation[0]?.text).toContain("按20%由省财政配套2万元");
  });

  it("33,333.33元配套6,666.67元;奖金50万元分得20万元配套4万元", async () => {
    const thirds = { prizeFen: "3333333", receivedFen: "3333333", matchFen: "666667", recipientName: "医师丁" };
    expect((await file(people.province, thirds)).status).toBe(201);
    const shared = { prizeFen: wan(50), receivedFen: wan(20), matchFen: null, recipientName: "山西省肿瘤医院" };
    expect((await file(people.province, { ...shared, recipient: "centre" })).status).toBe(201);
    expect((await api.call(people.province, listCentreAwards, { query: { year: 2024 } })).answer.items).toContainEqual(
      expect.objectContaining({ recipientName: "山西省肿瘤医院", matchFen: wan(4) }),
    );
  });

  it("一年的申报、受理奖金与配套合计", async () => {
    const { claims, acceptedPrizeFen, matchFen } = (await api.call(people.province, listCentreAwards, { query: { year: 2024 } }))
      .answer;
    expect({ claims, acceptedPrizeFen, matchFen }).toEqual({ claims: 6, acceptedPrizeFen: wan(60), matchFen: wan(12) });
  });
});

describe("数据库是最后一道关", () => {
  const violates = async (statement: string, constraint: string) =>
    expect(database.query(statement)).rejects.toMatchObject({ constraint });

  it("考核定稿前和核定额之外的管理费、自己定稿、不足两成的配套都写不进去", async () => {
    const payment = (centre: string, fen: number) =>
      `insert into centre_payment values ('14', gen_random_uuid(), '${centre}', '140100', null, null, '太原市', '管理费用', '北京大学第一医院', 2024, ${fen},
        '2025-03-01', gen_random_uuid()::text, null, null, null, 'x', 'x', now())`;
    await violates(payment("task3", 1), "centre_payment_within_assessment");
    await violates(payment("task4", 1), "centre_payment_within_assessment");
    await violates(
      `insert into centre_assessment_final select province, centre, year, version, city, county, institution, drafted_by, drafted_by, 'x', now()
       from centre_assessment a where not exists (select from centre_assessment_final f
         where (f.province, f.centre, f.year, f.version) = (a.province, a.centre, a.year, a.version)) limit 1`,
      "centre_assessment_final_by_another",
    );
    const award = (match: number, round: number) =>
      `insert into centre_award select province, gen_random_uuid(), centre, city, county, institution, recipient, recipient_name, names_centre, award,
        ${round}, level, prize_fen, received_fen, ${match}, awarded_on, document, filed_by, filed_name, filed_at
       from centre_award where recipient_name = '医师丁'`;
    await violates(award(666_666, 2), "centre_award_match");
    await violates(award(666_667, 1), "centre_award_once");
    await violates("update centre_award set match_fen = 1", "centre_award_append_only");
    await violates("delete from centre_assessment_final", "centre_assessment_final_append_only");
  });
});
