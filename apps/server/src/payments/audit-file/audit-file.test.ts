import { createHash } from "node:crypto";
import * as contract from "@qiangyi/api";
import { exportAuditFile, type Route, refundPayment, revealPayeeAccount, submitPayment, verifyAudit } from "@qiangyi/api";
import ExcelJS from "exceljs";
import { describe, expect, it } from "vitest";
import { actorAs, testApi } from "../../../test/api.ts";
import { freshDatabase } from "../../../test/fresh-database.ts";
import { DamagedFile, readZipDirectory, unpack } from "../../documents/index.ts";
import type { Actor } from "../../platform/index.ts";
import {
  addUnits,
  draftOf,
  earmarkOf,
  fund,
  pageFor,
  paidPayment,
  people,
  settableClock,
  wan,
  wanText,
} from "../sample-payments.ts";

const database = await freshDatabase();
const clock = settableClock("2025-03-03T02:00:00Z");
const api = await testApi(database, clock);
const { accountant, head, bureau } = people;
await addUnits(database);
await fund(database, clock, { amount: wan(100) });
await fund(database, clock, { amount: wan(50), earmark: earmarkOf({ project: "P2" }) });

const inTaiyuan = { level: "city", city: "140100" } as const;
const auditor = actorAs("auditor", { level: "province", userId: "auditor", name: "审计员" });
const readers: readonly (readonly [string, Actor])[] = [
  ["省审计", auditor],
  ["市审计", actorAs("auditor", { ...inTaiyuan, userId: "city-auditor" })],
  ["县审计", actorAs("auditor", { level: "county", city: "140100", county: "140121", userId: "county-auditor" })],
  ["省纪检监察", actorAs("discipline", { level: "province", userId: "discipline" })],
  ["市监管处", actorAs("regional_supervision", { ...inTaiyuan, userId: "office" })],
];

/** One paid payment with money back, one on its way, one of another project, one that a check stopped. */
const pageOne = await pageFor(api, accountant, "P1");
const paid = await paidPayment(api, draftOf(pageOne.earmark, { invoiceNumber: "FP-77" }), "2025-03-03", "PZ-77");
await api.call(bureau, refundPayment, {
  params: { requestId: paid },
  body: { amountFen: wanText(1), refundedOn: "2025-03-03", voucherNumber: "TK-77", reason: "供应商退回多付款" },
});
const waiting = (await api.call(accountant, submitPayment, { body: draftOf(pageOne.earmark, { purpose: "血气分析耗材" }) }))
  .answer;
const other = await paidPayment(api, draftOf((await pageFor(api, accountant, "P2")).earmark), "2025-03-03", "PZ-78");
const stopped = await api.call(accountant, submitPayment, { body: draftOf(pageOne.earmark, { amountFen: wanText(900) }) });
await api.call(head, revealPayeeAccount, { params: { requestId: paid }, body: { reason: "核对收款账号" } });

const exported = (actor: Actor, project = "P1") => api.call(actor, exportAuditFile, { query: { project } });

const partsOf = async (bytes: Buffer): Promise<ReadonlyMap<string, Buffer>> => {
  const entries = readZipDirectory(bytes);
  if (!entries) throw new DamagedFile("没有压缩目录");
  const parts = new Map<string, Buffer>();
  for (const [name, entry] of entries) {
    const pieces: Buffer[] = [];
    for await (const piece of unpack(bytes, entry)) pieces.push(piece);
    parts.set(name, Buffer.concat(pieces));
  }
  return parts;
};
const part = (parts: ReadonlyMap<string, Buffer>, name: string): Buffer => {
  const content = parts.get(name);
  if (!content) throw new Error(`no ${name}`);
  return content;
};

