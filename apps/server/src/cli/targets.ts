import { evaluateTargets, parseTargetsInput, type TargetsInput, targetsToJson } from "@qiangyi/policy/targets";
import type { Command } from "./command.ts";
import { parseArguments } from "./options.ts";
import { readJson } from "./read-json.ts";
import type { Terminal } from "./terminal.ts";

const formats = ["json", "table"] as const;

/** Observations and events in, verdicts out. A missed target is a result; status 2 is for a call or an input that cannot be evaluated. */
export const targetsCommand: Command = async (args, terminal) => {
  const { operands, options, problems } = parseArguments(args, { format: formats });
  const [path, ...rest] = operands;
  if (path === undefined) problems.push("缺少输入文件；从标准输入读取时写 -");
  for (const operand of rest) problems.push(`只能给一个输入文件，多出“${operand}”`);
  if (path === undefined || problems.length > 0) return refuse(problems, terminal);

  const read = await readJson(path, terminal);
  if (!read.ok) return refuse([read.refusal.problem], terminal);
  const parsed = parseTargetsInput(read.value);
  if (!parsed.ok)
    return refuse(
      parsed.refusal.problems.map(({ path: place, message }) => `${place} ${message}`),
      terminal,
    );
  terminal.print(await render(parsed.value, options["format"] === "table"));
  return 0;
};

/** The table is loaded when asked for. */
const render = async (input: TargetsInput, isTable: boolean): Promise<string> => {
  const output = evaluateTargets(input);
  return isTable ? (await import("./targets-table.ts")).targetsTable(input, output) : targetsToJson(output);
};

const refuse = (problems: readonly string[], terminal: Terminal): number => {
  for (const problem of problems) terminal.problem(problem.replaceAll(/\s*\n\s*/g, " "));
  return 2;
};
