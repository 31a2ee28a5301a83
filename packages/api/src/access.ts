import { z } from "zod";
import { instantText, page, pageQuery, regionCode } from "./common.ts";
import { levels, type Permission, permissions } from "./permissions.ts";
import { route } from "./route.ts";

const permissionName = z.enum(Object.keys(permissions) as [Permission, ...Permission[]]);
const roleTitle = z.object({ id: z.string(), title: z.string() });

/** A password on its way in; the rules are checked by the use case, which tells all that is wrong at once. */
const password = z.string().min(1, "请输入密码").max(200, "密码不能超过200个字符");
const personName = z.string().trim().min(1, "请输入姓名").max(50, "姓名不能超过50个字");
export const loginName = z
  .string()
  .trim()
  .regex(/^[a-z][a-z0-9_.-]{3,39}$/, "登录名为4至40个字符：小写字母开头，可含数字、下划线、点和短横");

/** The signed-in person as the web shell needs it. */
export const sessionAccount = z.object({
  id: z.string(),
  name: z.string(),
  loginName: z.string(),
  roles: z.array(roleTitle),
  level: z.enum(levels),
  /** Region that the account stands on: the province, its city or its county; for a unit the county of the institution. */
  regionCode,
  regionName: z.string(),
  institution: z.string().nullable(),
  institutionName: z.string().nullable(),
  permissions: z.array(permissionName),
  /** Until the person has chosen a password of their own, the server refuses everything but that. */
  mustChangePassword: z.boolean(),
});

export const sessionState = z.object({
  account: sessionAccount.nullable(),
  /** To be sent as `x-csrf-token` with every write; empty without a session. */
  csrfToken: z.string(),
  isDemo: z.boolean(),
  /** Year that pages open with until the user chooses another: the present one, in the demonstration its seeded one. */
  workingYear: z.number().int(),
  /** No administrator exists yet: the console shows the one-time link. */
  needsFirstRun: z.boolean(),
  idleMinutes: z.number().int(),
  /** Seconds until the session ends if nothing more is done; null without a session. */
  secondsLeft: z.number().int().nullable(),
  /** Ready accounts of the demonstration, for the sign-in page; absent in every other installation. */
  demo: z
    .object({
      password: z.string(),
      accounts: z.array(z.object({ loginName: z.string(), name: z.string(), role: z.string(), place: z.string() })),
    })
    .optional(),
});
export type SessionState = z.infer<typeof sessionState>;

export const session = route({
  method: "GET",
  url: "/session",
  room: "access",
  summary: "当前会话",
  access: "public",
  answer: sessionState,
});

export const login = route({
  method: "POST",
  url: "/session",
  room: "access",
  summary: "登录",
  access: "public",
  body: z.object({ loginName: z.string().trim().min(1, "请输入登录名").max(100, "登录名过长"), password }),
  answer: sessionState,
});

export const logout = route({
  method: "DELETE",
  url: "/session",
  room: "access",
  summary: "退出登录",
  access: "public",
  answer: sessionState,
});

/** Reading data does not keep a session alive, a person at the keyboard does: the web app tells so at most once a minute. */
export const keepSession = route({
  method: "POST",
  url: "/session/activity",
  room: "access",
  summary: "继续使用",
  access: "signed-in",
  answer: z.object({ secondsLeft: z.number().int() }),
});

export const changePassword = route({
  method: "POST",
  url: "/session/password",
  room: "access",
  summary: "修改本人密码",
  access: "signed-in",
  body: z.object({ currentPassword: password, newPassword: password }),
  answer: sessionState,
});

export const checkFirstRun = route({
  method: "POST",
  url: "/first-run/check",
  room: "access",
  summary: "核对首次使用链接",
  access: "public",
  body: z.object({ token: z.string().max(200) }),
  answer: z.object({ expiresAt: instantText }),
});

const firstAdministrator = z.object({ name: personName, loginName, password });

