import {
  countersignNotice,
  draftFinalNotice,
  issueNotice,
  listAllotmentRows,
  readAccountPage,
  readAllotmentNotice,
  readBook,
  readProposal,
  setNoticeTargets,
  signNotice,
} from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { approvedPlanOf, frozenPlanOf, people, setUpProvince, wan } from "../../../test/approved-plan.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { bookBalances, financeBook } from "../../ledger/index.ts";

const database = await freshDatabase();
const api = await testApi(database);
await setUpProvince(database, api);
const { health, finance, finance2 } = people;

const target = { name: "建设省级临床重点专科", operator: "≥" as const, value: "1", unit: "个" };
const count = async (table: string, where = "true") =>
  (await database.query<{ n: number }>(`select count(*)::int as n from ${table} where ${where}`))[0]?.n;
const written = async () => [
  await count("ledger_entry"),
  await count("allotment_copy"),
  await count("allotment_notice", "state = 'issued'"),
];
const balances = async (account: string) =>
  (await database.transaction(finance, (tx) => bookBalances(tx, finance, { book: financeBook("140000").id, year: 2025 }))).filter(
    (cell) => cell.account === account,
  );
const sum = (values: readonly bigint[]) => values.reduce((total, value) => total + value, 0n);

const unapproved = await frozenPlanOf(api);
const proposalId = await approvedPlanOf(api);
let noticeId = "";
const params = () => ({ noticeId });
const issue = (actor: typeof finance, body: object = {}) =>
  api.call(actor, issueNotice, { params: params(), body: { number: "晋财社〔2025〕31号", ...body } });

