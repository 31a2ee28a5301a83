import { checkPasswordLink, usePasswordLink } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { recordEvent } from "../audit/index.ts";
import { type Answers, handleAlone, homeProvince, type Rooms, systemActor } from "../platform/index.ts";
import { actorOf } from "./account.ts";
import { changeAccount } from "./accounts.store.ts";
import { findHashes, saveHash } from "./credentials.store.ts";
import { endPasswordLink, lockPasswordLink } from "./password-link.ts";
import { misfitsOfPassword } from "./password-rules.ts";
import { hashPassword, isOneOf } from "./passwords.ts";
import { crossSiteAnswer, isSameOrigin } from "./same-origin.ts";
import { deleteSessionsOf } from "./sessions.store.ts";
import type { Sessions } from "./sessions.ts";

type LinkRefusal = Refusal<"cross-site-request"> | Refusal<"password-link-dead">;
type UseRefusal = LinkRefusal | Refusal<"password-too-weak", { problems: { path: string; message: string }[] }>;

const linkAnswers: Answers<LinkRefusal> = {
  "cross-site-request": crossSiteAnswer,
  "password-link-dead": [
    403,
    "设置密码的链接已失效：可能已用过、已过期，或已换了新链接",
    "请在服务器上重新执行 npx qiangyi user，取得新链接",
  ],
};
const useAnswers: Answers<UseRefusal> = {
  ...linkAnswers,
  "password-too-weak": [422, "新密码不符合要求，密码没有设置"],
};

/** An administrator sets a password by the one-time link that the console gave out, and is alone in the account from then on. */
export const passwordLinkRoutes = (rooms: Rooms, sessions: Sessions): void => {
  const { database } = rooms;
  const open = (token: string, now: Date) => database.transaction(systemActor, (tx) => lockPasswordLink(tx, token, now));

  handleAlone<typeof checkPasswordLink, LinkRefusal>(
    rooms,
    checkPasswordLink,
    async ({ body, request, clock }) => {
      if (!isSameOrigin(request)) return refuse({ code: "cross-site-request" });
      const link = await open(body.token, clock.now());
      if (!link) return refuse({ code: "password-link-dead" });
      const { account, expiresAt } = link;
      return ok({ loginName: account.login_name, name: account.name, expiresAt: expiresAt.toISOString() });
    },
    linkAnswers,
  );

  handleAlone<typeof usePasswordLink, UseRefusal>(
    rooms,
    usePasswordLink,
    async ({ body: { token, password }, request, clock }): Promise<Result<{ loginName: string }, UseRefusal>> => {
      if (!isSameOrigin(request)) return refuse({ code: "cross-site-request" });
      const now = clock.now();
      // Looked at before anything is hashed, so that a stranger cannot make the server work.
      const link = await open(token, now);
      if (!link) return refuse({ code: "password-link-dead" });
      const owner = { province: homeProvince, accountId: link.account.id };
      const misfits = misfitsOfPassword(password, link.account.login_name);
      const earlier = await database.transaction(systemActor, (tx) => findHashes(tx, owner));
      if (await isOneOf(earlier, password)) misfits.push("不能与最近5次用过的密码相同");
      if (misfits.length > 0) {
        return refuse({ code: "password-too-weak", problems: misfits.map((message) => ({ path: "password", message })) });
      }
      const hash = await hashPassword(password);
      const done = await database.transaction(systemActor, async (tx): Promise<Result<{ loginName: string }, UseRefusal>> => {
        const still = await lockPasswordLink(tx, token, now);
        if (!still) return refuse({ code: "password-link-dead" });
        const { account, tokenHash } = still;
        await saveHash(tx, owner, hash, now);
        await changeAccount(tx, homeProvince, account.id, { must_change_password: false, failures: 0, locked_until: null });
        await deleteSessionsOf(tx, homeProvince, account.id);
        await endPasswordLink(tx, tokenHash, now);
        const object = `/accounts/${account.id}`;
        const event = { actor: actorOf(account), at: now, action: "password-link-used", object, ip: request.ip, detail: {} };
        await recordEvent(tx, event);
        return ok({ loginName: account.login_name });
      });
      sessions.purge();
      return done;
    },
    useAnswers,
  );
};