export const completeFirstRun = route({
  method: "POST",
  url: "/first-run",
  room: "access",
  summary: "设立系统、安全、审计管理员",
  access: "public",
  body: z.object({
    token: z.string().max(200),
    sysAdmin: firstAdministrator,
    secAdmin: firstAdministrator,
    auditAdmin: firstAdministrator,
  }),
  status: 201,
  answer: z.object({ created: z.array(z.object({ loginName: z.string(), role: z.string() })) }),
});

export const checkPasswordLink = route({
  method: "POST",
  url: "/password-link/check",
  room: "access",
  summary: "核对设置密码的一次性链接",
  access: "public",
  body: z.object({ token: z.string().max(200) }),
  answer: z.object({ loginName: z.string(), name: z.string(), expiresAt: instantText }),
});

export const usePasswordLink = route({
  method: "POST",
  url: "/password-link",
  room: "access",
  summary: "凭一次性链接设置密码",
  access: "public",
  body: z.object({ token: z.string().max(200), password }),
  answer: z.object({ loginName: z.string() }),
});

export const account = z.object({
  id: z.string(),
  loginName: z.string(),
  name: z.string(),
  level: z.enum(levels),
  regionCode,
  regionName: z.string(),
  institution: z.string().nullable(),
  institutionName: z.string().nullable(),
  roles: z.array(roleTitle),
  /** "waiting": opened or reset, to be activated by the security administrator; "inactive": taken out of use. */
  state: z.enum(["waiting", "active", "inactive"]),
  lockedUntil: instantText.nullable(),
  mustChangePassword: z.boolean(),
  lastSignInAt: instantText.nullable(),
  createdAt: instantText,
});
export type Account = z.infer<typeof account>;

export const listAccounts = route({
  method: "GET",
  url: "/accounts",
  room: "access",
  summary: "账号列表",
  access: "accounts.read",
  query: pageQuery.extend({
    /** Part of the name or of the login name. */
    text: z.string().max(50).optional(),
    role: z.string().max(50).optional(),
    state: z.enum(["waiting", "active", "inactive", "locked"]).optional(),
  }),
  answer: page(account),
});

const accountParams = z.object({ accountId: z.uuid() });
/** Shown once to be handed over; the server keeps only its hash. */
const handover = z.object({ accountId: z.string(), loginName: z.string(), initialPassword: z.string() });

export const createAccount = route({
  method: "POST",
  url: "/accounts",
  room: "access",
  summary: "开设账号",
  access: "accounts.create",
  body: z.object({
    loginName,
    name: personName,
    level: z.enum(levels),
    /** City or county, for these levels. */
    regionCode: regionCode.optional(),
    /** For the level "unit". */
    institution: z.string().min(1).max(64).optional(),
  }),
  status: 201,
  answer: handover,
});

export const resetPassword = route({
  method: "POST",
  url: "/accounts/:accountId/password",
  room: "access",
  summary: "重置密码",
  access: "accounts.create",
  params: accountParams,
  answer: handover,
});

export const grantRole = route({
  method: "POST",
  url: "/accounts/:accountId/roles",
  room: "access",
  summary: "授予角色",
  access: "accounts.grant",
  params: accountParams,
  body: z.object({ role: z.string().max(50) }),
  answer: account,
});

export const withdrawRole = route({
  method: "DELETE",
  url: "/accounts/:accountId/roles/:role",
  room: "access",
  summary: "收回角色",
  access: "accounts.grant",
  params: accountParams.extend({ role: z.string().max(50) }),
  answer: account,
});

export const activateAccount = route({
  method: "POST",
  url: "/accounts/:accountId/activation",
  room: "access",
  summary: "启用账号",
  access: "accounts.grant",
  params: accountParams,
  answer: account,
});

export const deactivateAccount = route({
  method: "POST",
  url: "/accounts/:accountId/deactivation",
  room: "access",
  summary: "停用账号",
  access: "accounts.grant",
  params: accountParams,
  body: z.object({ reason: z.string().trim().min(2, "请写明停用原因").max(200, "停用原因不能超过200个字") }),
  answer: account,
});

export const unlockAccount = route({
  method: "POST",
  url: "/accounts/:accountId/unlocking",
  room: "access",
  summary: "解除锁定",
  access: "accounts.grant",
  params: accountParams,
  answer: account,
});
