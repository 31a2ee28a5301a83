import { describe, expect, it } from "vitest";
import { misfitsOfPassword } from "./password-rules.ts";
import { newPassword } from "./passwords.ts";

describe("密码规则:至少12位、四类字符、不含登录名", () => {
  it.each([
    // 密码 登录名 不符合之处
    ["Abcdefgh123!", "zhang", []],
    ["Abcdefgh12!", "zhang", ["密码至少12个字符"]],
    ["abcdefgh123!", "zhang", ["密码应同时含大写字母、小写字母、数字和符号"]],
    ["ABCDEFGH123!", "zhang", ["密码应同时含大写字母、小写字母、数字和符号"]],
    ["Abcdefghijk!", "zhang", ["密码应同时含大写字母、小写字母、数字和符号"]],
    ["Abcdefgh1234", "zhang", ["密码应同时含大写字母、小写字母、数字和符号"]],
    ["Abcdefgh 1234", "zhang", ["密码应同时含大写字母、小写字母、数字和符号"]],
    ["My-ZHANG-12345", "zhang", ["密码不能包含登录名"]],
    ["zhang", "zhang", ["密码至少12个字符", "密码应同时含大写字母、小写字母、数字和符号", "密码不能包含登录名"]],
  ])("%s(登录名%s)", (password, loginName, expected) => expect(misfitsOfPassword(password, loginName)).toEqual(expected));

  it("系统给出的初始密码总是合格,且各不相同", () => {
    const passwords = Array.from({ length: 500 }, newPassword);
    expect(passwords.flatMap((password) => misfitsOfPassword(password, "zhang"))).toEqual([]);
    expect(new Set(passwords).size).toBe(500);
  });
});
