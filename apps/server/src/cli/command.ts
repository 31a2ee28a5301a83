import type { Terminal } from "./terminal.ts";

/** One command of `npx qiangyi`: its arguments in, its exit status out. */
export type Command = (args: readonly string[], terminal: Terminal) => Promise<number>;
