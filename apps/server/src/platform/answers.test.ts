import { describe, expect, it } from "vitest";
import { z } from "zod";
import { narrowingCompiler } from "./answers.ts";

const write = (schema: z.ZodType, answer: unknown): unknown =>
  JSON.parse(narrowingCompiler({ schema, method: "GET", url: "/" })(answer));

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
  ])("%s", (_, schema, answer, written) => expect(write(schema, answer)).toEqual(written));
});
