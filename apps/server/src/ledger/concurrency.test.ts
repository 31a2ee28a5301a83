import { addDays, date, fen, type PlainDate, wanYuan } from "@qiangyi/kernel";
import {
  arrange,
  balances,
  type Entry,
  freeze,
  issue,
  type Ledger,
  pay,
  receive,
  type Step,
  steps,
  violations,
} from "@qiangyi/ledger";
import {
  type Attempt,
  allocationsOf,
  attempt,
  documentsOf,
  earmarks,
  newYear,
  prologue,
  tryOf,
  type Year,
} from "@qiangyi/ledger/sample-year";
import fc from "fast-check";
import pg from "pg";
import { afterAll, describe, expect, it } from "vitest";
import { freshDatabase } from "../../test/fresh-database.ts";
import { openDatabase, systemActor } from "../platform/index.ts";
import { balanceOf, closePeriod, financeBook, postEntries, unitBook } from "./index.ts";
import { loadLedger } from "./load-ledger.ts";
import { openHospital, openSampleProvince } from "./test-province.ts";

const writers = 8;
const rounds = 12;
const at = (day: PlainDate) => ({ now: new Date(`${day}T02:00:00Z`) });
const attempts: fc.Arbitrary<Attempt[]> = fc.array(
  fc.record({
    step: fc.constantFrom<Attempt["step"]>(
      ...(Object.keys(steps) as Step[]),
      "issue",
      "receive",
      "pay",
      "reverse",
      "close",
      "repeat",
    ),
    place: fc.nat(11),
    earmark: fc.constantFrom(0, 0, 0, 1, 2),
    share: fc.oneof(fc.constant(100), fc.integer({ min: 20, max: 110 })),
    daysLater: fc.constant(0),
    backdated: fc.constantFrom(0, 0, 5, 60),
  }),
  { minLength: 6, maxLength: 6 },
);
/** The same attempt of two writers is two documents. */
const numbered = (entry: Entry, number: string): Entry => {
  const document = { issuer: "test", number, row: 1 };
  return { ...entry, id: JSON.stringify([entry.reverses ? "reverse" : entry.step, "test", number, 1]), document };
};

