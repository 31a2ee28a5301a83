import { fen } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { balance } from "./balances.ts";
import { closePeriod } from "./close-period.ts";
import type { Entry } from "./entry.ts";
import { arrange, carryOver, freeze, issue, pay, payFromTreasury, receive, refund, reverse } from "./events/index.ts";
import { emptyLedger, type Ledger } from "./ledger.ts";
import { post, postTogether } from "./post.ts";
import {
  accepted,
  city,
  county,
  day,
  directCounty,
  stroke2024 as earmark,
  hospital,
  ledgerOf,
  notice,
  province,
  wan,
} from "./sample-books.ts";

const on = day("2024-03-04");
const posting = (amount: number, number: string, when = on) => ({
  document: notice(province, number),
  earmark,
  amount: wan(amount),
  on: when,
});
const arranged = arrange({ ...posting(100, "安排"), book: province });
const issued = issue({ ...posting(60, "下达"), from: province, to: county });
const received = receive({ ...posting(60, "下达"), from: province, to: county });
const passed = issue({ ...posting(60, "再下达"), from: county, to: hospital });
const arrived = receive({ ...posting(60, "再下达"), from: county, to: hospital });
const frozen = freeze({ ...posting(30, "支付1"), book: hospital });
const paid = pay({ ...posting(30, "支付1"), book: hospital });
const recordedOn = day("2024-03-05");
const ledger = ledgerOf([arranged, issued, received, passed, arrived, frozen, paid].map((entry) => [entry, recordedOn]));

const refusalOf = (from: Ledger, entry: Entry, when = recordedOn) => {
  const before = { entries: from.entries.size, lines: from.lines.length, closings: from.closings.length };
  const result = post(from, entry, { recordedOn: when });
  expect({ entries: from.entries.size, lines: from.lines.length, closings: from.closings.length }).toEqual(before);
  return result.ok ? undefined : result.refusal;
};

describe("透支:金额科目在任何一日不得为负", () => {
  it("恰好用完可以,多一分不行", () => {
    const rest = issue({ ...posting(40, "余数"), from: province, to: city });
    expect(refusalOf(ledger, rest)).toBeUndefined();
    const oneMore = issue({ ...posting(0, "余数"), amount: fen(40_000_001n), from: province, to: city });
    expect(refusalOf(ledger, oneMore)).toEqual({
      code: "BALANCE_EXCEEDED",
      book: province.id,
      account: "1101",
      counterpart: undefined,
      on,
      missing: 1n,
    });
  });
  it("下达甲县的乙县不能接收", () => {
    const waiting = ledgerOf([
      [arranged, on],
      [issued, on],
    ]);
    expect(refusalOf(waiting, receive({ ...posting(60, "下达"), from: province, to: directCounty }))).toMatchObject({
      code: "BALANCE_EXCEEDED",
      account: "1102",
      counterpart: directCounty.id,
    });
  });
  it("倒签也不行:以后已用掉的钱不能在以前再用一次", () => {
    const late = ledgerOf(
      [[issue({ ...posting(40, "六月", day("2024-06-01")), from: province, to: city }), day("2024-06-01")]],
      ledger,
    );
    expect(refusalOf(late, issue({ ...posting(1, "倒签", on), from: province, to: city }), day("2024-06-02"))).toMatchObject({
      code: "BALANCE_EXCEEDED",
      on: "2024-06-01",
      missing: wan(1),
    });
  });
  it("缺口一样大的几天,报最早的一天", () => {
    const later = ledgerOf(
      [
        [issue({ ...posting(40, "六月", day("2024-06-01")), from: province, to: city }), day("2024-06-01")],
        [issue({ ...posting(1, "七月", day("2024-07-02")), from: province, to: city }), day("2024-07-02")],
      ],
      ledgerOf([[arrange({ ...posting(1, "追加", day("2024-07-01")), book: province }), day("2024-05-31")]], ledger),
    );
    const backdated = issue({ ...posting(1, "倒签", on), from: province, to: city });
    expect(refusalOf(later, backdated, day("2024-07-02"))).toMatchObject({ on: "2024-06-01", missing: wan(1) });
  });
  it("生效日之前还没有的钱不能用", () =>
    expect(refusalOf(ledger, issue({ ...posting(1, "早一日", day("2024-03-03")), from: province, to: city }))).toMatchObject({
      code: "BALANCE_EXCEEDED",
      on: "2024-03-03",
    }));
  it("别的用途标识的钱不能用", () =>
    expect(
      refusalOf(ledger, issue({ ...posting(1, "挪用"), earmark: { ...earmark, line: "line-trauma" }, from: province, to: city })),
    ).toMatchObject({ code: "BALANCE_EXCEEDED", missing: wan(1) }));
  it("未冻结的不能支付", () =>
    expect(refusalOf(ledger, pay({ ...posting(1, "支付2"), book: hospital }))).toMatchObject({
      code: "BALANCE_EXCEEDED",
      account: "1106",
    }));
  it("退款不能多于已支付", () =>
    expect(refusalOf(ledger, accepted(refund({ ...posting(31, "退款"), book: hospital, paidOn: on })))).toMatchObject({
      code: "BALANCE_EXCEEDED",
      account: "1107",
    }));
});

