import {
  approveProposal,
  countersignNotice,
  countersignProposal,
  draftFinalNotice,
  issueNotice,
  listAllotmentRows,
  readProposal,
  recordBudgets,
  returnProposal,
  setNoticeTargets,
  signNotice,
  submitProposal,
} from "@qiangyi/api";
import { describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { people, wan } from "../../../test/approved-plan.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { addInstitutions, addRegions, sampleInstitutions } from "../../allocations/sample-province.ts";

const database = await freshDatabase();
await addRegions(database);
await addInstitutions(database, sampleInstitutions);
const api = await testApi(database);
const { health, planning, finance, finance2 } = people;

const requests = {
  need: "01950000-0000-7000-8000-000000000003",
  large: "01950000-0000-7000-8000-000000000001",
  fitting: "01950000-0000-7000-8000-000000000002",
};
const projects = { hospital: "01950000-0000-7000-8000-00000000000a", township: "01950000-0000-7000-8000-00000000000b" };
const count = async (table: string) => (await database.query<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n;
const document = { documentNumber: "省财政厅党组会议纪要〔2025〕8号" };

/** Two projects in the library and two requests for them, as rows: how they come there is proved where the library is. */
const project = (id: string, institution: string, title: string) => `
  insert into project (province, id, call, programme, year, title, state, route, institution, seat, search_text, created_by, created_at, changed_by, changed_at,
    number, signed_round, review_conclusion)
  values ('14', '${id}', '${id}', '5g-pilot', 2025, '${title}', 'in_library', '{province}', '${institution}', '140105', 'x', 't', now(), 't', now(),
    'P${id.slice(-1)}', 1, 'recommended')`;
const request = (id: string, number: number, first: string, second: string) => `
  insert into fund_request (province, id, programme, year, plan, reason, total_fen, document_number, submitted_by, submitted_by_name, submitted_at)
  values ('14', '${id}', '5g-pilot', 2025, '${id}', '试点', ${BigInt(first) + BigInt(second)}, '晋卫规财〔2025〕${number}号', 'other', '业务处', now());
  insert into fund_request_row (province, request, project, amount_fen)
  values ('14', '${id}', '${projects.hospital}', ${first}), ('14', '${id}', '${projects.township}', ${second})`;
await database.query(`begin; set local session_replication_role = replica;
  ${project(projects.hospital, "H1", "示范三级医院5G远程医疗")}; ${project(projects.township, "Z1", "乡镇卫生院5G远程医疗")};
  ${request(requests.need, 29, wan(5000), wan(200))};
  ${request(requests.large, 30, wan(5000), wan(0.01))}; ${request(requests.fitting, 31, wan(4900), wan(100))}; commit`);

const submit = (proposalId: string, actor = health) => api.call(actor, submitProposal, { params: { proposalId }, body: {} });

/** 资金汇总平衡: difference to the budget, and what each list needs. */
const balance = async (proposalId: string) => {
  const { differenceFen, groups } = (await api.call(health, readProposal, { params: { proposalId } })).answer;
  return [differenceFen, ...groups.map(({ name, proposedFen }) => [name, proposedFen])];
};

describe("5G试点资金的分配建议和下达", () => {
  it("建议合计5000.01万元，预算5000万元：TOTAL_BUDGET_EXCEEDED，差额可见；需求5200万元差200万元，减下来后才可报送；县医疗集团不列行；只由省卫生健康委报送 [5g-2022.art11.a] [5g-2022.art11.b]", async () => {
    const factors = { capacity: "财力可承担" };
    const row = {
      line: "5g-pilot",
      year: 2025,
      amountFen: wan(5000),
      source: "省级预算",
      documentNumber: "晋财预〔2025〕5号",
      factors,
    };
    expect((await api.call(finance, recordBudgets, { body: { rows: [row] } })).status).toBe(201);
    // Need 5200 against 5000 (art11.a): the difference is told, and the need goes nowhere before it has been lessened by it.
    expect(await balance(requests.need)).toEqual([`-${wan(200)}`, ["示范三级医院", wan(5000)], ["试点乡镇卫生院", wan(200)]]);
    expect((await submit(requests.need)).problem).toMatchObject({
      code: "TOTAL_BUDGET_EXCEEDED",
      detail: expect.stringContaining("超出200万元"),
    });
    const page = (await api.call(health, readProposal, { params: { proposalId: requests.large } })).answer;
    expect(page).toMatchObject({ fund: "5g-2022", budgetFen: wan(5000), differenceFen: "-10000" });
    const over = await submit(requests.large);
    expect(over).toMatchObject({ status: 422, problem: { code: "TOTAL_BUDGET_EXCEEDED", clause: "5g-2022.art11.b" } });
    expect(over.problem.detail).toContain("超出0.01万元");
    expect(await submit(requests.fitting, finance)).toMatchObject({ status: 403, problem: { code: "FORBIDDEN_ROLE" } });
    expect(await count("plan_decision")).toBe(0);
    expect(await balance(requests.fitting)).toEqual(["0", ["示范三级医院", wan(4900)], ["试点乡镇卫生院", wan(100)]]);
    expect((await submit(requests.fitting)).status).toBe(201);
  });

  it("未审定不能下达：ALLOCATION_NOT_APPROVED；100万元改为90万元：STANDARD_MISMATCH；都没有写入 [5g-2022.art11.c]", async () => {
    const proposalId = requests.fitting;
    const early = await api.call(finance, draftFinalNotice, { body: { proposalId } });
    expect(early).toMatchObject({ status: 409, problem: { code: "ALLOCATION_NOT_APPROVED", clause: "5g-2022.art11.c" } });
    await api.call(planning, countersignProposal, { params: { proposalId }, body: {} });
    const changes = [{ lineNo: 1, amountFen: wan(90), reason: "按进度" }];
    const changed = await api.call(finance, approveProposal, { params: { proposalId }, body: { ...document, changes } });
    expect(changed).toMatchObject({ status: 422, problem: { code: "change-needs-plan" } });
    expect((await api.call(finance, approveProposal, { params: { proposalId }, body: document })).status).toBe(201);
    const lines = [{ lineNo: 1, amountFen: wan(90) }];
    const other = await api.call(finance, draftFinalNotice, { body: { proposalId, lines } });
    expect(other).toMatchObject({ status: 422, problem: { code: "STANDARD_MISMATCH", clause: "5g-2022.art11.c" } });
    expect(other.problem.detail).toContain("应为100万元，填报90万元");
    expect(await count("allotment_notice")).toBe(0);
  });

  it("按审定的项目下达：省属医院收自己的，乡镇卫生院的由市接收；账上记在项目名下", async () => {
    const drafted = await api.call(finance, draftFinalNotice, { body: { proposalId: requests.fitting } });
    expect(drafted).toMatchObject({ status: 201 });
    const params = { noticeId: drafted.answer.id };
    const { rows } = (await api.call(finance, listAllotmentRows, { params })).answer;
    expect(rows.map(({ receiver, project: of, thisFen }) => [receiver, of, thisFen])).toEqual([
      ["UH1", projects.hospital, wan(4900)],
      ["F140100", projects.township, wan(100)],
    ]);
    const targets = [{ name: "完成5G+远程医疗建设的单位", operator: "≥" as const, value: "1", unit: "个" }];
    await api.call(finance, setNoticeTargets, { params, body: { targets } });
    await api.call(finance, signNotice, { params, body: {} });
    await api.call(health, countersignNotice, { params, body: {} });
    const issued = await api.call(finance2, issueNotice, { params, body: { number: "晋财社〔2025〕88号" } });
    expect(issued.status).toBe(201);
    const posted = await database.query<{ project: string }>(
      "select distinct k.project from ledger_cell c join ledger_earmark k on k.province = c.province and k.id = c.earmark where c.account = '1102' order by 1",
    );
    expect(posted.map((row) => row.project)).toEqual([projects.hospital, projects.township]);
    const late = await api.call(finance, returnProposal, { params: { proposalId: requests.fitting }, body: { reason: "迟了" } });
    expect(late).toMatchObject({ status: 409, problem: { code: "wrong-standing" } });
  });
});
