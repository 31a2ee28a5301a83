import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { openIndependently } from "../documents/test-workbooks.ts";
import { evaluateCommand } from "./evaluate.ts";
import { main } from "./main.ts";
import type { Terminal } from "./terminal.ts";

const folder = mkdtempSync(join(tmpdir(), "evaluate-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const input = {
  decisionDate: "2025-03-01",
  institutions: [
    {
      id: "H1",
      name: "演示省级医院",
      ownership: "public",
      affiliation: "province",
      tier: "tertiary",
      class: "general",
      region: "140105",
    },
    {
      id: "H9",
      name: "演示县医院",
      ownership: "public",
      affiliation: "county",
      tier: "secondary",
      class: "general",
      region: "140121",
    },
  ],
  facts: [
    { id: "q1", type: "county-tertiary", county: "140121", institution: "H9", qualified: "2024-05-01" },
    { id: "r1", type: "national-ranking", institution: "H1", list: "general", year: 2023, rank: 98, published: "2024-12-01" },
    { id: "s1", type: "secondment", person: "甲", sender: "H1", host: "H9", from: "2025-01-01", to: "2025-07-31" },
  ],
};
const facts = JSON.stringify(input);

/** A machine that has one file, and keeps what is said and written. */
const machine = (content: string) => {
  const said = { printed: "", problems: [] as string[], written: new Map<string, string | Uint8Array>() };
  const terminal: Terminal = {
    print: (text) => {
      said.printed += String(text);
    },
    problem: (line) => void said.problems.push(line),
    read: async (path) => {
      if (path === "facts.json" || path === "-") return content;
      throw Object.assign(new Error("no such file"), { code: "ENOENT" });
    },
    write: async (path, written) => {
      if (path.startsWith("/nowhere/")) throw new Error("ENOENT");
      said.written.set(path, written);
    },
  };
  return { terminal, said };
};

const run = async (content: string, ...args: string[]) => {
  const { terminal, said } = machine(content);
  return { status: await evaluateCommand(args, terminal), ...said };
};

describe("qiangyi evaluate", () => {
  it.each(["facts.json", "-"])("%s:结果以JSON给出,退出码0", async (path) => {
    const { status, printed, problems } = await run(facts, path);
    expect(status).toBe(0);
    expect(problems).toEqual([]);
    expect(JSON.parse(printed)).toMatchObject({
      policy: { id: "qiangyi-2024", number: "晋财规社〔2024〕1号" },
      results: [{ amount: "30000000.00" }, { amount: "10000000.00" }, { amount: "14000.00" }],
    });
  });

  it("拒绝是结果而不是失败:退出码0", async () => {
    const before = await run(JSON.stringify({ ...input, decisionDate: "2024-03-31" }), "facts.json");
    expect(before.status).toBe(0);
    expect(JSON.parse(before.printed).results[0]).toMatchObject({
      status: "not_payable",
      amount: "0.00",
      errors: ["POLICY_NOT_IN_FORCE", "EVIDENCE_REQUIRED"],
    });
  });

  it("--out写入文件,不再打印", async () => {
    const { status, printed, written } = await run(facts, "facts.json", "--out", "result.json");
    expect(status).toBe(0);
    expect(printed).toBe("");
    expect(JSON.parse(String(written.get("result.json"))).results).toHaveLength(3);
  });

  it("表格以万元对齐列示结果、合计和数量", async () => {
    const { printed } = await run(facts, "facts.json", "--format", "table");
    expect(printed).toContain("金额单位：万元");
    expect(printed).toMatch(/百强奖励 +2023 {2}H1 演示省级医院 {2}应付 {2}3,000\.00/);
    expect(printed).toMatch(/总计 +4,001\.40/);
    expect(printed).toMatch(/千名医师下基层 +下限 +2025年 +1000 +1 +-999/);
    const rows = printed.split("\n\n")[1]?.split("\n").slice(1) ?? [];
    expect(new Set(rows.map((row) => row.search(/\d{4}|年度/) >= 0)).size).toBe(1);
  });

  it("工作簿写入文件,列出承担单位和万元金额", async () => {
    const { status, printed, problems, written } = await run(facts, "facts.json", "--format", "xlsx", "--out", "plan.xlsx");
    expect({ status, printed, problems }).toEqual({ status: 0, printed: "", problems: [] });
    const bytes = written.get("plan.xlsx");
    const workbook = await openIndependently(bytes instanceof Uint8Array ? bytes : expect.fail("no bytes"));
    const values = workbook.worksheets.flatMap((sheet) =>
      sheet.getSheetValues().flatMap((row) => (Array.isArray(row) ? row : [])),
    );
    expect(values).toContain("演示省级医院");
    expect(values).toContain(3000);
  });

  it.each([
    [["facts.json", "--format", "xlsx"], ["--format xlsx 须用 --out 给出文件名"]],
    [["missing.json"], ["不能读取 missing.json：文件不存在"]],
    [[], ["缺少输入文件；从标准输入读取时写 -"]],
    [["facts.json", "again.json"], ["只能给一个输入文件，多出“again.json”"]],
    [["facts.json", "--format", "csv"], [expect.stringContaining("选项 --format 应为")]],
    [["facts.json", "--verbose"], ["没有选项 --verbose"]],
    [["facts.json", "--out", "/nowhere/result.json"], [expect.stringContaining("不能写入 /nowhere/result.json")]],
  ])("%j → 退出码2,每个问题一行,什么也不输出", async (args, expected) => {
    const { status, printed, problems, written } = await run(facts, ...args);
    expect(status).toBe(2);
    expect(problems).toEqual(expected);
    expect(printed).toBe("");
    expect(written.size).toBe(0);
  });

  it.each([
    [facts.replace('"facts":', '\n"facts"'), /^facts\.json 不是合法的 JSON：第2行第\d+列有误$/],
    ['{"facts": [}', /^facts\.json 不是合法的 JSON：不应出现“}”$/],
    ['{"facts": [', /^facts\.json 不是合法的 JSON：[^A-Za-z]+$/],
    ["", /^facts\.json 不是合法的 JSON：内容不完整$/],
  ])("不是JSON的内容:一行说明位置(%#)", async (content, problem) => {
    const { status, problems } = await run(content, "facts.json");
    expect(status).toBe(2);
    expect(problems).toHaveLength(1);
    expect(problems[0]).toMatch(problem);
  });

  it("形状不符的输入:每个问题一行,各指出JSON路径", async () => {
    const broken = { ...input, extra: 1, facts: [{ ...input.facts[1], rank: "98" }, input.facts[2]] };
    const { status, printed, problems } = await run(JSON.stringify(broken), "facts.json");
    expect(status).toBe(2);
    expect(printed).toBe("");
    expect(problems).toHaveLength(2);
    expect(problems.join("\n")).toMatch(/^\$\.extra .+\n\$\.facts\[0\]\.rank .+$/);
  });

  it("文件开头的字节顺序标记不算内容", async () => expect((await run(`\uFEFF${facts}`, "facts.json")).status).toBe(0));
});

