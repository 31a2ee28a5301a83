import { createHash } from "node:crypto";
import {
  addAttachment,
  readDeclaration,
  readDeclarationContent,
  saveAnswer,
  sendBackDeclaration,
  signDeclaration,
  submitDeclaration,
  takeBackDeclaration,
} from "@qiangyi/api";
import { canonicalJson } from "@qiangyi/projects";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { type Actor, fixedClock } from "../../platform/index.ts";
import {
  budget,
  completeAnswers,
  definition,
  insertCall,
  pdf,
  read,
  setUpPeople,
  submit,
  writeDeclaration,
} from "./sample-declarations.ts";

const database = await freshDatabase();
const api = await testApi(database);
let people: Awaited<ReturnType<typeof setUpPeople>>;
let call: string;

beforeAll(async () => {
  people = await setUpPeople(database, api);
  call = await insertCall(database);
});

const stored = async () =>
  (
    await database.query(`select (select count(*) from project_step) as steps, (select count(*) from project_signing) as signings,
      (select coalesce(sum(last), 0) from project_number) as numbers, (select string_agg(id || state || version, ',' order by id) from project) as projects`)
  )[0];

const attach = (projectId: string, content = pdf(projectId)) =>
  api.call(
    people.clerk,
    addAttachment,
    { params: { projectId }, query: { material: "approvals" } },
    { file: { name: "批复.pdf", content } },
  );

const complete = async (more: Readonly<Record<string, unknown>> = {}): Promise<string> => {
  const projectId = await writeDeclaration(api, people.clerk, call, { ...completeAnswers, ...more });
  expect((await attach(projectId)).status).toBe(201);
  return projectId;
};

const handedIn = async (): Promise<string> => {
  const projectId = await complete();
  expect((await submit(api, people.clerk, projectId)).answer).toMatchObject({ state: "to_sign" });
  return projectId;
};

const shaOf = async (projectId: string, actor: Actor = people.head) =>
  (await api.call(actor, readDeclarationContent, { params: { projectId } })).answer.sha256;
const sign = async (projectId: string, sha256: string, actor: Actor = people.head, on = api) =>
  on.call(actor, signDeclaration, { params: { projectId }, body: { sha256 } });

describe("提交时一次列出全部错误", () => {
  const submitted = async (spoilt: Readonly<Record<string, unknown>>) => {
    const projectId = await complete(spoilt);
    const before = await stored();
    const reply = await submit(api, people.clerk, projectId);
    expect(await stored()).toEqual(before);
    return reply;
  };

  it("缺少审批文件:APPLICATION_INCOMPLETE并指明;完成早于启动:DATE_ORDER [5g-2022.art8.1]", async () => {
    const lacking = await submitted({ approvals: { state: "no", note: "" } });
    expect([lacking.status, lacking.problem.code]).toEqual([422, "APPLICATION_INCOMPLETE"]);
    expect(lacking.problem.problems).toEqual([{ path: "approvals", message: "缺少：审批文件" }]);
    const reversed = await submitted({ startsOn: "2022-09-01", endsOn: "2022-08-01" });
    expect([reversed.problem.code, reversed.problem.problems?.[0]?.path]).toEqual(["DATE_ORDER", "endsOn"]);
  });

  it("没有预算不能提交 [5g-2022.art8.2.a]", async () => {
    const reply = await submitted({ budget: { rows: [], statedTotals: [] } });
    expect([reply.status, reply.problem.code]).toEqual([422, "APPLICATION_INCOMPLETE"]);
    expect(reply.problem.problems).toEqual([{ path: "budget", message: "缺少：项目预算" }]);
  });

  it("30+20+10而合计65:TOTAL_MISMATCH,相差5;一行没有目标:BUDGET_ROW_INCOMPLETE [5g-2022.art8.2.b]", async () => {
    const rows = budget(30, 20, 10).rows;
    const stated = await submitted({ budget: { rows, statedTotals: [{ year: 2025, amountFen: "65000000" }] } });
    expect([stated.problem.code, stated.problem.detail]).toEqual(["TOTAL_MISMATCH", expect.stringContaining("相差5")]);
    const [first, ...rest] = rows;
    const aimless = await submitted({ budget: { ...budget(30, 20, 10), rows: [{ ...first, targets: [] }, ...rest] } });
    expect([aimless.problem.code, aimless.problem.problems?.[0]?.path]).toEqual(["BUDGET_ROW_INCOMPLETE", "budget.0.targets"]);
  });

  it("许多错误一次全部列出,每处带地址", async () => {
    const reply = await submitted({ title: "", startsOn: "", budget: { rows: [], statedTotals: [] }, targets: [] });
    expect(reply.problem.problems?.map(({ path }) => path)).toEqual(["title", "startsOn", "targets", "budget"]);
    expect(reply.problem.detail).toContain("有4处需要修改");
  });

  it("不承诺真实的不符合条件", async () => {
    expect((await submitted({ pledge: false })).problem.code).toBe("NOT_ELIGIBLE");
  });
});

