import { beforeAll, describe, expect, it } from "vitest";
import { balance, balances, totalsByAccount } from "./balances.ts";
import { earmarkKey } from "./earmark.ts";
import { arrange, issue, receive, reverse } from "./events/index.ts";
import { emptyLedger, linesAsOf } from "./ledger.ts";
import { city, county, day, stroke2024 as earmark, ledgerOf, notice, province, wan } from "./sample-books.ts";
import { statement } from "./statement.ts";

/** 提前下达 signed in 2023 for 2024; the final issue recorded late, as of the day of its document; one issue taken back in April. */
const posting = (amount: number, number: string, on: string) => ({
  document: notice(province, number),
  earmark,
  amount: wan(amount),
  on: day(on),
});
const wrong = issue({ ...posting(10, "误发", "2024-03-20"), from: province, to: city });
let ledger = emptyLedger;
beforeAll(() => {
  ledger = ledgerOf([
    [arrange({ ...posting(200, "提前安排", "2023-11-15"), book: province }), day("2023-11-15")],
    [issue({ ...posting(90, "提前", "2023-11-20"), from: province, to: city, isAdvance: true }), day("2023-11-20")],
    [receive({ ...posting(90, "提前", "2023-11-22"), from: province, to: city }), day("2023-11-22")],
    [wrong, day("2024-03-20")],
    [issue({ ...posting(30, "本次", "2024-03-04"), from: province, to: county }), day("2024-03-25")],
    [reverse(wrong, { document: notice(province, "冲正"), on: day("2024-04-01") }), day("2024-04-01")],
  ]);
});

const undistributed = (effectiveOn: string, recordedOn = "2030-01-01") =>
  balance(linesAsOf(ledger.lines, { effectiveOn: day(effectiveOn), recordedOn: day(recordedOn) }), {
    book: province.id,
    account: "1101",
  });

describe("任一日的余额:按生效日,也按当时已记", () => {
  it.each([
    // 生效日 记账截止 待分配(万元)
    ["2023-12-31", "2030-01-01", 0],
    ["2024-01-01", "2023-11-19", 200],
    ["2024-01-01", "2023-12-31", 110],
    ["2024-03-10", "2024-03-24", 110],
    ["2024-03-10", "2024-03-25", 80],
    ["2024-03-31", "2024-03-31", 70],
    ["2024-04-01", "2024-03-31", 70],
    ["2024-04-01", "2024-04-01", 80],
  ])("截至%s、按%s所知,省待分配%i万元", (effectiveOn, recordedOn, amount) =>
    expect(undistributed(effectiveOn, recordedOn)).toBe(wan(amount)),
  );

  it("按下级分列的科目分开列示,余额为零的不列", () => {
    const rows = balances(ledger.lines, { book: province.id });
    expect(rows.map(({ account, counterpart, amount }) => [account, counterpart, amount])).toEqual([
      ["1101", undefined, wan(80)],
      ["1102", county.id, wan(30)],
      ["1103", city.id, wan(90)],
      ["2102", undefined, wan(200)],
    ]);
    expect([...totalsByAccount(ledger.lines, { book: city.id })]).toEqual([
      ["1101", wan(90)],
      ["2101", wan(90)],
    ]);
  });
  it("只问一个下级、一个用途标识、一个科目", () => {
    const one = { account: "1102", counterpart: county.id } as const;
    expect(balance(ledger.lines, one)).toBe(wan(30));
    expect(balances(ledger.lines, { ...one, earmarkKey: earmarkKey(earmark) })).toHaveLength(1);
    expect(balances(ledger.lines, { ...one, earmarkKey: earmarkKey({ ...earmark, trackTag: "01 中央直达资金" }) })).toEqual([]);
  });
});

describe("明细账", () => {
  it("期初、逐笔借贷与余额、期末,每笔带文号;同一日按记账先后", () => {
    const [one] = statement(
      ledger.lines,
      { book: province.id, account: "1101" },
      { from: day("2024-03-01"), to: day("2024-04-30") },
    );
    expect(one).toMatchObject({ opening: wan(110), debits: wan(10), credits: wan(40), closing: wan(80) });
    expect(
      one?.rows.map(({ line, debit, credit, balance: left }) => [
        line.entry.document.number,
        line.effectiveOn,
        debit,
        credit,
        left,
      ]),
    ).toEqual([
      ["本次", "2024-03-04", wan(0), wan(30), wan(80)],
      ["误发", "2024-03-20", wan(0), wan(10), wan(70)],
      ["冲正", "2024-04-01", wan(10), wan(0), wan(80)],
    ]);
  });
  it("同一日的按记账先后列示", () => {
    const sameDay = ledgerOf(
      [1, 2, 3].map((row) => [
        issue({ ...posting(row, "同日", "2024-05-06"), document: notice(province, "同日", row), from: province, to: city }),
        day("2024-05-06"),
      ]),
      ledger,
    );
    const [one] = statement(sameDay.lines, { account: "1102" }, { from: day("2024-05-06"), to: day("2024-05-06") });
    expect(one?.rows.map(({ line, balance: left }) => [line.entry.document.row, left])).toEqual([
      [1, wan(31)],
      [2, wan(33)],
      [3, wan(36)],
    ]);
  });
  it("按当时所知的明细账没有后来补记的一笔", () => {
    const period = { from: day("2024-03-01"), to: day("2024-03-31"), recordedOn: day("2024-03-24") };
    const [one] = statement(ledger.lines, { book: province.id, account: "1101" }, period);
    expect(one?.rows.map(({ line }) => line.entry.document.number)).toEqual(["误发"]);
    expect(one?.closing).toBe(wan(100));
  });
  it("没有期初也没有发生的科目不列", () => {
    const all = statement(ledger.lines, { book: city.id }, { from: day("2024-01-01"), to: day("2024-12-31") });
    expect(all.map(({ account }) => account)).toEqual(["1101", "2101"]);
    expect(statement(ledger.lines, { book: city.id }, { from: day("2023-01-01"), to: day("2023-12-31") })).toEqual([]);
  });
});