/** Rows of a sheet under its header, by the labels of the columns, as another program reads them. */
const rowsOf = async (parts: ReadonlyMap<string, Buffer>, sheet: string): Promise<Record<string, string>[]> => {
  const workbook = new ExcelJS.Workbook();
  const bytes = part(parts, "支付资料.xlsx");
  await workbook.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);
  const found = workbook.getWorksheet(sheet);
  if (!found) throw new Error(`no sheet ${sheet}`);
  const labels: string[] = [];
  found.getRow(3).eachCell((cell, column) => {
    labels[column] = cell.text;
  });
  const rows: Record<string, string>[] = [];
  for (let row = 4; row <= found.rowCount; row++) {
    const cells = labels.flatMap((label, column) => [[label, found.getRow(row).getCell(column).text] as const]);
    rows.push(Object.fromEntries(cells));
  }
  return rows;
};

interface LogLine {
  readonly sequence: string;
  readonly previousHash: string;
  readonly hashed: string;
  readonly hash: string;
}
const logOf = (parts: ReadonlyMap<string, Buffer>): LogLine[] =>
  part(parts, "审计日志.jsonl")
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line) as LogLine);
/** As the guide in the archive tells it, with nothing of ours. */
const computed = ({ previousHash, hashed }: LogLine) => createHash("sm3").update(`${previousHash}\n${hashed}`).digest("hex");

