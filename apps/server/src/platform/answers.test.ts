import { describe, expect, it } from "vitest";
import { z } from "zod";
import { bytesOf, narrowingCompiler } from "./answers.ts";

const write = (schema: z.ZodType, answer: unknown): unknown =>
  JSON.parse(narrowingCompiler({ schema, method: "GET", url: "/" })(answer));

class Computed {
  readonly secret = 1;
  get name(): string {
    return "算出的名字";
  }
}

describe("答复只写合同声明的字段", () => {
  const person = z.object({ name: z.string(), note: z.string().nullable().optional() });
  it.each([
    ["对象", person, { name: "甲", secret: 1 }, { name: "甲" }],
    ["空值留着", person, { name: "甲", note: null, secret: 1 }, { name: "甲", note: null }],
    ["列表", z.object({ items: z.array(person) }), { items: [{ name: "甲", secret: 1 }] }, { items: [{ name: "甲" }] }],
    ["可空的对象", z.object({ of: person.nullable() }), { of: { name: "甲", secret: 1 } }, { of: { name: "甲" } }],
    ["没有的对象", z.object({ of: person.nullable() }), { of: null }, { of: null }],
    ["按键的表", z.record(z.string(), person), { a: { name: "甲", secret: 1 } }, { a: { name: "甲" } }],
    ["值的表原样", z.record(z.string(), z.union([z.string(), z.null()])), { a: "乙", b: null }, { a: "乙", b: null }],
    ["几种对象之一", z.object({ of: z.union([person, z.null()]) }), { of: { name: "甲", secret: 1 } }, { of: { name: "甲" } }],
    ["没有答复", z.null(), null, null],
    [
      "深处多出的",
      z.object({ a: z.object({ b: z.array(person) }) }),
      { a: { b: [{ name: "甲" }, { name: "乙", secret: 1 }] } },
      { a: { b: [{ name: "甲" }, { name: "乙" }] } },
    ],
    ["外层和深处都多出", z.object({ of: person }), { of: { name: "甲", secret: 1 }, secret: 2 }, { of: { name: "甲" } }],
    ["后来才算出的字段", person, new Computed(), { name: "算出的名字" }],
  ])("%s", (_, schema, answer, written) => expect(write(schema, answer)).toEqual(written));
});

describe("没有多余字段的答复不必抄一遍", () => {
  it("原来的对象不被改动", () => {
    const answer = { of: { name: "甲", secret: 1 }, kept: [1] };
    write(z.object({ of: z.object({ name: z.string() }), kept: z.array(z.number()) }), answer);
    expect(answer).toEqual({ of: { name: "甲", secret: 1 }, kept: [1] });
  });
});

describe("答复的字节", () => {
  it.each([
    ["空", ""],
    ["汉字、字母、表情和半个代理对", "甲a😀\ud800é"],
    ["比工作区长", "甲".repeat(200_000)],
  ])("%s", (_, text) => expect(bytesOf(text).equals(Buffer.from(text))).toBe(true));
  it("后一份不覆盖前一份", () => {
    const first = bytesOf("第一份答复".repeat(3_000));
    bytesOf("第二份答复".repeat(3_000));
    expect(first.toString()).toBe("第一份答复".repeat(3_000));
  });
});
