import { type Command, commandNames, commands } from "./commands.ts";
import { processTerminal, type Terminal } from "./terminal.ts";

/** Runs one command and gives its exit status: 0 done, 1 a check failed, 2 the call or its input is wrong. */
export const main = async (args: readonly string[], terminal: Terminal = processTerminal): Promise<number> => {
  const [name = "help", ...rest] = args;
  const command = await find(name);
  if (command) return command(rest, terminal);
  terminal.problem(`没有命令“${name}”，可用的有：${commandNames.join("、")}`);
  return 2;
};

const find = async (name: string): Promise<Command | undefined> => {
  const asked = name === "--help" || name === "-h" ? "help" : name;
  return Object.hasOwn(commands, asked) ? commands[asked]?.load() : undefined;
};
