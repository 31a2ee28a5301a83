import { checkFirstRun, completeFirstRun, roleTitleOf } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { recordEvent } from "../audit/index.ts";
import { type Answers, handleAlone, type Rooms, systemActor, violatedConstraint } from "../platform/index.ts";
import { establish, misfitsOfThree, type Seat, seats } from "./first-administrators.ts";
import { lockLink, useLink } from "./first-run-link.ts";
import { hashPassword } from "./passwords.ts";
import { crossSiteAnswer, isSameOrigin } from "./same-origin.ts";

export type CheckFirstRunRefusal = Refusal<"cross-site-request"> | Refusal<"first-run-link-dead">;
export type FirstRunRefusal =
  | CheckFirstRunRefusal
  | Refusal<"first-run-misfit", { problems: { path: string; message: string }[] }>
  | Refusal<"login-name-taken">;

const checkAnswers: Answers<CheckFirstRunRefusal> = {
  "cross-site-request": crossSiteAnswer,
  "first-run-link-dead": [
    403,
    "首次使用链接已失效：可能已用过、已过期，或服务重新启动后换了新链接",
    "如管理员已设立，请直接登录；否则请使用控制台最近一次显示的链接",
  ],
};

const answers: Answers<FirstRunRefusal> = {
  ...checkAnswers,
  "first-run-misfit": [422, "三名管理员的信息有误，没有设立任何账号"],
  "login-name-taken": [409, "登录名已有人使用，没有设立任何账号", "请换一个登录名"],
};

/** The only way to accounts on an empty installation: whoever reads the console sets up three different persons, once. */
export const firstRunRoutes = (rooms: Rooms): void => {
  handleAlone<typeof checkFirstRun, CheckFirstRunRefusal>(
    rooms,
    checkFirstRun,
    async ({ body, request, clock }) => {
      if (!isSameOrigin(request)) return refuse({ code: "cross-site-request" });
      const link = await rooms.database.transaction(systemActor, (tx) => lockLink(tx, body.token, clock.now()));
      return link ? ok({ expiresAt: link.expiresAt.toISOString() }) : refuse({ code: "first-run-link-dead" });
    },
    checkAnswers,
  );

  handleAlone<typeof completeFirstRun, FirstRunRefusal>(
    rooms,
    completeFirstRun,
    async ({ body, request, clock }) => {
      if (!isSameOrigin(request)) return refuse({ code: "cross-site-request" });
      const now = clock.now();
      // Looked at before the passwords are hashed, so that a stranger cannot make the server work.
      const isGood = await rooms.database.transaction(systemActor, (tx) => lockLink(tx, body.token, now));
      if (!isGood) return refuse({ code: "first-run-link-dead" });
      const problems = misfitsOfThree(body);
      if (problems.length > 0) return refuse({ code: "first-run-misfit", problems });
      return setUp(rooms, body, { now, ip: request.ip });
    },
    answers,
  );
};

type Body = Parameters<typeof misfitsOfThree>[0] & { readonly token: string };
type SetUp = Result<{ created: { loginName: string; role: string }[] }, FirstRunRefusal>;

/** All three accounts and the end of the link commit together. */
const setUp = async ({ database }: Rooms, body: Body, { now, ip }: { now: Date; ip: string }): Promise<SetUp> => {
  const hashes = new Map<Seat, string>();
  for (const [seat] of seats) hashes.set(seat, await hashPassword(body[seat].password));
  try {
    return await database.transaction(systemActor, async (tx): Promise<SetUp> => {
      const link = await lockLink(tx, body.token, now);
      if (!link) return refuse({ code: "first-run-link-dead" });
      for (const [seat, role] of seats) await establish(tx, body[seat], { role, hash: hashes.get(seat) ?? "", at: now });
      await useLink(tx, link.tokenHash, now);
      const created = seats.map(([seat, role]) => ({ loginName: body[seat].loginName, role: roleTitleOf(role) }));
      await recordEvent(tx, { actor: systemActor, at: now, action: "first-run", object: "/first-run", ip, detail: created });
      return ok({ created });
    });
  } catch (error) {
    if (violatedConstraint(error) === "account_login_name_unique") return refuse({ code: "login-name-taken" });
    throw error;
  }
};
