import { date, fen, type PlainDate, type Result, wanYuan } from "@qiangyi/kernel";
import {
  accounts,
  arrange,
  carryOver,
  chart,
  type Earmark,
  type Entry,
  entryOf,
  issue,
  moveCash,
  payFromTreasury,
  receive,
  steps,
  type Transfer,
} from "@qiangyi/ledger";
import { sql } from "kysely";
import { describe, expect, it } from "vitest";
import { actorAt, freshDatabase } from "../../test/fresh-database.ts";
import { systemActor } from "../platform/index.ts";
import {
  balanceOf,
  bookBalances,
  closePeriod,
  financeBook,
  ledgerAnswers,
  postEntries,
  postingsOf,
  reverseEntry,
  unitBook,
} from "./index.ts";
import { openHospital, openSampleProvince } from "./test-province.ts";

const earmark: Earmark = {
  year: 2025,
  line: "county-tertiary",
  nature: "general",
  sourceLevel: "province",
  functionClass: "21002",
};
const [province, city, county] = [financeBook("140000"), financeBook("141000"), financeBook("141024")];
const hospital = unitBook("hongtong");
const on = date("2025-03-01");
const row = (number: string, no = 1) => ({ issuer: province.id, number, row: no });
const at = (day: PlainDate = on) => ({ now: new Date(`${day}T02:00:00Z`) });

