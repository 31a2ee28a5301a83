import type { Terminal } from "./terminal.ts";

export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>;

interface CommandEntry {
  readonly usage: string;
  readonly summary: string;
  /** Loaded when asked for, so that one command does not wait for what another needs. */
  readonly load: () => Promise<Command>;
}

/** The table of contents of the command line: one file per command. */
export const commands: Readonly<Record<string, CommandEntry>> = {
  evaluate: {
    usage: "evaluate <facts.json|-> [--format json|table] [--out 文件]",
    summary: "按政策计算应补助金额；- 表示从标准输入读取",
    load: async () => (await import("./evaluate.ts")).evaluateCommand,
  },
  clauses: {
    usage: "clauses [--document 文件编号] [--uncovered]",
    summary: "条款覆盖情况：每条由哪些测试证明",
    load: async () => (await import("./clauses.ts")).clausesCommand,
  },
  help: {
    usage: "help",
    summary: "显示本说明",
    load: async () => (await import("./help.ts")).helpCommand,
  },
};

export const commandNames = Object.keys(commands);
