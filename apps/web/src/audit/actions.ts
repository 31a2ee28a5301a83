import type { Route } from "@qiangyi/api";
import * as api from "@qiangyi/api";

const isRoute = (value: unknown): value is Route =>
  typeof value === "object" && value !== null && "method" in value && "url" in value && "summary" in value;

/** Events that are not writes of the contract. */
const events: Readonly<Record<string, string>> = {
  "sign-in": "登录",
  "sign-in-failed": "登录失败",
  "sign-out": "退出登录",
  "account-locked": "连续失败，账号锁定",
  "password-changed": "修改本人密码",
  "first-run": "设立管理员",
  "password-link": "在服务器上给管理员发设置密码的链接",
  "password-link-used": "凭一次性链接设置密码",
  "administrator-by-console": "在服务器上设立管理员",
  "access-refused": "越权访问被拒绝",
  export: "导出",
  unmask: "查看未遮盖的个人信息",
};

const writes = Object.values(api as Record<string, unknown>)
  .filter(isRoute)
  .filter(({ method }) => method !== "GET")
  .map(({ method, url, summary }) => [`${method} ${url}`, summary] as const);

const names: ReadonlyMap<string, string> = new Map([...Object.entries(events), ...writes]);

/** What an action is called; one that this version no longer has is shown as it was recorded. */
export const actionName = (action: string): string => names.get(action) ?? action;

export const actionChoices = [...names].map(([value, label]) => ({ value, label }));
