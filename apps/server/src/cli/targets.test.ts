import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { targetsCommand } from "./targets.ts";
import type { Terminal } from "./terminal.ts";

const stay = "regional-centres-2023.task1.alos";
const input = {
  asOf: "2025-03-31",
  targets: [stay, "linfen-2020.centres.trauma.counties"],
  observations: [
    {
      target: stay,
      period: "2024",
      numerator: "800000",
      denominator: "100000",
      state: "approved",
      reportedOn: "2025-01-20",
      dueOn: "2025-01-10",
      version: 1,
    },
  ],
  events: [{ target: "linfen-2020.centres.trauma.counties", on: "2024-05-01", name: "尧都区" }],
};
const facts = JSON.stringify(input);

const run = async (content: string, ...args: string[]) => {
  const said = { printed: "", problems: [] as string[], written: [] as string[] };
  const terminal: Terminal = {
    print: (text) => {
      said.printed += String(text);
    },
    problem: (line) => void said.problems.push(line),
    read: async (path) => {
      if (path === "facts.json" || path === "-") return content;
      throw Object.assign(new Error("no such file"), { code: "ENOENT" });
    },
    write: async (path) => void said.written.push(path),
  };
  return { status: await targetsCommand(args, terminal), ...said };
};

describe("qiangyi targets", () => {
  it.each(["facts.json", "-"])("%s:结果以JSON给出,未达标也是结果,退出码0", async (path) => {
    const { status, printed, problems } = await run(facts, path);
    expect({ status, problems }).toEqual({ status: 0, problems: [] });
    expect(JSON.parse(printed)).toMatchObject({
      asOf: "2025-03-31",
      evaluations: [
        { target: stay, year: 2024, verdict: "not-met", value: "8", display: "8.0天", completion: "99.9", lateDays: 10 },
        { verdict: "pending", value: "1" },
      ],
      subjects: [
        { targets: 1, notMet: 1 },
        { targets: 1, pending: 1 },
      ],
    });
  });

  it("表格以中文列示结论、差距和说明", async () => {
    const { status, printed } = await run(facts, "facts.json", "--format", "table");
    expect(status).toBe(0);
    expect(printed).toMatch(/平均住院日 +2024 {2}未达标 +8\.0天 +99\.9% +0天以上 +迟报10日/);
    expect(printed).toMatch(/推定；缺侯马市、/);
    expect(printed).toMatch(/临汾市 +1 +0 +0 +1 +0 +0\.0% +100\.0%/);
  });

  it.each([
    [["missing.json"], ["不能读取 missing.json：文件不存在"]],
    [[], ["缺少输入文件；从标准输入读取时写 -"]],
    [["facts.json", "again.json"], ["只能给一个输入文件，多出“again.json”"]],
    [["facts.json", "--format", "xlsx"], [expect.stringContaining("选项 --format 应为json、table之一")]],
    [
      ["facts.json", "--out", "x"],
      [expect.stringContaining("没有选项 --out"), expect.any(String)],
    ],
  ])("%j → 退出码2,什么也不输出", async (args, expected) => {
    const { status, problems, printed, written } = await run(facts, ...args);
    expect({ status, problems, printed, written }).toEqual({ status: 2, problems: expected, printed: "", written: [] });
  });

  it("形状不符的输入:每个问题一行,各指出JSON路径", async () => {
    const broken = { ...input, extra: 1, observations: [{ ...input.observations[0], period: "2024-13" }] };
    const { status, problems, printed } = await run(JSON.stringify(broken), "facts.json");
    expect({ status, printed }).toEqual({ status: 2, printed: "" });
    expect(problems.map((line) => line.split(" ")[0])).toEqual(["$.extra", "$.observations[0].period"]);
  });

  it("真正的进程:从标准输入读,向标准输出写", () => {
    const launcher = join(import.meta.dirname, "../../bin/qiangyi.cjs");
    const launch = (stdin: string) => spawnSync(process.execPath, [launcher, "targets", "-"], { input: stdin, encoding: "utf8" });
    const fine = launch(facts);
    expect(fine).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(fine.stdout).evaluations).toHaveLength(2);
    const bad = launch("{}");
    expect(bad).toMatchObject({ status: 2, stdout: "" });
    expect(bad.stderr).toMatch(/^(\$\S* .+\n)+$/);
  });
});
