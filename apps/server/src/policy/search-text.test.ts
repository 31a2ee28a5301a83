import { describe, expect, it } from "vitest";
import { excerptOf, fold, wordsOf } from "./search-text.ts";

const hit = (text: string, query: string) => {
  const found = excerptOf(text, wordsOf(query));
  return found?.hits.map(([from, to]) => found.text.slice(from, to));
};

describe("检索用字的统一", () => {
  it.each([
    ["“建高地 契网底 提能力”强医工程", "兜网底", ["契网底"]],
    ["(二)兜网底", "契网底", ["兜网底"]],
    ["晋财规社〔2024〕1号", "[2024]1", ["〔2024〕1"]],
    ["５Ｇ技术", "5g", ["５Ｇ"]],
    ["补助1000万元，另补500万元", "万元 500", ["万元", "500万元"]],
  ])("在“%s”里找“%s”", (text, query, expected) => expect(hit(text, query)).toEqual(expected));

  it("几个词须同时出现", () => {
    expect(hit("县级医院三级能力", "县级 专科")).toBeUndefined();
    expect(hit("县级医院三级能力", "")).toBeUndefined();
  });

  it("统一后长度不变，摘录中的位置与原文一致", () => {
    const text = `${"前".repeat(100)}兜网底${"后".repeat(300)}İ`;
    expect(fold(text)).toHaveLength(text.length);
    const found = excerptOf(text, ["兜网底"]);
    expect(found?.text.slice(...(found.hits[0] ?? [0, 0]))).toBe("兜网底");
    expect(found?.text.startsWith("…")).toBe(true);
    expect(found?.text.endsWith("…")).toBe(true);
  });
});
