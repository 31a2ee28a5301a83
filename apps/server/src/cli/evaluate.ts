import { type EvaluateInput, evaluate, parseInput, toJson } from "@qiangyi/policy/evaluation";
import type { Command } from "./command.ts";
import { parseArguments } from "./options.ts";
import { readJson } from "./read-json.ts";
import type { Terminal } from "./terminal.ts";

const formats = ["json", "table", "xlsx"] as const;

/** Facts in, amounts out. Refusals of claims are results; status 2 is for a call or an input that cannot be evaluated. */
export const evaluateCommand: Command = async (args, terminal) => {
  const { operands, options, problems } = parseArguments(args, { format: formats, out: "text" });
  const [path, ...rest] = operands;
  const { format = "json", out } = options;
  if (path === undefined) problems.push("缺少输入文件；从标准输入读取时写 -");
  if (format === "xlsx" && out === undefined) problems.push("--format xlsx 须用 --out 给出文件名");
  for (const operand of rest) problems.push(`只能给一个输入文件，多出“${operand}”`);
  if (path === undefined || problems.length > 0) return refuse(problems, terminal);

  const read = await readJson(path, terminal);
  if (!read.ok) return refuse([read.refusal.problem], terminal);
  const parsed = parseInput(read.value);
  if (!parsed.ok)
    return refuse(
      parsed.refusal.problems.map(({ path: place, message }) => `${place} ${message}`),
      terminal,
    );
  const content = await render(parsed.value, String(format));
  if (typeof out !== "string") {
    terminal.print(content);
    return 0;
  }
  return write(out, content, terminal);
};

/** Formats that need more than the policy package are loaded when asked for. */
const render = async (input: EvaluateInput, format: string): Promise<string | Uint8Array> => {
  const output = evaluate(input);
  if (format === "table") return (await import("./evaluation-table.ts")).evaluationTable(input, output);
  if (format === "xlsx") return (await import("../allocations/plan-workbook.ts")).writePlanWorkbook(input, output);
  return toJson(output);
};

const write = async (path: string, content: string | Uint8Array, terminal: Terminal): Promise<number> => {
  try {
    await terminal.write(path, content);
    return 0;
  } catch (error) {
    return refuse([`不能写入 ${path}：${error instanceof Error ? error.message : String(error)}`], terminal);
  }
};

const refuse = (problems: readonly string[], terminal: Terminal): number => {
  for (const problem of problems) terminal.problem(problem.replaceAll(/\s*\n\s*/g, " "));
  return 2;
};
