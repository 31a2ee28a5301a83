import {
  approveProposal,
  buildPlan,
  countersignProposal,
  draftFinalNotice,
  listAllotmentRows,
  listProposals,
  readProposal,
  recordBudgets,
  returnProposal,
  submitProposal,
  wholeFund,
  withdrawProposal,
} from "@qiangyi/api";
import { beforeEach, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { frozenPlanOf, people, setUpProvince, wan } from "../../../test/approved-plan.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";

const database = await freshDatabase();
const api = await testApi(database);
await setUpProvince(database, api);
const { health, planning, finance, auditor } = people;

const document = { documentNumber: "省财政厅党组会议纪要〔2025〕3号" };
const acts = async (planId: string) =>
  (await database.query<{ act: string }>("select act from plan_decision where plan_id = $1 order by step", [planId])).map(
    ({ act }) => act,
  );
const read = async (proposalId: string) => (await api.call(finance, readProposal, { params: { proposalId } })).answer;
let corrections = 0;
const fundLimit = async (amount: number) => {
  corrections += 1;
  const row = {
    line: wholeFund,
    year: 2025,
    amountFen: wan(amount),
    source: "省级预算",
    documentNumber: `晋财预〔2025〕${50 + corrections}号`,
    reason: "测试更正",
  };
  expect((await api.call(finance, recordBudgets, { body: { rows: [row] } })).status).toBe(201);
};

describe("审定", () => {
  let proposalId = "";
  let params = { proposalId };
  beforeEach(async () => {
    await fundLimit(100_000);
    proposalId = await frozenPlanOf(api);
    params = { proposalId };
  });
  const submit = () => api.call(health, submitProposal, { params, body: {} });
  const countersign = () => api.call(planning, countersignProposal, { params, body: {} });

  it("报送、会签、审定，各由不同的人办理，办理经过齐全", async () => {
    expect((await submit()).answer).toMatchObject({ standing: "submitted", step: 1 });
    expect((await countersign()).answer).toMatchObject({ standing: "countersigned", step: 2 });
    const approved = await api.call(finance, approveProposal, { params, body: document });
    expect(approved).toMatchObject({ status: 201, answer: { standing: "approved", step: 3, proposalId } });
    const page = await read(proposalId);
    expect(page).toMatchObject({ standing: "approved", documentNumber: document.documentNumber, may: [] });
    expect(page.trail.map(({ act, by }) => [act, by])).toEqual([
      ["submit", "业务处经办"],
      ["countersign", "规财处经办"],
      ["approve", "社保处甲"],
    ]);
    expect(new Set(page.trail.map(({ contentSha256 }) => contentSha256))).toEqual(new Set([page.contentSha256]));
    const total = page.lines.reduce((sum, { proposedFen }) => sum + BigInt(proposedFen), 0n);
    expect(String(total)).toBe(page.totalFen);
    const { items } = (await api.call(auditor, listProposals, { query: { year: 2025 } })).answer;
    expect(items.find(({ id }) => id === proposalId)).toMatchObject({ standing: "approved", totalFen: page.totalFen });
  });

  it("合计超过预算200万元：TOTAL_BUDGET_EXCEEDED，说明超出200；省财政厅不能报送：FORBIDDEN_ROLE；都没有写入", async () => {
    const { totalFen } = await read(proposalId);
    await fundLimit(Number(totalFen) / 1_000_000 - 200);
    const over = await submit();
    expect(over).toMatchObject({ status: 422, problem: { code: "TOTAL_BUDGET_EXCEEDED", clause: "qiangyi-2024.art6.b" } });
    expect(over.problem.detail).toContain("超出200万元");
    const wrongRole = await api.call(finance, submitProposal, { params, body: {} });
    expect(wrongRole).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    expect(await acts(proposalId)).toEqual([]);
  });

  it("没有会签不能审定：COUNTERSIGN_REQUIRED", async () => {
    await submit();
    const early = await api.call(finance, approveProposal, { params, body: document });
    expect(early).toMatchObject({ status: 409, problem: { code: "COUNTERSIGN_REQUIRED" } });
    expect(await acts(proposalId)).toEqual(["submit"]);
  });

  it("报送的人不能会签，会签的人不能审定", async () => {
    const both = { ...planning, permissions: new Set([...planning.permissions, ...finance.permissions]) };
    await api.call(both, submitProposal, { params, body: {} });
    const own = await api.call(both, countersignProposal, { params, body: {} });
    expect(own).toMatchObject({ status: 409, problem: { code: "same-person" } });
    expect(await acts(proposalId)).toEqual(["submit"]);
    await api.call({ ...planning, userId: "user-third" }, countersignProposal, { params, body: {} });
    const decided = await api.call(both, approveProposal, { params, body: document });
    expect(decided).toMatchObject({ status: 409, problem: { code: "same-person" } });
    expect(await acts(proposalId)).toEqual(["submit", "countersign"]);
  });

  it("报送而未审定的不能下达：ALLOCATION_NOT_APPROVED；退回不写理由：JUSTIFICATION_REQUIRED；写明理由后退回，可以再次报送 [qiangyi-2024.art6.c]", async () => {
    await submit();
    const early = await api.call(finance, draftFinalNotice, { body: { proposalId } });
    expect(early).toMatchObject({ status: 409, problem: { code: "ALLOCATION_NOT_APPROVED", clause: "qiangyi-2024.art6.c" } });
    expect(await database.query("select from allotment_notice where plan_id = $1", [proposalId])).toEqual([]);
    await countersign();
    const silent = await api.call(finance, returnProposal, { params, body: { reason: " " } });
    expect(silent).toMatchObject({ status: 422, problem: { code: "JUSTIFICATION_REQUIRED", clause: "qiangyi-2024.art6.c" } });
    expect(await acts(proposalId)).toEqual(["submit", "countersign"]);
    const returned = await api.call(finance, returnProposal, { params, body: { reason: "金额与标准不符" } });
    expect(returned.answer.standing).toBe("returned");
    expect((await submit()).answer).toMatchObject({ standing: "submitted", step: 4 });
  });

  it("审定前可以撤回，审定后不能", async () => {
    await submit();
    const withdrawn = await api.call(health, withdrawProposal, { params, body: { reason: "补充材料" } });
    expect(withdrawn.answer.standing).toBe("withdrawn");
    await submit();
    await countersign();
    await api.call(finance, approveProposal, { params, body: document });
    const late = await api.call(health, withdrawProposal, { params, body: { reason: "补充材料" } });
    expect(late).toMatchObject({ status: 409, problem: { code: "wrong-standing" } });
    expect((await acts(proposalId)).at(-1)).toBe("approve");
  });

  it("省财政厅改动一条：写明理由，成为新的版本并随即审定，原版本保留；按记录的决定下达180万元；不写理由拒绝 [qiangyi-2024.art6.d]", async () => {
    await submit();
    await countersign();
    const before = await read(proposalId);
    const line = before.lines.find(({ line: id }) => id === "provincial-key-specialty");
    if (!line) throw new Error("no specialty in the sample");
    const change = { lineNo: line.lineNo, amountFen: wan(180), reason: "按到位进度先安排180万元" };
    const silent = await api.call(finance, approveProposal, {
      params,
      body: { ...document, changes: [{ ...change, reason: "" }] },
    });
    expect(silent).toMatchObject({ status: 422, problem: { code: "JUSTIFICATION_REQUIRED" } });
    expect(await acts(proposalId)).toEqual(["submit", "countersign"]);
    const { answer } = await api.call(finance, approveProposal, { params, body: { ...document, changes: [change] } });
    expect(answer).toMatchObject({ standing: "approved" });
    expect(answer.proposalId).not.toBe(proposalId);
    expect(await read(proposalId)).toMatchObject({
      standing: "changed",
      successorId: answer.proposalId,
      totalFen: before.totalFen,
    });
    const after = await read(answer.proposalId);
    expect(BigInt(before.totalFen) - BigInt(after.totalFen)).toBe(BigInt(wan(20)));
    expect(after.lines.find(({ lineNo }) => lineNo === line.lineNo)).toMatchObject({
      proposedFen: wan(180),
      dueFen: wan(200),
      decisionReason: "省财政厅：按到位进度先安排180万元",
    });
    // 按记录的决定下达180万元,行上写明决定编号;标准金额200万元反而不符。
    const asked = (amount: number) => ({
      proposalId: answer.proposalId,
      lines: [{ lineNo: line.lineNo, amountFen: wan(amount) }],
    });
    const mismatch = await api.call(finance, draftFinalNotice, { body: asked(200) });
    expect(mismatch).toMatchObject({ status: 422, problem: { code: "STANDARD_MISMATCH", clause: "qiangyi-2024.art6.d" } });
    const drafted = await api.call(finance, draftFinalNotice, { body: asked(180) });
    expect(drafted.status).toBe(201);
    const { rows } = (await api.call(finance, listAllotmentRows, { params: { noticeId: drafted.answer.id } })).answer;
    const decisionId = after.lines.find(({ lineNo }) => lineNo === line.lineNo)?.decisionId;
    expect(rows).toMatchObject([{ thisFen: wan(180), decisionId }]);
    expect(decisionId).toEqual(expect.any(String));
  });

  it("两个人同时审定，只有一个成功", async () => {
    await submit();
    await countersign();
    const both = await Promise.all(
      [finance, people.finance2].map((actor) => api.call(actor, approveProposal, { params, body: document })),
    );
    expect(both.map(({ status }) => status).toSorted()).toEqual([201, 409]);
    expect(await acts(proposalId)).toEqual(["submit", "countersign", "approve"]);
  });

  it("草稿不能报送", async () => {
    const other = { proposalId: "01900000-0000-7000-8000-000000000000" };
    const refused = await api.call(health, submitProposal, { params: other, body: {} });
    expect(refused).toMatchObject({ status: 404, problem: { code: "proposal-not-found" } });
    expect(await acts(other.proposalId)).toEqual([]);
  });

  it("没有评审结果的项目：REVIEW_REQUIRED；合计超出预算200万元：TOTAL_BUDGET_EXCEEDED；省财政厅编报：FORBIDDEN_ROLE [qiangyi-2024.art6.b]", async () => {
    const created = await api.call(finance, buildPlan, { body: { year: 2025 } });
    expect(created).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    const { totalFen } = await read(proposalId);
    await fundLimit(Number(totalFen) / 1_000_000 - 200);
    const over = await submit();
    expect(over).toMatchObject({ status: 422, problem: { code: "TOTAL_BUDGET_EXCEEDED" } });
    expect(over.problem.detail).toContain("超出200万元");
    await fundLimit(100_000);
    await database.query(
      `insert into call (province, id, organiser, programme, year, title, document_number, opens_on, closes_on, reference_on, definition, state,
         created_by, created_at, changed_by, changed_at, published_by, published_at)
       values ('14', gen_random_uuid(), 'province', 'provincial-key-specialty', 2025, '测试用申报通知', '晋卫医函〔2025〕1号', '2025-01-01', '2025-02-01',
         '2025-01-01', '{}', 'published', 't', now(), 't', now(), 't', now())`,
    );
    const refused = await submit();
    expect(refused).toMatchObject({ status: 422, problem: { code: "REVIEW_REQUIRED", clause: "qiangyi-2024.art6.b" } });
    expect(await acts(proposalId)).toEqual([]);
    expect(refused.problem.detail).toContain("没有对应的入库项目");
  });
});