describe("命令行入口", () => {
  it("没有的命令:退出码2并列出可用的命令", async () => {
    const { terminal, said } = machine(facts);
    expect(await main(["evalute"], terminal)).toBe(2);
    expect(said.problems).toEqual([expect.stringContaining("没有命令“evalute”，可用的有：evaluate")]);
    expect(await main(["constructor"], terminal)).toBe(2);
  });

  it.each([[[]], [["help"]], [["--help"]]])("%j 显示说明", async (args) => {
    const { terminal, said } = machine(facts);
    expect(await main(args, terminal)).toBe(0);
    expect(said.printed).toContain("npx qiangyi evaluate");
  });

  const launcher = join(import.meta.dirname, "../../bin/qiangyi.cjs");
  const launch = (args: readonly string[], stdin = "") =>
    spawnSync(process.execPath, [launcher, ...args], { input: stdin, encoding: "utf8", cwd: folder });

  it("真正的进程:从标准输入读,向标准输出写,退出码如约", () => {
    const fine = launch(["evaluate", "-"], facts);
    expect(fine).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(fine.stdout).results).toHaveLength(3);
    const bad = launch(["evaluate", "-"], "{}");
    expect(bad.status).toBe(2);
    expect(bad.stdout).toBe("");
    expect(bad.stderr).toMatch(/^(\$\S* .+\n)+$/);
  });

  it("下游只读一行就关闭管道,不算出错", () => {
    const many = Array.from({ length: 3000 }, (_, index) => ({ ...input.facts[2], id: `s${index}`, person: `p${index}` }));
    const script = `"${process.execPath}" "${launcher}" evaluate - | head -n 1; exit \${PIPESTATUS[0]}`;
    const { status, stdout, stderr } = spawnSync("bash", ["-c", script], {
      input: JSON.stringify({ ...input, facts: many }),
      encoding: "utf8",
    });
    expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: "{\n", stderr: "" });
  });

  it("同一输入次序不同,输出逐字节相同", () => {
    const reversed = JSON.stringify({ ...input, facts: input.facts.toReversed(), institutions: input.institutions.toReversed() });
    writeFileSync(join(folder, "facts.json"), facts);
    launch(["evaluate", "facts.json", "--out", "result.json"]);
    expect(launch(["evaluate", "-"], reversed).stdout).toBe(readFileSync(join(folder, "result.json"), "utf8"));
  });
});
