import { formatYuan } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import { accounts } from "../accounts.ts";
import type { Entry } from "../entry.ts";
import { accepted, city, county, day, stroke2024 as earmark, hospital, notice, province, wan } from "../sample-books.ts";
import { type Step, steps } from "../steps.ts";
import {
  arrange,
  carryOver,
  clearPrepayment,
  freeze,
  handBack,
  issue,
  moveCash,
  pay,
  payFromTreasury,
  prepay,
  reassign,
  receive,
  recogniseReturn,
  recover,
  reduce,
  refund,
  refundCash,
  reverse,
  unfreeze,
  withdraw,
} from "./index.ts";

const document = notice(province, "晋财社〔2024〕31号");
const on = day("2024-03-04");
const posting = { document, earmark, amount: wan(50), on };
const into = { ...earmark, year: 2025, line: "line-trauma" };
const treasury = { ...posting, unit: hospital, bureau: county, economicClass: "31003" };
const toCity = { ...posting, from: province, to: city };
const toHospital = { ...posting, from: county, to: hospital };

/** The rows of an entry as an accountant writes them: book, debit, credit, day, other party, whether under the earmark or the new one. */
const written = ({ transfers }: Entry) =>
  transfers.map(
    ({ book, debit, credit, amount, effectiveOn, counterpart, earmark: { line } }) =>
      `${book} 借${debit} 贷${credit} ${formatYuan(amount)} ${effectiveOn}${counterpart === undefined ? "" : ` 对方${counterpart}`}${
        line === earmark.line ? "" : ` ${line}`
      }`,
  );

