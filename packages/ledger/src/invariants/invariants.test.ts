import { type Fen, fen } from "@qiangyi/kernel";
import { describe, expect, it } from "vitest";
import type { Entry } from "../entry.ts";
import {
  arrange,
  carryOver,
  clearPrepayment,
  freeze,
  issue,
  pay,
  payFromTreasury,
  prepay,
  reassign,
  receive,
  reduce,
  refundCash,
  reverse,
  unfreeze,
} from "../events/index.ts";
import type { Line } from "../ledger.ts";
import { city, county, day, stroke2024 as earmark, hospital, ledgerOf, notice, province, wan } from "../sample-books.ts";
import type { Step } from "../steps.ts";
import { allocationsDiffer, inTransit, paidBeyondLimits, violations } from "./index.ts";

const on = day("2024-03-04");
const posting = (amount: number, number: string) => ({ document: notice(province, number), earmark, amount: wan(amount), on });
const recordedOn = day("2024-03-05");
const ledger = ledgerOf(
  [
    arrange({ ...posting(100, "安排"), book: province }),
    issue({ ...posting(40, "提前"), from: province, to: county, isAdvance: true }),
    issue({ ...posting(20, "下达"), from: province, to: county }),
    receive({ ...posting(60, "下达"), from: province, to: county }),
    issue({ ...posting(50, "再下达"), from: county, to: hospital }),
    receive({ ...posting(50, "再下达"), from: county, to: hospital }),
    freeze({ ...posting(30, "支付"), book: hospital }),
    pay({ ...posting(30, "支付"), book: hospital, contract: "contract-1" }),
    payFromTreasury({ ...posting(25, "支付"), unit: hospital, bureau: county, economicClass: "31003" }),
    reassign({ ...posting(5, "调剂"), book: province, into: { ...earmark, line: "line-trauma" } }),
  ].map((entry) => [entry, recordedOn]),
);
const notice31 = { issuer: province.id, number: "下达", total: wan(20), rows: [{ row: 1, amount: wan(20) }] };
const documents = [notice31, { issuer: province.id, number: "再下达", total: wan(50), rows: [{ row: 1, amount: wan(50) }] }];
const allocation = {
  document: notice(province, "下达"),
  from: province.id,
  to: county.id,
  earmark,
  allocated: wan(60),
  early: wan(40),
  current: wan(20),
};
const limits = {
  contracts: new Map([["contract-1", wan(30)]]),
  approvals: new Map([["project-stroke", wan(30)]]),
};
const known = { documents, allocations: [allocation], limits };

/** The same books after somebody went past `post`: lines of one step (and book) replaced. */
const tampered = (step: Step, change: (line: Line) => Line | undefined, book?: string) => ({
  ...ledger,
  lines: ledger.lines.flatMap((line) =>
    line.entry.step === step && (book === undefined || line.book === book) ? [change(line) ?? []].flat() : [line],
  ),
});
const found = (books: typeof ledger, also: Partial<typeof known> = {}) => violations(books, { ...known, ...also });
const withAmount = (amount: Fen) => (line: Line) => ({ ...line, amount });