describe("正式下达", () => {
  it("未审定的建议不能下达：ALLOCATION_NOT_APPROVED，没有写入", async () => {
    const refused = await api.call(finance, draftFinalNotice, { body: { proposalId: unapproved } });
    expect(refused).toMatchObject({ status: 409, problem: { code: "ALLOCATION_NOT_APPROVED", clause: "qiangyi-2024.art6.c" } });
    expect(await count("allotment_notice")).toBe(0);
  });

  it("标准200万元拟下达180万元：STANDARD_MISMATCH，应为200、填报180，没有写入 [qiangyi-2024.art6.d]", async () => {
    const { lines } = (await api.call(finance, readProposal, { params: { proposalId } })).answer;
    const specialty = lines.find(({ line }) => line === "provincial-key-specialty");
    const asked = [{ lineNo: specialty?.lineNo ?? -1, amountFen: wan(180) }];
    const refused = await api.call(finance, draftFinalNotice, { body: { proposalId, lines: asked } });
    expect(refused).toMatchObject({ status: 422, problem: { code: "STANDARD_MISMATCH", clause: "qiangyi-2024.art6.d" } });
    expect(refused.problem.detail).toContain("应为200万元，填报180万元");
    expect(await count("allotment_notice")).toBe(0);
  });

  it("由审定的各条生成并锁定各行：市收市县的，省属医院收自己的，项目、单位、金额照抄", async () => {
    const drafted = await api.call(finance, draftFinalNotice, { body: { proposalId } });
    expect(drafted.status).toBe(201);
    noticeId = drafted.answer.id;
    const { rows, thisFen } = (await api.call(health, listAllotmentRows, { params: params() })).answer;
    const proposal = (await api.call(finance, readProposal, { params: { proposalId } })).answer;
    expect(thisFen).toBe(proposal.totalFen);
    expect(thisFen).toBe(drafted.answer.totalFen);
    expect(String(sum(rows.map((row) => BigInt(row.thisFen))))).toBe(thisFen);
    const receivers = new Map(rows.map((row) => [row.destinationName, row.receiver]));
    expect(receivers.get("样例省第一医院")).toBe("UH1");
    expect(receivers.get("样例清徐县人民医院")).toBe("F140100");
    expect(receivers.get("样例市人民医院")).toBe("F140100");
  });

  it("同一条不能再列入第二份文件", async () => {
    const again = await api.call(finance, draftFinalNotice, { body: { proposalId } });
    expect(again).toMatchObject({ status: 409, problem: { code: "nothing-to-issue" } });
    const { lines } = (await api.call(finance, readProposal, { params: { proposalId } })).answer;
    const repeated = await api.call(finance, draftFinalNotice, {
      body: { proposalId, lines: [{ lineNo: lines[0]?.lineNo ?? -1 }] },
    });
    expect(repeated).toMatchObject({ status: 409, problem: { code: "ROW_ALREADY_ISSUED" } });
    expect(await count("allotment_notice")).toBe(1);
  });

  it("没有绩效目标：TARGET_REQUIRED；只有一方签署：COUNTERSIGN_REQUIRED；缺抄送：COPY_REQUIRED 点名监管处；都没有写入 [qiangyi-2024.art8.3.c]", async () => {
    const before = await written();
    const bare = await issue(finance2);
    expect(bare).toMatchObject({ status: 422, problem: { code: "TARGET_REQUIRED" } });
    // All at once: the signatures are told of too.
    expect(bare.problem.problems?.map(({ message }) => message).join()).toContain("COUNTERSIGN_REQUIRED");
    await api.call(finance, setNoticeTargets, { params: params(), body: { targets: [target] } });
    await api.call(finance, signNotice, { params: params(), body: {} });
    expect(await issue(finance2)).toMatchObject({ status: 409, problem: { code: "COUNTERSIGN_REQUIRED" } });
    await api.call(health, countersignNotice, { params: params(), body: {} });
    const two = await issue(finance2, { copies: ["140100", "140200"] });
    expect(two).toMatchObject({ status: 422, problem: { code: "COPY_REQUIRED", clause: "qiangyi-2024.art8.3.c" } });
    expect(two.problem.detail).toContain("阳泉市监管处");
    expect(await written()).toEqual(before);
  });

  it("签署后改动内容，签署作废，须重新签署", async () => {
    const changed = { ...target, value: "2" };
    await api.call(finance, setNoticeTargets, { params: params(), body: { line: "township-centre", targets: [changed] } });
    expect(await issue(finance2)).toMatchObject({ status: 409, problem: { code: "COUNTERSIGN_REQUIRED" } });
    const { signatures } = (await api.call(finance, readAllotmentNotice, { params: params() })).answer;
    expect(signatures.map(({ isCurrent }) => isCurrent)).toEqual([false, false]);
    await api.call(finance, signNotice, { params: params(), body: {} });
    await api.call(health, countersignNotice, { params: params(), body: {} });
  });

  it("拟制人不能签发；文号年份不符、日期在将来都拒绝；没有写入", async () => {
    const before = await written();
    expect(await issue(finance)).toMatchObject({ status: 409, problem: { code: "drafter-issues" } });
    expect(await issue(finance2, { number: "晋财社〔2024〕31号" })).toMatchObject({ problem: { code: "number-year" } });
    expect(await issue(finance2, { number: "晋财社2025第31号" })).toMatchObject({ status: 400 });
    expect(await issue(finance2, { issuedOn: "2025-03-02" })).toMatchObject({ problem: { code: "issued-in-future" } });
    expect(await written()).toEqual(before);
  });

  it("签发：编号、抄送11个监管处、记账同时完成；账上已签发待接收等于文件合计；再签一次不变", async () => {
    const { totalFen } = (await api.call(finance, readAllotmentNotice, { params: params() })).answer;
    const issued = await issue(finance2);
    expect(issued).toMatchObject({ status: 201, answer: { number: "晋财社〔2025〕31号", copies: 11 } });
    expect(String(sum((await balances("1102")).map(({ amountFen }) => amountFen)))).toBe(totalFen);
    expect((await balances("1102")).every(({ earmark }) => earmark.project !== undefined)).toBe(true);
    const before = await written();
    expect((await issue(finance2)).answer).toMatchObject({ posted: 0 });
    expect(await written()).toEqual(before);
    const page = (await api.call(finance, readAllotmentNotice, { params: params() })).answer;
    expect(page.copies).toHaveLength(11);
    expect(new Set(page.copies.map(({ deliveredAt }) => deliveredAt)).size).toBe(1);
    expect(page.trail.map(({ label }) => label)).toContain("签发 晋财社〔2025〕31号");
  });

  it("下达的金额记为已分配，下一个方案不再安排", async () => {
    const { total } = (
      await database.query<{ total: string }>(
        "select sum(amount_fen)::text as total from allocated_amount where document_number = '晋财社〔2025〕31号'",
      )
    )[0] ?? { total: "" };
    expect(total).toBe((await api.call(finance, readAllotmentNotice, { params: params() })).answer.totalFen);
  });

  it("账页用下达文件里的项目名称，不用编号", async () => {
    const { rows } = (await api.call(health, listAllotmentRows, { params: params() })).answer;
    const named = new Map(rows.flatMap(({ project, title }) => (project === null || title === "" ? [] : [[project, title]])));
    const { pages } = (await api.call(finance, readBook, { params: { book: "F140000" }, query: { year: 2025 } })).answer;
    const titled = pages.flatMap(({ earmark }) => (named.has(earmark.project ?? "") ? [earmark] : []));
    expect(titled.length).toBeGreaterThan(0);
    for (const { id, project, projectTitle } of titled) {
      expect(projectTitle).toBe(named.get(project ?? ""));
      const page = await api.call(finance, readAccountPage, { params: { book: "F140000", earmark: id } });
      expect(page.answer.earmark.projectTitle).toBe(projectTitle);
    }
  });
});