describe("幂等", () => {
  it("同号同行同内容再记一次,账不变", () =>
    expect(accepted(post(ledger, issued, { recordedOn: day("2024-09-09") }))).toBe(ledger));
  it("余额已用完后重试,仍视为已记", () => {
    const spent = ledgerOf([[issue({ ...posting(40, "余数"), from: province, to: city }), recordedOn]], ledger);
    expect(accepted(post(spent, issued, { recordedOn }))).toBe(spent);
  });
  it.each([
    ["金额", { ...posting(59, "下达"), from: province, to: county }],
    ["去向", { ...posting(60, "下达"), from: province, to: city }],
    ["日期", { ...posting(60, "下达", day("2024-03-05")), from: province, to: county }],
    ["用途标识", { ...posting(60, "下达"), earmark: { ...earmark, project: "another" }, from: province, to: county }],
    ["提前下达标识", { ...posting(60, "下达"), from: province, to: county, isAdvance: true as const }],
  ])("同号同行而%s不同,拒绝", (_, changed) =>
    expect(refusalOf(ledger, issue(changed))).toMatchObject({ code: "document-number-reused" }),
  );
});

describe("记账日与生效日", () => {
  it("记账日不能倒退", () =>
    expect(refusalOf(ledger, issue({ ...posting(1, "新"), from: province, to: city }), day("2024-03-04"))).toEqual({
      code: "recorded-out-of-order",
      lastRecordedOn: recordedOn,
    }));
  it("预算年度开始前不能支付", () =>
    expect(refusalOf(ledger, freeze({ ...posting(1, "早付", day("2023-12-31")), book: hospital }))).toEqual({
      code: "before-fund-year",
      year: 2024,
    }));
});

describe("分录本身", () => {
  const broken = (change: object): Entry => ({
    ...arranged,
    id: "broken",
    transfers: arranged.transfers.map((transfer) => ({ ...transfer, ...change })),
  });
  it.each([
    ["金额为零", broken({ amount: fen(0n) })],
    ["金额为负", broken({ amount: fen(-1n) })],
    ["借贷同科目", broken({ credit: "1101" })],
    ["跨指标账与资金账", broken({ credit: "3101" })],
    ["没有分录", { ...arranged, id: "empty", transfers: [] }],
  ])("%s,拒绝", (_, entry) => expect(refusalOf(emptyLedger, entry)).toMatchObject({ code: "transfer-misfit" }));
});

describe("冲正", () => {
  const order = { document: notice(province, "冲正"), on: day("2024-03-06") };
  const other = { document: notice(province, "冲正", 2), on: day("2024-03-06") };
  const waiting = ledgerOf([
    [arranged, on],
    [issued, on],
  ]);
  const reversed = accepted(post(waiting, reverse(issued, order), { recordedOn }));

  it("冲正后余额复原,两笔都还在", () => {
    expect(balance(reversed.lines, { book: province.id, account: "1101" })).toBe(wan(100));
    expect(balance(reversed.lines, { book: province.id, account: "1102" })).toBe(wan(0));
    expect(reversed.entries.size).toBe(3);
  });
  it("已接收并下达出去的不能冲正接收", () =>
    expect(refusalOf(ledger, reverse(received, order))).toMatchObject({
      code: "BALANCE_EXCEEDED",
      book: county.id,
      account: "1101",
    }));
  it("不能冲正两次", () => expect(refusalOf(reversed, reverse(issued, other))).toMatchObject({ code: "already-reversed" }));
  it("没有记过的不能冲正", () =>
    expect(refusalOf(emptyLedger, reverse(issued, order))).toEqual({ code: "reversed-entry-not-found" }));
  it("冲正本身不能再冲正", () =>
    expect(refusalOf(reversed, reverse(reverse(issued, order), other))).toEqual({ code: "reversed-entry-not-found" }));
  it("冲正须与原分录相反且金额相等", () => {
    const taken = reverse(issued, order);
    const less = { ...taken, transfers: taken.transfers.map((transfer) => ({ ...transfer, amount: wan(1) })) };
    expect(refusalOf(waiting, less)).toEqual({ code: "reversal-misfit" });
    expect(refusalOf(waiting, { ...issued, id: "again", reverses: issued.id })).toEqual({ code: "reversal-misfit" });
    const early = { ...taken, transfers: taken.transfers.map((transfer) => ({ ...transfer, effectiveOn: day("2024-02-01") })) };
    expect(refusalOf(waiting, early)).toEqual({ code: "reversal-misfit" });
  });
});