describe("审计取数：一个项目的全部支付、凭证与日志 [qiangyi-2024.art11.a]", () => {
  it.each(readers)("%s导出：凭证各项、检查、轨迹、退款、被拦截的申请都在，账号只有后四位", async (_, actor) => {
    const reply = await exported(actor);
    expect(reply.status).toBe(200);
    const parts = await partsOf(reply.bytes);
    expect([...parts.keys()]).toEqual(["核对说明.txt", "支付资料.xlsx", "审计日志.jsonl"]);
    const vouchers = await rowsOf(parts, "支付与凭证");
    expect(vouchers.find((row) => row.申请编号?.startsWith("已支付合计"))).toMatchObject({
      申请编号: "已支付合计（1笔）",
      金额: "100000",
    });
    expect(vouchers.filter((row) => row.申请编号?.startsWith("ZF-")).map(({ 状态 }) => 状态)).toEqual(["已支付", "待负责人审批"]);
    expect(vouchers.find((row) => row.凭证号 === "PZ-77")).toMatchObject({
      支付日期: expect.stringMatching(/2025/),
      申请单位: "清徐演示医院",
      收款人全称: "演示器械有限公司",
      收款人账号: "**** **** 2222",
      开户行: "演示银行清徐支行",
      金额大写: "壹拾万元整",
      用途: "重症监护耗材",
      功能分类: "2100302",
      部门经济分类: "30218 专用材料费",
      政府经济分类: "50502 商品和服务支出",
      资金性质: "一般公共预算",
      项目代码: "P1",
      指标编号: `UH1/${pageOne.earmark}`,
      预算年度: "2025",
      支付方式: "预算管理一体化支付",
      结算方式: "转账",
      发票号: "FP-77",
      回单号: "HD-PZ-77",
      经办: "会计甲",
      审批: "院长乙",
      复核支付: "财政丙",
      已退回: "10000",
    });
    expect((await rowsOf(parts, "自动检查")).some((row) => row.结果 === "通过" && (row.条款 ?? "") !== "")).toBe(true);
    const trail = await rowsOf(parts, "办理轨迹");
    expect(trail.filter((row) => /^\d+$/.test(row.日志序号 ?? "")).map((row) => [row.环节, row.办理人])).toEqual([
      ["提出申请", "会计甲"],
      ["审批同意", "院长乙"],
      ["审核支付", "财政丙"],
      ["退款", "财政丙"],
      ["提出申请", "会计甲"],
    ]);
    expect((await rowsOf(parts, "退款与核销"))[0]).toMatchObject({ 种类: "当年退款，恢复可用", 凭证号: "TK-77", 金额: "10000" });
    expect((await rowsOf(parts, "被拦截的申请"))[0]).toMatchObject({ 代码: stopped.problem.code, 经办: "会计甲" });
    expect(Buffer.concat([...parts.values()]).includes("6222000011112222")).toBe(false);
    expect(Buffer.concat([...parts.values()]).includes("6222 0000 1111 2222")).toBe(false);
  });

  it("日志：写这些支付的每一条都在，别的项目的不在；校验值用别的程序也能重算", async () => {
    const parts = await partsOf((await exported(auditor)).bytes);
    const log = logOf(parts);
    const actions = log.map(({ hashed }) => (JSON.parse(hashed) as unknown[])[10]);
    expect(actions).toEqual([
      "POST /payments/requests",
      "POST /payments/decisions",
      "POST /payments/requests/:requestId/payment",
      "POST /payments/requests/:requestId/refunds",
      "POST /payments/requests",
      "unmask",
    ]);
    expect(log.some(({ hashed }) => hashed.includes(other))).toBe(false);
    for (const line of log) expect(computed(line)).toBe(line.hash);
    const [first] = log;
    expect(first && computed({ ...first, hashed: first.hashed.replace("会计甲", "会计乙") })).not.toBe(first?.hash);
    // Neighbours in the chain are joined; the numbers of the trail lead to these entries.
    for (const line of log) {
      const next = log.find(({ sequence }) => BigInt(sequence) === BigInt(line.sequence) + 1n);
      if (next) expect(next.previousHash).toBe(line.hash);
    }
    const sequences = new Set(log.map(({ sequence }) => sequence));
    for (const { 日志序号 } of (await rowsOf(parts, "办理轨迹")).filter((row) => /^\d+$/.test(row.日志序号 ?? "")))
      expect(sequences).toContain(日志序号);
  });

  it("说明写着各文件的SHA-256和链尾；留存的任何一条日后都能证明没有被改写", async () => {
    const parts = await partsOf((await exported(auditor)).bytes);
    const guide = part(parts, "核对说明.txt").toString("utf8");
    for (const name of ["支付资料.xlsx", "审计日志.jsonl"])
      expect(guide).toContain(`${createHash("sha256").update(part(parts, name)).digest("hex")}  ${name}`);
    const [line] = logOf(parts);
    const kept = { sequence: Number(line?.sequence), hash: line?.hash ?? "" };
    const end = {
      sequence: Number(/链尾序号：(\d+)/.exec(guide)?.[1]),
      hash: /链尾校验值：([0-9a-f]{64})/.exec(guide)?.[1] ?? "",
    };
    for (const query of [kept, end])
      expect((await api.call(auditor, verifyAudit, { query })).answer).toMatchObject({ isIntact: true });
    const forged = { ...kept, hash: "0".repeat(64) };
    expect((await api.call(auditor, verifyAudit, { query: forged })).answer).toMatchObject({
      isIntact: false,
      broken: { sequence: kept.sequence },
    });
  });

  it("取数本身记入日志", async () => {
    const before = await database.query("select sequence from audit_entry where action = 'export'");
    await exported(auditor);
    const after = await database.query<{ actor_id: string; detail: string }>(
      "select actor_id, detail from audit_entry where action = 'export' order by sequence",
    );
    expect(after).toHaveLength(before.length + 1);
    expect(after.at(-1)).toMatchObject({ actor_id: "auditor", detail: expect.stringContaining("ZF-2025-000001") });
  });
});

/** Everything that a write could change: every table but the log, which tells of the refusal. */
const tables = (
  await database.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename not like 'audit_%'",
  )
).map(({ name }) => name);
const contents = async () =>
  (
    await database.query<{ hash: string }>(
      `select md5(string_agg(h, '' order by n)) as hash from (${tables
        .map((name) => `select '${name}' as n, coalesce(md5(string_agg(t::text, '' order by t::text)), '') as h from "${name}" t`)
        .join(" union all ")}) all_tables`,
    )
  )[0]?.hash;

