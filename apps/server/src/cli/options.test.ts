import { describe, expect, it } from "vitest";
import { parseArguments } from "./options.ts";

const shapes = { format: ["json", "table"], out: "text", uncovered: "flag" } as const;
const parse = (...args: string[]) => parseArguments(args, shapes);

describe("命令行参数", () => {
  it("选项可在参数前后,值可用等号或空格,单独的-是参数", () => {
    expect(parse("-", "--format", "table", "--out=结果.txt", "--uncovered")).toEqual({
      operands: ["-"],
      options: { format: "table", out: "结果.txt", uncovered: true },
      problems: [],
    });
    expect(parse("--format=json", "facts.json").operands).toEqual(["facts.json"]);
  });

  it.each([
    [["--foo"], "没有选项 --foo"],
    [["-f"], "没有选项 -f"],
    [["--toString"], "没有选项 --toString"],
    [["--format"], "选项 --format 缺少值"],
    [["--format="], "选项 --format 缺少值"],
    [["--format", "csv"], "选项 --format 应为json、table之一，不是“csv”"],
    [["--uncovered=yes"], "选项 --uncovered 不带值"],
    [["--out", "a", "--out", "b"], "选项 --out 只能给一次"],
  ])("%j → 一行问题", (args, problem) => expect(parse(...args).problems).toEqual([problem]));

  it("几处错误各报一行", () => expect(parse("--foo", "--format", "csv").problems).toHaveLength(2));
});