const p = "500000.00 2024-03-04";
const table: [Step, string, Entry, string[]][] = [
  ["arrange", "", arrange({ ...posting, book: province }), [`省财政厅 借1101 贷2102 ${p}`]],
  ["issue", "", issue(toCity), [`省财政厅 借1102 贷1101 ${p} 对方市财政局`]],
  ["receive", "财政", receive(toCity), [`省财政厅 借1103 贷1102 ${p} 对方市财政局`, `市财政局 借1101 贷2101 ${p} 对方省财政厅`]],
  [
    "receive",
    "单位",
    receive(toHospital),
    [`甲县财政局 借1104 贷1102 ${p} 对方甲县人民医院`, `甲县人民医院 借1105 贷2101 ${p} 对方甲县财政局`],
  ],
  ["withdraw", "", withdraw(toCity), [`省财政厅 借1101 贷1102 ${p} 对方市财政局`]],
  ["reduce", "财政", reduce(toCity), [`市财政局 借2109 贷1101 ${p} 对方省财政厅`, `省财政厅 借1101 贷1103 ${p} 对方市财政局`]],
  [
    "reduce",
    "单位",
    reduce(toHospital),
    [`甲县人民医院 借2109 贷1105 ${p} 对方甲县财政局`, `甲县财政局 借1101 贷1104 ${p} 对方甲县人民医院`],
  ],
  ["freeze", "单位", freeze({ ...posting, book: hospital }), [`甲县人民医院 借1106 贷1105 ${p}`]],
  ["freeze", "财政存疑资金", freeze({ ...posting, book: county }), [`甲县财政局 借1106 贷1101 ${p}`]],
  ["unfreeze", "单位", unfreeze({ ...posting, book: hospital }), [`甲县人民医院 借1105 贷1106 ${p}`]],
  ["unfreeze", "财政存疑资金", unfreeze({ ...posting, book: county }), [`甲县财政局 借1101 贷1106 ${p}`]],
  ["pay", "", pay({ ...posting, book: hospital }), [`甲县人民医院 借1107 贷1106 ${p}`]],
  [
    "refund",
    "",
    accepted(refund({ ...posting, book: hospital, paidOn: day("2024-01-01") })),
    [`甲县人民医院 借1105 贷1107 ${p}`],
  ],
  [
    "carryOver",
    "单位",
    carryOver({ document, earmark, amount: wan(50), year: 2024, book: hospital }),
    ["甲县人民医院 借1108 贷1105 500000.00 2024-12-31", "甲县人民医院 借1105 贷2103 500000.00 2025-01-01"],
  ],
  [
    "carryOver",
    "财政",
    carryOver({ document, earmark, amount: wan(50), year: 2024, book: county }),
    ["甲县财政局 借1108 贷1101 500000.00 2024-12-31", "甲县财政局 借1101 贷2103 500000.00 2025-01-01"],
  ],
  [
    "recover",
    "单位",
    recover({ ...posting, from: hospital, to: county, into }),
    [
      `甲县人民医院 借1109 贷1105 ${p} 对方甲县财政局`,
      "甲县财政局 借1101 贷2104 500000.00 2025-01-01 对方甲县人民医院 line-trauma",
    ],
  ],
  [
    "recover",
    "跨年退款",
    recover({ ...posting, from: hospital, to: county, into, outOf: "paid" }),
    [
      `甲县人民医院 借1109 贷1107 ${p} 对方甲县财政局`,
      "甲县财政局 借1101 贷2104 500000.00 2025-01-01 对方甲县人民医院 line-trauma",
    ],
  ],
  [
    "reassign",
    "",
    reassign({ ...posting, book: county, into: { ...into, year: 2024 } }),
    [`甲县财政局 借2105 贷1101 ${p}`, `甲县财政局 借1101 贷2105 ${p} line-trauma`],
  ],
  [
    "moveCash",
    "国库",
    moveCash(toCity),
    [`省财政厅 借5101 贷3101 ${p} 对方市财政局`, `市财政局 借3101 贷4101 ${p} 对方省财政厅`],
  ],
  [
    "moveCash",
    "单位账户",
    moveCash(toHospital),
    [`甲县财政局 借5101 贷3101 ${p} 对方甲县人民医院`, `甲县人民医院 借3102 贷4101 ${p} 对方甲县财政局`],
  ],
  [
    "payFromTreasury",
    "",
    payFromTreasury(treasury),
    [`甲县人民医院 借5102 贷4101 ${p} 对方甲县财政局`, `甲县财政局 借5102 贷3101 ${p} 对方甲县人民医院`],
  ],
  [
    "prepay",
    "",
    prepay(treasury),
    [`甲县人民医院 借5103 贷4101 ${p} 对方甲县财政局`, `甲县财政局 借5103 贷3101 ${p} 对方甲县人民医院`],
  ],
  [
    "clearPrepayment",
    "",
    clearPrepayment(treasury),
    [`甲县人民医院 借5102 贷5103 ${p} 对方甲县财政局`, `甲县财政局 借5102 贷5103 ${p} 对方甲县人民医院`],
  ],
  [
    "refundCash",
    "支出",
    refundCash({ ...treasury, of: "expenditure" }),
    [`甲县人民医院 借4101 贷5102 ${p} 对方甲县财政局`, `甲县财政局 借3101 贷5102 ${p} 对方甲县人民医院`],
  ],
  [
    "refundCash",
    "预付",
    refundCash({ ...treasury, of: "prepayment" }),
    [`甲县人民医院 借4101 贷5103 ${p} 对方甲县财政局`, `甲县财政局 借3101 贷5103 ${p} 对方甲县人民医院`],
  ],
  [
    "recogniseReturn",
    "",
    recogniseReturn({ ...posting, book: hospital, to: county }),
    [`甲县人民医院 借4101 贷6101 ${p} 对方甲县财政局`],
  ],
  ["handBack", "单位", handBack({ ...posting, book: hospital, to: county }), [`甲县人民医院 借6101 贷3102 ${p} 对方甲县财政局`]],
  ["handBack", "财政", handBack({ ...posting, book: county, to: city }), [`甲县财政局 借6101 贷3101 ${p} 对方市财政局`]],
];

