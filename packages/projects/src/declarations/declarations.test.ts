import { describe, expect, it } from "vitest";
import { canonicalJson, declarationContent, mergeAnswer } from "../index.ts";

describe("申报内容的规范文本", () => {
  it("键的次序、未填的键不影响文本", () => {
    expect(canonicalJson({ b: [1, null, "“中”"], a: undefined, 中: true })).toBe('{"b":[1,null,"“中”"],"中":true}');
    expect(canonicalJson({ x: { b: 1, a: 2 } })).toBe(canonicalJson({ x: { a: 2, b: 1 } }));
  });

  it("碰过又清空的问题、附件上传的先后不改变内容;任一附件的校验值改变则内容改变", () => {
    const file = (id: string, sha256: string) => ({
      id,
      material: "m",
      name: "n.pdf",
      mediaType: "application/pdf",
      sizeBytes: 1,
      sha256,
    });
    const base = {
      project: "p",
      call: "c",
      institution: "i",
      round: 1,
      answers: { title: "甲" },
      attachments: [file("1", "a"), file("2", "b")],
    };
    const text = canonicalJson(declarationContent(base));
    const touched = { ...base, answers: { title: "甲", note: " ", rows: [] }, attachments: [file("2", "b"), file("1", "a")] };
    expect(canonicalJson(declarationContent(touched))).toBe(text);
    expect(canonicalJson(declarationContent({ ...base, attachments: [file("1", "a"), file("2", "c")] }))).not.toBe(text);
    expect(canonicalJson(declarationContent({ ...base, round: 2 }))).not.toBe(text);
  });
});

describe("两个页面或两名经办改了同一个问题", () => {
  const budget = (...rows: [string, string][]) => ({
    rows: rows.map(([id, amountFen]) => ({ id, amountFen })),
    statedTotals: [],
  });
  it.each([
    // 原值、我的、对方的、结果
    ["两人改成同样的内容", "甲", "乙", "乙", "乙"],
    ["只有我改了", "甲", "乙", "甲", "乙"],
    ["只有对方改了", "甲", "甲", "丙", "丙"],
    ["改了表格的不同行", [{ n: 1 }, { n: 2 }], [{ n: 9 }, { n: 2 }], [{ n: 1 }, { n: 8 }], [{ n: 9 }, { n: 8 }]],
    ["改了同一行的不同列", [{ a: 1, b: 1 }], [{ a: 2, b: 1 }], [{ a: 1, b: 2 }], [{ a: 2, b: 2 }]],
    [
      "预算各加一行",
      budget(["1", "100"]),
      budget(["1", "100"], ["2", "200"]),
      budget(["1", "100"], ["3", "300"]),
      budget(["1", "100"], ["3", "300"], ["2", "200"]),
    ],
    [
      "一人删除、另一人没有动过的行",
      budget(["1", "100"], ["2", "200"]),
      budget(["1", "100"]),
      budget(["1", "150"], ["2", "200"]),
      budget(["1", "150"]),
    ],
  ])("%s:自动合并", (_, base, mine, theirs, value) =>
    expect(mergeAnswer({ base, mine, theirs })).toEqual({ is: "merged", value }),
  );

  it.each([
    ["改成不同的文字", "甲", "乙", "丙"],
    ["原来没有填,各填各的", undefined, "乙", "丙"],
    ["改了预算的同一行同一格", budget(["1", "100"]), budget(["1", "200"]), budget(["1", "300"])],
    ["一人删除了另一人改过的行", budget(["1", "100"]), budget(), budget(["1", "300"])],
    ["没有编号的表格,一人加行一人改行", [{ n: 1 }], [{ n: 1 }, { n: 2 }], [{ n: 3 }]],
  ])("%s:由人选择", (_, base, mine, theirs) => expect(mergeAnswer({ base, mine, theirs })).toEqual({ is: "conflict" }));
});
