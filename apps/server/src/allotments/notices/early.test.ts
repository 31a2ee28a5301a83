import {
  checkNotice,
  countersignNotice,
  draftEarlyNotice,
  draftFinalNotice,
  issueNotice,
  listAllotmentNotices,
  listAllotmentRows,
  listCopies,
  readAllotmentNotice,
  readCopy,
  recordBudgets,
  recordRegionDecision,
  recordYearEvent,
  replaceEarlyRows,
  setNoticeTargets,
  signNotice,
} from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { approvedPlanOf, people, setUpProvince, wan } from "../../../test/approved-plan.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";

const database = await freshDatabase();
const api = await testApi(database);
await setUpProvince(database, api);
const { health, finance, finance2 } = people;
const supervision = (city: string) => actorAs("regional_supervision", { city, userId: `office-${city}`, name: "监管处经办" });

const targets = [{ name: "资金支付进度", operator: "≥" as const, value: "100", unit: "%" }];
const count = async (table: string, where = "true") =>
  (await database.query<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`))[0]?.n;
const budget = async (line: string, year: number, amount: number, more: object = {}) => {
  const row = { line, year, amountFen: wan(amount), source: "省级预算", documentNumber: `晋财预〔${year - 1}〕88号`, ...more };
  const recorded = await api.call(finance, recordBudgets, { body: { rows: [row] } });
  expect(recorded.status).toBe(201);
  return recorded.answer;
};
const expected = async (year: number, amountFen: string) => {
  const body = {
    year,
    kind: "expected-execution" as const,
    happenedOn: "2025-02-20",
    amountFen,
    documentNumber: "省财政厅预计执行表",
  };
  expect((await api.call(finance, recordYearEvent, { body })).status).toBe(201);
};
const draft = async (
  year: number,
  rows: readonly (readonly [region: string, line: string, amount: number])[],
  more: object = {},
) => {
  const body = { year, rows: rows.map(([region, line, amount]) => ({ region, line, amountFen: wan(amount) })), ...more };
  const drafted = await api.call(finance, draftEarlyNotice, { body });
  expect(drafted.status).toBe(201);
  return drafted.answer.id;
};
const signBoth = async (noticeId: string) => {
  const params = { noticeId };
  await api.call(finance, setNoticeTargets, { params, body: { targets } });
  await api.call(finance, signNotice, { params, body: {} });
  await api.call(health, countersignNotice, { params, body: {} });
};
const issue = (noticeId: string, number: string) =>
  api.call(finance2, issueNotice, { params: { noticeId }, body: { number: `晋财社〔2025〕${number}号` } });
const floorOf = async (noticeId: string) => (await api.call(finance, checkNotice, { params: { noticeId } })).answer.floor;

describe("第八条第二款 提前下达", () => {
  it("不低于上年预计执行数的90%：8999.99万元拒绝并写明下限、拟下达、差额，9000万元接受；按文件单位进位；没有预计执行数不设下限；多下达的列为结算事项，不得再下达 [qiangyi-2024.art8.2.a]", async () => {
    await budget("township-centre", 2026, 9000);
    await expected(2026, wan(10_000));
    const noticeId = await draft(2026, [["140122", "township-centre", 8999.99]]);
    await signBoth(noticeId);
    const before = [await count("ledger_entry"), await count("allotment_copy")];
    const low = await issue(noticeId, "90");
    expect(low).toMatchObject({ status: 422, problem: { code: "ISSUE_BELOW_EARLY_FLOOR", clause: "qiangyi-2024.art8.2.a" } });
    for (const part of ["下限9000万元", "拟下达8999.99万元", "还差0.01万元"]) expect(low.problem.detail).toContain(part);
    expect([await count("ledger_entry"), await count("allotment_copy")]).toEqual(before);
    expect(await floorOf(noticeId)).toMatchObject({ floorFen: wan(9000), legalFloorFen: wan(7000), gapFen: wan(0.01) });
    const rows = [{ region: "140122", line: "township-centre", amountFen: wan(9000) }];
    await api.call(finance, replaceEarlyRows, { params: { noticeId }, body: { rows } });
    await signBoth(noticeId);
    expect((await issue(noticeId, "90")).status).toBe(201);
    const [transfer] = await database.query<{ on: string; year: number }>(
      `select t.effective_on::text as on, t.year from ledger_transfer t join ledger_entry e on e.province = t.province and e.sequence = t.sequence
       where e.number = '晋财社〔2025〕90号' and e.is_advance`,
    );
    expect(transfer).toEqual({ on: "2026-01-01", year: 2026 });

    // 年度预算调减到8000万元:差额1000万元列为结算事项,不能再下达。
    const cut = await budget("township-centre", 2026, 8000, { documentNumber: "晋财预〔2026〕1号", reason: "人代会批准数" });
    expect(cut.waiting).toMatchObject([{ line: "township-centre", missingFen: wan(1000) }]);
    const page = (await api.call(finance, readAllotmentNotice, { params: { noticeId } })).answer;
    expect(page.settlements).toMatchObject([{ earlyFen: wan(9000), finalFen: wan(8000), settleFen: wan(-1000) }]);
    const further = await draft(2026, [["140121", "township-centre", 1]]);
    await signBoth(further);
    expect(await issue(further, "91")).toMatchObject({ status: 422, problem: { code: "TOTAL_BUDGET_EXCEEDED" } });

    await expected(2027, "12345670000");
    const inYuan = await draft(2027, [["140121", "township-centre", 1]]);
    expect(await floorOf(inYuan)).toMatchObject({ floorFen: "11111103000" });
    const inWan = await draft(2027, [["140121", "township-centre", 11_111]], { unit: "wan" });
    expect(await floorOf(inWan)).toMatchObject({ floorFen: wan(11_112), gapFen: wan(1) });

    const first = await draft(2028, [["140121", "township-centre", 1]]);
    expect(await floorOf(first)).toMatchObject({
      floorFen: "0",
      expectedExecutionFen: null,
      notice: expect.stringContaining("没有上年度"),
    });
  });

  it("只有省财政厅签署：COUNTERSIGN_REQUIRED，没有写入 [qiangyi-2024.art8.2.b]", async () => {
    await budget("tcm-specialty", 2028, 100);
    const noticeId = await draft(2028, [["140122", "tcm-specialty", 100]]);
    const params = { noticeId };
    await api.call(finance, setNoticeTargets, { params, body: { targets } });
    await api.call(finance, signNotice, { params, body: {} });
    const before = await count("ledger_entry");
    const refused = await issue(noticeId, "92");
    expect(refused).toMatchObject({ status: 409, problem: { code: "COUNTERSIGN_REQUIRED", clause: "qiangyi-2024.art8.2.b" } });
    expect(refused.problem.detail).toContain("卫生健康部门");
    expect(await count("ledger_entry")).toBe(before);
  });

  it("省直管县直接从省接收，不经市；登记前由市接收 [qiangyi-2024.art8.1.b]", async () => {
    const under = await draft(2028, [["140123", "tcm-specialty", 1]]);
    const receiver = async (noticeId: string) =>
      (await api.call(finance, listAllotmentRows, { params: { noticeId } })).answer.rows.map((row) => row.receiver);
    expect(await receiver(under)).toEqual(["F140100"]);
    const decided = await api.call(health, recordRegionDecision, {
      params: { code: "140123" },
      body: {
        subject: "fiscal-mode",
        fiscalMode: "PROV_DIRECT_SYSTEM",
        effectiveFrom: "2025-02-01",
        effectiveTo: null,
        basisDoc: "样例省直管县文件",
        reason: "测试",
      },
    });
    expect(decided.status).toBeLessThan(300);
    const direct = await draft(2028, [["140123", "tcm-specialty", 1]]);
    expect(await receiver(direct)).toEqual(["F140123"]);
  });

  it("各行有错一次列出，全部不保存", async () => {
    const before = await count("allotment_notice");
    const rows = [
      { region: "140000", line: "tcm-specialty", amountFen: "1" },
      { region: "149999", line: "tcm-specialty", amountFen: "1" },
      { region: "140121", line: "no-line", amountFen: "1" },
      { region: "140121", line: "tcm-specialty", amountFen: "1" },
      { region: "140121", line: "tcm-specialty", amountFen: "2" },
    ];
    const refused = await api.call(finance, draftEarlyNotice, { body: { year: 2028, rows } });
    expect(refused).toMatchObject({ status: 422, problem: { code: "early-rows-refused" } });
    expect(refused.problem.problems?.map(({ path }) => path)).toEqual(["rows.0", "rows.1", "rows.2", "rows.4"]);
    expect(await count("allotment_notice")).toBe(before);
  });
});

describe("提前下达与正式下达相抵", () => {
  it("分配＝提前＋本次；多于最终分配的列为结算事项，不作负数下达", async () => {
    const early = await draft(2025, [
      ["140122", "township-centre", 60],
      ["140121", "county-tertiary", 2000],
      ["140122", "county-emergency-centre", 50],
    ]);
    await signBoth(early);
    expect((await issue(early, "10")).status).toBe(201);
    const proposalId = await approvedPlanOf(api);
    const drafted = await api.call(finance, draftFinalNotice, { body: { proposalId } });
    const params = { noticeId: drafted.answer.id };
    const { rows } = (await api.call(finance, listAllotmentRows, { params })).answer;
    for (const row of rows) expect(BigInt(row.allocatedFen)).toBe(BigInt(row.earlierFen) + BigInt(row.thisFen));
    expect(rows.every(({ thisFen }) => BigInt(thisFen) >= 0n)).toBe(true);
    expect(rows.find(({ line }) => line === "township-centre")).toMatchObject({
      allocatedFen: wan(100),
      earlierFen: wan(60),
      thisFen: wan(40),
    });
    const { settlements } = (await api.call(finance, readAllotmentNotice, { params })).answer;
    expect(settlements).toMatchObject([
      { name: "太原市清徐县", line: "县级医院三级能力", earlyFen: wan(2000), finalFen: wan(1500), settleFen: wan(-500) },
      { name: "太原市阳曲县", earlyFen: wan(50), finalFen: "0", settleFen: wan(-50) },
    ]);
    await signBoth(drafted.answer.id);
    const issued = await issue(drafted.answer.id, "11");
    expect(issued.status).toBe(201);
    const [posted] = await database.query<{ total: string }>(
      `select sum(t.amount_fen)::text as total from ledger_transfer t join ledger_entry e on e.province = t.province and e.sequence = t.sequence
       where e.number = '晋财社〔2025〕11号' and e.step = 'issue'`,
    );
    expect(posted?.total).toBe(drafted.answer.totalFen);
  });
});

describe("抄送各市监管处", () => {
  it("没有本市资金的监管处也收到；收阅记时间，只记第一次；别市的看不到本市的抄送，其他角色没有收件箱", async () => {
    const office = supervision("140200");
    const { items } = (await api.call(office, listCopies, { query: {} })).answer;
    const copy = items.find(({ number }) => number === "晋财社〔2025〕11号");
    expect(copy).toMatchObject({ office: "140200", readAt: null });
    const noticeId = copy?.noticeId ?? "";
    const notice = (await api.call(finance, readAllotmentNotice, { params: { noticeId } })).answer;
    expect(copy?.deliveredAt).toBe(notice.copies[0]?.deliveredAt);
    const read = await api.call(office, readCopy, { params: { noticeId }, body: {} });
    expect(read.status).toBe(200);
    const after = (await api.call(finance, readAllotmentNotice, { params: { noticeId } })).answer.copies;
    expect(after.filter(({ readAt }) => readAt !== null)).toMatchObject([{ office: "140200", readBy: "监管处经办" }]);
    expect((await api.call(finance, listCopies, { query: {} })).status).toBe(403);
    expect((await api.call(office, listAllotmentNotices, { query: {} })).answer.items.map(({ number }) => number)).toContain(
      "晋财社〔2025〕11号",
    );
    const drafts = (await api.call(office, listAllotmentNotices, { query: { state: "draft" } })).answer.items;
    expect(drafts).toEqual([]);
  });
});

describe("数据库守着的规则", () => {
  it.each([
    ["allotment_row_closed", "delete from allotment_row where is_issued"],
    ["allotment_notice_closed", "update allotment_notice set title = '改了' where state = 'issued'"],
    ["allotment_copy_kept", "update allotment_copy set office = '140300' where office = '140100'"],
    ["allotment_signature_append_only", "update allotment_signature set signed_name = '别人'"],
    [
      "allotment_row_closed",
      "delete from early_settlement where notice_id in (select id from allotment_notice where state = 'issued')",
    ],
    [
      "allotment_notice_drafter_does_not_issue",
      "update allotment_notice set state = 'issued', number = '晋财社〔2025〕99号', issued_on = now(), issued_by = drafted_by where state = 'draft'",
    ],
    ["allotment_notice_number_form", "update allotment_notice set number = '晋财社2025-1' where state = 'draft'"],
    ["allotment_notice_number_once", "update allotment_notice set number = '晋财社〔2025〕11号' where state = 'draft'"],
    [
      "allotment_notice_track_tag_kept",
      `insert into allotment_notice (province, id, kind, fund, issuer, issuer_region, issuer_city, year, title, upstream_id, track_tag, drafted_by, drafted_name, drafted_at)
       select province, gen_random_uuid(), 'distribution', fund, 'F140100', '140100', '140100', year, title, id, '01 中央直达资金', 'a', 'a', now()
       from allotment_notice where state = 'issued' limit 1`,
    ],
    ["allotment_row_sum", "update allotment_row set this_fen = this_fen + 1 where not is_issued"],
    [
      "early_settlement_negative",
      "insert into early_settlement select province, id, 9, null, null, 'x', null, 1, 2, 1 from allotment_notice where state = 'draft' limit 1",
    ],
  ])("%s", async (constraint, text) => {
    await expect(database.query(text)).rejects.toMatchObject({ constraint });
  });
});
