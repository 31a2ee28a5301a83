import { type Command, commands } from "./commands.ts";
import { layOut } from "./text-table.ts";

export const helpCommand: Command = async (_args, terminal) => {
  const rows = Object.values(commands).map(({ usage, summary }) => [`  npx qiangyi ${usage}`, summary]);
  terminal.print(`强医通命令行\n\n${layOut(rows)}\n`);
  return 0;
};