describe("资金账不走在指标账前面", () => {
  const treasury = { ...posting(30, "支付1"), unit: hospital, bureau: county, economicClass: "31003" };
  it("指标账已支付30万元,资金账可付30万元,多一分不行", () => {
    expect(refusalOf(ledger, payFromTreasury(treasury))).toBeUndefined();
    expect(refusalOf(ledger, payFromTreasury({ ...treasury, amount: fen(30_000_001n) }))).toEqual({
      code: "cash-ahead-of-allotment",
      book: hospital.id,
      on,
      missing: 1n,
    });
  });
  it("资金未退回前指标账不能先记退款", () => {
    const settled = accepted(post(ledger, payFromTreasury(treasury), { recordedOn }));
    expect(refusalOf(settled, accepted(refund({ ...posting(1, "退款"), book: hospital, paidOn: on })))).toMatchObject({
      code: "cash-ahead-of-allotment",
    });
  });
});

describe("关账", () => {
  const carried = ledgerOf(
    [
      [
        carryOver({ document: notice(province, "结转"), earmark, amount: wan(40), year: 2024, book: province }),
        day("2025-01-05"),
      ],
    ],
    ledger,
  );
  const close = { book: province.id, year: 2024, recordedOn: day("2025-01-08") };
  const closed = accepted(closePeriod(carried, close));

  it("关账后该账簿该年度不再过账,别的账簿和新年度可以", () => {
    const into = (when: string) => issue({ ...posting(1, "新", day(when)), from: province, to: city });
    expect(refusalOf(closed, into("2024-12-31"), day("2025-01-09"))).toEqual({
      code: "period-closed",
      book: province.id,
      year: 2024,
    });
    expect(refusalOf(closed, into("2025-01-09"), day("2025-01-09"))).toBeUndefined();
    expect(
      refusalOf(closed, freeze({ ...posting(1, "冻结", day("2024-12-31")), book: hospital }), day("2025-01-09")),
    ).toBeUndefined();
  });
  it("已关账年度的错账在新年度冲正", () => {
    const order = { document: notice(province, "冲正"), on: day("2025-01-09") };
    const waiting = accepted(
      closePeriod(
        ledgerOf(
          [
            [
              carryOver({ document: notice(province, "结转"), earmark, amount: wan(40), year: 2024, book: province }),
              day("2025-01-05"),
            ],
          ],
          ledgerOf([
            [arranged, on],
            [issued, on],
          ]),
        ),
        close,
      ),
    );
    const corrected = accepted(post(waiting, reverse(issued, order), { recordedOn: day("2025-01-09") }));
    expect(balance(corrected.lines, { book: province.id, account: "1101" })).toBe(wan(100));
  });
  it("再关一次,账不变", () => expect(accepted(closePeriod(closed, close))).toBe(closed));
  it.each([
    ["年度未结束", carried, { ...close, year: 2025 }, { code: "period-not-over" }],
    [
      "上一年度未关",
      carried,
      { ...close, year: 2025, recordedOn: day("2025-12-31") },
      { code: "earlier-period-open", year: 2024 },
    ],
    ["记账日倒退", carried, { ...close, recordedOn: day("2025-01-04") }, { code: "recorded-out-of-order" }],
    ["待分配未处理", ledger, close, { code: "CARRYOVER_DECISION_REQUIRED", left: [{ account: "1101", amount: wan(40) }] }],
  ])("%s,拒绝关账", (_, from, asked, refusal) => {
    expect(closePeriod(from, asked)).toMatchObject({ ok: false, refusal });
    expect(from.closings).toEqual([]);
  });
});

describe("一份文件各行一次过账", () => {
  const first = arrange({
    document: notice(province, "晋财社〔2024〕1号"),
    earmark,
    amount: wan(10),
    on: day("2024-03-01"),
    book: province,
  });
  const second = issue({
    document: notice(province, "晋财社〔2024〕1号"),
    earmark,
    amount: wan(10),
    on: day("2024-03-01"),
    from: province,
    to: city,
  });
  const at = { recordedOn: day("2024-03-01") };
  it("行的先后不影响结果", () => {
    expect(postTogether(emptyLedger, [second, first], at)).toMatchObject({ ok: true });
    expect(post(emptyLedger, second, at)).toMatchObject({ ok: false, refusal: { code: "BALANCE_EXCEEDED" } });
  });
  it("一行不能记,全部不记;已记过的行不再记", () => {
    const too = issue({
      document: notice(province, "晋财社〔2024〕1号", 2),
      earmark,
      amount: wan(1),
      on: day("2024-03-01"),
      from: province,
      to: city,
    });
    expect(postTogether(emptyLedger, [first, second, too], at)).toMatchObject({
      ok: false,
      refusal: { code: "BALANCE_EXCEEDED" },
    });
    const posted = accepted(postTogether(emptyLedger, [first], at));
    const both = accepted(postTogether(posted, [first, second], at));
    expect([...both.entries.values()].map(({ sequence }) => sequence)).toEqual([1, 2]);
    expect(accepted(postTogether(both, [first, second], at))).toBe(both);
  });
});
