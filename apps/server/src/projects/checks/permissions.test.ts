import { randomUUID } from "node:crypto";
import {
  assignProjectTask,
  checkInBatch,
  concludeFundCheck,
  flagKeyProject,
  notRecommendProject,
  type Permission,
  passProject,
  permissions,
  readProject,
  recordFunding,
  returnProject,
  roles,
  withdrawProject,
} from "@qiangyi/api";
import { type CheckLevel, nextLevelOf, type ProjectState } from "@qiangyi/projects";
import { beforeAll, describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import type { Actor } from "../../platform/index.ts";
import { callWith, declared, matchingRequired, type Offices, organiserOnly, setUpOffices, threeYes } from "./sample-checks.ts";

const database = await freshDatabase();
const api = await testApi(database);
let people: Offices;
const sources: Record<"byLevels" | "toOrganiser", string> = { byLevels: "", toOrganiser: "" };

beforeAll(async () => {
  people = await setUpOffices(database, api);
  sources.byLevels = await declared(api, people, await callWith(database, matchingRequired));
  sources.toOrganiser = await declared(api, people, await callWith(database, organiserOnly));
});

/** A copy of a signed project in the state that is asked for; its fund checks are positive, so that only rights decide. */
const projectIn = async (source: keyof typeof sources, state: ProjectState): Promise<string> => {
  const id = randomUUID();
  await database.query(
    `insert into project (province, id, call, programme, year, number, title, state, route, institution, seat, city, county, total_fen, support_fen,
       signed_round, submitted_at, search_text, created_by, created_at, changed_by, changed_at)
     select province, $1, call, programme, year, $4, title, $3, route, institution, seat, city, county, total_fen, support_fen,
       signed_round, submitted_at, search_text, created_by, created_at, changed_by, changed_at from project where id = $2`,
    [id, sources[source], state, `XM-2025-${Math.floor(100_000 + Math.random() * 899_999)}`],
  );
  for (const level of ["county", "city"])
    await database.query(
      `insert into project_fund_check (province, project, round, level, seq, passes, confirmed_fen, reason, by_user, by_name, at)
       values ('14', $1, 1, $2, 1, true, 0, '到账', '另一人', '另一人', now())`,
      [id, level],
    );
  return id;
};

type Reply = { readonly status: number; readonly problem: { readonly code: string } };
interface Action {
  readonly duty: Permission;
  /** Whether this actor, who sees the project and holds the duty, may do it now. */
  readonly mayDo: (actor: Actor, route: readonly CheckLevel[], state: ProjectState) => boolean;
  readonly run: (actor: Actor, projectId: string) => Promise<Reply>;
}

const isDue = ({ level }: Actor, route: readonly CheckLevel[], state: ProjectState) => level === nextLevelOf({ state, route });
const body = { version: 1, opinion: "不符合要求", verdicts: threeYes };

const actions: Readonly<Record<string, Action>> = {
  读项目: {
    duty: "projects.read",
    mayDo: () => true,
    run: (actor, projectId) => api.call(actor, readProject, { params: { projectId } }),
  },
  通过: {
    duty: "projects.check",
    mayDo: isDue,
    run: (actor, projectId) => api.call(actor, passProject, { params: { projectId }, body }),
  },
  退回: {
    duty: "projects.check",
    mayDo: isDue,
    run: (actor, projectId) => api.call(actor, returnProject, { params: { projectId }, body }),
  },
  不予推荐: {
    duty: "projects.check",
    mayDo: isDue,
    run: (actor, projectId) => api.call(actor, notRecommendProject, { params: { projectId }, body }),
  },
  撤回: {
    duty: "projects.sign",
    mayDo: (_, __, state) => state === "submitted",
    run: (actor, projectId) =>
      api.call(actor, withdrawProject, { params: { projectId }, body: { version: 1, opinion: "内容有误" } }),
  },
  会审筹资: {
    duty: "projects.checkFunds",
    mayDo: isDue,
    run: (actor, projectId) =>
      api.call(actor, concludeFundCheck, {
        params: { projectId },
        body: { version: 1, passes: true, confirmedFen: "0", reason: "到账" },
      }),
  },
  登记资金: {
    duty: "projects.checkFunds",
    mayDo: () => true,
    run: (actor, projectId) =>
      api.call(actor, recordFunding, { params: { projectId }, body: { source: "own", amountFen: "1", basis: "文号" } }),
  },
  标注重点: {
    duty: "projects.select",
    mayDo: ({ level }, route) => level === route.at(-1),
    run: (actor, projectId) =>
      api.call(actor, flagKeyProject, { params: { projectId }, body: { isKey: true, reason: "规划项目" } }),
  },
  分派任务: {
    duty: "projects.check",
    mayDo: (_, route) => route.includes("county"),
    run: (actor, projectId) =>
      api.call(actor, assignProjectTask, {
        params: { projectId },
        body: { title: "现场督导", level: "county", role: "county_health_bureau", dueOn: "2025-04-01" },
      }),
  },
};

const homes = (unit: string) => ({
  province: {},
  city: { city: "141000" },
  county: { city: "141000", county: "141024" },
  unit: { city: "141000", county: "141024", institution: unit },
  expert: {},
});
const elsewhere = {
  city: { city: "140100" },
  county: { city: "141000", county: "141021" },
  unit: { city: "141000", county: "141024", institution: "another" },
} as const;

/** Every role at every level where it exists, at the project's place and at another one. */
const actors = () =>
  roles.flatMap((role) =>
    role.levels.flatMap((level) => {
      const at = (place: Partial<Actor>, isHome: boolean) => ({
        name: `${role.title}(${level}${isHome ? "" : "，别处"})`,
        isHome,
        role,
        actor: actorAs(role.id, { ...place, level, userId: `矩阵-${role.id}-${level}` }),
      });
      const away = level === "province" || level === "expert" ? [] : [at(elsewhere[level], false)];
      return [at(homes(people.hongtong)[level], true), ...away];
    }),
  );

describe("每个动作 × 每个角色和层级 × 本处与别处", () => {
  it("动作用到的职责都在职责表中", () => {
    for (const { duty } of Object.values(actions)) expect(Object.keys(permissions)).toContain(duty);
  });

  const cases = (["byLevels", "toOrganiser"] as const).flatMap((source) =>
    (source === "byLevels"
      ? (["submitted", "county_passed", "city_passed", "form_passed"] as const)
      : (["submitted"] as const)
    ).map((state) => [source === "byLevels" ? "逐级审核" : "只报组织部门", state, source] as const),
  );
  it.each(cases)(
    "%s的项目,%s",
    async (_, state, source) => {
      const route: readonly CheckLevel[] = source === "byLevels" ? ["county", "city", "province"] : ["province"];
      let projectId = await projectIn(source, state);
      for (const { name, isHome, role, actor } of actors()) {
        const sees = isHome && (source === "byLevels" || actor.level === "province" || actor.level === "unit");
        for (const [title, { duty, mayDo, run }] of Object.entries(actions)) {
          const { status, problem } = await run(actor, projectId);
          const outcome = status < 300 ? "办成" : problem.code;
          const expected = !role.holds.includes(duty)
            ? "FORBIDDEN_ROLE"
            : !sees
              ? "project-not-found"
              : mayDo(actor, route, state)
                ? "办成"
                : "拒绝";
          const shown = expected === "拒绝" && status >= 400 && outcome !== "project-not-found" ? "拒绝" : outcome;
          expect({ name, title, outcome: shown }).toEqual({ name, title, outcome: expected });
          if (status < 300) projectId = await projectIn(source, state);
        }
      }
    },
    120_000,
  );

  it("批量办理也一样:别处的县一件也看不到", async () => {
    const projectId = await projectIn("byLevels", "submitted");
    const reply = await api.call(people.otherCounty, checkInBatch, {
      body: { action: "pass", rows: [{ projectId, version: 1 }], verdicts: threeYes, opinion: "" },
    });
    expect(reply.answer.rows).toMatchObject([{ isDone: false, code: "project-not-found", title: "" }]);
  });
});
