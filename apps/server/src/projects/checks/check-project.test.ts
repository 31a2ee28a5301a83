import { notRecommendProject, passProject, verdictKinds, withdrawProject } from "@qiangyi/api";
import { verdictNames } from "@qiangyi/projects";
import { beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import type { Actor } from "../../platform/index.ts";
import { fixedClock } from "../../platform/index.ts";
import { writeDeclaration } from "../declarations/sample-declarations.ts";
import { takeStep } from "../take-step.ts";
import {
  answers,
  callWith,
  change,
  declared,
  giveBack,
  handUp,
  type Offices,
  organiserOnly,
  pageOf,
  pass,
  setUpOffices,
  threeYes,
  yes,
} from "./sample-checks.ts";

const database = await freshDatabase();
const api = await testApi(database);
let people: Offices;
let call: string;

beforeAll(async () => {
  people = await setUpOffices(database, api);
  call = await callWith(database);
});

/** Everything that a refused step must have left as it was. */
const stored = async () =>
  (
    await database.query(`select (select count(*) from project_step) as steps,
      (select string_agg(id || state || version || coalesce(correct_by::text, ''), ',' order by id) from project) as projects`)
  )[0];

const refusedBy = async (
  act: () => Promise<{ status: number; problem: { code: string; detail: string; clause?: string | undefined } }>,
) => {
  const before = await stored();
  const { status, problem } = await act();
  expect(await stored()).toEqual(before);
  return [status, problem.code, problem.detail] as const;
};

describe("三项结论", () => {
  it("界面与流程用的是同一组名称", () => expect(verdictKinds).toEqual(verdictNames));

  it("县级真实性、合规性为是,可行性未填:通过被拒绝并指出可行性 [qiangyi-2024.art6.a]", async () => {
    const projectId = await declared(api, people, call);
    const { project } = await pageOf(api, people.county, projectId);
    const asked = { params: { projectId }, body: { version: project.version, verdicts: { truthfulness: yes, compliance: yes } } };
    const before = await stored();
    const refused = await api.call(people.county, passProject, asked);
    expect([refused.status, refused.problem.code, refused.problem.clause]).toEqual([
      422,
      "AUDIT_INCOMPLETE",
      "qiangyi-2024.art6.a",
    ]);
    expect(refused.problem.detail).toContain("可行性没有结论");
    expect(refused.problem.detail).not.toContain("真实性");
    expect(await stored()).toEqual(before);
  });

  it("省属医院直接到省卫生健康委,三项结论只需一次 [qiangyi-2024.art6.a]", async () => {
    const projectId = await writeDeclaration(api, people.provincialClerk, call, answers);
    await handUp(api, people.provincialClerk, people.provincialHead, projectId);
    const { project } = await pageOf(api, people.province, projectId);
    expect([project.route, project.waitsFor]).toEqual([["province"], "province"]);
    expect((await pass(api, people.province, projectId)).answer.state).toBe("form_passed");
    const { trail } = await pageOf(api, people.province, projectId);
    expect(trail.filter(({ verdicts }) => verdicts !== null)).toHaveLength(1);
  });

  it.each([
    ["为否", { ...threeYes, compliance: { passes: false, reason: "不符合指南" } }, "合规性结论为否"],
    ["没有理由", { ...threeYes, truthfulness: { passes: true, reason: "" } }, "真实性没有写明理由"],
    ["全没有填", {}, "真实性没有结论，合规性没有结论，可行性没有结论"],
  ])("结论%s不能通过", async (_, verdicts, sentence) => {
    const projectId = await declared(api, people, call);
    const [status, code, detail] = await refusedBy(() => pass(api, people.county, projectId, verdicts));
    expect([status, code]).toEqual([422, "AUDIT_INCOMPLETE"]);
    expect(detail).toContain(sentence);
  });

  it("数据库也守住三项结论", async () => {
    const projectId = await declared(api, people, call);
    await expect(
      database.query(
        `insert into project_step (province, project, seq, action, from_state, to_state, level, by_user, by_name, verdicts, round, at)
         values ('14', $1, 9, 'pass', 'submitted', 'county_passed', 'county', 'x', 'x', '{"truthfulness":{"passes":true,"reason":"属实"}}', 1, now())`,
        [projectId],
      ),
    ).rejects.toMatchObject({ constraint: "project_step_three_verdicts" });
  });
});

describe("逐级", () => {
  it("县→市→省,每级留下审核人、时间、三项理由,下面的每一级都看得到", async () => {
    const projectId = await declared(api, people, call);
    expect((await pass(api, people.county, projectId)).answer.state).toBe("county_passed");
    expect((await pass(api, people.city, projectId)).answer.state).toBe("city_passed");
    expect((await pass(api, people.province, projectId)).answer.state).toBe("form_passed");
    for (const reader of [people.clerk, people.head, people.county, people.city, people.province]) {
      const { trail } = await pageOf(api, reader, projectId);
      const passes = trail.filter(({ label }) => label === "审核通过");
      expect(passes.map(({ office, byName }) => [office, byName])).toEqual([
        ["洪洞县卫生健康局", "洪洞审核"],
        ["临汾市卫生健康委", "临汾审核"],
        ["省卫生健康委", "省级审核"],
      ]);
      expect(passes.every(({ verdicts }) => verdicts?.feasibility?.reason === yes.reason)).toBe(true);
    }
  });

  const notTheirs: [string, keyof Offices, number, string][] = [
    ["越过县级的市", "city", 403, "FORBIDDEN_ROLE"],
    ["越过县市的省", "province", 403, "FORBIDDEN_ROLE"],
    ["别的县", "otherCounty", 404, "project-not-found"],
    ["别的市", "otherCity", 404, "project-not-found"],
    ["申报单位", "clerk", 403, "FORBIDDEN_ROLE"],
    ["负责人", "head", 403, "FORBIDDEN_ROLE"],
    ["县财政", "countyFinance", 403, "FORBIDDEN_ROLE"],
    ["专家", "expert", 403, "FORBIDDEN_ROLE"],
  ];
  it.each(notTheirs)("%s不能审核", async (_, who, status, code) => {
    const projectId = await declared(api, people, call);
    const version = (await pageOf(api, people.clerk, projectId)).project.version;
    const body = { version, verdicts: threeYes };
    expect(
      (await refusedBy(() => api.call(people[who] as Actor, passProject, { params: { projectId }, body }))).slice(0, 2),
    ).toEqual([status, code]);
  });

  it("只报组织部门的申报:县、市完全看不到 [5g-2022.art8.c]", async () => {
    const projectId = await declared(api, people, await callWith(database, organiserOnly));
    const { project } = await pageOf(api, people.clerk, projectId);
    expect([project.state, project.waitsFor]).toEqual(["submitted", "province"]);
    expect(project.number).toMatch(/^XM-2025-\d{6}$/);
    for (const out of [people.county, people.city, people.countyFinance, people.cityFinance, people.quwoClerk])
      expect(await pageOf(api, out, projectId)).toMatchObject({ code: "project-not-found" });
    expect((await pageOf(api, people.province, projectId)).content.answers["title"]).toBe(answers["title"]);
    expect((await pass(api, people.province, projectId)).answer.state).toBe("form_passed");
  });

  it("看到的版本已经过时:不办,提示刷新", async () => {
    const projectId = await declared(api, people, call);
    const body = { version: 1, verdicts: threeYes };
    expect((await refusedBy(() => api.call(people.county, passProject, { params: { projectId }, body }))).slice(0, 2)).toEqual([
      409,
      "project-changed",
    ]);
  });
});

describe("退回补正与不予推荐", () => {
  it("退回有期限,超过通知规定的次数就不能再退;每次都回到单位,从县级重新审核", async () => {
    const projectId = await declared(api, people, call);
    for (const [round, version] of [
      [1, 1],
      [2, 2],
    ] as const) {
      const returned = await giveBack(api, people.county, projectId);
      expect(returned.answer).toMatchObject({ state: "returned", correctBy: "2025-03-11" });
      expect((await pageOf(api, people.clerk, projectId)).next).toMatchObject({
        office: expect.stringContaining("经办"),
        dueOn: "2025-03-11",
      });
      await change(api, people.clerk, projectId, "plan", `第${round}次补正`, version);
      await handUp(api, people.clerk, people.head, projectId);
      expect((await pageOf(api, people.clerk, projectId)).project.waitsFor).toBe("county");
    }
    const [status, code, detail] = await refusedBy(() => giveBack(api, people.county, projectId));
    expect([status, code]).toEqual([409, "CORRECTIONS_USED_UP"]);
    expect(detail).toContain("已退回2次");
    // The same official judges the corrected text: it is a new round.
    expect((await pass(api, people.county, projectId)).answer.state).toBe("county_passed");
    // Each level counts for itself.
    expect((await giveBack(api, people.city, projectId)).answer.state).toBe("returned");
  });

  it("退回后上级看到的仍是上次签批的内容;再报后与上一轮的不同逐项标出", async () => {
    const projectId = await declared(api, people, call);
    await giveBack(api, people.county, projectId);
    await change(api, people.clerk, projectId, "plan", "一期实施", 1);
    expect((await pageOf(api, people.county, projectId)).content.answers["plan"]).toBe("分两期实施");
    expect((await pageOf(api, people.clerk, projectId)).content).toMatchObject({
      round: 2,
      signed: null,
      before: { plan: "分两期实施" },
    });
    await handUp(api, people.clerk, people.head, projectId);
    const { content } = await pageOf(api, people.county, projectId);
    expect([content.round, content.answers["plan"], content.before]).toEqual([2, "一期实施", { plan: "分两期实施" }]);
  });

  it.each([
    ["退回", (projectId: string) => giveBack(api, people.county, projectId, " ")],
    [
      "不予推荐",
      async (projectId: string) =>
        api.call(people.county, notRecommendProject, {
          params: { projectId },
          body: { version: (await pageOf(api, people.county, projectId)).project.version, opinion: "" },
        }),
    ],
  ])("%s须写明理由", async (_, act) => {
    const projectId = await declared(api, people, call);
    expect((await refusedBy(() => act(projectId))).slice(0, 2)).toEqual([422, "JUSTIFICATION_REQUIRED"]);
  });

  it("不予推荐:项目结束,理由单位可见", async () => {
    const projectId = await declared(api, people, call);
    const { version } = (await pageOf(api, people.county, projectId)).project;
    const done = await api.call(people.county, notRecommendProject, {
      params: { projectId },
      body: { version, opinion: "不符合规划方向" },
    });
    expect(done.answer.state).toBe("rejected");
    const { trail, next } = await pageOf(api, people.clerk, projectId);
    expect([trail.findLast(({ kind }) => kind === "step")?.opinion, next]).toEqual(["不符合规划方向", null]);
  });

  it("敏感信息对上级掩码", async () => {
    const projectId = await declared(api, people, call, { ...answers, phone: "13812345678" });
    expect((await pageOf(api, people.clerk, projectId)).content.answers["phone"]).toBe("13812345678");
    expect((await pageOf(api, people.county, projectId)).content.answers["phone"]).toBe("138****5678");
  });
});

describe("撤回,直到上级打开", () => {
  const withdraw = (projectId: string, version: number) =>
    api.call(people.head, withdrawProject, { params: { projectId }, body: { version, opinion: "内容有误" } });

  it("没有人打开时可以撤回,改后再报是新的一轮", async () => {
    const projectId = await declared(api, people, call);
    const { version } = (await pageOf(api, people.head, projectId)).project;
    expect((await withdraw(projectId, version)).answer.state).toBe("draft");
    await handUp(api, people.clerk, people.head, projectId);
    expect((await pageOf(api, people.head, projectId)).project).toMatchObject({ state: "submitted", round: 2 });
  });

  it("市级、财政查看不算打开;县级审核人员打开后不能撤回,轨迹写明谁何时打开", async () => {
    const projectId = await declared(api, people, call);
    await pageOf(api, people.city, projectId);
    await pageOf(api, people.countyFinance, projectId);
    expect((await pageOf(api, people.head, projectId)).project.isRead).toBe(false);
    await pageOf(api, people.county, projectId);
    await pageOf(api, people.county2, projectId);
    const { project, trail } = await pageOf(api, people.head, projectId);
    expect(trail.filter(({ kind }) => kind === "read").map(({ byName }) => byName)).toEqual(["洪洞审核"]);
    expect((await refusedBy(() => withdraw(projectId, project.version))).slice(0, 2)).toEqual([409, "ALREADY_READ"]);
  });
});

describe("没有人审核自己经手的", () => {
  it("应用拒绝:本轮提交或签批过的人,换了职务也不能审核", async () => {
    const projectId = await declared(api, people, call);
    const moved = { ...people.county, userId: people.clerk.userId };
    expect((await refusedBy(() => pass(api, moved, projectId))).slice(0, 2)).toEqual([403, "SELF_APPROVAL"]);
  });

  it.each([
    ["写过一项答案的人", "update project_answer set saved_by = '洪洞审核' where project = $1 and question = 'plan'"],
    ["创建的人", "update project set created_by = '洪洞审核' where id = $1"],
  ])("应用与数据库都拒绝:%s", async (_, arrange) => {
    const projectId = await declared(api, people, call);
    await database.query(arrange, [projectId]);
    expect((await refusedBy(() => pass(api, people.county, projectId))).slice(0, 2)).toEqual([403, "SELF_APPROVAL"]);
    await expect(
      database.query(
        `insert into project_step (province, project, seq, action, from_state, to_state, level, by_user, by_name, verdicts, round, at)
         values ('14', $1, 9, 'pass', 'submitted', 'county_passed', 'county', '洪洞审核', 'x', $2, 1, now())`,
        [projectId, JSON.stringify(threeYes)],
      ),
    ).rejects.toMatchObject({ constraint: "project_step_by_another" });
  });

  it("代办人替经手的人办也不行", async () => {
    const projectId = await declared(api, people, call);
    const delegate: Actor = {
      ...people.county2,
      delegatedFrom: new Map([["projects.check", { userId: people.clerk.userId, name: "洪洞经办" }]]),
    };
    expect((await refusedBy(() => pass(api, delegate, projectId))).slice(0, 2)).toEqual([403, "SELF_APPROVAL"]);
  });

  it("代办留下代谁办的", async () => {
    const projectId = await declared(api, people, call);
    const delegate: Actor = {
      ...people.county2,
      delegatedFrom: new Map([["projects.check", { userId: "洪洞审核", name: "洪洞审核" }]]),
    };
    expect((await pageOf(api, delegate, projectId)).actions.map(({ label, forName }) => [label, forName])).toContainEqual([
      "审核通过",
      "洪洞审核",
    ]);
    await pass(api, delegate, projectId);
    const { trail } = await pageOf(api, people.clerk, projectId);
    expect(trail.findLast(({ kind }) => kind === "step")).toMatchObject({
      byName: "洪洞审核二",
      forName: "洪洞审核",
    });
  });

  it("没有三项结论,绕过本页的办法也通不过", async () => {
    const projectId = await declared(api, people, call);
    const result = await database.transaction(
      people.county,
      (tx) => takeStep(tx, people.county, fixedClock("2025-03-01T02:00:00Z"), projectId, { action: "pass" }),
      ({ ok }) => ok,
    );
    expect(result).toMatchObject({ ok: false, refusal: { code: "AUDIT_INCOMPLETE" } });
  });
});
