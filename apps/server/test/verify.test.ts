import { decidePayments, listPaymentPages, payPayment, submitPayment } from "@qiangyi/api";
import { date, wanYuan } from "@qiangyi/kernel";
import { arrange, reassign, receive } from "@qiangyi/ledger";
import { describe, expect, it, vi } from "vitest";
import { hongdong, hospitals, issueSample, people, setUpPlaces } from "../src/allotments/distribution/sample-notices.ts";
import { earmarkOf } from "../src/allotments/notices/notice.ts";
import { main } from "../src/cli/main.ts";
import { financeBook, postEntries, unitBook } from "../src/ledger/index.ts";
import { draftOf, wanText } from "../src/payments/sample-payments.ts";
import { systemActor } from "../src/platform/index.ts";
import { actorAs, testApi } from "./api.ts";
import { freshDatabase } from "./fresh-database.ts";

const database = await freshDatabase();
vi.stubEnv("DATABASE_URL", database.url);
const api = await testApi(database);
await setUpPlaces(database);

const [province, unit] = [financeBook("140000"), unitBook(hospitals.hongdong.id)];
const line = "township-centre";
const own = { line, receiver: unit.id, county: hongdong, institution: hospitals.hongdong.id };
const early = await issueSample(database, {
  kind: "early",
  number: "晋财社〔2024〕90号",
  issuedOn: "2025-01-06",
  recordedAt: "2025-01-06T02:00:00Z",
  rows: [{ fen: wanYuan(30), line, receiver: "F141024", county: hongdong }],
});
const final = await issueSample(database, {
  number: "晋财社〔2025〕31号",
  rows: [
    { ...own, project: "P1", fen: wanYuan(50) },
    { line, receiver: "F141024", county: hongdong, project: "P2", allocated: wanYuan(100), earlier: wanYuan(30) },
  ],
});
const earmark = earmarkOf({
  year: 2025,
  line,
  nature: "general",
  sourceLevel: "province",
  functionClass: "2100299",
  project: "P1",
  trackTag: null,
});
await database.query("alter table allotment_row disable trigger user; alter table allotment_notice disable trigger user");
await database.query("update allotment_row set from_pool = $2::jsonb where notice_id = $1 and row_no = 2", [
  final,
  JSON.stringify([{ notice: early, row: 1, fen: String(wanYuan(30)) }]),
]);
const post = (entries: Parameters<typeof postEntries>[2]) =>
  database.transaction(systemActor, (tx) => postEntries(tx, systemActor, entries, { now: new Date("2025-02-21T02:00:00Z") }));
const on = date("2025-02-21");
const document = { issuer: province.id, number: "晋财社〔2025〕31号", row: 1 };
const moved = { issuer: province.id, number: "晋财预〔2025〕8号", row: 1 };
const posted = await post([
  receive({ document, earmark, amount: wanYuan(50), on, from: province, to: unit }),
  arrange({ document: moved, earmark: { ...earmark, project: "P3" }, amount: wanYuan(9), on, book: province }),
  reassign({
    document: moved,
    earmark: { ...earmark, project: "P3" },
    into: { ...earmark, project: "P4" },
    amount: wanYuan(9),
    on,
    book: province,
  }),
]);
if (!posted.ok) throw new Error(posted.refusal.code);

/** Twelve of the fifty are paid, by the people whose work it is. */
const leader = actorAs("unit_leader", { ...people.unit, userId: "院长", name: "院长", roles: [], permissions: new Set() });
const page = (await api.call(people.unit, listPaymentPages, {})).answer.pages.find(({ project }) => project === "P1");
const sent = await api.call(people.unit, submitPayment, { body: draftOf(page?.earmark ?? null, { amountFen: wanText(12) }) });
if (sent.status !== 201) throw new Error(sent.problem.detail);
await api.call(leader, decidePayments, { body: { act: "approve", rows: [{ id: sent.answer.id, version: 1 }] } });
const paid = await api.call(people.province, payPayment, {
  params: { requestId: sent.answer.id },
  body: { paidOn: "2025-03-01", voucherNumber: "PZ-1", receiptNumber: "HD-1" },
});
if (paid.status !== 200) throw new Error(paid.problem.detail);

const run = async () => {
  let printed = "";
  const problems: string[] = [];
  const status = await main(["verify"], {
    print: (content) => void (printed += String(content)),
    problem: (text) => void problems.push(text),
    read: async () => "",
    write: async () => {},
  });
  return { status, printed, problems };
};

/** As the owner of the tables, past triggers and constraints: what no request can do. */
await database.query(`alter table ledger_transfer disable trigger user; alter table ledger_entry disable trigger user; alter table ledger_closing disable trigger user; alter table payment_request disable trigger user;
  alter table allotment_row drop constraint allotment_row_sum`);
