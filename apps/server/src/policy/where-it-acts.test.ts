import { clauses } from "@qiangyi/policy/register";
import { describe, expect, it } from "vitest";
import { whereItActs } from "./where-it-acts.ts";

describe("条款在系统中的作用", () => {
  it("办理规则先说不符时怎样，代码写在后面的括号里，没有光写代码的", () => {
    const rules = clauses()
      .flatMap(({ id }) => whereItActs(id))
      .filter(({ role }) => /[A-Z]{3,}_/.test(role));
    expect(rules.length).toBeGreaterThan(20);
    for (const { role } of rules) expect(role).toMatch(/^不符时[^A-Z]+：.*[一-龥].*（[A-Z_]+）$/);
  });
});
