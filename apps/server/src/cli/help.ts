import type { Command } from "./command.ts";
import { layOut } from "./text-table.ts";
import { usages } from "./usages.ts";

export const helpCommand: Command = async (_args, terminal) => {
  const rows = Object.values(usages).map(({ usage, summary }) => [`  npx qiangyi ${usage}`, summary]);
  terminal.print(`强医通命令行\n\n${layOut(rows)}\n`);
  return 0;
};
