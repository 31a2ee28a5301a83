import { date } from "@qiangyi/kernel";
import { policyDocument } from "@qiangyi/policy/register";
import { describe, expect, it } from "vitest";
import { validityOn } from "./validity.ts";

const effective = policyDocument("qiangyi-2024")?.effective;
const on = (day: string) => effective && validityOn(date(day), effective);

describe("第十三条 效力状态", () => {
  it.each([
    ["2024-03-31", "not-yet", "尚未施行，2024年4月1日起施行，有效期至2028年12月31日"],
    ["2024-04-01", "in-force", "现行有效，有效期至2028年12月31日"],
    ["2028-07-03", "in-force", "现行有效，有效期至2028年12月31日"],
    ["2028-07-04", "expiring", "将于2028年12月31日到期，还有180天"],
    ["2028-12-31", "expiring", "将于2028年12月31日到期，还有0天"],
    ["2029-01-01", "expired", "已于2028年12月31日失效；期内形成的记录仍可查阅"],
  ])("%s为%s", (day, state, text) => expect(on(day)).toMatchObject({ state, text }));

  it("没有录入施行日期的不作推定", () => {
    const pilot = policyDocument("5g-2022")?.effective;
    expect(pilot && validityOn(date("2025-01-01"), pilot)).toMatchObject({ state: "undated", daysLeft: null });
  });
});