describe("账的最后防线在数据库里", async () => {
  const database = await freshDatabase();
  await openSampleProvince(database);
  await openHospital(database, "hongtong", "141024");
  const run = <Value>(entries: readonly Entry[], day = on, actor = systemActor) =>
    database.transaction(
      actor,
      (tx) => postEntries(tx, actor, entries, at(day)),
      ({ ok }) => ok,
    ) as Promise<Result<Value>>;
  const stored = async () =>
    (
      await database.query(
        `select (select count(*) from ledger_entry) as entries, (select count(*) from ledger_transfer) as transfers,
           (select count(*) from ledger_cell) as cells, (select sum(balance_fen)::bigint from ledger_cell) as sum, (select count(*) from ledger_closing) as closings`,
      )
    )[0];
  /** Refused with these facts, and nothing is there that was not before. */
  const refused = async (entries: readonly Entry[], facts: object, day = on) => {
    const before = await stored();
    expect(await run(entries, day)).toMatchObject({ ok: false, refusal: facts });
    expect(await stored()).toEqual(before);
  };

  const down = (amount = wanYuan(50)) => [
    arrange({ document: row("甲"), earmark, amount: wanYuan(100), on, book: province }),
    issue({ document: row("乙"), earmark, amount, on, from: province, to: city }),
    receive({ document: row("乙"), earmark, amount, on, from: province, to: city }),
    issue({ document: { issuer: city.id, number: "丙", row: 1 }, earmark, amount, on, from: city, to: county }),
    receive({ document: { issuer: city.id, number: "丙", row: 1 }, earmark, amount, on, from: city, to: county }),
    issue({ document: { issuer: county.id, number: "丁", row: 1 }, earmark, amount, on, from: county, to: hospital }),
    receive({ document: { issuer: county.id, number: "丁", row: 1 }, earmark, amount, on, from: county, to: hospital }),
  ];
  await run(down());

  describe("拒绝各有代码,且什么也没有写", () => {
    it("同一文号另有内容", () =>
      refused([arrange({ document: row("甲"), earmark, amount: wanYuan(99), on, book: province })], {
        code: "document-number-reused",
        posted: { id: down()[0]?.id, document: row("甲") },
      }));
    it("同一文号另有内容,又不合规:先说文号", () =>
      refused([arrange({ document: row("甲"), earmark, amount: fen(0n), on, book: province })], {
        code: "document-number-reused",
      }));
    it("记在更早的日期", () =>
      refused(
        [arrange({ document: row("早"), earmark, amount: fen(1n), on, book: province })],
        { code: "recorded-out-of-order", lastRecordedOn: on },
        date("2025-02-28"),
      ));
    it.each([
      [{ amount: fen(0n) }, "transfer-misfit"],
      [{ debit: "2102" }, "transfer-misfit"],
      [{ debit: "3101" }, "transfer-misfit"],
      [{ effectiveOn: date("2024-12-31") }, "before-fund-year"],
      [{ earmark: { ...earmark, line: " " } }, "OUT_OF_PROGRAMME_SCOPE"],
      [{ earmark: { ...earmark, sourceLevel: "" } }, "FUND_SOURCE_REQUIRED"],
      [{ earmark: { ...earmark, nature: "" } }, "FUND_SOURCE_REQUIRED"],
    ] as const)("不合规的分录 %#", (wrong, code) => {
      const sound: Transfer = { book: province.id, earmark, debit: "1101", credit: "2102", amount: fen(1n), effectiveOn: on };
      return refused([entryOf("arrange", row("错"), [{ ...sound, ...(wrong as Partial<Transfer>) }])], { code });
    });
    it("没有分录", () => refused([entryOf("arrange", row("空"), [])], { code: "transfer-misfit" }));
    it("余额不足,说明差多少、在哪一天", () =>
      refused([issue({ document: row("超"), earmark, amount: wanYuan(51), on, from: province, to: city })], {
        code: "BALANCE_EXCEEDED",
        book: province.id,
        account: "1101",
        on,
        missing: wanYuan(1),
      }));
    it("倒签使以后某一天不足", async () => {
      const later = { ...earmark, line: "later" };
      await run([
        arrange({ document: row("后到"), earmark: later, amount: wanYuan(10), on: date("2025-06-01"), book: province }),
      ]);
      await refused(
        [issue({ document: row("先出"), earmark: later, amount: wanYuan(10), on: date("2025-05-31"), from: province, to: city })],
        {
          code: "BALANCE_EXCEEDED",
          on: date("2025-05-31"),
          missing: wanYuan(10),
        },
      );
    });
    it("资金先于指标付出", () =>
      refused(
        [
          payFromTreasury({
            document: row("付"),
            earmark,
            amount: wanYuan(1),
            on,
            unit: hospital,
            bureau: county,
            economicClass: "31003",
          }),
        ],
        { code: "cash-ahead-of-allotment", book: hospital.id, on, missing: wanYuan(1) },
      ));
    it("冲正:找不到、不是一一反向、已冲正过", async () => {
      const extra = arrange({ document: row("多列"), earmark, amount: wanYuan(7), on, book: province });
      await run([extra]);
      const reversal = (number: string, reverses: string, amount = wanYuan(7)): Entry => ({
        ...entryOf("arrange", row(number), [
          { book: province.id, earmark, debit: "2102", credit: "1101", amount, effectiveOn: on },
        ]),
        reverses,
      });
      await refused([reversal("冲1", "没有这一笔")], { code: "reversed-entry-not-found" });
      await refused([reversal("冲2", extra.id, wanYuan(6))], { code: "reversal-misfit" });
      const reverse = (number: string) =>
        database.transaction(
          systemActor,
          (tx) => reverseEntry(tx, systemActor, { entryId: extra.id, document: row(number), on }, at()),
          ({ ok }) => ok,
        );
      expect(await reverse("冲3")).toEqual({ ok: true, value: { posted: 1, repeated: 0 } });
      expect(await reverse("冲3")).toEqual({ ok: true, value: { posted: 0, repeated: 1 } });
      const before = await stored();
      expect(await reverse("冲4")).toMatchObject({ ok: false, refusal: { code: "already-reversed" } });
      await refused([reversal("冲5", JSON.stringify(["reverse", province.id, "冲3", 1]))], { code: "reversed-entry-not-found" });
      expect(await stored()).toEqual(before);
    });
    it("一份文件一行不能记,其余各行也不记", () =>
      refused(
        [
          arrange({ document: row("整份"), earmark, amount: wanYuan(1), on, book: province }),
          issue({ document: row("整份"), earmark, amount: wanYuan(500), on, from: province, to: city }),
        ],
        { code: "BALANCE_EXCEEDED" },
      ));
    it("每一种拒绝都有中文说明", () => {
      for (const [, detail] of Object.values(ledgerAnswers)) expect(detail).toBeTruthy();
    });
  });

  it("按往来单位记的科目,写明往来单位的不记进没有写明的余额", async () => {
    const own = { ...earmark, line: "parties" };
    const transfer: Transfer = {
      book: province.id,
      earmark: own,
      debit: "1102",
      credit: "1101",
      amount: fen(3n),
      effectiveOn: on,
    };
    await run([arrange({ document: row("往来"), earmark: own, amount: wanYuan(1), on, book: province })]);
    expect(await run([entryOf("issue", row("往来", 1), [transfer])])).toMatchObject({ ok: true });
    const named: Transfer = { ...transfer, amount: fen(5n), counterpart: city.id };
    expect(await run([entryOf("issue", row("往来", 2), [named])])).toMatchObject({ ok: true });
    expect(await run([entryOf("issue", row("往来", 3), [named])])).toMatchObject({ ok: true });
    const cells = await database.query(
      `select counterpart, balance_fen from ledger_cell where account = '1102' and earmark = (select id from ledger_earmark where line = 'parties') order by 1`,
    );
    expect(cells).toEqual([
      { counterpart: "", balance_fen: 3n },
      { counterpart: city.id, balance_fen: 10n },
    ]);
  });

  it("拒绝之后的事务仍可继续,余额与拒绝之前一样", async () => {
    await database.transaction(systemActor, async (tx) => {
      const too = issue({ document: row("再试"), earmark, amount: wanYuan(51), on, from: province, to: city });
      expect((await postEntries(tx, systemActor, [too], at())).ok).toBe(false);
      expect(await balanceOf(tx, { book: province.id, earmark, account: "1101" })).toBe(wanYuan(50));
    });
    expect(await database.query("select from ledger_entry where number = '再试'")).toHaveLength(0);
  });

  describe("关账", () => {
    it("年度未完、以前年度未关、余额没有决定的,都不能关;关了以后不能再记", async () => {
      const old = { ...earmark, year: 2026, line: "closing" };
      const book = financeBook("140200");
      const close = (year: number, day: PlainDate) =>
        database.transaction(systemActor, (tx) => closePeriod(tx, systemActor, { book: book.id, year }, at(day)));
      const number = (text: string) => ({ issuer: book.id, number: text, row: 1 });
      await run(
        [arrange({ document: number("1"), earmark: old, amount: wanYuan(3), on: date("2026-05-01"), book })],
        date("2026-05-01"),
      );
      const before = await stored();
      expect(await close(2026, date("2026-12-30"))).toEqual({ ok: false, refusal: { code: "period-not-over" } });
      expect(await close(2027, date("2027-12-31"))).toEqual({ ok: false, refusal: { code: "earlier-period-open", year: 2026 } });
      expect(await close(2026, date("2026-12-31"))).toEqual({
        ok: false,
        refusal: { code: "CARRYOVER_DECISION_REQUIRED", left: [{ earmark: old, account: "1101", amountFen: wanYuan(3) }] },
      });
      expect(await stored()).toEqual(before);
      await run(
        [carryOver({ document: number("结转"), earmark: old, amount: wanYuan(3), year: 2026, book })],
        date("2026-12-31"),
      );
      expect(await close(2026, date("2026-05-02"))).toMatchObject({ ok: false, refusal: { code: "recorded-out-of-order" } });
      expect(await close(2026, date("2026-12-31"))).toEqual({ ok: true, value: undefined });
      expect(await close(2026, date("2027-01-01"))).toEqual({ ok: true, value: undefined });
      await refused(
        [arrange({ document: number("迟"), earmark: old, amount: wanYuan(1), on: date("2026-12-31"), book })],
        { code: "period-closed", book: book.id, year: 2026 },
        date("2027-01-05"),
      );
      // A page that nothing stands on yet, so that nothing but the closing is in the way.
      const blank = { ...old, line: "closing-blank" };
      await run([arrange({ document: row("别处"), earmark: blank, amount: wanYuan(1), on: date("2026-12-31"), book: province })]);
      await refused(
        [arrange({ document: number("又迟"), earmark: blank, amount: wanYuan(1), on: date("2026-12-31"), book })],
        { code: "period-closed", book: book.id, year: 2026 },
        date("2027-01-05"),
      );
      expect(
        await database.transaction(systemActor, (tx) => balanceOf(tx, { book: book.id, earmark: old, account: "1101" })),
      ).toBe(wanYuan(3));
    });
  });

  describe("越过程序直接改库", () => {
    it.each(["ledger_book", "ledger_earmark", "ledger_entry", "ledger_transfer", "ledger_cell", "ledger_closing"])(
      "应用账号对%s不能增、改、删",
      async (table) => {
        const [row] = await database.query<{ may: boolean }>(
          `select bool_or(has_table_privilege('qiangyi_app', $1, p)) as may from unnest(array['insert', 'update', 'delete', 'truncate']) p`,
          [table],
        );
        expect(row?.may).toBe(false);
        for (const text of [
          `insert into ${table} default values`,
          `update ${table} set province = '15'`,
          `delete from ${table}`,
        ]) {
          await expect(database.transaction(systemActor, (tx) => sql.raw(text).execute(tx))).rejects.toMatchObject({
            code: "42501",
          });
        }
      },
    );
    it("应用账号不能调用内部函数", async () => {
      for (const text of [
        "select ledger_open_book('14', 'F140000')",
        "select ledger_open_earmark('14', '[]')",
        "select nextval('ledger_sequence')",
      ])
        await expect(database.transaction(systemActor, (tx) => sql.raw(text).execute(tx))).rejects.toMatchObject({
          code: "42501",
        });
    });
    it.each(["ledger_earmark", "ledger_entry", "ledger_transfer"])("%s只追加:连所有者也不能改", async (table) => {
      await expect(database.query(`update ${table} set province = province`)).rejects.toMatchObject({
        constraint: `${table}_append_only`,
      });
      await expect(database.query(`delete from ${table}`)).rejects.toMatchObject({ constraint: `${table}_append_only` });
    });
    const transfer = (values: string) =>
      `insert into ledger_transfer (province, sequence, line, book, earmark, year, debit, credit, amount_fen, effective_on)
       select '14', min(sequence), 99, ${values} from ledger_entry`;
    it.each([
      ["ledger_book_id", "insert into ledger_book (province, id, keeper, region) values ('14', 'F141001', 'finance', '141000')"],
      [
        "ledger_book_region_known",
        "insert into ledger_book (province, id, keeper, region) values ('14', 'F149999', 'finance', '149999')",
      ],
      [
        "ledger_book_institution_known",
        "insert into ledger_book (province, id, keeper, institution) values ('14', 'Unobody', 'unit', 'nobody')",
      ],
      [
        "ledger_earmark_in_programme_scope",
        "insert into ledger_earmark (province, key, year, line, nature, source_level, function_class) values ('14', 'a', 2025, ' ', 'general', 'province', '21002')",
      ],
      [
        "ledger_earmark_source_required",
        "insert into ledger_earmark (province, key, year, line, nature, source_level, function_class) values ('14', 'a', 2025, 'x', 'general', '', '21002')",
      ],
      [
        "ledger_earmark_function_class",
        "insert into ledger_earmark (province, key, year, line, nature, source_level, function_class) values ('14', 'a', 2025, 'x', 'general', 'province', '21')",
      ],
      [
        "ledger_earmark_year",
        "insert into ledger_earmark (province, key, year, line, nature, source_level, function_class) values ('14', 'a', 25, 'x', 'general', 'province', '21002')",
      ],
      [
        "ledger_earmark_once",
        "insert into ledger_earmark (province, key, year, line, nature, source_level, function_class) select province, key, 2025, 'x', 'general', 'province', '21002' from ledger_earmark limit 1",
      ],
      [
        "ledger_entry_once",
        "insert into ledger_entry (province, sequence, id, step, issuer, number, row_no, is_advance, content_sha256, recorded_at, recorded_on, recorded_by) select province, 0, id, step, issuer, number, row_no, is_advance, content_sha256, recorded_at, recorded_on, recorded_by from ledger_entry limit 1",
      ],
      [
        "ledger_entry_document",
        "insert into ledger_entry (province, sequence, id, step, issuer, number, row_no, is_advance, content_sha256, recorded_at, recorded_on, recorded_by) values ('14', 0, 'x', 'pay', 'x', '', 1, false, '', now(), now(), 'x')",
      ],
      [
        "ledger_transfer_of_entry",
        "insert into ledger_transfer (province, sequence, line, book, earmark, year, debit, credit, amount_fen, effective_on) values ('14', 0, 1, 'F140000', 1, 2025, '1101', '2102', 1, '2025-01-01')",
      ],
      ["ledger_transfer_amount_positive", transfer("'F140000', 1, 2025, '1101', '2102', 0, '2025-01-01'")],
      ["ledger_transfer_accounts_differ", transfer("'F140000', 1, 2025, '1101', '1101', 1, '2025-01-01'")],
      ["ledger_transfer_accounts_of_chart", transfer("'F140000', 1, 2025, '9901', '2102', 1, '2025-01-01'")],
      ["ledger_transfer_within_one_ledger", transfer("'F140000', 1, 2025, '1101', '3101', 1, '2025-01-01'")],
      ["ledger_transfer_not_before_fund_year", transfer("'F140000', 1, 2025, '1101', '2102', 1, '2024-12-31'")],
      ["ledger_cell_not_overdrawn", "update ledger_cell set balance_fen = -1 where account = '1101'"],
      ["ledger_cell_of_book", "insert into ledger_cell values ('14', 'F149999', 1, '1101', '', 0, now(), now())"],
      ["ledger_cell_of_earmark", "insert into ledger_cell values ('14', 'F140000', -1, '1101', '', 0, now(), now())"],
      ["ledger_cell_append_only", "update ledger_cell set book = 'F141000' where account = '1101'"],
      ["ledger_cell_append_only", "update ledger_cell set floor_fen = -1 where account = '1101'"],
      ["ledger_cell_append_only", "update ledger_cell set grows_by_debit = not grows_by_debit"],
      ["ledger_cell_append_only", "update ledger_cell set by_party = not by_party"],
      [
        "ledger_cell_not_overdrawn",
        "insert into ledger_cell (province, book, earmark, account, counterpart, balance_fen, last_on, recorded_on, floor_fen) select province, 'F141000', id, '1108', '', -1, now(), now(), -9 from ledger_earmark limit 1",
      ],
      ["ledger_closing_of_book", "insert into ledger_closing values ('14', 'F149999', 2025, 0, now(), '2026-01-01', 'x')"],
      ["ledger_closing_year_over", "insert into ledger_closing values ('14', 'F140000', 2025, 0, now(), '2025-12-30', 'x')"],
      ["ledger_closing_pkey", "insert into ledger_closing select * from ledger_closing limit 1"],
    ])("违反%s", async (constraint, text) => {
      await expect(database.query(text)).rejects.toMatchObject({ constraint });
    });
    it("一笔记账只能冲正一次", async () => {
      await expect(
        database.query(
          `insert into ledger_entry (province, sequence, id, step, issuer, number, row_no, is_advance, reverses, content_sha256, recorded_at, recorded_on, recorded_by)
           select province, -1, 'again', step, issuer, number, row_no, is_advance, reverses, content_sha256, recorded_at, recorded_on, recorded_by from ledger_entry where reverses is not null limit 1`,
        ),
      ).rejects.toMatchObject({ constraint: "ledger_entry_reversed_once" });
    });
  });

  it("数据库里的科目、步骤与规格一致", async () => {
    for (const account of chart) {
      const other =
        accounts[account].kind === "allotment" ? (account === "1101" ? "1105" : "1101") : account === "3102" ? "4102" : "3102";
      const rows = await database.query<{ party: string; change: bigint }>(
        "select party, change from ledger_moves($1, $2, 5, 'X') where account = $1",
        [account, other],
      );
      const { side, ...rule } = accounts[account] as { side: string; perCounterpart?: true; signed?: true };
      expect([account, rows]).toEqual([
        account,
        [{ party: rule.perCounterpart ? "X" : "", change: side === "debit" ? 5n : -5n }],
      ]);
      expect([
        account,
        await database.query("select floor_fen = 0 as guarded, grows_by_debit, by_party from ledger_nature($1)", [account]),
      ]).toEqual([
        account,
        [{ guarded: !rule.signed, grows_by_debit: side === "debit", by_party: rule.perCounterpart === true }],
      ]);
    }
    const known = async (type: string) =>
      (
        await database.query<{ label: string }>("select enumlabel as label from pg_enum where enumtypid = $1::regtype", [type])
      ).map(({ label }) => label);
    expect((await known("ledger_step")).sort()).toEqual(Object.keys(steps).sort());
    // 9901 is 在途, which is no account of the chart.
    expect((await known("ledger_account")).sort()).toEqual([...chart, "9901"]);
  });

  describe("各看各的账", () => {
    const people = {
      province: actorAt({ level: "province" }),
      city: actorAt({ level: "city", city: "141000" }),
      otherCity: actorAt({ level: "city", city: "140100" }),
      county: actorAt({ level: "county", city: "141000", county: "141024" }),
      unit: actorAt({ level: "unit", city: "141000", county: "141024", institution: "hongtong" }),
    };
    it.each([
      ["province", [true, true, true, true]],
      ["city", [false, true, true, true]],
      ["otherCity", [false, false, false, false]],
      ["county", [false, false, true, true]],
      ["unit", [false, false, false, true]],
    ] as const)("%s", async (who, seen) => {
      const actor = people[who];
      await database.transaction(actor, async (tx) => {
        const found = [];
        for (const book of [province, city, county, hospital]) {
          const cells = await bookBalances(tx, actor, { book: book.id });
          const postings = await postingsOf(tx, actor, { book: book.id });
          expect(postings.length > 0).toBe(cells.length > 0);
          found.push(cells.length > 0);
        }
        expect(found).toEqual(seen);
      });
    });
    it("县里接收时也记上级的半边,自己却看不到;冲正整笔可以", async () => {
      const amount = wanYuan(2);
      const document = { issuer: city.id, number: "戊", row: 1 };
      const actor = people.county;
      await run([
        issue({ document: row("己"), earmark, amount, on, from: province, to: city }),
        receive({ document: row("己"), earmark, amount, on, from: province, to: city }),
        issue({ document, earmark, amount, on, from: city, to: county }),
      ]);
      const received = receive({ document, earmark, amount, on, from: city, to: county });
      expect(await run([received], on, actor)).toMatchObject({ ok: true });
      await database.transaction(actor, async (tx) => {
        expect(await postingsOf(tx, actor, { book: city.id })).toEqual([]);
        expect(await balanceOf(tx, { book: city.id, earmark, account: "1103", counterpart: county.id })).toBe(0n);
        expect(
          await reverseEntry(
            tx,
            actor,
            { entryId: received.id, document: { issuer: county.id, number: "冲戊", row: 1 }, on },
            at(),
          ),
        ).toMatchObject({ ok: true });
        expect(await balanceOf(tx, { book: county.id, earmark, account: "2101", counterpart: city.id })).toBe(wanYuan(50));
      });
      await database.transaction(people.otherCity, async (tx) => {
        expect(await reverseEntry(tx, people.otherCity, { entryId: received.id, document: row("冲别人"), on }, at())).toEqual({
          ok: false,
          refusal: { code: "reversed-entry-not-found" },
        });
      });
    });
    it("医院改属别的县后,账随它走", async () => {
      await openHospital(database, "moving", "141024");
      const moving = unitBook("moving");
      await run([moveCash({ document: row("调"), earmark, amount: fen(5n), on, from: county, to: moving })]);
      await database.query("update institution set region = '140121', city = '140100', county = '140121' where id = 'moving'");
      const seen = (actor: typeof systemActor) =>
        database.transaction(actor, (tx) => bookBalances(tx, actor, { book: moving.id }));
      expect(await seen(people.county)).toEqual([]);
      expect(await seen(people.otherCity)).toHaveLength(2);
    });
  });
});
