import { changeExpert, createExpert, type ExpertInput, linkExpertAccount, setExpertState } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { expertAccounts } from "../access/index.ts";
import { type Actor, type Answers, handle, type Rooms, type Tx, violatedConstraint } from "../platform/index.ts";
import { institutionNames } from "../registry/index.ts";
import { lockExpert, reviewsIn } from "./experts.store.ts";
import { vacateConflicts } from "./vacate-conflicts.ts";
import { changedBy, changeExpertRow, enterExpert, rewriteExpert } from "./write-expert.ts";

type KeepRefusal =
  | Refusal<"expert-not-found">
  | Refusal<"expert-changed">
  | Refusal<"institution-unknown">
  | Refusal<"expert-account-unusable">;

const answers: Answers<KeepRefusal> = {
  "expert-not-found": [404, "专家库中没有这名专家"],
  "expert-changed": [409, "这名专家的信息刚刚被别人修改，您的修改没有保存", "请刷新后核对再改"],
  "institution-unknown": [422, "所选单位不在机构登记中，没有保存", "请从列表选择，或只填单位名称"],
  "expert-account-unusable": [409, "该账号不是可用的专家账号，或已关联其他专家", "请由系统管理员开设、安全管理员启用专家账号"],
};

/** 专家库: who enters, changes, is paused, and which account is his. A tie that becomes known takes away the seats that it forbids. */
export const keepExpertsRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    createExpert,
    async ({ tx, actor, clock, body }): Promise<Result<{ id: string; number: string }, KeepRefusal>> => {
      if (!(await isKnownUnit(tx, actor, body))) return refuse({ code: "institution-unknown" });
      return ok(await enterExpert(tx, actor, body, clock.now()));
    },
    answers,
  );

  handle(
    rooms,
    changeExpert,
    async ({ tx, actor, clock, params, body }): Promise<Result<{ version: number }, KeepRefusal>> => {
      const held = await lockExpert(tx, actor, params.expertId);
      if (!held) return refuse({ code: "expert-not-found" });
      if (held.version !== body.version) return refuse({ code: "expert-changed" });
      if (!(await isKnownUnit(tx, actor, body))) return refuse({ code: "institution-unknown" });
      const version = await rewriteExpert(tx, actor, held, body, clock.now());
      await vacateConflicts(tx, actor, clock, held.id);
      return ok({ version });
    },
    answers,
  );

  handle(
    rooms,
    setExpertState,
    async ({ tx, actor, clock, params, body }): Promise<Result<{ version: number }, KeepRefusal>> => {
      const held = await lockExpert(tx, actor, params.expertId);
      if (!held) return refuse({ code: "expert-not-found" });
      if (held.version !== body.version) return refuse({ code: "expert-changed" });
      return ok({
        version: await changeExpertRow(tx, held, {
          state: body.state,
          state_reason: body.reason,
          ...changedBy(actor, clock.now()),
        }),
      });
    },
    answers,
  );

  handle(
    rooms,
    linkExpertAccount,
    async ({ tx, actor, clock, params, body }): Promise<Result<{ version: number }, KeepRefusal>> => {
      const held = await lockExpert(tx, actor, params.expertId);
      if (!held) return refuse({ code: "expert-not-found" });
      if (held.version !== body.version) return refuse({ code: "expert-changed" });
      if (body.account !== null && !(await isFree(tx, actor, body.account, held.id)))
        return refuse({ code: "expert-account-unusable" });
      try {
        return ok({ version: await changeExpertRow(tx, held, { account: body.account, ...changedBy(actor, clock.now()) }) });
      } catch (error) {
        // Taken in another pool, which this organiser does not see.
        if (violatedConstraint(error) === "expert_one_per_account") return refuse({ code: "expert-account-unusable" });
        throw error;
      }
    },
    answers,
  );
};

const isKnownUnit = async (tx: Tx, actor: Actor, { institution }: ExpertInput): Promise<boolean> =>
  institution === null || (await institutionNames(tx, actor, [institution])).has(institution);

const isFree = async (tx: Tx, { province }: Actor, account: string, expert: string): Promise<boolean> => {
  if (!(await expertAccounts(tx, province)).some(({ id }) => id === account)) return false;
  const other = await reviewsIn(tx)
    .selectFrom("expert")
    .select("id")
    .where("province", "=", province)
    .where("account", "=", account)
    .where("id", "<>", expert)
    .executeTakeFirst();
  return other === undefined;
};
