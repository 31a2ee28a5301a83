import {
  closeQuery,
  issueDistribution,
  listQueries,
  queryableRows,
  raiseQuery,
  readDistribution,
  readQuery,
  readQueryDelivery,
  saveDistribution,
  signDistribution,
  startDistribution,
  verifyReceipt,
} from "@qiangyi/api";
import { wanYuan } from "@qiangyi/kernel";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { type Actor, fixedClock } from "../../platform/index.ts";
import { balanceIn, footprint, hongdong, issueSample, people, quwo, setUpPlaces } from "../distribution/sample-notices.ts";

const database = await freshDatabase();
const api = await testApi(database, fixedClock("2025-02-20T02:00:00Z"));
beforeAll(() => setUpPlaces(database));

const wan = (amount: number) => wanYuan(amount).toString();
let count = 0;

const received = async (
  amount: number,
  receiver: { book: string; actor: Actor; county?: string; issuer?: string } = { book: "F141000", actor: people.city },
) => {
  count += 1;
  const noticeId = await issueSample(database, {
    number: `晋财社〔2025〕${count}号`,
    ...(receiver.issuer !== undefined && { issuer: receiver.issuer }),
    rows: [{ allocated: wanYuan(amount), receiver: receiver.book, line: `line-${count}`, county: receiver.county ?? null }],
  });
  await api.call(receiver.actor, verifyReceipt, { params: { noticeId }, body: { rows: [{ rowNo: 1, statedFen: wan(amount) }] } });
  return noticeId;
};
const raise = (actor: Actor, noticeId: string, amount: number | undefined, more: object = {}) =>
  api.call(actor, raiseQuery, {
    params: {},
    body: { noticeId, rowNo: 1, reason: "与方案不一致", ...(amount !== undefined && { amountFen: wan(amount) }), ...more },
  } as never);
const close = (actor: Actor, queryId: string, body: object) =>
  api.call(actor, closeQuery, { params: { queryId }, body: { outcome: "released", conclusion: "经核对无误", ...body } as never });

/** Drafted by one person, signed by health, issued by another. */
const distribute = async (noticeId: string, amount: number, number: string) => {
  const draft = await api.call(people.city, startDistribution, { params: { noticeId } });
  const id = draft.answer.noticeId;
  const { answer } = await api.call(people.city, readDistribution, { params: { noticeId: id } });
  const saved = await api.call(people.city, saveDistribution, {
    params: { noticeId: id },
    body: {
      base: answer.base,
      title: "关于下达资金的通知",
      note: null,
      fixedRows: [],
      cells: [{ upstreamRow: 1, receiver: `F${hongdong}`, amountFen: wan(amount) }],
    },
  });
  const { base } = saved.answer;
  await api.call(people.cityHealth, signDistribution, { params: { noticeId: id }, body: { base } });
  return { issued: await api.call(people.city2, issueDistribution, { params: { noticeId: id }, body: { base, number } }), saved };
};

