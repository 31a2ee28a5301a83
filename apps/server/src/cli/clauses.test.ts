import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { clause } from "@qiangyi/policy/register";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { isProved, readCoverage, uncovered } from "./clause-coverage.ts";
import { clausesCommand } from "./clauses.ts";

let root = "";
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "coverage-"));
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

const put = (path: string, content: string) => {
  mkdirSync(join(root, path, ".."), { recursive: true });
  writeFileSync(join(root, path), content);
};
const record = (name: string, content: object) => put(`.cache/clause-coverage/${name}.json`, JSON.stringify(content));
// Put together from parts, so that reading the titles of this file as text does not find ids that it only talks about.
const id = (name: string) => `qiangyi-2024.${name}`;
const provedIds = () => {
  const coverage = readCoverage(root);
  return ["art5.c", "art5.d"].filter((name) => isProved(coverage, clause(id(name)) ?? expect.fail(name)));
};

describe("合并测试运行记录", () => {
  it("有测试通过且没有未通过的,才算证明;几份记录合并看", () => {
    record("vitest", { "a.test.ts": { [id("art5.c")]: { passed: 2, failed: 0 }, [id("art5.d")]: { passed: 1, failed: 0 } } });
    expect(provedIds()).toEqual(["art5.c", "art5.d"]);
    record("playwright", { "b.spec.ts": { [id("art5.d")]: { passed: 0, failed: 1 } } });
    expect(provedIds()).toEqual(["art5.c"]);
    expect(readCoverage(root).runs).toEqual(["playwright", "vitest"]);
    expect(uncovered(readCoverage(root), "qiangyi-2024")).toHaveLength(150);
  });

  it("登记簿中没有的编号连同文件一起报出", () => {
    record("vitest", { "a.test.ts": { [id("art99")]: { passed: 1, failed: 0 } } });
    expect(readCoverage(root).unknown).toEqual([{ id: id("art99"), file: "a.test.ts" }]);
  });
});

describe("没有运行记录时读测试文件的标题", () => {
  it("各处测试文件都读,其他文件不读", () => {
    put("packages/policy/src/x.test.ts", `it("上限 [${id("art5.c")}]", …)`);
    put("apps/web/src/x.ts", `// [${id("art5.d")}]`);
    expect(provedIds()).toEqual(["art5.c"]);
    put("e2e/x.journey.ts", `test("用途 [${id("art5.d")}]", …)`);
    expect(provedIds()).toEqual(["art5.c", "art5.d"]);
    expect(readCoverage(root).runs).toEqual([]);
  });
});

describe("clauses 命令", () => {
  const run = async (...args: string[]) => {
    const [printed, problems] = [[] as string[], [] as string[]];
    const status = await clausesCommand(args, {
      print: (content) => void printed.push(String(content)),
      problem: (line) => void problems.push(line),
      read: async () => "",
      write: async () => {},
    });
    return { status, printed: printed.join(""), problems };
  };

  it("以覆盖行结尾,各文件分类列出条款数和已证明数", async () => {
    const { printed } = await run();
    expect(printed).toMatch(/^qiangyi-2024 {2}晋财规社〔2024〕1号\n {2}类别/);
    expect(printed).toMatch(/\nClause coverage: \d+ of 1163 \(\d+\.\d%\) .+\n$/);
  });

  it("只看一个文件,并列出未证明的条款", async () => {
    const { printed } = await run("--document", "linfen-2020", "--uncovered");
    expect(printed).toMatch(/Clause coverage: \d+ of 299 \(\d+\.\d%\) of linfen-2020 /);
    expect(printed).not.toContain("qiangyi-2024  ");
    expect(printed).toContain("未证明的条款");
  });

  it.each([
    [["--document", "nowhere"], /选项 --document 应为qiangyi-2024/],
    [["extra"], /clauses 不接受参数“extra”/],
  ])("%j 的调用有误:退出码2,不输出结果", async (args, problem) => {
    const { status, printed, problems } = await run(...args);
    expect(status).toBe(2);
    expect(printed).toBe("");
    expect(problems.join("\n")).toMatch(problem);
  });
});
