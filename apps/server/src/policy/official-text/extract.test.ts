import { describe, expect, it } from "vitest";
import { extractText } from "./extract.ts";
import { docxOf, pdfOf, sampleRegulation, zipOf } from "./sample-files.ts";
import { splitOfficialText } from "./split.ts";

const refs = (text: string) => splitOfficialText(text).parts.map(({ ref }) => ref);
const codeOf = async (file: Buffer, name: string, limits?: Parameters<typeof extractText>[2]) => {
  const result = await extractText(file, name, limits);
  return result.ok ? "accepted" : result.refusal.code;
};

describe("读取原文文件", () => {
  it.each([
    ["txt（UTF-8）", Buffer.from(sampleRegulation), "某办法.txt"],
    ["txt（UTF-16）", Buffer.from(`\ufeff${sampleRegulation}`, "utf16le"), "某办法.txt"],
    ["docx", docxOf(sampleRegulation), "某办法.docx"],
    ["pdf", pdfOf(sampleRegulation), "某办法.PDF"],
  ])("%s分出的条相同", async (_, file, name) => {
    const result = await extractText(file, name);
    expect(result.ok && refs(result.value.text)).toEqual(refs(sampleRegulation));
  });

  it("GB 18030编码的文本读得出", async () => {
    const result = await extractText(Buffer.from([0xb5, 0xda, 0xd2, 0xbb, 0xcc, 0xf5]), "a.txt");
    expect(result.ok && result.value.text).toBe("第一条");
  });

  it.each([
    ["空文件", Buffer.alloc(0), "a.txt", "official-text-empty"],
    ["只有空白", Buffer.from("  \n\n "), "a.txt", "official-text-empty"],
    ["没有文字的pdf（扫描件）", pdfOf(""), "a.pdf", "official-text-empty"],
    ["加密的pdf", pdfOf(sampleRegulation, { encrypted: true }), "a.pdf", "official-text-encrypted"],
    ["损坏的pdf", Buffer.from("%PDF-1.7\nnothing"), "a.pdf", "official-text-damaged"],
    ["图片", Buffer.from("\x89PNG\r\n\x1a\n0000", "latin1"), "a.pdf", "official-text-type-unsupported"],
    [
      "旧版doc",
      Buffer.concat([Buffer.from("d0cf11e0a1b11ae1", "hex"), Buffer.alloc(600)]),
      "a.doc",
      "official-text-type-unsupported",
    ],
    [
      "不是Word的压缩包",
      zipOf([{ name: "xl/workbook.xml", content: Buffer.from("x") }]),
      "a.docx",
      "official-text-type-unsupported",
    ],
    ["二进制文件改名为txt", Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 1, 2, 3]), "a.txt", "official-text-type-unsupported"],
    ["pdf改名为docx", pdfOf(sampleRegulation), "a.docx", "official-text-name-mismatch"],
    ["截断的docx", docxOf(sampleRegulation).subarray(0, 300), "a.docx", "official-text-damaged"],
  ])("%s被拒绝", async (_, file, name, code) => expect(await codeOf(file, name)).toBe(code));

  it("展开过大的docx不展开就拒绝，目录说谎的也拒绝", async () => {
    const huge = Buffer.alloc(70 * 1024 * 1024, 32);
    expect(await codeOf(docxOf("第一条", [{ name: "word/media.bin", content: huge }]), "a.docx")).toBe(
      "official-text-unpacks-too-large",
    );
    expect(await codeOf(docxOf("第一条", [{ name: "word/media.bin", content: huge, claimedBytes: 10 }]), "a.docx")).toBe(
      "official-text-damaged",
    );
  });

  it("超时的解析被停止，不拖住服务", async () => {
    const limits = { seconds: 0.001, megabytes: 256, unpackedBytes: 1e8 };
    expect(await codeOf(pdfOf(sampleRegulation), "a.pdf", limits)).toBe("official-text-took-too-long");
  });

  it("占用内存过大的解析被停止", async () => {
    const limits = { seconds: 30, megabytes: 8, unpackedBytes: 1e8 };
    expect(await codeOf(docxOf("第一条一段很长的文字。\n".repeat(60_000)), "a.docx", limits)).toBe(
      "official-text-took-too-much-memory",
    );
  });
});
