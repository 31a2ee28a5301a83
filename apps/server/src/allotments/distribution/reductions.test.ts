import {
  draftReduction,
  issueDistribution,
  issueReduction,
  listReducible,
  readDistribution,
  readReceipt,
  readReduction,
  signDistribution,
  signReduction,
  startDistribution,
  verifyReceipt,
} from "@qiangyi/api";
import { type PlainDate, wanYuan } from "@qiangyi/kernel";
import { freeze } from "@qiangyi/ledger";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { postEntries, unitBook } from "../../ledger/index.ts";
import { type Actor, fixedClock, systemActor } from "../../platform/index.ts";
import { earmarkOf } from "../notices/notice.ts";
import { balanceIn, footprint, hongdong, hospitals, issueSample, people, setUpPlaces } from "./sample-notices.ts";

const database = await freshDatabase();
const api = await testApi(database, fixedClock("2025-02-20T02:00:00Z"));
const wan = (amount: number) => wanYuan(amount).toString();
const unit = `U${hospitals.hongdong.id}`;
let root: string;

const verifyAll = async (actor: Actor, noticeId: string) => {
  const { answer } = await api.call(actor, readReceipt, { params: { noticeId } });
  const rows = answer.rows.map(({ rowNo, thisFen }) => ({ rowNo, statedFen: thisFen }));
  await api.call(actor, verifyReceipt, { params: { noticeId }, body: { rows } });
};
const passOn = async ([drafter, health, issuer]: readonly [Actor, Actor, Actor], upstream: string, number: string) => {
  const { answer } = await api.call(drafter, startDistribution, { params: { noticeId: upstream } });
  const params = { noticeId: answer.noticeId };
  const { base } = (await api.call(drafter, readDistribution, { params })).answer;
  await api.call(health, signDistribution, { params, body: { base } });
  expect((await api.call(issuer, issueDistribution, { params, body: { base, number } })).status).toBe(200);
  return answer.noticeId;
};
const draft = (actor: Actor, amount: number, more: object = {}) =>
  api.call(actor, draftReduction, {
    body: {
      title: "关于追减资金的通知",
      reason: "项目调整",
      rows: [{ noticeId: root, rowNo: 1, book: unit, amountFen: wan(amount), ...more }],
    },
  } as never);
const sign = async (noticeId: string) => {
  const { base } = (await api.call(people.provinceHealth, readReduction, { params: { noticeId } })).answer;
  await api.call(people.provinceHealth, signReduction, { params: { noticeId }, body: { base } });
};
const issue = async (actor: Actor, noticeId: string, number: string) => {
  const { base } = (await api.call(actor, readReduction, { params: { noticeId } })).answer;
  return await api.call(actor, issueReduction, { params: { noticeId }, body: { base, number } });
};
const second = { ...people.province, userId: "省财政乙", name: "省财政乙" };

beforeAll(async () => {
  await setUpPlaces(database);
  const destination = { county: hongdong, institution: hospitals.hongdong.id, name: hospitals.hongdong.name };
  root = await issueSample(database, {
    number: "晋财社〔2025〕1号",
    rows: [{ allocated: wanYuan(100), project: "p1", ...destination }],
  });
  await verifyAll(people.city, root);
  const city = await passOn([people.city, people.cityHealth, people.city2], root, "临财社〔2025〕1号");
  await verifyAll(people.county, city);
  const county = await passOn([people.county, people.countyHealth, people.county2], city, "洪财社〔2025〕1号");
  await verifyAll(people.unit, county);
  // 60 of 100 is on its way to be paid.
  const earmark = earmarkOf({
    year: 2025,
    line: "county-emergency-centre",
    nature: "general",
    sourceLevel: "province",
    functionClass: "2100299",
    project: "p1",
    trackTag: null,
  });
  const document = { issuer: unit, number: "支付申请1", row: 1 };
  const entry = freeze({
    document,
    earmark,
    amount: wanYuan(60),
    on: "2025-02-20" as PlainDate,
    book: unitBook(hospitals.hongdong.id),
  });
  await database.transaction(systemActor, (tx) =>
    postEntries(tx, systemActor, [entry], { now: new Date("2025-02-20T02:00:00Z") }),
  );
});

