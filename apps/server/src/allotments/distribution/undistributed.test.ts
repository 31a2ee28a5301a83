import {
  actOnUndistributed,
  issueDistribution,
  listUndistributed,
  readDistribution,
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
import { balanceIn, footprint, hongdong, issueSample, people, setUpPlaces } from "./sample-notices.ts";

const database = await freshDatabase();
const inTime = await testApi(database, fixedClock("2025-02-20T02:00:00Z"));
const later = await testApi(database, fixedClock("2025-03-24T02:00:00Z"));
beforeAll(() => setUpPlaces(database));

const wan = (amount: number) => wanYuan(amount).toString();
let count = 0;

const distribute = async (api: typeof inTime, noticeId: string, amount: number) => {
  const draft = await api.call(people.city, startDistribution, { params: { noticeId } });
  const params = { noticeId: draft.answer.noticeId };
  const { answer } = await api.call(people.city, readDistribution, { params });
  const cells = [{ upstreamRow: 1, receiver: `F${hongdong}`, amountFen: wan(amount) }];
  const body = { base: answer.base, title: "关于下达资金的通知", note: null, fixedRows: [], cells };
  const { base } = (await api.call(people.city, saveDistribution, { params, body })).answer;
  await api.call(people.cityHealth, signDistribution, { params, body: { base } });
  count += 1;
  return await api.call(people.city2, issueDistribution, { params, body: { base, number: `临财社〔2025〕${count}号` } });
};

/** 500 received on 2025-02-20, 380 passed on: 120 are left. */
const withRest = async () => {
  count += 1;
  const line = `5g-${count}`;
  const noticeId = await issueSample(database, {
    number: `晋财社〔2025〕${count}号`,
    fund: "5g-2022",
    rows: [{ allocated: wanYuan(500), line }],
  });
  await inTime.call(people.city, verifyReceipt, { params: { noticeId }, body: { rows: [{ rowNo: 1, statedFen: wan(500) }] } });
  expect((await distribute(inTime, noticeId, 380)).status).toBe(200);
  return noticeId;
};
const act = (api: typeof inTime, actor: Actor, noticeId: string, body: object) =>
  api.call(actor, actOnUndistributed, { params: { noticeId, rowNo: 1 }, body: { reason: "按规定办理", ...body } as never });
const shown = async (api: typeof inTime, noticeId: string) =>
  (await api.call(people.province, listUndistributed, { query: { year: 2025 } })).answer.items.find(
    (row) => row.noticeId === noticeId,
  );

describe("到期未分配完且无正当理由的由省财政厅收回统筹 [5g-2022.art14.c]", () => {
  let noticeId: string;
  beforeAll(async () => {
    noticeId = await withRest();
  });

  it("下达500万元、到期还有120万元未分、没有理由:列入收回清单,收回120万元;此后再分配被拒UNALLOCATED_RECALLED", async () => {
    expect(await shown(inTime, noticeId)).toMatchObject({ state: "running", limitOn: "2025-03-22", remainingFen: wan(120) });
    const before = await footprint(database);
    const early = await act(inTime, people.province, noticeId, { act: "recall", number: "晋财社函〔2025〕1号" });
    expect(early.problem.code).toBe("limit-running");
    expect(await footprint(database)).toBe(before);

    expect(await shown(later, noticeId)).toMatchObject({ state: "late", daysLate: 2, bookName: "临汾市财政局" });
    const own = await act(later, people.city, noticeId, { act: "recall", number: "临财社函〔2025〕1号" });
    expect(own.problem.code).toBe("FORBIDDEN_ROLE");
    expect(await footprint(database)).toBe(before);
    const recalled = await act(later, people.province, noticeId, { act: "recall", number: "晋财社函〔2025〕1号" });
    expect(recalled.answer).toEqual({ state: "recalled", recalledFen: wan(120) });
    expect(await balanceIn(database, "F141000", "1101")).toBe(0n);
    expect(await balanceIn(database, "F140000", "2104")).toBe(wanYuan(120));

    const again = await distribute(later, noticeId, 120);
    expect([again.status, again.problem.code]).toEqual([409, "UNALLOCATED_RECALLED"]);
    const nothing = await act(later, people.province, noticeId, { act: "recall", number: "晋财社函〔2025〕2号" });
    expect(nothing.problem.code).toBe("nothing-undistributed");
  });

  it("理由被省财政厅认可:收回0,资金仍可分配", async () => {
    const other = await withRest();
    const before = await footprint(database);
    expect((await act(later, people.province, other, { act: "accept" })).problem.code).toBe("nothing-explained");
    expect((await act(later, people.province, other, { act: "explain" })).problem.code).toBe("FORBIDDEN_ROLE");
    expect(await footprint(database)).toBe(before);
    expect((await act(later, people.city, other, { act: "explain", reason: "等待县级项目招标" })).answer.state).toBe("explained");
    expect((await act(later, people.province, other, { act: "accept" })).answer).toEqual({ state: "accepted", recalledFen: "0" });
    const refused = await act(later, people.province, other, { act: "recall", number: "晋财社函〔2025〕3号" });
    expect(refused.problem.code).toBe("reason-accepted");
    expect((await distribute(later, other, 120)).status).toBe(200);
  });

  it("省财政厅可以凭文件另定时限", async () => {
    const other = await withRest();
    await act(inTime, people.province, other, { act: "limit", reason: "晋财社〔2025〕60号第五条", limitOn: "2025-06-30" });
    expect(await shown(later, other)).toMatchObject({
      state: "running",
      limitOn: "2025-06-30",
      limitBasis: "晋财社〔2025〕60号第五条",
    });
  });
});