describe("不变量:成立时没有,不成立时指出是哪几行", () => {
  it("正常的账没有一条不成立", () => expect(found(ledger)).toEqual([]));

  it.each([
    ["I1", "金额为负的一行", tampered("arrange", withAmount(fen(-1n))), {}, "金额应大于零"],
    ["I1", "跨账的一行", tampered("arrange", (line) => ({ ...line, credit: "3101" })), {}, "指标账与资金账"],
    ["I2", "来源科目记成资金账", tampered("arrange", (line) => ({ ...line, credit: "4101" })), {}, "去向"],
    ["I3", "下级少收", tampered("receive", withAmount(wan(59)), county.id), {}, "上级已下达60万元，下级上级下达59万元"],
    ["I3", "下级没有收到", tampered("receive", () => undefined, county.id), {}, "下级上级下达0万元"],
    [
      "I3",
      "上级记在别的下级名下",
      tampered("receive", (line) => ({ ...line, counterpart: city.id }), province.id),
      {},
      "市财政局",
    ],
    ["I4", "支付没有冻结", tampered("freeze", () => undefined), {}, "1106冻结在2024-03-04为-30万元"],
    ["I4", "可用被多冻结", tampered("freeze", withAmount(wan(51))), {}, "1105单位可用"],
    ["I5", "凭空多出的可用", tampered("receive", withAmount(wan(70)), hospital.id), {}, "全省安排"],
    ["I6", "附件行与分录不等", ledger, { documents: [{ ...notice31, rows: [{ row: 1, amount: wan(19) }] }] }, "第1行与分录不符"],
    ["I6", "文件额与附件合计不等", ledger, { documents: [{ ...notice31, total: wan(21) }] }, "文件额21万元，附件行合计20万元"],
    ["I6", "分录多出一行", ledger, { documents: [{ ...notice31, total: fen(0n), rows: [] }] }, "分录合计20万元"],
    [
      "I7",
      "接收时换了用途",
      tampered("receive", (line) => ({ ...line, earmarkKey: "另一用途" }), county.id),
      {},
      "用途标识不一致",
    ],
    [
      "I7",
      "接收的不是下达的",
      tampered("issue", (line) => ({ ...line, counterpart: city.id }), province.id),
      {},
      "没有同一用途标识的下达",
    ],
    ["I7", "调剂只记了一半", tampered("reassign", (line) => (line.credit === "2105" ? undefined : line)), {}, "调出与调入"],
    [
      "I8",
      "已付大于合同",
      ledger,
      { limits: { ...limits, contracts: new Map([["contract-1", wan(29)]]) } },
      "合同额29万元，已付30万元",
    ],
    ["I8", "合同不存在", ledger, { limits: { ...limits, contracts: new Map() } }, "合同额0万元"],
    ["I8", "已付大于项目批复", ledger, { limits: { ...limits, approvals: new Map() } }, "项目批复额0万元"],
    ["I8", "已付大于指标", tampered("pay", withAmount(wan(51))), {}, "指标50万元，已付51万元"],
    ["I9", "分配额不等于提前加本次", ledger, { allocations: [{ ...allocation, allocated: wan(61) }] }, "分配额不等于"],
    [
      "I9",
      "提前下达与分录不符",
      ledger,
      { allocations: [{ ...allocation, early: wan(41), allocated: wan(61) }] },
      "提前下达应为41万元",
    ],
    ["I9", "本次为负而没有核减", ledger, { allocations: [{ ...allocation, current: wan(-10), allocated: wan(30) }] }, "本次核减"],
    [
      "I10",
      "关账后的过账",
      { ...ledger, closings: [{ book: province.id, year: 2024, recordedOn, sequence: 3 }] },
      {},
      "2024年度关账后仍有过账",
    ],
    ["I11", "资金账付得多", tampered("payFromTreasury", withAmount(wan(31))), {}, "多1万元"],
  ])("%s：%s", (invariant, _, books, also, because) => {
    const ofIt = found(books, also).filter((violation) => violation.invariant === invariant);
    expect(ofIt.map((violation) => violation.because).join()).toContain(because);
    expect(ofIt.every(({ lines }) => lines.length > 0)).toBe(true);
  });

  it("I10只指出关账以后那一年那一本账的行", () => {
    const closings = [{ book: province.id, year: 2024, recordedOn, sequence: 9 }];
    const [violation] = found({ ...ledger, closings }).filter(({ invariant }) => invariant === "I10");
    expect(violation?.lines.map(({ entry, book }) => [entry.step, book])).toEqual([
      ["reassign", province.id],
      ["reassign", province.id],
    ]);
  });
  it("I9:提前下达多了的,本次为负,记作核减", () => {
    const early = ledgerOf(
      [
        arrange({ ...posting(100, "安排"), book: province }),
        issue({ ...posting(40, "提前"), from: province, to: city, isAdvance: true }),
        receive({ ...posting(40, "提前"), from: province, to: city }),
      ].map((entry) => [entry, recordedOn]),
    );
    const reduced = ledgerOf([[reduce({ ...posting(10, "下达"), from: province, to: city }), recordedOn]], early);
    const row = { ...allocation, to: city.id, allocated: wan(30), early: wan(40), current: wan(-10) };
    const ofIt = (books: typeof ledger) =>
      violations(books, { documents: [], allocations: [row], limits }).map(({ invariant }) => invariant);
    expect(ofIt(reduced)).toEqual([]);
    expect(ofIt(early)).toEqual(["I9"]);
  });
  it("I9:提前下达文自身的一行,本次为零;提前下达被冲正的不再算数", () => {
    const toCity = issue({ ...posting(40, "提前"), from: province, to: city, isAdvance: true });
    const early = ledgerOf([
      [arrange({ ...posting(100, "安排"), book: province }), recordedOn],
      [toCity, recordedOn],
    ]);
    const row = { ...allocation, document: toCity.document, to: city.id, allocated: wan(40), early: wan(40), current: wan(0) };
    const taken = ledgerOf([[reverse(toCity, { document: notice(province, "冲正"), on }), recordedOn]], early);
    expect(allocationsDiffer(early.lines, [row])).toEqual([]);
    expect(allocationsDiffer(taken.lines, [row])).toMatchObject([{ because: expect.stringContaining("分录为0万元") }]);
  });
  it("I8:上年结转不是新增的指标,已付仍不得大于当初下达", () => {
    const later = ledgerOf(
      [
        [unfreeze({ ...posting(20, "解冻"), book: hospital }), recordedOn],
        [
          carryOver({ document: notice(hospital, "结转"), earmark, amount: wan(20), year: 2024, book: hospital }),
          day("2025-01-06"),
        ],
      ],
      ledgerOf(
        [
          issue({ ...posting(50, "下达"), from: county, to: hospital }),
          receive({ ...posting(50, "下达"), from: county, to: hospital }),
          freeze({ ...posting(50, "支付"), book: hospital }),
          pay({ ...posting(30, "支付"), book: hospital }),
        ].map((entry) => [entry, recordedOn]),
        ledgerOf([[arrange({ ...posting(100, "安排"), book: county }), recordedOn]]),
      ),
    );
    const overpaid = {
      ...later,
      lines: later.lines.map((line) => (line.debit === "1107" ? { ...line, amount: wan(51) } : line)),
    };
    const wide = { contracts: new Map(), approvals: new Map([["project-stroke", wan(100)]]) };
    expect(paidBeyondLimits(later.lines, wide)).toEqual([]);
    expect(paidBeyondLimits(overpaid.lines, wide).map(({ because }) => because)).toEqual(["指标50万元，已付51万元"]);
  });
  it("在途:支付30万元、资金账已付25万元的差额,核销不变,退款增加", () => {
    const treasury = { unit: hospital, bureau: county, economicClass: "31003" };
    const after = (...entries: Entry[]) =>
      inTransit(
        ledgerOf(
          entries.map((entry) => [entry, recordedOn]),
          ledger,
        ).lines.filter(({ book }) => book === hospital.id),
      );
    const advanced = prepay({ ...posting(3, "预付"), ...treasury });
    const cleared = clearPrepayment({ ...posting(2, "核销"), ...treasury });
    expect([after(), after(advanced), after(advanced, cleared)]).toEqual([wan(5), wan(2), wan(2)]);
    expect(after(advanced, refundCash({ ...posting(1, "退预付"), ...treasury, of: "prepayment" }))).toBe(wan(3));
    expect(after(refundCash({ ...posting(4, "退款"), ...treasury, of: "expenditure" }))).toBe(wan(9));
  });
});
