import { draftFinalNotice, printAllotmentNotice } from "@qiangyi/api";
import { fen, formatWan } from "@qiangyi/kernel";
import mammoth from "mammoth";
import { extractText, getDocumentProxy } from "unpdf";
import { describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { approvedPlanOf, people, setUpProvince } from "../../../test/approved-plan.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";

const database = await freshDatabase();
const api = await testApi(database);
await setUpProvince(database, api);
const proposalId = await approvedPlanOf(api);
const { id: noticeId, totalFen } = (await api.call(people.finance, draftFinalNotice, { body: { proposalId } })).answer;
const print = (format: "docx" | "pdf") =>
  api.call(people.finance, printAllotmentNotice, { params: { noticeId }, query: { format } });
const total = formatWan(fen(BigInt(totalFen)));

describe("下达文件的公文", () => {
  it("Word：草稿没有文号，写明总额，附件合计等于总额", async () => {
    const { status, bytes, headers } = await print("docx");
    expect([status, headers["content-type"]]).toEqual([
      200,
      "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ]);
    const { value: text } = await mammoth.extractRawText({ buffer: bytes });
    expect(text).toContain("（文号待定）");
    expect(text).toContain("合　计");
    expect(text).toContain(total);
  });

  it("PDF：同样的内容，附件横排另页", async () => {
    const { status, bytes } = await print("pdf");
    expect(status).toBe(200);
    const pdf = await getDocumentProxy(new Uint8Array(bytes));
    const { text } = await extractText(pdf, { mergePages: true });
    expect(text.replace(/\s/g, "")).toContain(total);
    const { width, height } = (await pdf.getPage(pdf.numPages)).getViewport({ scale: 1 });
    expect(width).toBeGreaterThan(height);
  }, 30_000);

  it("存的总额与各行之和不等：不输出，说出差多少", async () => {
    await database.query("update allotment_notice set total_fen = total_fen + 1 where id = $1", [noticeId]);
    const { status, problem } = await print("docx");
    expect([status, problem.code]).toEqual([409, "annex-sum-differs"]);
    expect(problem.detail).toContain("本次下达");
  });

  it("看不到的文件：404", async () => {
    const { status } = await api.call(people.finance, printAllotmentNotice, {
      params: { noticeId: "00000000-0000-7000-8000-000000000000" },
      query: { format: "pdf" },
    });
    expect(status).toBe(404);
  });
});
