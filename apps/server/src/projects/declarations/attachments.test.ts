import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { addAttachment, downloadAttachment, removeAttachment } from "@qiangyi/api";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { insertCall, pdf, read, setUpPeople, writeDeclaration } from "./sample-declarations.ts";

const database = await freshDatabase();
const api = await testApi(database);
let people: Awaited<ReturnType<typeof setUpPeople>>;
let projectId: string;

beforeAll(async () => {
  people = await setUpPeople(database, api);
  projectId = await writeDeclaration(api, people.clerk, await insertCall(database), { title: "附件" });
});
afterEach(() => {
  delete process.env["SCAN_COMMAND"];
});

const folder = await mkdtemp(join(tmpdir(), "qiangyi-attachments-"));
afterAll(() => rm(folder, { recursive: true, force: true }));

const add = (name: string, content: Uint8Array, more: { material?: string; to?: string; actor?: typeof people.clerk } = {}) =>
  api.call(
    more.actor ?? people.clerk,
    addAttachment,
    { params: { projectId: more.to ?? projectId }, query: { material: more.material ?? "approvals" } },
    { file: { name, content, contentType: "application/pdf" } },
  );

const stored = async () =>
  (
    await database.query(
      "select (select count(*) from project_attachment) as rows, (select count(*) from stored_file) as files, (select sum(version) from project) as versions",
    )
  )[0];