const sum = "amount_fen";
const ofStep = (step: string) => `sequence in (select sequence from ledger_entry where step = '${step}')`;
const receipt = (change: string, more = "true") => `update ledger_transfer set ${change} where ${ofStep("receive")} and ${more}`;
const idOf = (project: string) => `(select id from ledger_earmark where project = '${project}')`;
const rowOf = (row: number, change: string) =>
  `update allotment_row set ${change} where notice_id = '${final}' and row_no = ${row}`;

/** Invariant, what was done, how, how it is undone, and what verify says of it. */
const breakages: readonly (readonly [string, string, string, string, RegExp])[] = [
  [
    "余额",
    "留存的余额被改动",
    "update ledger_cell set balance_fen = balance_fen + 1 where book = 'F140000' and account = '2102'",
    "update ledger_cell set balance_fen = balance_fen - 1 where book = 'F140000' and account = '2102'",
    /^指标账 余额 F140000：2102留存\d+分，逐笔合计\d+分$/,
  ],
  [
    "I1",
    "指标账与资金账互转",
    `update ledger_transfer set credit = '4102' where credit = '2102' and earmark = ${idOf("P1")}`,
    `update ledger_transfer set credit = '2102' where credit = '4102' and earmark = ${idOf("P1")}`,
    /^指标账 I1 .*：指标账与资金账之间不能直接过账$/,
  ],
  ["I1", "金额为负的分录", receipt(`${sum} = -${sum}`), receipt(`${sum} = -${sum}`), /^指标账 I1 .*：金额应大于零$/],
  [
    "I2",
    "来源记到了资金账",
    `update ledger_transfer set credit = '4102' where credit = '2102' and earmark = ${idOf("P1")}`,
    `update ledger_transfer set credit = '2102' where credit = '4102' and earmark = ${idOf("P1")}`,
    /^指标账 I2 F140000：来源0万元，去向50万元$/,
  ],
  [
    "I3",
    "下级收到的比上级下达的多",
    receipt(`${sum} = ${sum} + 100`, "credit = '2101'"),
    receipt(`${sum} = ${sum} - 100`, "credit = '2101'"),
    /^指标账 I3 F140000与UHD1：上级已下达50万元，下级上级下达50\.0001万元$/,
  ],
  [
    "I4",
    "下达超过安排",
    `update ledger_transfer set ${sum} = ${sum} + 100000000 where ${ofStep("issue")} and earmark = ${idOf("P1")}`,
    `update ledger_transfer set ${sum} = ${sum} - 100000000 where ${ofStep("issue")} and earmark = ${idOf("P1")}`,
    /^指标账 I4 F140000：1101待分配在2025-02-18为-100万元$/,
  ],
  [
    "I5",
    "各处合计多于全省安排",
    receipt(`${sum} = ${sum} + 100`, "credit = '2101'"),
    receipt(`${sum} = ${sum} - 100`, "credit = '2101'"),
    /^指标账 I5 .*：全省安排50万元，各处合计50\.0001万元$/,
  ],
  [
    "I6",
    "文件额被改动",
    `update allotment_notice set total_fen = total_fen + 100 where id = '${final}'`,
    `update allotment_notice set total_fen = total_fen - 100 where id = '${final}'`,
    /^指标账 I6 晋财社〔2025〕31号：文件额120\.0001万元，附件行合计120万元，分录合计120万元$/,
  ],
  [
    "I6",
    "附件一行被改动",
    rowOf(1, "this_fen = this_fen + 100, allocated_fen = allocated_fen + 100"),
    rowOf(1, "this_fen = this_fen - 100, allocated_fen = allocated_fen - 100"),
    /^指标账 I6 晋财社〔2025〕31号：文件额120万元，附件行合计120\.0001万元，分录合计120万元，第1行与分录不符$/,
  ],
  [
    "I6",
    "账上有、文件没有",
    `update allotment_notice set number = '晋财社〔2025〕99号' where id = '${final}'`,
    `update allotment_notice set number = '晋财社〔2025〕31号' where id = '${final}'`,
    /^指标账 I6 晋财社〔2025〕31号：账上已签发120万元，没有这份下达文件$/,
  ],
  [
    "I7",
    "一笔接收的两边用途不同",
    receipt(`earmark = ${idOf("P2")}`, "credit = '2101'"),
    receipt(`earmark = ${idOf("P1")}`, "credit = '2101'"),
    /^指标账 I7 .*：一笔分录内指标用途标识不一致$/,
  ],
  [
    "I7",
    "接收的用途没有下达过",
    receipt(`earmark = ${idOf("P4")}`),
    receipt(`earmark = ${idOf("P1")}`),
    /^指标账 I7 .*：接收的指标没有同一用途标识的下达$/,
  ],
  [
    "I7",
    "调出与调入不等",
    `update ledger_transfer set ${sum} = ${sum} - 100 where ${ofStep("reassign")} and credit = '2105'`,
    `update ledger_transfer set ${sum} = ${sum} + 100 where ${ofStep("reassign")} and credit = '2105'`,
    /^指标账 I7 .*：调出与调入金额不等$/,
  ],
  [
    "I8",
    "已付超过本单位的指标",
    `update ledger_transfer set ${sum} = ${sum} + 100000000 where debit = '1107'`,
    `update ledger_transfer set ${sum} = ${sum} - 100000000 where debit = '1107'`,
    /^指标账 I8 UHD1：指标50万元，已付112万元$/,
  ],
  [
    "I8",
    "已付超过合同",
    `insert into procurement_record (province, id, institution, earmark, method, filing_number, item, contract_number, contract_fen, recorded_by, recorded_name, recorded_at)
       values ('14', '00000000-0000-4000-8000-000000000001', 'HD1', 'x', 'open', 'CG-1', '耗材', 'HT-1', 11000000, 'x', 'x', now());
     update payment_request set procurement = '00000000-0000-4000-8000-000000000001', contract_number = 'HT-1'`,
    "update payment_request set procurement = null, contract_number = null; delete from procurement_record",
    /^指标账 I8 采购备案CG-1：合同额11万元，已付12万元$/,
  ],
  [
    "I8",
    "已付超过项目批复",
    rowOf(1, "allocated_fen = 11000000"),
    rowOf(1, "allocated_fen = 50000000"),
    /^指标账 I8 .*P1：项目批复额11万元，已付12万元$/,
  ],
  [
    "I9",
    "分配额不等于两次下达之和",
    rowOf(2, "allocated_fen = allocated_fen + 100"),
    rowOf(2, "allocated_fen = allocated_fen - 100"),
    /^指标账 I9 晋财社〔2025〕31号第2行：分配额不等于提前下达加本次下达$/,
  ],
  [
    "I9",
    "没有指明抵扣的是哪笔提前下达",
    rowOf(2, "from_pool = '[]'"),
    rowOf(2, `from_pool = '[{"notice": "${early}", "row": 1, "fen": "30000000"}]'`),
    /^指标账 I9 晋财社〔2025〕31号第2行：提前下达30万元，指明的提前下达文件合计0万元$/,
  ],
  [
    "I9",
    "同一笔提前下达抵扣了两次",
    rowOf(1, `from_pool = '[{"notice": "${early}", "row": 1, "fen": "100"}]'`),
    rowOf(1, "from_pool = '[]'"),
    /^指标账 I9 晋财社〔2024〕90号第1行：提前下达30万元，正式下达已抵扣30\.0001万元$/,
  ],
  [
    "I10",
    "关账以后又过账",
    "insert into ledger_closing values ('14', 'UHD1', 2025, 1, now(), '2025-12-31', 'x')",
    "delete from ledger_closing",
    /^指标账 I10 UHD1：2025年度关账后仍有过账$/,
  ],
  [
    "I11",
    "资金账付得比指标账多",
    `update ledger_transfer set ${sum} = ${sum} + 100 where book = 'UHD1' and debit = '5102'`,
    `update ledger_transfer set ${sum} = ${sum} - 100 where book = 'UHD1' and debit = '5102'`,
    /^指标账 I11 UHD1：2025-03-01资金账已付比指标账已付多0\.0001万元$/,
  ],
];

describe("npx qiangyi verify:绕过程序改库,不变量逐条指出", () => {
  it("没有人改动:返回0", async () => {
    const { status, problems, printed } = await run();
    expect(problems).toEqual([]);
    expect(status).toBe(0);
    expect(printed).toContain("不变量全部成立");
  });

  it.each(breakages)("%s %s:指出并返回1,复原后返回0", async (_, __, breaking, undoing, sentence) => {
    await database.query(breaking);
    const broken = await run();
    await database.query(undoing);
    expect(
      broken.problems.filter((text) => sentence.test(text)),
      broken.problems.join("\n"),
    ).not.toEqual([]);
    expect(broken.status).toBe(1);
    expect(await run()).toMatchObject({ status: 0, problems: [] });
  });

  it("十一条不变量都有一例", () => {
    const named = new Set(breakages.map(([invariant]) => invariant));
    expect(Array.from({ length: 11 }, (_, at) => `I${at + 1}`).filter((each) => !named.has(each))).toEqual([]);
  });
});
