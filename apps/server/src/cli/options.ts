/** What an option takes: nothing, any text, or one of a few words. */
export type OptionShape = "flag" | "text" | readonly string[];

export interface ParsedArguments {
  readonly operands: readonly string[];
  readonly options: Readonly<Record<string, string | true>>;
  /** One line each; nothing is guessed from a call that has any. */
  readonly problems: string[];
}

/** Reads `--name value`, `--name=value` and operands. "-" is an operand. */
export const parseArguments = (args: readonly string[], shapes: Readonly<Record<string, OptionShape>>): ParsedArguments => {
  const operands: string[] = [];
  const options: Record<string, string | true> = {};
  const problems: string[] = [];
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? "";
    if (argument === "-" || !argument.startsWith("-")) {
      operands.push(argument);
      continue;
    }
    const [name, attached] = splitOnce(argument.replace(/^--?/, ""));
    const shape = Object.hasOwn(shapes, name) ? shapes[name] : undefined;
    const value = shape === "flag" ? attached : (attached ?? args[index + 1]);
    const problem = misuse(argument, name, shape, value);
    if (problem) problems.push(problem);
    if (shape === undefined || problem) {
      if (shape !== undefined && shape !== "flag" && attached === undefined) index += 1;
      continue;
    }
    if (Object.hasOwn(options, name)) problems.push(`选项 --${name} 只能给一次`);
    options[name] = shape === "flag" ? true : (value ?? "");
    if (shape !== "flag" && attached === undefined) index += 1;
  }
  return { operands, options, problems };
};

const splitOnce = (text: string): [string, string?] => {
  const at = text.indexOf("=");
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
};

const misuse = (
  argument: string,
  name: string,
  shape: OptionShape | undefined,
  value: string | undefined,
): string | undefined => {
  if (shape === undefined || !argument.startsWith("--")) return `没有选项 ${argument}`;
  if (shape === "flag") return value === undefined ? undefined : `选项 --${name} 不带值`;
  if (value === undefined || value === "") return `选项 --${name} 缺少值`;
  if (shape !== "text" && !shape.includes(value)) return `选项 --${name} 应为${shape.join("、")}之一，不是“${value}”`;
  return undefined;
};