/** Local headers and a directory as ZIP writes them, stored without compression: `sizes` may claim what it likes. */
const zip = (parts: Readonly<Record<string, string>>, claim?: number): Buffer => {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of Object.entries(parts)) {
    const [bytes, content] = [Buffer.from(name), Buffer.from(text)];
    const head = Buffer.alloc(30);
    head.writeUInt32LE(0x04034b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt32LE(content.length, 18);
    head.writeUInt32LE(content.length, 22);
    head.writeUInt16LE(bytes.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt32LE(content.length, 20);
    entry.writeUInt32LE(claim ?? content.length, 24);
    entry.writeUInt16LE(bytes.length, 28);
    entry.writeUInt32LE(offset, 42);
    locals.push(head, bytes, content);
    central.push(entry, bytes);
    offset += 30 + bytes.length + content.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(Object.keys(parts).length, 8);
  end.writeUInt16LE(Object.keys(parts).length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
};

const contentTypes = (main: string) =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/x" ContentType="${main}"/></Types>`;
const docx = (more: Readonly<Record<string, string>> = {}, claim?: number) =>
  zip(
    {
      "[Content_Types].xml": contentTypes("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
      "_rels/.rels": "<r/>",
      "word/document.xml": "<d/>",
      ...more,
    },
    claim,
  );
const xlsx = () =>
  zip({
    "[Content_Types].xml": contentTypes("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"),
    "_rels/.rels": "<r/>",
    "xl/workbook.xml": "<w/>",
  });
const png = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const exe = Buffer.concat([Buffer.from("MZ"), Buffer.alloc(200), Buffer.from("PE\0\0"), Buffer.alloc(400)]);

describe("附件按内容判断类型", () => {
  it.each([
    ["pdf", pdf("类型"), "application/pdf"],
    ["docx", docx(), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
    ["xlsx", xlsx(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
    ["png", png, "image/png"],
  ] as const)("%s可以上传、下载,内容一字不差", async (kind, content, mediaType) => {
    const reply = await add(`../材料.${kind}`, content);
    expect(reply.status, JSON.stringify(reply.problem)).toBe(201);
    expect(reply.answer).toMatchObject({ name: `材料.${kind}`, mediaType, sizeBytes: content.length, scan: "not-scanned" });
    expect(reply.answer.sha256).toMatch(/^[0-9a-f]{64}$/);
    const back = await api.call(people.accountant, downloadAttachment, { params: { projectId, attachment: reply.answer.id } });
    expect(back.bytes.equals(Buffer.from(content))).toBe(true);
  });

  it.each([
    ["改名为pdf的exe", "批复.pdf", exe, 415, "ATTACHMENT_KIND"],
    ["改名为docx的普通压缩包", "批复.docx", zip({ "readme.txt": "x" }), 415, "ATTACHMENT_KIND"],
    ["空文件", "批复.pdf", Buffer.alloc(0), 422, "ATTACHMENT_EMPTY"],
    ["带宏的docx", "批复.docx", docx({ "word/vbaProject.bin": "x" }), 415, "ATTACHMENT_ACTIVE"],
    [
      "打开即运行脚本的pdf",
      "批复.pdf",
      Buffer.from("%PDF-1.7\n<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>"),
      415,
      "ATTACHMENT_ACTIVE",
    ],
    ["解开后过大的压缩炸弹", "批复.docx", docx({}, 2_000_000_000), 422, "ATTACHMENT_UNSAFE"],
    ["文本文件", "批复.pdf", Buffer.from("只是文字"), 415, "ATTACHMENT_KIND"],
  ] as const)("%s:拒绝,什么也没有写", async (_, name, content, status, code) => {
    const before = await stored();
    const reply = await add(name, content);
    expect([reply.status, reply.problem.code]).toEqual([status, code]);
    expect(await stored()).toEqual(before);
  });

  it("50MB的附件:说明上限是20MB,什么也没有写", async () => {
    const before = await stored();
    const reply = await add("很大.pdf", Buffer.concat([pdf(), Buffer.alloc(50 * 1024 * 1024)]));
    expect([reply.status, reply.problem.code]).toEqual([413, "file-too-large"]);
    expect(reply.problem.detail).toContain("20MB");
    expect(await stored()).toEqual(before);
  });

  it("通知没有的材料、同一材料的同一文件、别的单位的申报:拒绝,什么也没有写", async () => {
    expect((await add("一.pdf", pdf("同一"))).status).toBe(201);
    const before = await stored();
    expect((await add("二.pdf", pdf("同一"))).problem).toMatchObject({ status: 409, code: "ATTACHMENT_REPEATED" });
    expect((await add("三.pdf", pdf("三"), { material: "nothing" })).problem).toMatchObject({
      status: 422,
      code: "UNKNOWN_MATERIAL",
    });
    expect((await add("四.pdf", pdf("四"), { actor: people.quwoClerk })).problem).toMatchObject({
      status: 404,
      code: "project-not-found",
    });
    expect(await stored()).toEqual(before);
  });
});

describe("附件数量", () => {
  it("一份申报至多100个附件:ATTACHMENTS_TOO_MANY,什么也没有写", async () => {
    const full = await writeDeclaration(api, people.clerk, await insertCall(database), { title: "很多附件" });
    const first = await add("第一份.pdf", pdf("第一份"), { to: full });
    await database.query(
      `insert into project_attachment (province, id, project, material, file, name, media_type, size_bytes, sha256, scan, added_by, added_by_name, added_at)
       select province, gen_random_uuid(), project, 'other', file, name, media_type, size_bytes, sha256, scan, added_by, added_by_name, added_at
       from project_attachment, generate_series(1, 99) where id = $1`,
      [first.answer.id],
    );
    const before = await stored();
    expect((await add("第101份.pdf", pdf("第101份"), { to: full })).problem).toMatchObject({
      status: 422,
      code: "ATTACHMENTS_TOO_MANY",
    });
    expect(await stored()).toEqual(before);
  });
});

describe("病毒扫描接口", () => {
  const scanner = async (status: number): Promise<string> => {
    const path = join(folder, `scan-${status}.sh`);
    await writeFile(path, `#!/bin/sh\ntest -s "$1" || exit 9\nexit ${status}\n`, { mode: 0o755 });
    return path;
  };
  it("未配置:如实标为未扫描;通过:标为已扫描", async () => {
    expect((await add("未扫.pdf", pdf("未扫"))).answer.scan).toBe("not-scanned");
    process.env["SCAN_COMMAND"] = await scanner(0);
    expect((await add("已扫.pdf", pdf("已扫"))).answer.scan).toBe("clean");
  });
  it.each([
    ["发现病毒", 1, 422, "ATTACHMENT_INFECTED"],
    ["扫描程序出错", 2, 503, "SCAN_FAILED"],
  ])("%s:拒绝,文件没有保存", async (_, exit, status, code) => {
    process.env["SCAN_COMMAND"] = await scanner(exit);
    const before = await stored();
    expect((await add("可疑.pdf", pdf(`可疑${exit}`))).problem).toMatchObject({ status, code });
    expect(await stored()).toEqual(before);
  });
  it("没有这个扫描程序:SCAN_FAILED", async () => {
    process.env["SCAN_COMMAND"] = join(folder, "absent");
    expect((await add("可疑.pdf", pdf("没有程序"))).problem.code).toBe("SCAN_FAILED");
  });
});

describe("同一文件出现在别的申报", () => {
  it("本单位的说出是哪一项,别的单位的只说有几项", async () => {
    const call = await insertCall(database);
    const own = await writeDeclaration(api, people.clerk, call, { title: "另一项" });
    const foreign = await writeDeclaration(api, people.quwoClerk, call, { title: "别人的秘密项目" });
    expect((await add("共.pdf", pdf("共用"), { to: foreign, actor: people.quwoClerk })).answer.sameFile).toEqual({
      known: [],
      elsewhere: 0,
    });
    expect((await add("共.pdf", pdf("共用"), { to: own })).answer.sameFile).toEqual({ known: [], elsewhere: 1 });
    const third = await add("共.pdf", pdf("共用"));
    expect(third.answer.sameFile).toMatchObject({
      known: [{ project: own, title: "另一项", institution: "洪洞县人民医院（演示）" }],
      elsewhere: 1,
    });
    expect(JSON.stringify(third.answer)).not.toContain("秘密");
  });
});

describe("移除附件", () => {
  it("可编辑时可移除,之后不再列出、不再算作材料", async () => {
    const { answer } = await add("要移除.pdf", pdf("要移除"));
    const removed = await api.call(people.clerk, removeAttachment, { params: { projectId, attachment: answer.id } });
    expect(removed.status).toBe(200);
    expect((await read(api, people.clerk, projectId)).attachments.map(({ id }) => id)).not.toContain(answer.id);
    const again = await api.call(people.clerk, removeAttachment, { params: { projectId, attachment: answer.id } });
    expect(again.status).toBe(404);
  });
  it("已上报的不能移除,什么也没有写", async () => {
    const other = await writeDeclaration(api, people.clerk, await insertCall(database), { title: "已报" });
    const { answer } = await add("留.pdf", pdf("留"), { to: other });
    await database.query("update project set state = 'submitted', signed_round = 1, number = 'XM-2025-910000' where id = $1", [
      other,
    ]);
    const before = await stored();
    const reply = await api.call(people.clerk, removeAttachment, { params: { projectId: other, attachment: answer.id } });
    expect([reply.status, reply.problem.code]).toEqual([409, "NOT_EDITABLE"]);
    expect(await stored()).toEqual(before);
  });
});
