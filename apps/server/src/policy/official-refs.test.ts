import { describe, expect, it } from "vitest";
import { officialRefsOf } from "./official-refs.ts";

const known = new Set([
  "印发通知",
  "前言",
  "文尾",
  "一",
  "三（一）",
  "三（三）",
  "五（三）",
  "五（三）1",
  "五（三）11",
  "第七条",
  "第七条（三）5",
  "第八条",
]);
const refs = (ref: string, article = "") => officialRefsOf({ ref, article }, known);

describe("条款对应的原文段落", () => {
  it.each([
    ["第七条（三）5（1）", ["第七条（三）5"]],
    ["第七条（二）", ["第七条"]],
    ["第八条第二款", ["第八条"]],
    ["五（三）11", ["五（三）11"]],
    ["五（三）12", ["五（三）"]],
    ["三（一）、三（三）", ["三（一）", "三（三）"]],
    ["一、总体要求", ["一"]],
    ["第九十条", []],
  ])("%s → %s", (ref, expected) => expect(refs(ref)).toEqual(expected));

  it.each([
    ["印发通知·依据", "印发通知", ["印发通知"]],
    ["抄送栏", "印发通知", ["文尾"]],
    ["通知正文", "通知正文", ["印发通知"]],
    ["抄送", "抄送", ["文尾"]],
  ])("%s在%s", (ref, article, expected) => expect(refs(ref, article)).toEqual(expected));
});
