import {
  cancelNotice,
  countersignNotice,
  draftEarlyNotice,
  draftFinalNotice,
  importNotice,
  issueNotice,
  listAllotmentRows,
  previewNoticeImport,
  readAllotmentNotice,
  setNoticeTargets,
  signNotice,
} from "@qiangyi/api";
import { fen, formatWan } from "@qiangyi/kernel";
import ExcelJS from "exceljs";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { approvedPlanOf, people, setUpProvince, wan } from "../../../test/approved-plan.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";

/*
 * 清徐 gets 1500万元 of county-tertiary by two projects of 750 each, and got 500 early; 阳曲 gets nothing of it and got 200 early, a settlement of -200.
 */
const { health, finance, finance2 } = people;
const targets = [{ name: "资金支付进度", operator: "≥" as const, value: "100", unit: "%" }];
const number = "晋财社〔2025〕31号";
const [qingxu, yangqu] = ["140121", "140122"];

/** A province with early money out and an approved plan, in a database of its own. */
const province = async () => {
  const database = await freshDatabase();
  const api = await testApi(database);
  const signed = async (noticeId: string) => {
    const params = { noticeId };
    await api.call(finance, setNoticeTargets, { params, body: { targets } });
    await api.call(finance, signNotice, { params, body: {} });
    await api.call(health, countersignNotice, { params, body: {} });
  };
  const issue = (noticeId: string, as: string) => api.call(finance2, issueNotice, { params: { noticeId }, body: { number: as } });
  const count = async (table: string, where = "true") =>
    (await database.query<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`))[0]?.n ?? 0;
  const prepare = async (): Promise<string> => {
    await setUpProvince(database, api, 6000);
    const rows = [
      { region: qingxu, line: "county-tertiary", amountFen: wan(500) },
      { region: yangqu, line: "county-tertiary", amountFen: wan(200) },
    ];
    const early = (await api.call(finance, draftEarlyNotice, { body: { year: 2025, rows } })).answer.id;
    await signed(early);
    expect((await issue(early, "晋财社〔2025〕10号")).status).toBe(201);
    return approvedPlanOf(api);
  };
  const rowsOf = async (noticeId: string) => (await api.call(finance, listAllotmentRows, { params: { noticeId } })).answer;
  const settlementsOf = async (noticeId: string) =>
    (await api.call(finance, readAllotmentNotice, { params: { noticeId } })).answer.settlements;
  /** What the books say was issued by a document: E2 under its number. */
  const issuedBy = async (document: string) =>
    (
      await database.query<{ fen: string }>(
        `select coalesce(sum(t.amount_fen), 0)::text as fen from ledger_entry e join ledger_transfer t on t.province = e.province and t.sequence = e.sequence
         where e.number = $1 and e.step = 'issue' and t.book = e.issuer`,
        [document],
      )
    )[0]?.fen;
  return { database, api, signed, issue, count, prepare, rowsOf, settlementsOf, issuedBy };
};

const settlement = {
  name: "太原市阳曲县",
  line: "县级医院三级能力",
  earlyFen: wan(200),
  finalFen: "0",
  settleFen: `-${wan(200)}`,
};

describe("已提前下达的地区正式下达：手工拟制 [qiangyi-2024.art8.2.a]", async () => {
  const { api, signed, issue, count, prepare, rowsOf, settlementsOf, issuedBy } = await province();
  let proposalId = "";
  beforeAll(async () => {
    proposalId = await prepare();
  });

  it("分配750万元的先抵扣已提前下达的500万元，只下达250万元；多拨的200万元单列结算，各行没有负数；账上只记本次下达", async () => {
    const noticeId = (await api.call(finance, draftFinalNotice, { body: { proposalId } })).answer.id;
    const { rows, allocatedFen, earlierFen, thisFen } = await rowsOf(noticeId);
    const ofLine = rows.filter(({ line }) => line === "county-tertiary");
    expect(ofLine.map(({ allocatedFen, earlierFen, thisFen }) => [allocatedFen, earlierFen, thisFen])).toEqual([
      [wan(750), wan(500), wan(250)],
      [wan(750), "0", wan(750)],
    ]);
    expect(rows.every(({ thisFen }) => BigInt(thisFen) >= 0n)).toBe(true);
    expect(BigInt(allocatedFen)).toBe(BigInt(earlierFen) + BigInt(thisFen));
    expect(await settlementsOf(noticeId)).toMatchObject([settlement]);
    await signed(noticeId);
    const entries = await count("ledger_entry");
    expect((await issue(noticeId, number)).status).toBe(201);
    expect(await issuedBy(number)).toBe(thisFen);
    const after = await count("ledger_entry");
    expect(after).toBeGreaterThan(entries);
    expect((await issue(noticeId, number)).answer).toMatchObject({ posted: 0 });
    expect(await count("ledger_entry")).toBe(after);
    expect(await count("ledger_transfer", "amount_fen <= 0")).toBe(0);
  });
});

describe("已提前下达的地区正式下达：导入已印发文件 [qiangyi-2024.art8.2.a]", async () => {
  const { api, signed, issue, count, prepare, rowsOf, settlementsOf, issuedBy } = await province();
  let proposalId = "";
  /** The annex as it would be printed from the rows that are due. */
  let published: (string | number | null)[][] = [];
  const wanOf = (amount: string): number => Number(formatWan(fen(BigInt(amount)), 6).replaceAll(",", ""));
  const total = (rows: typeof published) => [
    "合计",
    null,
    ...[2, 3, 4].map((at) => rows.reduce((sum, row) => sum + Math.round(Number(row[at]) * 1e4), 0) / 1e4),
  ];
  const workbook = async (rows: typeof published): Promise<Uint8Array> => {
    const book = new ExcelJS.Workbook();
    const sheet = book.addWorksheet("附件1");
    sheet.addRow(["2025年强医工程补助资金分配表"]);
    sheet.addRow(["单位：万元"]);
    sheet.addRow(["地区（单位）", "项目", "分配金额", "已提前下达", "本次下达"]);
    for (const row of [total(rows), ...rows]) sheet.addRow(row);
    return new Uint8Array(await book.xlsx.writeBuffer());
  };
  const send = async (rows: typeof published) => ({ file: { name: "附件.xlsx", content: await workbook(rows) } });
  const asked = () => ({ query: { kind: "final" as const, year: 2025, number, proposalId } });
  const problemsOf = async (rows: typeof published) =>
    (await api.call(finance, previewNoticeImport, asked(), await send(rows))).answer.problems;
  const settled = ["阳曲县", "县级医院三级能力", 0, 200, -200];

  beforeAll(async () => {
    proposalId = await prepare();
    // A draft says what is due; it is put away before the document comes.
    const noticeId = (await api.call(finance, draftFinalNotice, { body: { proposalId } })).answer.id;
    published = (await rowsOf(noticeId)).rows.map((row) => [
      row.destinationName,
      row.title,
      wanOf(row.allocatedFen),
      wanOf(row.earlierFen),
      wanOf(row.thisFen),
    ]);
    await api.call(finance, cancelNotice, { params: { noticeId }, body: { reason: "改为导入印发的文件" } });
  });

  it("附件没有抵扣提前下达的：逐格写明应为多少，没有写入", async () => {
    const wrong = published.map(([place = null, item = null, allocated = 0, ...rest]) =>
      rest[0] === 500 ? [place, item, allocated, 0, allocated] : [place, item, allocated, ...rest],
    );
    const messages = (await problemsOf(wrong)).map(({ message }) => message).join();
    expect(messages).toMatch(/应为500万元.*附件为0万元/);
    expect(messages).toMatch(/应为250万元.*附件为750万元/);
    const notices = await count("allotment_notice");
    expect(await api.call(finance, importNotice, asked(), await send(wrong))).toMatchObject({
      status: 422,
      problem: { code: "annex-refused" },
    });
    expect(await count("allotment_notice")).toBe(notices);
  });

  it("附件单列的负数结算：与应结算的相等才通过，不等、没有提前下达的地区都指明", async () => {
    expect(await problemsOf(published)).toEqual([]);
    expect(await problemsOf([...published, settled])).toEqual([]);
    const messages = (await problemsOf([...published, ["阳曲县", "县级医院三级能力", 0, 150, -150]])).map(
      ({ message }) => message,
    );
    expect(messages.join()).toMatch(/应为-200万元.*附件为-150万元/);
    expect(await problemsOf([...published, ["娄烦县", "县级医院三级能力", 0, 200, -200]])).toHaveLength(1);
    // While a part of the proposal is still to come, the early money may yet be taken up.
    const partly = (await problemsOf([...published.slice(0, -1), settled])).map(({ message }) => message);
    expect(partly.join()).toContain("没有尚未下达的");
    // Nothing positive is ever taken for a settlement.
    expect(await problemsOf([...published, ["阳曲县", "县级医院三级能力", 200, 0, 200]])).not.toEqual([]);
  });

  it("导入与手工拟制的各行、结算相同；再导入、签发后再导入都只有一份，只记一次账", async () => {
    const file = await send([...published, settled]);
    const first = await api.call(finance, importNotice, asked(), file);
    expect(first).toMatchObject({ status: 201, answer: { isRepeated: false } });
    const noticeId = first.answer.id;
    const { rows, thisFen } = await rowsOf(noticeId);
    expect(rows.filter(({ line }) => line === "county-tertiary").map(({ earlierFen, thisFen }) => [earlierFen, thisFen])).toEqual(
      [
        [wan(500), wan(250)],
        ["0", wan(750)],
      ],
    );
    expect(first.answer.totalFen).toBe(thisFen);
    expect(await settlementsOf(noticeId)).toMatchObject([settlement]);
    const notices = await count("allotment_notice");
    expect((await api.call(finance, importNotice, asked(), file)).answer).toMatchObject({ id: noticeId, isRepeated: true });
    await signed(noticeId);
    expect((await issue(noticeId, number)).status).toBe(201);
    expect(await issuedBy(number)).toBe(thisFen);
    const entries = await count("ledger_entry");
    for (const again of [file, await send(published)])
      expect((await api.call(finance, importNotice, asked(), again)).answer).toMatchObject({ id: noticeId, isRepeated: true });
    expect([await count("allotment_notice"), await count("ledger_entry")]).toEqual([notices, entries]);
    const other = await send([...published, ["阳曲县", "县级医院三级能力", 0, 100, -100]]);
    expect(await api.call(finance, importNotice, asked(), other)).toMatchObject({
      status: 409,
      problem: { code: "document-differs" },
    });
    expect(await count("ledger_entry")).toBe(entries);
  });
});
