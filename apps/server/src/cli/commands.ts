import type { Command } from "./command.ts";
import { type CommandName, usages } from "./usages.ts";

/** One file per command, loaded when asked for, so that no command waits for what another needs. */
export const commands: Readonly<Record<CommandName, () => Promise<Command>>> = {
  evaluate: async () => (await import("./evaluate.ts")).evaluateCommand,
  targets: async () => (await import("./targets.ts")).targetsCommand,
  clauses: async () => (await import("./clauses.ts")).clausesCommand,
  user: async () => (await import("./user.ts")).userCommand,
  verify: async () => (await import("./verify.ts")).verifyCommand,
  help: async () => (await import("./help.ts")).helpCommand,
};

export const commandNames = Object.keys(usages);

export const isCommandName = (name: string): name is CommandName => Object.hasOwn(commands, name);
