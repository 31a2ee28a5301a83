import { inWanYuan, type PlainDate } from "@qiangyi/kernel";
import { beforeAll, describe, expect, it } from "vitest";
import type { Account } from "./accounts.ts";
import { balance, totalsByAccount } from "./balances.ts";
import { closePeriod } from "./close-period.ts";
import { earmarkKey } from "./earmark.ts";
import type { Book, Entry } from "./entry.ts";
import { arrange, carryOver, freeze, issue, pay, receive, recover } from "./events/index.ts";
import { violations } from "./invariants/index.ts";
import { emptyLedger, type Ledger, linesAsOf } from "./ledger.ts";
import { post } from "./post.ts";
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

/** domain.md 4.6: two stroke centres in 2024, 50万元 each; county 甲 under its city, county 乙 under the province. */
const recovered2026 = { ...earmark, year: 2026 };
const [arranged, issued] = [notice(province, "晋财社〔2024〕8号"), notice(province, "晋财社〔2024〕31号")];
const [toCounty, toHospital] = [notice(city, "市财社〔2024〕5号"), notice(county, "县财社〔2024〕5号")];
const voucher = (number: string) => notice(hospital, number);
const posting = (amount: number, on: string) => ({ earmark, amount: wan(amount), on: day(on) });
const on = (text: string, ...entries: Entry[]) => entries.map((entry): [Entry, PlainDate] => [entry, day(text)]);

const until2024 = ledgerOf([
  ...on("2024-01-30", arrange({ ...posting(100, "2024-01-30"), document: arranged, book: province })),
  ...on(
    "2024-03-04",
    issue({ ...posting(50, "2024-03-04"), document: issued, from: province, to: city }),
    issue({ ...posting(50, "2024-03-04"), document: { ...issued, row: 2 }, from: province, to: directCounty }),
  ),
  ...on(
    "2024-03-11",
    receive({ ...posting(50, "2024-03-11"), document: issued, from: province, to: city }),
    issue({ ...posting(50, "2024-03-11"), document: toCounty, from: city, to: county }),
    receive({ ...posting(50, "2024-03-11"), document: toCounty, from: city, to: county }),
    issue({ ...posting(50, "2024-03-11"), document: toHospital, from: county, to: hospital }),
    receive({ ...posting(50, "2024-03-11"), document: toHospital, from: county, to: hospital }),
  ),
  ...on(
    "2024-09-02",
    freeze({ ...posting(38, "2024-09-02"), document: voucher("2024-0001"), book: hospital }),
    pay({ ...posting(38, "2024-09-03"), document: voucher("2024-0001"), book: hospital, contract: "contract-1" }),
  ),
]);

const carried = accepted(
  post(until2024, carryOver({ document: voucher("结转〔2024〕1号"), earmark, amount: wan(12), year: 2024, book: hospital }), {
    recordedOn: day("2025-01-06"),
  }),
);

const shown = (ledger: Ledger, book: Book, effectiveOn: string): Record<string, string> =>
  Object.fromEntries(
    [
      ...totalsByAccount(linesAsOf(ledger.lines, { effectiveOn: day(effectiveOn) }), {
        book: book.id,
        earmarkKey: earmarkKey(earmark),
      }),
    ].map(([account, amount]) => [account, inWanYuan(amount)]),
  );

const at = (effectiveOn: string, book: Book, account: Account) =>
  balance(linesAsOf(until2024.lines, { effectiveOn: day(effectiveOn) }), { book: book.id, account });

describe("卒中中心2个、每个50万元:2024年安排、下达、接收、支付", () => {
  it("省本级安排后待分配100万元,下达后全部为已签发待接收", () => {
    expect(at("2024-01-30", province, "1101")).toBe(wan(100));
    expect([at("2024-03-04", province, "1101"), at("2024-03-04", province, "1102")]).toEqual([wan(0), wan(100)]);
  });
  it("市接收后省已下达50万元,乙县50万元待接收", () =>
    expect(shown(until2024, province, "2024-12-30")).toEqual({ "1102": "50万元", "1103": "50万元", "2102": "100万元" }));
  it("逐级接收,医院可用50万元", () => {
    expect(shown(until2024, city, "2024-12-30")).toEqual({ "1103": "50万元", "2101": "50万元" });
    expect(shown(until2024, county, "2024-12-30")).toEqual({ "1104": "50万元", "2101": "50万元" });
    expect(shown(until2024, hospital, "2024-03-11")).toEqual({ "1105": "50万元", "2101": "50万元" });
  });
  it("支付38万元后可用12万元", () =>
    expect(shown(until2024, hospital, "2024-12-30")).toEqual({ "1105": "12万元", "1107": "38万元", "2101": "50万元" }));
});