describe("负责人签批", () => {
  it("签批得到编号、时间和“已申报”;只有省卫生健康委和本单位看得到内容 [5g-2022.art8.c]", async () => {
    const projectId = await handedIn();
    const sha256 = await shaOf(projectId);
    const reply = await sign(projectId, sha256);
    expect(reply.status, JSON.stringify(reply.problem)).toBe(200);
    expect(reply.answer).toMatchObject({ state: "submitted", number: expect.stringMatching(/^XM-2025-\d{6}$/), round: 1 });
    expect(reply.answer.submittedAt).toBe("2025-03-01T02:00:00.000Z");
    for (const actor of [people.clerk, people.head, people.accountant, people.province])
      expect((await read(api, actor, projectId)).summary).toMatchObject({ state: "submitted", number: reply.answer.number });
    for (const actor of [people.county, people.city, people.quwoClerk, people.quwoHead])
      expect((await api.call(actor, readDeclaration, { params: { projectId } })).status).toBe(404);
  });

  it("所签校验值可由任何人从规范文本复算,并永久留存,不能改删", async () => {
    const projectId = await handedIn();
    const { answer } = await api.call(people.head, readDeclarationContent, { params: { projectId } });
    expect(createHash("sha256").update(canonicalJson(answer.content)).digest("hex")).toBe(answer.sha256);
    await sign(projectId, answer.sha256);
    const [row] = await database.query<{ content: object; sha256: string; signed_by_name: string }>(
      "select content, sha256, signed_by_name from project_signing where project = $1",
      [projectId],
    );
    expect(row).toMatchObject({ sha256: answer.sha256, signed_by_name: "洪洞院长" });
    expect(createHash("sha256").update(canonicalJson(row?.content)).digest("hex")).toBe(answer.sha256);
    await expect(database.query("update project_signing set sha256 = $1", ["0".repeat(64)])).rejects.toThrow("append-only");
  });

  it("看过之后内容又变:CONTENT_CHANGED,没有签批;重新阅看后可以签", async () => {
    const projectId = await handedIn();
    const seen = await shaOf(projectId);
    await api.call(people.clerk, takeBackDeclaration, { params: { projectId }, body: {} });
    await api.call(people.clerk, saveAnswer, {
      params: { projectId, question: "title" },
      body: { value: "换了名称", version: 1 },
    });
    await submit(api, people.clerk, projectId);
    const before = await stored();
    const reply = await sign(projectId, seen);
    expect([reply.status, reply.problem.code]).toEqual([409, "CONTENT_CHANGED"]);
    expect(await stored()).toEqual(before);
    expect((await sign(projectId, await shaOf(projectId))).status).toBe(200);
  });

  it.each([
    ["经办不能签批", () => people.clerk, 403, "FORBIDDEN_ROLE"],
    ["财务不能签批", () => people.accountant, 403, "FORBIDDEN_ROLE"],
    ["别的单位的负责人:没有这个项目", () => people.quwoHead, 404, "project-not-found"],
    ["上级不能代签", () => people.province, 403, "FORBIDDEN_ROLE"],
    ["自己填报的人换了身份也不能签", () => ({ ...people.head, userId: people.clerk.userId }), 403, "SELF_APPROVAL"],
  ] as const)("%s", async (_, actor, status, code) => {
    const projectId = await handedIn();
    const sha256 = await shaOf(projectId);
    const before = await stored();
    const reply = await sign(projectId, sha256, actor());
    expect([reply.status, reply.problem.code]).toEqual([status, code]);
    expect(await stored()).toEqual(before);
  });

  it("没有提交的不能签批:STEP_ORDER;待签批的不能再改:NOT_EDITABLE", async () => {
    const projectId = await complete();
    const before = await stored();
    expect((await sign(projectId, await shaOf(projectId))).problem.code).toBe("STEP_ORDER");
    expect(await stored()).toEqual(before);
    await submit(api, people.clerk, projectId);
    const edited = await api.call(people.clerk, saveAnswer, {
      params: { projectId, question: "title" },
      body: { value: "偷改", version: 1 },
    });
    expect([edited.status, edited.problem.code]).toEqual([409, "NOT_EDITABLE"]);
    expect((await attach(projectId, pdf("偷加"))).problem.code).toBe("NOT_EDITABLE");
  });

  it("截止之后才签批:CALL_CLOSED,待签批的内容一样不少", async () => {
    const projectId = await handedIn();
    const late = await testApi(database, fixedClock("2025-04-01T02:00:00Z"));
    const sha256 = await shaOf(projectId);
    const before = await stored();
    const reply = await sign(projectId, sha256, people.head, late);
    expect([reply.status, reply.problem.code]).toEqual([409, "CALL_CLOSED"]);
    expect(await stored()).toEqual(before);
    expect(await shaOf(projectId)).toBe(sha256);
  });

  it("名额在填报期间满了:QUOTA_REACHED,草稿保留", async () => {
    const limited = await insertCall(database, {
      definition: { ...definition, quotas: [{ of: "declared", per: "county", atMost: 1 }] },
    });
    const [one, other] = [
      await writeDeclaration(api, people.clerk, limited, completeAnswers),
      await writeDeclaration(api, people.clerk, limited, completeAnswers),
    ];
    for (const projectId of [one, other]) {
      await attach(projectId);
      expect((await submit(api, people.clerk, projectId)).status).toBe(200);
    }
    expect((await sign(one, await shaOf(one))).status).toBe(200);
    const before = await stored();
    const reply = await sign(other, await shaOf(other));
    expect([reply.status, reply.problem.code]).toEqual([409, "QUOTA_REACHED"]);
    expect(await stored()).toEqual(before);
  });

  it("退回经办须写理由;经办看得到理由,改后再提交;取回由经办自己", async () => {
    const projectId = await handedIn();
    const without = await api.call(people.head, sendBackDeclaration, { params: { projectId }, body: { opinion: " " } });
    expect(without.status).toBe(400);
    const back = await api.call(people.head, sendBackDeclaration, { params: { projectId }, body: { opinion: "概算依据不足" } });
    expect(back.answer).toMatchObject({ state: "draft" });
    const { returned, isEditable, actions } = await read(api, people.clerk, projectId);
    expect(returned).toMatchObject({ opinion: "概算依据不足", by: "洪洞院长" });
    expect([isEditable, actions]).toEqual([true, ["submit"]]);
    expect((await submit(api, people.clerk, projectId)).status).toBe(200);
    expect((await read(api, people.head, projectId)).actions).toEqual(["sendBack", "sign"]);
    const stale = await api.call(people.clerk, submitDeclaration, { params: { projectId }, body: { version: 1 } });
    expect([stale.status, stale.problem.code]).toEqual([409, "project-changed"]);
  });
});

