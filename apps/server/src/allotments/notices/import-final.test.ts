import {
  countersignNotice,
  importNotice,
  issueNotice,
  listAllotmentRows,
  markNoticeImport,
  previewNoticeImport,
  readProposal,
  setNoticeTargets,
  signNotice,
} from "@qiangyi/api";
import { fen, formatWan } from "@qiangyi/kernel";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { approvedPlanOf, people, setUpProvince } from "../../../test/approved-plan.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";

const database = await freshDatabase();
const api = await testApi(database);
await setUpProvince(database, api);
const { finance, finance2, health } = people;
const proposalId = await approvedPlanOf(api);
const { lines, totalFen } = (await api.call(finance, readProposal, { params: { proposalId } })).answer;

type Cell = string | number | null;
type Rows = readonly (readonly Cell[])[];

/** The annex as the province would print it: 合计 first, each unit or place with its projects, in 万元. */
const wanOf = (amount: bigint): number => Number(formatWan(fen(amount), 6).replaceAll(",", ""));
const published: Rows = [
  ["合计", null, wanOf(BigInt(totalFen)), null, wanOf(BigInt(totalFen)), null],
  ...lines.map(({ institutionName, place, title, proposedFen }) => {
    const amount = wanOf(BigInt(proposedFen));
    return [institutionName ?? place, title, amount, null, amount, null];
  }),
];

const workbook = async (rows: Rows): Promise<Uint8Array> => {
  const book = new ExcelJS.Workbook();
  const sheet = book.addWorksheet("附件1");
  sheet.addRow(["2025年强医工程补助资金分配表"]);
  sheet.addRow(["单位：万元"]);
  sheet.addRow(["地区（单位）", "项目", "分配金额", "已提前下达", "本次下达", "备注"]);
  for (const row of rows) sheet.addRow([...row]);
  return new Uint8Array(await book.xlsx.writeBuffer());
};
const asked = (number: string) => ({ query: { kind: "final" as const, year: 2025, number, proposalId } });
const file = async (rows: Rows) => ({ file: { name: "附件.xlsx", content: await workbook(rows) } });
const count = async (table: string) => (await database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;

describe("已印发的正式下达文件", () => {
  it("没有写明据以下达的建议：拒绝，没有写入", async () => {
    const query = { kind: "final" as const, year: 2025, number: "晋财社〔2025〕31号" };
    const refused = await api.call(finance, importNotice, { query }, await file(published));
    expect(refused).toMatchObject({ status: 422, problem: { code: "proposal-required" } });
    expect(await count("allotment_notice")).toBe(0);
  });

  it("核对：金额与审定的不符、单位不在建议中、合计不等，逐格列出；拒绝导入，没有写入；附件标出后退回", async () => {
    const [total = [], first = [], ...rest] = published;
    const changed = [total, [first[0] ?? "", first[1] ?? "", Number(first[2]) - 20, null, Number(first[4]) - 20, null], ...rest];
    const wrong = [...changed, ["山西省外的医院", "县域医疗次中心", 1, null, 1, null]];
    const { problems } = (await api.call(finance, previewNoticeImport, asked("晋财社〔2025〕31号"), await file(wrong))).answer;
    const cells = problems.map(({ cell }) => cell);
    expect(cells).toContain("C5");
    expect(cells).toContain("E5");
    expect(cells).toContain(`A${3 + wrong.length}`);
    expect(problems.find(({ cell }) => cell === "E5")?.message).toMatch(/应为.*附件为/);
    const refused = await api.call(finance, importNotice, asked("晋财社〔2025〕31号"), await file(wrong));
    expect(refused).toMatchObject({ status: 422, problem: { code: "annex-refused" } });
    const marked = await api.call(finance, markNoticeImport, asked("晋财社〔2025〕31号"), await file(wrong));
    expect(marked.status).toBe(200);
    expect(await count("allotment_notice")).toBe(0);
  });

  it("与审定的建议一致：由建议的各条生成草稿并占用文号；同一文件再导入一次不变", async () => {
    const first = await api.call(finance, importNotice, asked("晋财社〔2025〕31号"), await file(published));
    expect(first).toMatchObject({ status: 201, answer: { totalFen, isRepeated: false } });
    const { rows } = (await api.call(finance, listAllotmentRows, { params: { noticeId: first.answer.id } })).answer;
    expect(rows.every(({ project, planLineNo }) => project !== null && planLineNo !== null)).toBe(true);
    const again = await api.call(finance, importNotice, asked("晋财社〔2025〕31号"), await file(published));
    expect(again).toMatchObject({ status: 201, answer: { id: first.answer.id, isRepeated: true } });
    expect(await count("allotment_notice")).toBe(1);

    const params = { noticeId: first.answer.id };
    const targets = [{ name: "资金支付进度", operator: "≥" as const, value: "100", unit: "%" }];
    await api.call(finance, setNoticeTargets, { params, body: { targets } });
    await api.call(finance, signNotice, { params, body: {} });
    await api.call(health, countersignNotice, { params, body: {} });
    const issued = await api.call(finance2, issueNotice, { params, body: { number: "晋财社〔2025〕31号" } });
    expect(issued.status).toBe(201);
    const entries = await count("ledger_entry");
    const third = await api.call(finance, importNotice, asked("晋财社〔2025〕31号"), await file(published));
    expect(third.answer).toMatchObject({ isRepeated: true });
    expect(await count("ledger_entry")).toBe(entries);
  });

  it("同一文号而内容不同：拒绝，没有写入", async () => {
    const [, first = []] = published;
    const refused = await api.call(finance, importNotice, asked("晋财社〔2025〕31号"), await file([first]));
    expect(refused).toMatchObject({ status: 409, problem: { code: "document-differs" } });
    expect(await count("allotment_notice")).toBe(1);
  });

  it("已经全部下达的建议，别的文号再导入：拒绝，没有写入", async () => {
    const refused = await api.call(finance, importNotice, asked("晋财社〔2025〕32号"), await file(published));
    expect(refused).toMatchObject({ status: 409, problem: { code: "nothing-to-issue" } });
    expect(await count("allotment_notice")).toBe(1);
  });
});
