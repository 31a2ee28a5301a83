import { mkdtemp, readFile, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { isIdNumber, masked } from "./personal.ts";
import { keyedHash, provideSecretKey, seal, unseal } from "./secret-box.ts";

const folder = await mkdtemp(join(tmpdir(), "qiangyi-secret-"));
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => {
  delete process.env["SECRET_KEY"];
});

describe("证件号码的存放", () => {
  it("同一号码两次加密的密文不同、摘要相同;换了密钥既读不出也对不上", () => {
    process.env["SECRET_KEY"] = "a".repeat(32);
    const [one, two] = [seal("11010519491231002X", "110***"), seal("11010519491231002X", "110***")];
    expect(one.sealed).not.toBe(two.sealed);
    expect(one.hash).toBe(two.hash);
    expect(unseal(one)).toBe("11010519491231002X");
    process.env["SECRET_KEY"] = "b".repeat(32);
    expect(() => unseal(one)).toThrow();
    expect(keyedHash("11010519491231002X")).not.toBe(one.hash);
  });

  it("改动密文即读不出", () => {
    const one = seal("11010519491231002X", "");
    const bytes = Buffer.from(one.sealed, "base64");
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(() => unseal({ ...one, sealed: bytes.toString("base64") })).toThrow();
  });

  it("没有给密钥:在数据目录生成一次,仅本用户可读,以后沿用;过短的密钥不启动", async () => {
    await provideSecretKey(join(folder, "data"));
    const made = process.env["SECRET_KEY"];
    const path = join(folder, "data", "secret.key");
    expect((await readFile(path, "utf8")).trim()).toBe(made);
    expect((await stat(path)).mode & 0o777).toBe(0o600);
    delete process.env["SECRET_KEY"];
    await provideSecretKey(join(folder, "data"));
    expect(process.env["SECRET_KEY"]).toBe(made);
    process.env["SECRET_KEY"] = "short";
    await expect(provideSecretKey(folder)).rejects.toThrow("SECRET_KEY至少32个字符");
  });
});

describe("身份证号与掩码", () => {
  it.each([
    ["11010519491231002X", true],
    ["110105194912310021", false],
    ["11010519491231002", false],
    ["", false],
  ])("%s", (text, isRight) => expect(isIdNumber(text)).toBe(isRight));
  it("掩码不露中段", () => {
    expect(masked("id-number", "11010519491231002X")).toBe("110***********002X");
    expect(masked("phone", "13800005678")).toBe("138****5678");
    expect(masked("birth-date", "1980-05-06")).toBe("1980-**-**");
  });
});
