import { date, wanYuan } from "@qiangyi/kernel";
import { arrange, issue } from "@qiangyi/ledger";
import { describe, expect, it, vi } from "vitest";
import { freshDatabase } from "../../test/fresh-database.ts";
import { financeBook, postEntries } from "../ledger/index.ts";
import { systemActor } from "../platform/index.ts";
import { loadRegions } from "../registry/index.ts";
import { main } from "./main.ts";

const run = async (...args: string[]) => {
  let printed = "";
  const problems: string[] = [];
  const status = await main(["verify", ...args], {
    print: (content) => void (printed += String(content)),
    problem: (line) => void problems.push(line),
    read: async () => "",
    write: async () => {},
  });
  return { status, printed, problems };
};

describe("npx qiangyi verify", async () => {
  const database = await freshDatabase();
  vi.stubEnv("DATABASE_URL", database.url);
  await database.transaction(systemActor, loadRegions);
  const [province, city] = [financeBook("140000"), financeBook("141000")];
  const earmark = { year: 2025, line: "a", nature: "general", sourceLevel: "province", functionClass: "21002" } as const;
  const one = { document: { issuer: province.id, number: "晋财社〔2025〕1号", row: 1 }, earmark, on: date("2025-03-01") };
  await database.transaction(systemActor, (tx) =>
    postEntries(
      tx,
      systemActor,
      [arrange({ ...one, amount: wanYuan(10), book: province }), issue({ ...one, amount: wanYuan(4), from: province, to: city })],
      { now: new Date("2025-03-01T02:00:00Z") },
    ),
  );

  // The document that the issue rests on, as the notices' room keeps it.
  await database.query(`alter table allotment_row disable trigger user;
    insert into allotment_notice (province, id, kind, fund, issuer, issuer_region, year, number, title, state, row_count, total_fen, drafted_by, drafted_name,
      drafted_at, issued_by, issued_name, issued_on, issued_at)
    values ('14', '00000000-0000-4000-8000-000000000001', 'early', 'qiangyi-2024', 'F140000', '140000', 2025, '晋财社〔2025〕1号', '样例', 'issued', 1, 4000000,
      '甲', '甲', now(), '乙', '乙', '2025-03-01', now());
    insert into allotment_row (province, notice_id, row_no, is_issued, receiver, city, destination_city, destination_name, line, title, allocated_fen, this_fen,
      function_class)
    values ('14', '00000000-0000-4000-8000-000000000001', 1, true, 'F141000', '141000', '141000', '临汾市', 'a', '样例', 4000000, 4000000, '21002')`);

  it("账目无误:返回0", async () => {
    expect(await run()).toEqual({
      status: 0,
      printed: "审计日志0条，前后相接\n指标账1个用途、2笔分录，不变量全部成立\n",
      problems: [],
    });
  });
  it("参数有误:返回2", async () => {
    expect((await run("多余")).status).toBe(2);
  });
  it("有人绕过程序改了库:逐条指出,返回1", async () => {
    await database.query("update ledger_cell set balance_fen = balance_fen + 1 where account = '1102'");
    await database.query("alter table ledger_transfer disable trigger ledger_transfer_append_only");
    await database.query("update ledger_transfer set amount_fen = 11000000 where debit = '1102'");
    const { status, problems } = await run();
    expect(status).toBe(1);
    expect(problems.some((line) => line.startsWith("指标账 余额 F140000：1102"))).toBe(true);
    expect(problems).toContain("指标账 I4 F140000：1101待分配在2025-03-01为-1万元");
  });
});
