/** What `help` shows, in this order; commands.ts says where each command is. */
export const usages = {
  evaluate: {
    usage: "evaluate <facts.json|-> [--format json|table|xlsx] [--out 文件]",
    summary: "按政策计算应补助金额；- 表示从标准输入读取",
  },
  targets: {
    usage: "targets <facts.json|-> [--format json|table]",
    summary: "按指标目标判定是否达标；- 表示从标准输入读取",
  },
  clauses: {
    usage: "clauses [--document 文件编号] [--uncovered]",
    summary: "条款覆盖情况：每条由哪些测试证明",
  },
  user: {
    usage: "user <登录名> [--role sys_admin|sec_admin|audit_admin --name 姓名]",
    summary: "给管理员一次性链接设置密码；带--role、--name时先设立这名管理员",
  },
  verify: { usage: "verify", summary: "核对审计日志和指标账：全部成立返回0，有不符逐条列出并返回1" },
  help: { usage: "help", summary: "显示本说明" },
} as const satisfies Record<string, { readonly usage: string; readonly summary: string }>;

export type CommandName = keyof typeof usages;