describe("分录表:每个事件记哪些账", () => {
  it.each(table)("%s%s", (step, _, entry, rows) => {
    expect(written(entry)).toEqual(rows);
    expect(entry).toMatchObject({ step, event: steps[step].event, document });
  });
  it("表中每一步都有例子,事件为E1至E11、C1至C6", () => {
    expect(new Set(table.map(([step]) => step))).toEqual(new Set(Object.keys(steps)));
    expect(new Set(Object.values(steps).map(({ event }) => event))).toEqual(
      new Set([...Array.from({ length: 11 }, (_, at) => `E${at + 1}`), ...Array.from({ length: 6 }, (_, at) => `C${at + 1}`)]),
    );
  });
  it("除本级财力外,每个科目都有事件用到", () => {
    const used = new Set<string>(
      table.flatMap(([, , { transfers }]) => transfers.flatMap(({ debit, credit }) => [debit, credit])),
    );
    expect(Object.keys(accounts).filter((account) => !used.has(account))).toEqual(["4102"]);
  });
});

describe("提前下达", () => {
  const early = { ...posting, on: day("2023-11-20") };
  it("上年签发的,分录自预算年度1月1日起生效,并标明提前下达", () => {
    const entry = issue({ ...early, from: province, to: city, isAdvance: true });
    expect(entry).toMatchObject({ isAdvance: true, transfers: [{ effectiveOn: "2024-01-01" }] });
  });
  it.each([
    ["本级安排", arrange({ ...early, book: province })],
    ["接收", receive({ ...early, from: province, to: city })],
    ["退回", withdraw({ ...early, from: province, to: city })],
    ["追减", reduce({ ...early, from: province, to: city })],
  ])("%s也记入预算年度", (_, { transfers }) =>
    expect(transfers.map(({ effectiveOn }) => effectiveOn)).toEqual(transfers.map(() => "2024-01-01")),
  );
});

describe("退款", () => {
  it("上年12月31日支付、本年退回的不恢复可用", () =>
    expect(refund({ ...posting, on: day("2025-01-01"), book: hospital, paidOn: day("2024-12-31") })).toEqual({
      ok: false,
      refusal: { code: "refund-of-earlier-year", paidOn: "2024-12-31" },
    }));
  it("合同号随支付和退款保留", () => {
    const contracted = { ...posting, book: hospital, contract: "contract-1" };
    expect(pay(contracted).transfers[0]?.contract).toBe("contract-1");
    expect(accepted(refund({ ...contracted, paidOn: on })).transfers[0]?.contract).toBe("contract-1");
  });
});

describe("冲正", () => {
  it("借贷互换,连到原分录,生效日不早于原分录", () => {
    const original = receive(toCity);
    const taken = reverse(original, { document: notice(province, "冲正1号"), on: day("2024-03-01") });
    expect(taken.reverses).toBe(original.id);
    expect(written(taken)).toEqual([`省财政厅 借1102 贷1103 ${p} 对方市财政局`, `市财政局 借2101 贷1101 ${p} 对方省财政厅`]);
  });
});

describe("幂等键:事件、文号与发文机关、行", () => {
  it.each([
    ["行不同", { ...document, row: 2 }],
    ["文号不同", { ...document, number: "晋财社〔2024〕32号" }],
    ["同号不同机关", { ...document, issuer: "乙县财政局" }],
    ["拼接后相同的不相混", { ...document, issuer: '省财政厅","晋' }],
  ])("%s是另一笔", (_, other) => expect(issue({ ...toCity, document: other }).id).not.toBe(issue(toCity).id));
  it("同一行的下达与接收是两笔,同一行的同一事件是一笔", () => {
    expect(issue(toCity).id).not.toBe(receive(toCity).id);
    expect(issue({ ...toCity, amount: wan(1) }).id).toBe(issue(toCity).id);
  });
});
