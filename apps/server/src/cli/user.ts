import { resolve } from "node:path";
import {
  administratorByConsole,
  type ConsoleLink,
  type ConsoleRefusal,
  linkByConsole,
} from "../access/console-administrators.ts";
import { passwordLinkHours } from "../access/limits.ts";
import { type Config, readConfig } from "../platform/config.ts";
import { systemClock } from "../platform/index.ts";
import type { Command } from "./command.ts";
import { withDatabase } from "./console-database.ts";
import { parseArguments } from "./options.ts";
import type { Terminal } from "./terminal.ts";

const roles = ["sys_admin", "sec_admin", "audit_admin"] as const;

const sentences: { readonly [Code in ConsoleRefusal["code"]]: (refusal: Extract<ConsoleRefusal, { code: Code }>) => string } = {
  "account-not-found": () => "没有这个登录名的账号",
  "account-not-administrator": () => "这不是管理员的账号，请由系统管理员在“账号与角色”中重置密码",
  "account-not-active": () => "这个账号已停用或尚未启用，请由安全管理员启用",
  "demo-password-fixed": () => "演示账号使用统一公布的密码，不能重置",
  "login-name-taken": () => "登录名已有人使用，没有设立账号",
  "account-misfit": ({ message }) => message,
};

/** A one-time link to a new password for an administrator, present or new. Whoever runs this holds the server anyway. */
export const userCommand: Command = async (args, terminal) => {
  const { operands, options, problems } = parseArguments(args, { role: roles, name: "text" });
  const [loginName, ...rest] = operands;
  const { role, name } = options;
  if (loginName === undefined) problems.push("缺少登录名：npx qiangyi user <登录名>");
  for (const operand of rest) problems.push(`只能给一个登录名，多出“${operand}”`);
  if ((role === undefined) !== (name === undefined)) problems.push("设立管理员须同时给出 --role 和 --name");
  const read = readConfig(process.env, resolve(import.meta.dirname, "../../../.."), false);
  if ("problems" in read) problems.push(...read.problems);
  if (problems.length > 0 || loginName === undefined || "problems" in read) return failed(problems, terminal);
  const outcome = await withDatabase(read.config, (database) =>
    typeof role === "string" && typeof name === "string"
      ? administratorByConsole(database, systemClock, { loginName, name, role })
      : linkByConsole(database, systemClock, loginName),
  ).catch((error: unknown) => `连不上数据库或数据库还没有建好：${error instanceof Error ? error.message : String(error)}`);
  if (typeof outcome === "string") return failed([outcome], terminal);
  if (!outcome.ok) return failed([sentenceOf(outcome.refusal)], terminal);
  terminal.print(linesOf(outcome.value, read.config));
  return 0;
};

const linesOf = ({ token, loginName, name, roles: titles }: ConsoleLink, { host, port }: Config): string =>
  [
    `${name}（${loginName}，${titles.join("、")}）请在${passwordLinkHours}小时内用浏览器打开下面的一次性链接，设置密码：`,
    `  http://${host === "0.0.0.0" ? "127.0.0.1" : host}:${port}/password-link?token=${token}`,
    "链接只能用一次；从别的电脑打开时，把地址换成平时登录的地址。这次操作已记入审计日志。",
    "",
  ].join("\n");

const sentenceOf = <R extends ConsoleRefusal>(refusal: R): string => (sentences[refusal.code] as (refusal: R) => string)(refusal);

const failed = (problems: readonly string[], terminal: Terminal): number => {
  for (const problem of problems) terminal.problem(problem);
  return 2;
};