describe("并发过账", async () => {
  const database = await freshDatabase();
  const crowd = openDatabase(database.url, { maxConnections: 64 });
  afterAll(() => crowd.close());
  await openSampleProvince(database);
  await openHospital(database, "last-fen", "140100");
  const post = (entries: readonly Entry[], day: PlainDate) =>
    crowd.transaction(
      systemActor,
      (tx) => postEntries(tx, systemActor, entries, at(day)),
      ({ ok }) => ok,
    );
  const books = () => crowd.transaction(systemActor, (tx) => loadLedger(tx, systemActor));
  const asYear = (ledger: Ledger, today: PlainDate): Year => ({
    ...newYear,
    ledger,
    today,
    accepted: [...ledger.entries.values()].map((entry) => ({ entry, recordedOn: entry.recordedOn })),
  });
  const cellsDiffering = () =>
    database.query(
      `select c.book, c.earmark, c.account from ledger_cell c full join (
         select t.book, t.earmark, m.account, m.party, sum(m.change) as balance from ledger_transfer t,
           lateral ledger_moves(t.debit, t.credit, t.amount_fen, t.counterpart) m group by 1, 2, 3, 4) s
         on s.book = c.book and s.earmark = c.earmark and s.account = c.account and s.party = c.counterpart
       where c.balance_fen is distinct from s.balance`,
    );

  it("八人在任意账簿上同时做任意的事:每一轮之后十一条不变量都成立,重做不变", async () => {
    for (const { entry, recordedOn } of prologue.reduce(attempt, newYear).accepted) await post([entry], recordedOn);
    let [today, done, refused] = [date("2024-06-01"), 0, 0];
    for (let round = 0; round < rounds; round++) {
      today = addDays(today, 45);
      const seen = asYear(await books(), today);
      const outcomes = await Promise.all(
        fc.sample(attempts, { numRuns: writers, seed: round }).map(async (tried, writer) => {
          const posted: Entry[] = [];
          for (const [index, what] of tried.entries()) {
            const next = tryOf(seen, what);
            if (next.what === "close") {
              await crowd.transaction(systemActor, (tx) =>
                closePeriod(tx, systemActor, { book: next.book, year: next.year }, at(today)),
              );
            }
            if (next.what !== "post") continue;
            const entry = what.step === "repeat" ? next.entry : numbered(next.entry, `${round}-${writer}-${index}`);
            const result = await post([entry], today);
            if (result.ok) posted.push(entry);
            else refused++;
          }
          return posted;
        }),
      );
      done += outcomes.flat().length;
      const after = asYear(await books(), today);
      const known = {
        documents: documentsOf(after),
        allocations: allocationsOf(after),
        limits: { contracts: new Map(), approvals: new Map(earmarks.map(({ project = "" }) => [project, fen(10n ** 15n)])) },
      };
      expect(violations(after.ledger, known)).toEqual([]);
      expect(await cellsDiffering()).toEqual([]);
      const again = await Promise.all(outcomes.flat().map((entry) => post([entry], today)));
      expect(again.every((result) => result.ok && result.value.posted === 0)).toBe(true);
      expect(balances((await books()).lines)).toEqual(balances(after.ledger.lines));
    }
    // Otherwise nobody stood in anybody's way.
    expect(done).toBeGreaterThan(100);
    expect(refused).toBeGreaterThan(50);
  }, 120_000);

  it("六十四人争省级一个账户的最后一分:恰好发完", async () => {
    const [province, city] = [financeBook("140000"), financeBook("140100")];
    const earmark = { year: 2030, line: "race", nature: "general", sourceLevel: "province", functionClass: "21002" } as const;
    const on = date("2030-03-01");
    const document = (row: number) => ({ issuer: province.id, number: "晋财社〔2030〕1号", row });
    const total = wanYuan(1);
    const each = fen(30_000n); // 33 of them fit, and 1万元 is no multiple
    await post([arrange({ document: document(0), earmark, amount: total, on, book: province })], on);
    const results = await Promise.all(
      Array.from({ length: 64 }, (_, row) =>
        post([issue({ document: document(row + 1), earmark, amount: each, on, from: province, to: city })], on),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(33);
    expect(new Set(results.map((result) => (result.ok ? "ok" : result.refusal.code)))).toEqual(
      new Set(["ok", "BALANCE_EXCEEDED"]),
    );
    const left = await Promise.all(
      Array.from({ length: 64 }, (_, row) =>
        post([issue({ document: document(row + 101), earmark, amount: fen(1n), on, from: province, to: city })], on),
      ),
    );
    expect(left.every(({ ok }) => ok)).toBe(true);
    await crowd.transaction(systemActor, async (tx) => {
      expect(await balanceOf(tx, { book: province.id, earmark, account: "1101" })).toBe(total - 33n * each - 64n);
      expect(await balanceOf(tx, { book: province.id, earmark, account: "1102", counterpart: city.id })).toBe(33n * each + 64n);
    });
    const rest = total - 33n * each - 64n;
    const last = await Promise.all(
      Array.from({ length: 64 }, (_, row) =>
        post([issue({ document: document(row + 201), earmark, amount: fen(rest), on, from: province, to: city })], on),
      ),
    );
    expect(last.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await cellsDiffering()).toEqual([]);
  }, 60_000);

  it("六十四人争一家医院的最后一笔可用指标:只付出一次", async () => {
    const [city, hospital] = [financeBook("140100"), unitBook("last-fen")];
    const earmark = { year: 2030, line: "pay", nature: "general", sourceLevel: "city", functionClass: "21002" } as const;
    const on = date("2030-03-01");
    const document = (number: string, row = 1) => ({ issuer: city.id, number, row });
    const amount = wanYuan(38);
    await post(
      [
        arrange({ document: document("甲"), earmark, amount, on, book: city }),
        issue({ document: document("甲"), earmark, amount, on, from: city, to: hospital }),
        receive({ document: document("甲"), earmark, amount, on, from: city, to: hospital }),
        freeze({ document: document("甲"), earmark, amount, on, book: hospital }),
      ],
      on,
    );
    const results = await Promise.all(
      Array.from({ length: 64 }, (_, row) =>
        post([pay({ document: document("支付", row), earmark, amount, on, book: hospital })], on),
      ),
    );
    expect(results.filter(({ ok }) => ok)).toHaveLength(1);
    expect(await crowd.transaction(systemActor, (tx) => balanceOf(tx, { book: hospital.id, earmark, account: "1107" }))).toBe(
      amount,
    );
  }, 60_000);

  it("两个余额一起改时按科目的次序加锁,不看它们在表里的先后", async () => {
    const book = financeBook("140100");
    const earmark = { year: 2032, line: "order", nature: "general", sourceLevel: "city", functionClass: "21002" } as const;
    const on = date("2032-03-01");
    const one = (row: number) => ({ document: { issuer: book.id, number: "次序", row }, earmark, amount: wanYuan(1), on, book });
    expect((await post([arrange({ ...one(1), amount: wanYuan(3) }), freeze(one(1))], on)).ok).toBe(true);
    // The later account first, in a table so small that reading all of it is cheapest.
    await database.query("create index backwards on ledger_cell (account desc)");
    await database.query("cluster ledger_cell using backwards");
    await database.query("drop index backwards");
    await database.query("analyze ledger_cell");
    const other = new pg.Client({ connectionString: database.url });
    await other.connect();
    const cell = (account: string) =>
      `select from ledger_cell where earmark = (select id from ledger_earmark where year = 2032 and line = 'order') and account = '${account}' for update`;
    try {
      await other.query("begin");
      await other.query(cell("1106"));
      const posting = post([freeze(one(2))], on);
      const waiting = "select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";
      await expect.poll(() => database.query(waiting), { timeout: 10_000 }).toHaveLength(1);
      await expect(other.query(`${cell("1101")} nowait`)).rejects.toMatchObject({ code: "55P03" });
      await other.query("rollback");
      expect(await posting).toEqual({ ok: true, value: { posted: 1, repeated: 0 } });
    } finally {
      await other.end();
    }
  }, 60_000);

  it("多人按不同次序过同一批账:互相等待而不互锁,同一文号只记一次", async () => {
    const province = financeBook("140000");
    const on = date("2031-03-01");
    const lines = Array.from({ length: 6 }, (_, index) => ({
      year: 2031,
      line: `line-${index}`,
      nature: "general" as const,
      sourceLevel: "province" as const,
      functionClass: "21002",
    }));
    const entriesOf = (number: string) =>
      lines.map((earmark, row) =>
        arrange({ document: { issuer: province.id, number, row }, earmark, amount: wanYuan(1), on, book: province }),
      );
    const results = await Promise.all(
      Array.from({ length: 48 }, (_, caller) => {
        const entries = entriesOf(`晋财社〔2031〕${caller % 24}号`);
        return post(caller % 2 === 0 ? entries : entries.toReversed(), on);
      }),
    );
    expect(results.every(({ ok }) => ok)).toBe(true);
    const [row] = await database.query<{ posted: bigint; balance: bigint }>(
      `select (select count(*) from ledger_entry where number like '晋财社〔2031〕%') as posted,
         (select sum(balance_fen)::bigint from ledger_cell c join ledger_earmark e on e.id = c.earmark where e.year = 2031 and c.account = '1101') as balance`,
    );
    expect(row).toEqual({ posted: 144n, balance: wanYuan(144) });
    expect(await cellsDiffering()).toEqual([]);
  }, 60_000);
});