describe("追减自下而上逐级办理,只限未支付的部分", () => {
  it("列出每一级账上未支付的余额", async () => {
    const { answer } = await api.call(people.province, listReducible, { params: { noticeId: root } });
    expect(answer.items[0]?.books.map(({ name, unpaidFen }) => [name, unpaidFen])).toEqual([
      ["临汾市财政局", "0"],
      ["洪洞县财政局", "0"],
      ["样例洪洞县人民医院", wan(40)],
    ]);
  });

  it("超过未支付、不是本级下达、没有会签、起草人自己签发都被拒,什么也没有写", async () => {
    const before = await footprint(database);
    expect((await draft(people.province, 41)).problem.code).toBe("BALANCE_EXCEEDED");
    expect((await draft(people.city, 10)).problem.code).toBe("row-not-found");
    expect((await draft(people.cityHealth, 10)).problem.code).toBe("FORBIDDEN_ROLE");
    expect((await draft(people.province, 10, { book: "F140100" })).problem.code).toBe("row-not-found");
    expect(await footprint(database)).toBe(before);
    const { answer } = await draft(people.province, 10);
    const drafted = await footprint(database);
    expect((await issue(second, answer.noticeId, "晋财社〔2025〕2号")).problem.code).toBe("COUNTERSIGN_REQUIRED");
    await sign(answer.noticeId);
    expect((await issue(people.province, answer.noticeId, "晋财社〔2025〕2号")).problem.code).toBe("drafter-issues");
    expect((await issue(second, answer.noticeId, "晋财社〔2024〕2号")).problem.code).toBe("number-year");
    expect((await issue(second, answer.noticeId, "晋财社〔2025〕1号")).problem.code).toBe("number-reused");
    expect((await issue(people.city2, answer.noticeId, "临财社〔2025〕9号")).status).toBeGreaterThanOrEqual(400);
    const { signatures, ...rest } = JSON.parse(await footprint(database))[0];
    const { signatures: unsigned, ...earlier } = JSON.parse(drafted)[0];
    expect([rest, Number(signatures) - Number(unsigned)]).toEqual([earlier, 1]);
  });

  it("追减30万元:医院、县、市三级在同一文件里逐级收回到省,每一级账仍然相等", async () => {
    const upper = await balanceIn(database, "F140000", "1101");
    const { answer } = await draft(people.province, 30);
    const shown = await api.call(people.province, readReduction, { params: { noticeId: answer.noticeId } });
    expect(shown.answer.rows[0]).toMatchObject({
      path: ["样例洪洞县人民医院", "洪洞县财政局", "临汾市财政局"],
      beforeFen: wan(100),
      reducedFen: wan(30),
      afterFen: wan(70),
    });
    await sign(answer.noticeId);
    const issued = await issue(second, answer.noticeId, "晋财社〔2025〕3号");
    expect(issued.answer).toEqual({ number: "晋财社〔2025〕3号", reducedFen: wan(30), joints: 3 });
    expect((await balanceIn(database, "F140000", "1101")) - upper).toBe(wanYuan(30));
    expect(await balanceIn(database, unit, "1105")).toBe(wanYuan(10));
    for (const [book, account] of [
      [`F${hongdong}`, "1104"],
      ["F141000", "1103"],
      ["F140000", "1103"],
    ] as const)
      expect(await balanceIn(database, book, account)).toBe(wanYuan(70));
    for (const book of [`F${hongdong}`, "F141000"]) expect(await balanceIn(database, book, "1101")).toBe(0n);
    const [row] = await database.query<{ left: bigint }>(
      "select count(*)::bigint as left from allotment_copy where notice_id = $1",
      [answer.noticeId],
    );
    expect(row?.left).toBe(11n);
  });

  it("起草后余额被用掉:签发时由账本拒绝BALANCE_EXCEEDED", async () => {
    const first = await draft(people.province, 10);
    const other = await draft(people.province, 10);
    for (const { answer } of [first, other]) await sign(answer.noticeId);
    expect((await issue(second, first.answer.noticeId, "晋财社〔2025〕4号")).status).toBe(200);
    const before = await footprint(database);
    expect((await issue(second, other.answer.noticeId, "晋财社〔2025〕5号")).problem.code).toBe("BALANCE_EXCEEDED");
    expect(await footprint(database)).toBe(before);
  });

  it("数据库不让没有来处的追减行和正数的追减", async () => {
    const insert = (columns: string, values: string) =>
      database.query(
        `insert into allotment_row (province, notice_id, row_no, receiver, destination_name, line, title, allocated_fen, this_fen, function_class, ${columns})
         select '14', id, 900, 'F141000', 'x', 'l', 't', 1, 1, '21002', ${values} from allotment_notice where kind = 'reduction' and state = 'draft' limit 1`,
      );
    await expect(insert("reduces_row", "1")).rejects.toMatchObject({ constraint: "allotment_row_reduces" });
    await expect(insert("reduces_notice, reduces_row, reduced_book", `'${root}', 1, 'x'`)).rejects.toMatchObject({
      constraint: "allotment_row_reduces",
    });
  });
});
