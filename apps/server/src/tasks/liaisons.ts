import { listTaskLiaisons, nameTaskLiaison } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { ledgerTasks, unitsOf } from "@qiangyi/policy/tasks";
import { departmentAccounts } from "../access/index.ts";
import { type Answers, provinceDesk, type Rooms } from "../platform/index.ts";
import { insertLiaison, liaisonsOf } from "./liaisons.store.ts";

type NameRefusal = Refusal<"ACCOUNT_NOT_DEPARTMENT"> | Refusal<"UNIT_UNKNOWN"> | Refusal<"OWN_LIAISON">;

const answers: Answers<NameRefusal> = {
  ACCOUNT_NOT_DEPARTMENT: [404, "没有这个省直部门账号", "请先由系统管理员开户、安全管理员授予省直部门角色"],
  UNIT_UNKNOWN: [422, "督办任务里没有这个单位", "请从责任单位中选择"],
  OWN_LIAISON: [403, "不能指定自己代表哪个单位", "请由另一位同事办理"],
};

const handle = provinceDesk([403, "省直部门联络员由省卫健委指定", "请省卫健委办理"]);

/** Units of the province that a plan names; cities and groups of units have no account of this kind. */
const departments: readonly string[] = [
  ...new Set(ledgerTasks.flatMap(unitsOf).filter((unit) => /^省|^山西|^国家/.test(unit) && !unit.endsWith("各成员单位"))),
].filter((unit) => !["省卫健委", "省财政厅", "省级财政"].includes(unit));

/** 联络员: which department an account of the role 省直部门 speaks for. */
export const liaisonRoutes = (rooms: Rooms): void => {
  handle(rooms, listTaskLiaisons, async ({ tx, actor }) => {
    const named = new Map((await liaisonsOf(tx, actor)).map((each) => [each.user, each]));
    const accounts = await departmentAccounts(tx, actor.province);
    return ok({
      items: accounts.map(({ id, name, loginName }) => {
        const liaison = named.get(id);
        return {
          user: id,
          name: `${name}（${loginName}）`,
          unit: liaison?.unit ?? null,
          named: liaison === undefined ? null : { name: liaison.byName, at: liaison.at.toISOString() },
        };
      }),
      units: [...departments],
    });
  });

  handle(
    rooms,
    nameTaskLiaison,
    async ({ tx, actor, clock, body: { user, unit } }): Promise<Result<{ unit: string }, NameRefusal>> => {
      if (user === actor.userId) return refuse({ code: "OWN_LIAISON" });
      if (!departments.includes(unit)) return refuse({ code: "UNIT_UNKNOWN" });
      const accounts = await departmentAccounts(tx, actor.province);
      if (!accounts.some(({ id }) => id === user)) return refuse({ code: "ACCOUNT_NOT_DEPARTMENT" });
      await insertLiaison(tx, actor, { user, unit, at: clock.now() });
      return ok({ unit });
    },
    answers,
  );
};
