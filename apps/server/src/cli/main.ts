import { commandNames, commands, isCommandName } from "./commands.ts";
import { processTerminal, type Terminal } from "./terminal.ts";

/** Runs one command and gives its exit status: 0 done, 1 a check failed, 2 the call or its input is wrong. */
export const main = async (args: readonly string[], terminal: Terminal = processTerminal): Promise<number> => {
  const [first = "help", ...rest] = args;
  const name = first === "--help" || first === "-h" ? "help" : first;
  if (!isCommandName(name)) {
    terminal.problem(`没有命令“${name}”，可用的有：${commandNames.join("、")}`);
    return 2;
  }
  const command = await commands[name]();
  return command(rest, terminal);
};
