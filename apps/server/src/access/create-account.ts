import { createAccount } from "@qiangyi/api";
import { ok, type Refusal, refuse } from "@qiangyi/kernel";
import { type Answers, handleAlone, newId, type Rooms, violatedConstraint } from "../platform/index.ts";
import { insertAccount } from "./accounts.store.ts";
import { saveHash } from "./credentials.store.ts";
import { hashPassword, newPassword } from "./passwords.ts";
import { type PlaceRefusal, placeOf } from "./places.ts";
import { withSystemRights } from "./system-rights.ts";

export type CreateAccountRefusal = PlaceRefusal | Refusal<"login-name-taken">;

const answers: Answers<CreateAccountRefusal> = {
  "region-unknown": [422, "没有这个行政区划，账号没有开设", "请从列表中选择市或县"],
  "region-of-another-level": [422, "所选区划与账号层级不符，账号没有开设", "市级账号选市，县级账号选县（市、区）"],
  "institution-unknown": [422, "没有这个机构，账号没有开设", "请先在“区划与机构”中登记该机构"],
  "login-name-taken": [409, "登录名已有人使用，账号没有开设", "请换一个登录名"],
};

/** The system administrator opens an account; it can do nothing until the security administrator gives it a role and activates it. */
export const createAccountRoute = (rooms: Rooms): void =>
  handleAlone<typeof createAccount, CreateAccountRefusal>(
    rooms,
    createAccount,
    async ({ actor, body, request, clock }) => {
      const at = clock.now();
      const id = newId();
      const initialPassword = newPassword();
      const hash = await hashPassword(initialPassword);
      return rooms.database
        .transaction(
          actor,
          async (tx) => {
            const place = await placeOf(tx, actor, body);
            if (!place.ok) return place;
            await insertAccount(tx, {
              province: actor.province,
              id,
              login_name: body.loginName,
              name: body.name,
              ...place.value,
              state: "waiting",
              is_demo: false,
              must_change_password: true,
              created_by: actor.userId,
              created_at: at,
              activated_by: null,
            });
            await withSystemRights(tx, actor, () => saveHash(tx, { province: actor.province, accountId: id }, hash, at));
            const answer = { accountId: id, loginName: body.loginName, initialPassword };
            const action = `${createAccount.method} ${createAccount.url}`;
            await rooms.record(tx, { actor, at, action, url: request.url, ip: request.ip, request: { body }, answer });
            return ok(answer);
          },
          (result) => result.ok,
        )
        .catch((error: unknown) => {
          if (violatedConstraint(error) === "account_login_name_unique") return refuse({ code: "login-name-taken" });
          throw error;
        });
    },
    answers,
  );
