import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { countClauses, recordClauses } from "./clause-record.ts";

const file = "packages/policy/src/register/register.test.ts";
const other = "scripts/clause-record.test.ts";
const folder = mkdtempSync(join(tmpdir(), "clauses-"));
const recorded = () => JSON.parse(readFileSync(join(folder, "vitest.json"), "utf8"));
afterEach(() => rmSync(join(folder, "vitest.json"), { force: true }));

describe("测试标题中的条款编号", () => {
  it("逐个计数,通过与未通过分开,标题链里的都算", () =>
    expect(
      countClauses([
        { file, title: "第五条 [qiangyi-2024.art5.c] > 到上限为止", passed: true },
        { file, title: "第五条 [qiangyi-2024.art5.c] > 超一分 [qiangyi-2024.art5.d, 5g-2022.art2.e]", passed: false },
        { file, title: "没有编号 [以万元计]", passed: true },
      ]),
    ).toEqual({
      [file]: {
        "qiangyi-2024.art5.c": { passed: 1, failed: 1 },
        "qiangyi-2024.art5.d": { passed: 0, failed: 1 },
        "5g-2022.art2.e": { passed: 0, failed: 1 },
      },
    }));

  it("形似编号而写错的也记下,留给覆盖命令报错", () =>
    expect(countClauses([{ file, title: "[qiangyi-2024.art99]", passed: true }])[file]).toHaveProperty(["qiangyi-2024.art99"]));
});

describe("记录文件", () => {
  it("只跑部分文件时,只替换这些文件的结果", () => {
    recordClauses("vitest", [{ file, title: "[qiangyi-2024.art5.c]", passed: true }], folder);
    recordClauses("vitest", [{ file: other, title: "[qiangyi-2024.art5.d]", passed: true }], folder);
    recordClauses("vitest", [{ file: other, title: "[qiangyi-2024.art5.d]", passed: false }], folder);
    expect(recorded()).toEqual({
      [file]: { "qiangyi-2024.art5.c": { passed: 1, failed: 0 } },
      [other]: { "qiangyi-2024.art5.d": { passed: 0, failed: 1 } },
    });
  });

  it("已不存在的测试文件不再作数", () => {
    recordClauses("vitest", [{ file: "packages/gone.test.ts", title: "[qiangyi-2024.art5.c]", passed: true }], folder);
    recordClauses("vitest", [{ file, title: "[qiangyi-2024.art5.d]", passed: true }], folder);
    expect(Object.keys(recorded())).toEqual([file]);
  });

  it("损坏的记录从头再写", () => {
    writeFileSync(join(folder, "vitest.json"), "{");
    recordClauses("vitest", [{ file, title: "[qiangyi-2024.art5.c]", passed: true }], folder);
    expect(Object.keys(recorded())).toEqual([file]);
  });
});
