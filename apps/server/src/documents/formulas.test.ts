import { describe, expect, it } from "vitest";
import { judgeFormula } from "./formulas.ts";

describe("公式判断", () => {
  it.each([
    "SUM(A1:A9)",
    "VLOOKUP(A2,表2!A:B,2,FALSE)",
    "表1[金额]*2",
    "SUM(表1[2024])",
    'IF(A1="|","cmd","[1]")',
    "ROUND(B2/10000,6)",
    "MYCALL",
    "RECALL(1)",
  ])("%s 可按结果读取", (formula) => expect(judgeFormula(formula)).toEqual({ kind: "plain" }));
  it.each(["TODAY()", "NOW()-1", "_xlfn.RANDARRAY(3)", 'INDIRECT("A1")'])("%s 结果会变化", (formula) =>
    expect(judgeFormula(formula)).toEqual({ kind: "changing" }),
  );
  it.each([
    ['WEBSERVICE("http://x.invalid/")', "函数WEBSERVICE"],
    ['_xlfn.webservice("x")', "函数WEBSERVICE"],
    ['HYPERLINK("http://x.invalid/","点此")', "函数HYPERLINK"],
    ["SUM(1, RTD(A1))", "函数RTD"],
    ["[1]Sheet1!A1", "其他工作簿"],
    ["'[2]表 1'!A1", "其他工作簿"],
    ["'C:\\预算\\[2026.xlsx]汇总'!A1", "其他工作簿"],
    ["cmd|'/c calc'!A0", "DDE调用"],
    ["+'https://x.invalid/a/b'!A1", "网络地址"],
    ["WEB<!-- -->SERVICE(A1)", "无法识别的公式"],
  ])("%s 会访问工作簿以外", (formula, found) => expect(judgeFormula(formula)).toEqual({ kind: "calls-out", found }));
  it("WPS单元格图片单列", () => expect(judgeFormula('_xlfn.DISPIMG("ID_1",1)')).toEqual({ kind: "picture" }));
});
