import { randomUUID } from "node:crypto";
import { readReceipt, returnReceipt, startDistribution, verifyReceipt } from "@qiangyi/api";
import { wanYuan } from "@qiangyi/kernel";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { fixedClock } from "../../platform/index.ts";
import { balanceIn, footprint, hongdong, hospitals, issueSample, people, setUpPlaces } from "../distribution/sample-notices.ts";

const database = await freshDatabase();
const api = await testApi(database, fixedClock("2025-02-20T02:00:00Z"));
beforeAll(() => setUpPlaces(database));

const wan = (amount: number) => wanYuan(amount).toString();
const verify = (noticeId: string, rows: object[], more: object = {}, actor = people.city) =>
  api.call(actor, verifyReceipt, { params: { noticeId }, body: { rows, ...more } as never });

describe("接收前先核对 [qiangyi-2024.art8.4.a]", () => {
  it("文件1500万元、到账1499万元:核对得RECEIPT_MISMATCH和差额1万元,没有接收,分解下达被拒RECEIPT_NOT_VERIFIED", async () => {
    const noticeId = await issueSample(database, { number: "晋财社〔2025〕1号", rows: [{ allocated: wanYuan(1500) }] });
    const { status, answer } = await verify(noticeId, [{ rowNo: 1, statedFen: wan(1499) }]);
    expect(status).toBe(200);
    expect(answer).toMatchObject({ verified: 0, mismatched: 1, receivedFen: "0" });
    expect(answer.rows[0]).toMatchObject({ outcome: "mismatch", code: "RECEIPT_MISMATCH" });
    expect(answer.rows[0]?.differences).toEqual([{ field: "amount", label: "金额", expected: "1500万元", found: "1499万元" }]);
    expect(answer.rows[0]?.queryId).toEqual(expect.any(String));
    expect(await balanceIn(database, "F141000", "1101")).toBe(0n);
    expect(await balanceIn(database, "F140000", "1102")).toBe(wanYuan(1500));

    const before = await footprint(database);
    const { status: refused, problem } = await api.call(people.city, startDistribution, { params: { noticeId } });
    expect([refused, problem.code, problem.clause]).toEqual([409, "RECEIPT_NOT_VERIFIED", "qiangyi-2024.art8.4.a"]);
    const again = await verify(noticeId, [{ rowNo: 1, statedFen: wan(1500) }]);
    expect(again.answer.rows[0]).toMatchObject({ outcome: "refused", code: "FUNDS_UNDER_QUERY" });
    expect(await footprint(database)).toBe(before);
  });

  it("收款单位、支持项目、项目和合计不符都列为差异", async () => {
    const noticeId = await issueSample(database, {
      number: "晋财社〔2025〕2号",
      rows: [
        {
          allocated: wanYuan(50),
          project: "p1",
          institution: hospitals.hongdong.id,
          county: hongdong,
          name: hospitals.hongdong.name,
        },
        { allocated: wanYuan(50) },
        { allocated: wanYuan(50) },
      ],
    });
    const { answer } = await verify(noticeId, [
      { rowNo: 1, statedFen: wan(50), payee: "另一家医院", line: "township-centre", project: "p2" },
    ]);
    expect(answer.rows[0]?.differences.map(({ field }) => field)).toEqual(["payee", "line", "project"]);
    const total = await verify(
      noticeId,
      [2, 3].map((rowNo) => ({ rowNo, statedFen: wan(50) })),
      { totalFen: wan(99) },
    );
    expect(total.answer.rows.map(({ differences }) => differences.map(({ field }) => field))).toEqual([["total"], ["total"]]);
  });

  it("文件金额高于数量乘标准的测算结果:差异指明规则结果;有记录的决定的不算差异", async () => {
    const noticeId = await issueSample(database, {
      number: "晋财社〔2025〕3号",
      rows: [{ allocated: wanYuan(60), project: "p3", quantity: 1, standard: wanYuan(50) }],
    });
    const shown = await api.call(people.city, readReceipt, { params: { noticeId } });
    expect(shown.answer.rows[0]).toMatchObject({ ruleFen: wan(50), state: "pending" });
    const { answer } = await verify(noticeId, [{ rowNo: 1, statedFen: wan(60) }]);
    expect(answer.rows[0]).toMatchObject({ code: "RECEIPT_MISMATCH" });
    expect(answer.rows[0]?.differences[0]).toMatchObject({ field: "rule", expected: "50万元", found: "60万元" });
    const decided = await issueSample(database, {
      number: "晋财社〔2025〕31号",
      rows: [{ allocated: wanYuan(60), project: "p4", quantity: 1, standard: wanYuan(50), decision: randomUUID() }],
    });
    expect((await verify(decided, [{ rowNo: 1, statedFen: wan(60) }])).answer.rows[0]).toMatchObject({ outcome: "verified" });
  });

  it("一批多行逐行出结果:相符的接收并过账,不符的存疑,不存在的说明", async () => {
    const noticeId = await issueSample(database, {
      number: "晋财社〔2025〕4号",
      rows: [{ allocated: wanYuan(10) }, { allocated: wanYuan(20) }, { allocated: wanYuan(30) }],
    });
    const before = await balanceIn(database, "F141000", "1101");
    const { answer } = await verify(noticeId, [
      { rowNo: 1, statedFen: wan(10) },
      { rowNo: 2, statedFen: wan(21) },
      { rowNo: 3, statedFen: wan(30) },
      { rowNo: 9, statedFen: wan(1) },
    ]);
    expect(answer.rows.map(({ outcome }) => outcome)).toEqual(["verified", "mismatch", "verified", "refused"]);
    expect(answer.receivedFen).toBe(wan(40));
    expect((await balanceIn(database, "F141000", "1101")) - before).toBe(wanYuan(40));
  });

  it("重复核对同一行不再过账;改报另一数额被拒", async () => {
    const noticeId = await issueSample(database, { number: "晋财社〔2025〕5号", rows: [{ allocated: wanYuan(10) }] });
    await verify(noticeId, [{ rowNo: 1, statedFen: wan(10) }]);
    const before = await footprint(database);
    const same = await verify(noticeId, [{ rowNo: 1, statedFen: wan(10) }], {}, people.city2);
    expect(same.answer.rows[0]).toMatchObject({ outcome: "already", message: "市财政甲已于2025-02-20核对接收" });
    const other = await verify(noticeId, [{ rowNo: 1, statedFen: wan(9) }]);
    expect(other.answer.rows[0]).toMatchObject({ outcome: "refused", code: "RECEIPT_SETTLED" });
    expect(await footprint(database)).toBe(before);
  });

  it("两人同时核对:一人接收,另一人看到已接收,账上只有一份", async () => {
    const noticeId = await issueSample(database, { number: "晋财社〔2025〕6号", rows: [{ allocated: wanYuan(7) }] });
    const before = await balanceIn(database, "F141000", "1101");
    const both = await Promise.all(
      [people.city, people.city2].map((actor) => verify(noticeId, [{ rowNo: 1, statedFen: wan(7) }], {}, actor)),
    );
    expect(both.map(({ answer }) => answer.rows[0]?.outcome).toSorted()).toEqual(["already", "verified"]);
    expect((await balanceIn(database, "F141000", "1101")) - before).toBe(wanYuan(7));
  });

  it("别的单位的行、没有职责的人、未来的发现时间和重复的行号都被拒,什么也没有写", async () => {
    const noticeId = await issueSample(database, { number: "晋财社〔2025〕7号", rows: [{ allocated: wanYuan(7) }] });
    const before = await footprint(database);
    const rows = [{ rowNo: 1, statedFen: wan(7) }];
    expect((await verify(noticeId, rows, {}, people.county)).problem.code).toBe("notice-not-found");
    expect((await verify(noticeId, rows, {}, people.cityHealth)).problem.code).toBe("FORBIDDEN_ROLE");
    expect((await verify(noticeId, rows, { discoveredAt: "2025-02-20T03:00:00.000Z" })).problem.code).toBe(
      "discovered-in-future",
    );
    expect((await verify(noticeId, [...rows, ...rows])).problem.code).toBe("rows-doubled");
    expect(await footprint(database)).toBe(before);
  });
});