const isRoute = (value: unknown): value is Route =>
  typeof value === "object" && value !== null && "method" in value && "url" in value && "access" in value;
const writes = Object.values(contract as Record<string, unknown>)
  .filter(isRoute)
  .filter(({ method }) => method !== "GET");
const ids: Readonly<Record<string, string>> = { requestId: paid };

describe("只读：审计、纪检监察、监管处改不了任何业务 [qiangyi-2024.art11.a]", () => {
  it.each(readers)("%s逐个试用其职责之外的写接口：FORBIDDEN_ROLE，什么都没有写入", async (_, actor) => {
    const forbidden = writes.filter(
      ({ access }) => access !== "public" && access !== "signed-in" && !actor.permissions.has(access),
    );
    expect(forbidden.length).toBeGreaterThan(100);
    const before = await contents();
    for (const route of forbidden) {
      const params = Object.fromEntries(
        [...route.url.matchAll(/:(\w+)/g)].map(([, name = ""]) => [name, ids[name] ?? waiting.id]),
      );
      const reply = await api.call(actor, route as Route & { body: never }, { params, body: { version: 1 } } as never);
      expect([route.url, reply.status, reply.problem.code]).toEqual([route.url, 403, "FORBIDDEN_ROLE"]);
    }
    expect(await contents()).toBe(before);
  });

  it("完整账号也不给看", async () => {
    const refused = await api.call(auditor, revealPayeeAccount, { params: { requestId: paid }, body: { reason: "想看账号" } });
    expect(refused).toMatchObject({ status: 404, problem: { code: "payment-not-found" } });
  });
});

describe("取数的范围", () => {
  it.each([
    ["别的市的审计", actorAs("auditor", { level: "city", city: "141000" }), 404, "nothing-to-export"],
    ["别的市的监管处", actorAs("regional_supervision", { level: "city", city: "141000" }), 404, "nothing-to-export"],
    ["审计管理员（不看业务）", actorAs("audit_admin"), 403, "FORBIDDEN_ROLE"],
    ["县财政局", bureau, 403, "FORBIDDEN_ROLE"],
    ["单位财务", accountant, 403, "FORBIDDEN_ROLE"],
  ])("%s：拒绝，日志里也没有取数", async (_, actor, status, code) => {
    const before = await database.query("select sequence from audit_entry where action = 'export'");
    const refused = await exported(actor);
    expect([refused.status, refused.problem.code]).toEqual([status, code]);
    expect(await database.query("select sequence from audit_entry where action = 'export'")).toHaveLength(before.length);
  });
  it("没有支付的项目：说明原因，不给空包", async () =>
    expect((await exported(auditor, "P-none")).problem.code).toBe("nothing-to-export"));
});

describe("一次审批许多笔，日志只留开头", () => {
  it("每一笔仍找得到自己的那一条", async () => {
    await fund(database, clock, { amount: wan(100), earmark: earmarkOf({ line: "county-tertiary", project: "P3" }) });
    const { earmark } = await pageFor(api, accountant, "P3");
    const sent: string[] = [];
    for (let n = 0; n < 100; n++)
      sent.push((await api.call(accountant, submitPayment, { body: draftOf(earmark, { amountFen: wanText(0.1) }) })).answer.id);
    await api.call(head, contract.decidePayments, { body: { act: "approve", rows: sent.map((id) => ({ id, version: 1 })) } });
    const parts = await partsOf((await exported(auditor, "P3")).bytes);
    const batch = logOf(parts).filter(({ hashed }) => hashed.includes("POST /payments/decisions"));
    expect(batch).toHaveLength(1);
    expect(batch[0]?.hashed).toContain("abridged");
    const approvals = (await rowsOf(parts, "办理轨迹")).filter((row) => row.环节 === "审批同意");
    expect(approvals).toHaveLength(100);
    expect(new Set(approvals.map((row) => row.日志序号))).toEqual(new Set([batch[0]?.sequence]));
  });
});