describe("存疑资金不得自行分配处置 [qiangyi-2024.art8.4.d]", () => {
  it("收到1500万元、存疑200万元:分解1300万元可以,1301万元被拒FUNDS_UNDER_QUERY", async () => {
    const noticeId = await received(1500);
    const { status, answer } = await raise(people.city, noticeId, 200);
    expect([status, answer.frozenFen]).toEqual([201, wan(200)]);
    expect(await balanceIn(database, "F141000", "1106")).toBe(wanYuan(200));

    const over = await distribute(noticeId, 1301, "临财社〔2025〕1号");
    expect(over.saved.answer.obstacles.map(({ code }) => code)).toEqual(["FUNDS_UNDER_QUERY"]);
    const before = await balanceIn(database, "F141000", "1102");
    expect([over.issued.status, over.issued.problem.code, over.issued.problem.clause]).toEqual([
      409,
      "FUNDS_UNDER_QUERY",
      "qiangyi-2024.art8.4.d",
    ]);
    expect(await balanceIn(database, "F141000", "1102")).toBe(before);
    const within = await distribute(noticeId, 1300, "临财社〔2025〕1号");
    expect([within.issued.status, within.issued.answer.issuedFen]).toEqual([200, wan(1300)]);
    expect((await balanceIn(database, "F141000", "1102")) - before).toBe(wanYuan(1300));
  });

  it("提出的地区自己处理:FORBIDDEN_ROLE,冻结不变;上级和省财政厅可以处理", async () => {
    const noticeId = await received(100, { book: `F${hongdong}`, actor: people.county, issuer: "F141000", county: hongdong });
    const { answer } = await raise(people.county, noticeId, 30);
    const before = await footprint(database);
    const own = await close(people.county, answer.id, {});
    expect([own.status, own.problem.code]).toEqual([403, "FORBIDDEN_ROLE"]);
    const neighbour = await close(people.quwo, answer.id, {});
    expect(neighbour.problem.code).toBe("query-not-found");
    const health = await close(people.cityHealth, answer.id, {});
    expect(health.problem.code).toBe("FORBIDDEN_ROLE");
    expect(await footprint(database)).toBe(before);

    const upper = await close(people.city, answer.id, {});
    expect(upper.answer).toEqual({ releasedFen: wan(30), returnedFen: "0" });
    expect(await balanceIn(database, `F${hongdong}`, "1106")).toBe(0n);
    const second = await close(people.province, answer.id, {});
    expect(second.problem.code).toBe("query-closed");

    const again = await raise(people.county, noticeId, 10);
    expect((await close(people.province, again.answer.id, {})).status).toBe(200);
  });

  it("结论为退回:退回部分逐级上缴一级,其余解除冻结", async () => {
    const noticeId = await received(100);
    const [held, upper] = [await balanceIn(database, "F141000", "1101"), await balanceIn(database, "F140000", "1101")];
    const { answer } = await raise(people.city, noticeId, undefined);
    expect(answer.frozenFen).toBe(wan(100));
    const before = await footprint(database);
    const much = await close(people.province, answer.id, { outcome: "returned", conclusion: "多拨了", returnedFen: wan(101) });
    expect(much.problem.code).toBe("return-exceeds-query");
    expect(await footprint(database)).toBe(before);
    const closed = await close(people.province, answer.id, {
      outcome: "returned",
      conclusion: "多拨了40万元",
      returnedFen: wan(40),
    });
    expect(closed.answer).toEqual({ releasedFen: wan(60), returnedFen: wan(40) });
    expect(held - (await balanceIn(database, "F141000", "1101"))).toBe(wanYuan(40));
    expect((await balanceIn(database, "F140000", "1101")) - upper).toBe(wanYuan(40));
    const read = await api.call(people.city, readQuery, { params: { queryId: answer.id } });
    expect(read.answer).toMatchObject({
      state: "closed",
      outcome: "returned",
      returnedFen: wan(40),
      isWhole: true,
      canClose: false,
    });
    expect(read.answer.trail.map(({ act }) => act)).toEqual(["提出存疑", "送达", "退回上级"]);
  });

  it("接收核对不符的行:上级认定无误后可以重新核对接收;认定退回则退到上级待分配", async () => {
    const mismatched = async () => {
      count += 1;
      const noticeId = await issueSample(database, { number: `晋财社〔2025〕${count}号`, rows: [{ allocated: wanYuan(50) }] });
      const { answer } = await api.call(people.city, verifyReceipt, {
        params: { noticeId },
        body: { rows: [{ rowNo: 1, statedFen: wan(49) }] },
      });
      return { noticeId, queryId: answer.rows[0]?.queryId ?? "" };
    };
    const one = await mismatched();
    expect((await close(people.province, one.queryId, { outcome: "corrected" })).answer).toEqual({
      releasedFen: "0",
      returnedFen: "0",
    });
    const again = await api.call(people.city, verifyReceipt, {
      params: { noticeId: one.noticeId },
      body: { rows: [{ rowNo: 1, statedFen: wan(50) }] },
    });
    expect(again.answer.rows[0]?.outcome).toBe("verified");

    const other = await mismatched();
    const before = await footprint(database);
    const part = await close(people.province, other.queryId, { outcome: "returned", returnedFen: wan(1) });
    expect(part.problem.code).toBe("return-not-separable");
    expect(await footprint(database)).toBe(before);
    const upper = await balanceIn(database, "F140000", "1101");
    expect((await close(people.province, other.queryId, { outcome: "returned" })).answer.returnedFen).toBe(wan(50));
    expect((await balanceIn(database, "F140000", "1101")) - upper).toBe(wanYuan(50));
  });

  it("不能超过在账数、不能对未接收和别人的资金、不能写未来的时间;什么也没有写", async () => {
    const noticeId = await received(20);
    count += 1;
    const unread = await issueSample(database, { number: `晋财社〔2025〕${count}号`, rows: [{ allocated: wanYuan(5) }] });
    const before = await footprint(database);
    expect((await raise(people.city, noticeId, 21)).problem.code).toBe("QUERY_EXCEEDS_HELD");
    expect((await raise(people.city, unread, 1)).problem.code).toBe("RECEIPT_NOT_VERIFIED");
    expect((await raise(people.county, noticeId, 1)).problem.code).toBe("row-not-found");
    expect((await raise(people.city, noticeId, 1, { discoveredAt: "2025-02-21T00:00:00.000Z" })).problem.code).toBe(
      "discovered-in-future",
    );
    expect((await raise(people.supervision, noticeId, 1)).problem.code).toBe("FORBIDDEN_ROLE");
    expect(await footprint(database)).toBe(before);
  });

  it("两人同时对最后20万元存疑:只冻结一次", async () => {
    const noticeId = await received(20);
    const before = await balanceIn(database, "F141000", "1106");
    const both = await Promise.all([people.city, people.city2].map((actor) => raise(actor, noticeId, 20)));
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect((await balanceIn(database, "F141000", "1106")) - before).toBe(wanYuan(20));
  });
});