describe("退回未接收的资金(E4)", () => {
  it("退回后上级的待分配恢复;已接收的不能退回", async () => {
    const noticeId = await issueSample(database, {
      number: "晋财社〔2025〕8号",
      rows: [{ allocated: wanYuan(5) }, { allocated: wanYuan(6) }],
    });
    const before = await balanceIn(database, "F140000", "1101");
    await verify(noticeId, [{ rowNo: 1, statedFen: wan(5) }]);
    const { answer } = await api.call(people.city, returnReceipt, {
      params: { noticeId },
      body: { rowNos: [2], reason: "发错了市" },
    });
    expect(answer).toEqual({ returned: 1, returnedFen: wan(6) });
    expect((await balanceIn(database, "F140000", "1101")) - before).toBe(wanYuan(6));
    const print = await footprint(database);
    const refused = await api.call(people.city, returnReceipt, {
      params: { noticeId },
      body: { rowNos: [1, 2], reason: "再退" },
    });
    expect(refused.problem.code).toBe("rows-received");
    expect(await footprint(database)).toBe(print);
  });
});

describe("数据库守住接收记录", () => {
  const insert = (values: string) =>
    database.query(
      `insert into allotment_receipt (province, notice_id, row_no, state, stated_fen, received_on, received_by, received_name, received_at, attempt, reason)
       values ('14', ${values})`,
    );
  it("一行只能结清一次,退回须有原因,次数从一起", async () => {
    const noticeId = await issueSample(database, { number: "晋财社〔2025〕9号", rows: [{ allocated: wanYuan(1) }] });
    await verify(noticeId, [{ rowNo: 1, statedFen: wan(1) }]);
    const common = (state: string) => `'${noticeId}', 1, '${state}', 1, '2025-02-20', 'x', 'x', now()`;
    await expect(insert(`${common("verified")}, 2, null`)).rejects.toMatchObject({
      constraint: "allotment_receipt_settled_once",
    });
    await expect(insert(`${common("returned")}, 2, null`)).rejects.toMatchObject({
      constraint: "allotment_receipt_return_reasoned",
    });
    await expect(insert(`${common("mismatch")}, 0, null`)).rejects.toMatchObject({ constraint: "allotment_receipt_attempt" });
    await expect(database.query("update allotment_receipt set stated_fen = 0")).rejects.toMatchObject({
      constraint: "allotment_receipt_append_only",
    });
  });
});
