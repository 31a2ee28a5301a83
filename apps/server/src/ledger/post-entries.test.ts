import { date, fen, wanYuan } from "@qiangyi/kernel";
import { arrange, type Earmark, issue, receive } from "@qiangyi/ledger";
import { describe, expect, it } from "vitest";
import { actorAt, freshDatabase } from "../../test/fresh-database.ts";
import { systemActor } from "../platform/index.ts";
import { loadRegions } from "../registry/index.ts";
import { balanceOf, bookBalances, financeBook, postEntries, postingsOf } from "./index.ts";

const now = new Date("2025-03-01T02:00:00Z");
const earmark: Earmark = {
  year: 2025,
  line: "county-tertiary",
  nature: "general",
  sourceLevel: "province",
  functionClass: "21002",
};
const province = financeBook("140000");
const city = financeBook("141000");
const document = { issuer: province.id, number: "晋财社〔2025〕1号", row: 1 };
const desk = actorAt({});

describe("过账", async () => {
  const database = await freshDatabase();
  await database.transaction(systemActor, loadRegions);

  it("安排、签发、接收后余额在下级,重复一次不变", async () => {
    const on = date("2025-03-01");
    const all = [
      arrange({ document, earmark, amount: wanYuan(100), on, book: province }),
      issue({ document, earmark, amount: wanYuan(60), on, from: province, to: city }),
      receive({ document, earmark, amount: wanYuan(60), on, from: province, to: city }),
    ];
    const first = await database.transaction(desk, (tx) => postEntries(tx, desk, all, { now }));
    expect(first).toEqual({ ok: true, value: { posted: 3, repeated: 0 } });
    expect(await database.transaction(desk, (tx) => postEntries(tx, desk, all, { now }))).toEqual({
      ok: true,
      value: { posted: 0, repeated: 3 },
    });
    await database.transaction(desk, async (tx) => {
      expect(await balanceOf(tx, { book: province.id, earmark, account: "1101" })).toBe(wanYuan(40));
      expect(await balanceOf(tx, { book: city.id, earmark, account: "1101", asOf: on })).toBe(wanYuan(60));
      expect(await bookBalances(tx, desk, { book: city.id })).toHaveLength(2);
      expect(await postingsOf(tx, desk, { book: province.id, document })).toHaveLength(3);
    });
  });

  it("余额不足的整笔不记", async () => {
    const on = date("2025-03-02");
    const too = issue({ document: { ...document, row: 2 }, earmark, amount: wanYuan(41), on, from: province, to: city });
    expect(await database.transaction(desk, (tx) => postEntries(tx, desk, [too], { now }))).toEqual({
      ok: false,
      refusal: {
        code: "BALANCE_EXCEEDED",
        book: province.id,
        account: "1101",
        counterpart: undefined,
        on,
        missing: fen(1_000_000n),
      },
    });
    const rows = await database.query<{ count: bigint }>("select count(*) from ledger_entry");
    expect(rows[0]?.count).toBe(3n);
  });
});
