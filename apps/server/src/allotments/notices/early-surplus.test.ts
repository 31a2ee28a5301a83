import {
  countersignNotice,
  draftEarlyNotice,
  draftFinalNotice,
  draftReduction,
  issueNotice,
  issueReduction,
  listAllotmentRows,
  readReceipt,
  readReduction,
  setNoticeTargets,
  signNotice,
  signReduction,
  verifyReceipt,
} from "@qiangyi/api";
import { expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { approvedPlanOf, people, setUpProvince, wan } from "../../../test/approved-plan.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";

const database = await freshDatabase();
const api = await testApi(database);
await setUpProvince(database, api);
const { health, finance, finance2 } = people;
const taiyuan = actorAs("city_finance_bureau", { city: "140100" });
const targets = [{ name: "资金支付进度", operator: "≥" as const, value: "100", unit: "%" }];

const signBoth = async (noticeId: string) => {
  const params = { noticeId };
  await api.call(finance, setNoticeTargets, { params, body: { targets } });
  await api.call(finance, signNotice, { params, body: {} });
  await api.call(health, countersignNotice, { params, body: {} });
};
const issue = (noticeId: string, number: string) =>
  api.call(finance2, issueNotice, { params: { noticeId }, body: { number: `晋财社〔2025〕${number}号` } });
const written = async () =>
  JSON.stringify(
    await database.query(`select (select count(*)::int from ledger_entry) as entries, (select count(*)::int from allotment_copy) as copies,
      (select count(*)::int from allotment_notice where state = 'issued') as issued, (select count(*)::int from allocated_amount) as allocated`),
  );
/** 县级医院三级能力预算3000万元；提前给阳曲2000万元，而审定的方案只给清徐1500万元。 */
const issueTooMuchEarly = async (): Promise<string> => {
  const rows = [{ region: "140122", line: "county-tertiary", amountFen: wan(2000) }];
  const early = (await api.call(finance, draftEarlyNotice, { body: { year: 2025, rows } })).answer.id;
  await signBoth(early);
  expect((await issue(early, "10")).status).toBe(201);
  return early;
};
const reduce = async (noticeId: string, amountFen: string) => {
  const drafted = await api.call(finance, draftReduction, {
    body: { title: "关于收回提前下达资金的通知", reason: "高于应得", rows: [{ noticeId, rowNo: 1, book: "F140100", amountFen }] },
  });
  expect(drafted.status).toBe(201);
  const params = { noticeId: drafted.answer.noticeId };
  const { base } = (await api.call(health, readReduction, { params })).answer;
  await api.call(health, signReduction, { params, body: { base } });
  const { base: signed } = (await api.call(finance2, readReduction, { params })).answer;
  return await api.call(finance2, issueReduction, { params, body: { base: signed, number: "晋财社〔2025〕12号" } });
};

it("提前下达高于应得、下一批不够下达：写明谁手里高出多少、怎样收回，没有写入；收回后即可下达", async () => {
  const early = await issueTooMuchEarly();
  const proposalId = await approvedPlanOf(api);
  const final = (await api.call(finance, draftFinalNotice, { body: { proposalId } })).answer.id;
  const { rows } = (await api.call(finance, listAllotmentRows, { params: { noticeId: final } })).answer;
  const ofLine = rows.filter(({ line }) => line === "county-tertiary");
  expect(ofLine.map(({ thisFen, earlierFen }) => [thisFen, earlierFen])).toEqual([
    [wan(750), "0"],
    [wan(750), "0"],
  ]);
  await signBoth(final);

  const before = await written();
  const refused = await issue(final, "11");
  expect(refused).toMatchObject({ status: 422, problem: { code: "TOTAL_BUDGET_EXCEEDED", clause: "qiangyi-2024.art6.b" } });
  expect(refused.problem.detail).toBe(
    "「县级医院三级能力」可下达1000万元，本次1500万元，超出500万元；提前下达高于应得的还在下级：太原市阳曲县2000万元，共2000万元，在“追减”中收回后才能下达",
  );
  expect(refused.problem.remedy).toContain("追减收回");
  expect(await written()).toBe(before);

  const received = (await api.call(taiyuan, readReceipt, { params: { noticeId: early } })).answer;
  const stated = received.rows.map(({ rowNo, thisFen }) => ({ rowNo, statedFen: thisFen }));
  expect((await api.call(taiyuan, verifyReceipt, { params: { noticeId: early }, body: { rows: stated } })).status).toBe(200);
  expect((await reduce(early, wan(500))).status).toBe(200);
  expect((await issue(final, "11")).status).toBe(201);
});