describe("退回补正", () => {
  /** As the province would: the checks have tests of their own. */
  const returned = async (correctBy: string) => {
    const projectId = await handedIn();
    await sign(projectId, await shaOf(projectId));
    await database.query("update project set state = 'returned', returned_times = 1, correct_by = $2 where id = $1", [
      projectId,
      correctBy,
    ]);
    await database.query(
      `insert into project_step (province, project, seq, action, from_state, to_state, level, by_user, by_name, opinion, correct_by, round, at)
       values ('14', $1, 3, 'return', 'submitted', 'returned', 'province', 'p', '省级审核', '请补充批复', $2, 1, now())`,
      [projectId, correctBy],
    );
    return projectId;
  };

  it("期限内可改,通知已截止也可重新上报,成为下一轮;上级在补正期间看到的仍是上一轮所签内容", async () => {
    const projectId = await returned("2025-04-10");
    const later = await testApi(database, fixedClock("2025-04-05T02:00:00Z"));
    const change = { params: { projectId, question: "basics" }, body: { value: "补充后的情况", version: 1 } };
    expect((await later.call(people.clerk, saveAnswer, change)).status).toBe(200);
    const above = (await read(later, people.province, projectId)).answers.find(({ question }) => question === "basics");
    expect(above?.value).toBe(completeAnswers["basics"]);
    expect((await read(later, people.clerk, projectId)).returned).toMatchObject({
      opinion: "请补充批复",
      correctBy: "2025-04-10",
    });
    expect((await submit(later, people.clerk, projectId)).status).toBe(200);
    const again = await sign(projectId, await shaOf(projectId), people.head, later);
    expect(again.answer).toMatchObject({ state: "submitted", round: 2 });
    const after = (await read(later, people.province, projectId)).answers.find(({ question }) => question === "basics");
    expect(after?.value).toBe("补充后的情况");
    expect((await read(later, people.clerk, projectId)).signings.map(({ round }) => round)).toEqual([1, 2]);
  });

  it("补正期限已过:CORRECTION_OVERDUE,什么也没有写", async () => {
    const projectId = await returned("2025-03-05");
    const later = await testApi(database, fixedClock("2025-03-06T02:00:00Z"));
    const before = await stored();
    const change = { params: { projectId, question: "basics" }, body: { value: "来晚了", version: 1 } };
    const edited = await later.call(people.clerk, saveAnswer, change);
    expect([edited.status, edited.problem.code]).toEqual([409, "CORRECTION_OVERDUE"]);
    expect((await submit(later, people.clerk, projectId)).problem.code).toBe("CORRECTION_OVERDUE");
    expect(await stored()).toEqual(before);
  });
});