describe("2024年关账与2025年结余收回", () => {
  let ledger = emptyLedger;
  beforeAll(() => {
    const closed = accepted(closePeriod(carried, { book: hospital.id, year: 2024, recordedOn: day("2025-01-10") }));
    ledger = ledgerOf(
      [
        ...on(
          "2025-06-03",
          freeze({ ...posting(5, "2025-06-03"), document: voucher("2025-0001"), book: hospital }),
          pay({ ...posting(5, "2025-06-03"), document: voucher("2025-0001"), book: hospital, contract: "contract-1" }),
        ),
        ...on(
          "2025-12-31",
          recover({
            ...posting(7, "2025-12-31"),
            document: notice(county, "县财社〔2025〕40号"),
            from: hospital,
            to: county,
            into: recovered2026,
          }),
        ),
      ],
      closed,
    );
  });

  it("关账前须先结转:可用12万元未处理的不能关账", () => {
    const refused = closePeriod(until2024, { book: hospital.id, year: 2024, recordedOn: day("2025-01-06") });
    expect(refused).toMatchObject({
      ok: false,
      refusal: { code: "CARRYOVER_DECISION_REQUIRED", left: [{ account: "1105", amount: wan(12) }] },
    });
  });
  it("2024年末已结转12万元;2025年初上年结转12万元、可用12万元,指标年度仍为2024", () => {
    expect(shown(ledger, hospital, "2024-12-31")).toEqual({ "1107": "38万元", "1108": "12万元", "2101": "50万元" });
    expect(shown(ledger, hospital, "2025-01-01")).toEqual({
      "1105": "12万元",
      "1107": "38万元",
      "1108": "12万元",
      "2101": "50万元",
      "2103": "12万元",
    });
  });
  it("2025年末:已支付43万元,收回7万元,县财政收回统筹7万元并以新的年度安排", () => {
    expect(shown(ledger, hospital, "2025-12-31")).toEqual({
      "1107": "43万元",
      "1108": "12万元",
      "1109": "7万元",
      "2101": "50万元",
      "2103": "12万元",
    });
    const ofNewYear = { book: county.id, earmarkKey: earmarkKey(recovered2026) };
    expect(balance(ledger.lines, { ...ofNewYear, account: "2104" })).toBe(wan(7));
    expect(balance(ledger.lines, { ...ofNewYear, account: "1101" })).toBe(wan(7));
  });
  it("恒等:100 = 乙县待接收50 + 已支付43 + 收回7,已结转与上年结转对冲", () => {
    const of = (account: Account) => balance(ledger.lines, { account, earmarkKey: earmarkKey(earmark) });
    expect([of("1102"), of("1107"), of("1109"), of("1108") - of("2103")]).toEqual([wan(50), wan(43), wan(7), 0n]);
    expect(of("1102") + of("1107") + of("1109")).toBe(of("2102"));
  });
  it("十一条不变量全部成立", () =>
    expect(
      violations(ledger, {
        documents: [
          {
            issuer: province.id,
            number: issued.number,
            total: wan(100),
            rows: [
              { row: 1, amount: wan(50) },
              { row: 2, amount: wan(50) },
            ],
          },
        ],
        allocations: [],
        limits: { contracts: new Map([["contract-1", wan(43)]]), approvals: new Map([["project-stroke", wan(100)]]) },
      }),
    ).toEqual([]));
  it("已关账年度不能再过账,账不变", () => {
    const late = pay({ ...posting(1, "2024-12-20"), document: voucher("2024-0009"), book: hospital });
    expect(post(ledger, late, { recordedOn: day("2026-01-05") })).toMatchObject({
      ok: false,
      refusal: { code: "period-closed", book: hospital.id, year: 2024 },
    });
  });
});