describe("财政发现问题立即报上级财政 [qiangyi-2024.art8.4.b]", () => {
  it("县财政10:00发现并提出,市财政立即看到,显示从发现到报告的时间", async () => {
    const noticeId = await received(60, { book: `F${hongdong}`, actor: people.county, issuer: "F141000", county: hongdong });
    const { answer } = await raise(people.county, noticeId, 10, { discoveredAt: "2025-02-20T01:40:00.000Z" });
    expect(answer.reportMinutes).toBe(20);
    const list = await api.call(people.city, listQueries, { query: { state: "open" } });
    expect(list.answer.items.find(({ id }) => id === answer.id)).toMatchObject({
      bookName: "洪洞县财政局",
      upperName: "临汾市财政局",
      reportMinutes: 20,
      isReportLate: false,
      isComplete: true,
    });
    const read = await api.call(people.city, readQuery, { params: { queryId: answer.id } });
    expect(read.answer.deliveries).toMatchObject([{ party: "finance", region: "141000", role: "required", isMine: true }]);
    expect(read.answer.deliveries[0]?.deliveredAt).toBe("2025-02-20T02:00:00.000Z");
    expect(read.answer.canClose).toBe(true);
    const seen = await api.call(people.city, readQueryDelivery, { params: { queryId: answer.id } });
    expect(seen.answer.readAt).toBe("2025-02-20T02:00:00.000Z");
    expect((await api.call(people.county, readQueryDelivery, { params: { queryId: answer.id } })).problem.code).toBe("not-told");
  });

  it("省直管县的存疑直接报省财政厅", async () => {
    const noticeId = await received(60, { book: `F${quwo}`, actor: people.quwo, county: quwo });
    const { answer } = await raise(people.quwo, noticeId, 10);
    const read = await api.call(people.province, readQuery, { params: { queryId: answer.id } });
    expect(read.answer.deliveries.map(({ party, region }) => [party, region])).toEqual([["finance", "140000"]]);
    expect(read.answer.canClose).toBe(true);
    const city = await api.call(people.city, readQuery, { params: { queryId: answer.id } });
    expect(city.answer.canClose).toBe(false);
    expect((await close(people.city, answer.id, {})).problem.code).toBe("FORBIDDEN_ROLE");
  });

  it("隔日才报告的显示为迟报", async () => {
    const noticeId = await received(5);
    const { answer } = await raise(people.city, noticeId, 1, { discoveredAt: "2025-02-19T08:00:00.000Z" });
    const read = await api.call(people.city, readQuery, { params: { queryId: answer.id } });
    expect(read.answer).toMatchObject({ reportMinutes: 18 * 60, isReportLate: true });
  });
});

describe("卫健发现问题立即告知同级财政和上级部门 [qiangyi-2024.art8.4.c]", () => {
  it("县卫健提出:县财政和市卫健都收到,抄市财政;缺一份送达即不完整", async () => {
    const noticeId = await received(60, { book: `F${hongdong}`, actor: people.county, issuer: "F141000", county: hongdong });
    const open = await api.call(people.countyHealth, queryableRows, { query: { noticeId } });
    expect(open.answer.items).toMatchObject([{ rowNo: 1, heldFen: wan(60) }]);
    const { answer } = await raise(people.countyHealth, noticeId, 10);
    for (const actor of [people.county, people.cityHealth, people.city]) {
      const { answer: read } = await api.call(actor, readQuery, { params: { queryId: answer.id } });
      expect(read.deliveries.filter(({ isMine }) => isMine)).toHaveLength(1);
      expect(read).toMatchObject({ isComplete: true, missing: [], side: "health" });
    }
    const read = await api.call(people.city, readQuery, { params: { queryId: answer.id } });
    expect(read.answer.deliveries.map(({ party, region, role }) => [party, region, role])).toEqual([
      ["finance", hongdong, "required"],
      ["health", "141000", "required"],
      ["finance", "141000", "copy"],
    ]);
    await database.query("delete from fund_query_delivery where query_id = $1 and party = 'health'", [answer.id]);
    const incomplete = await api.call(people.city, readQuery, { params: { queryId: answer.id } });
    expect(incomplete.answer).toMatchObject({ isComplete: false, missing: ["临汾市卫生健康委"] });
  });
});

describe("数据库守住存疑", () => {
  it("已结论的不能再改,冻结不超过存疑,退回须与结论一致,报告不早于发现", async () => {
    const noticeId = await received(5);
    const { answer } = await raise(people.city, noticeId, 1);
    const set = (text: string) => database.query(`update fund_query set ${text} where id = $1`, [answer.id]);
    await expect(set("frozen_fen = amount_fen + 1")).rejects.toMatchObject({ constraint: "fund_query_frozen" });
    await expect(set("returned_fen = 1")).rejects.toMatchObject({ constraint: "fund_query_returned" });
    await expect(set("discovered_at = raised_at + interval '1 minute'")).rejects.toMatchObject({
      constraint: "fund_query_reported",
    });
    await close(people.province, answer.id, {});
    await expect(set("reason = '改写'")).rejects.toMatchObject({ constraint: "fund_query_closed_stays" });
  });
});
