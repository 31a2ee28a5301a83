import { addDays, type PlainDate } from "@qiangyi/kernel";
import {
  balances,
  closePeriod as closePure,
  type Entry,
  type Ledger,
  post,
  postTogether,
  type Step,
  steps,
  violations,
} from "@qiangyi/ledger";
import {
  type Attempt,
  allocationsOf,
  attempt,
  documentsOf,
  newYear,
  prologue,
  tryOf,
  type Year,
} from "@qiangyi/ledger/sample-year";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { freshDatabase, type TestDatabase } from "../../test/fresh-database.ts";
import { systemActor } from "../platform/index.ts";
import { closePeriod, postEntries } from "./index.ts";
import { loadLedger } from "./load-ledger.ts";
import { openSampleProvince } from "./test-province.ts";

const at = (day: PlainDate) => ({ now: new Date(`${day}T02:00:00Z`) });
const attempts = (maxLength: number): fc.Arbitrary<Attempt[]> =>
  fc.array(
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
      share: fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 130 })),
      daysLater: fc.constantFrom(0, 1, 3, 9, 40, 200),
      backdated: fc.constantFrom(0, 0, 0, 5, 60),
    }),
    { minLength: 10, maxLength, size: "max" },
  );

/** Empty books, so that the next sequence starts from nothing; past the append-only triggers, as only a superuser can. */
const clear = (database: TestDatabase) =>
  database.query("truncate ledger_closing, ledger_cell, ledger_transfer, ledger_entry, ledger_earmark, ledger_book");

const storedCells = async (database: TestDatabase) =>
  (
    await database.query<{ book: string; key: string; account: string; counterpart: string; balance_fen: bigint }>(
      `select c.book, e.key, c.account, c.counterpart, c.balance_fen from ledger_cell c join ledger_earmark e on e.province = c.province and e.id = c.earmark
       where c.balance_fen <> 0 and c.account <> '9901'`,
    )
  )
    .map(({ book, key, account, counterpart, balance_fen }) =>
      JSON.stringify([book, key, account, counterpart, String(balance_fen)]),
    )
    .sort();
const cellsOf = (ledger: Ledger) =>
  balances(ledger.lines)
    .map(({ book, earmarkKey, account, counterpart, amount }) =>
      JSON.stringify([book, earmarkKey, account, counterpart ?? "", String(amount)]),
    )
    .sort();

/** Facts that both sides tell alike; sequences have gaps in the store. */
const told = (refusal: { readonly code: string; readonly posted?: { readonly id: string } }) => {
  const { posted, ...facts } = refusal;
  return { ...facts, ...(posted && { posted: posted.id }) };
};

describe("过账的存储与规格一致", async () => {
  const database = await freshDatabase();
  await openSampleProvince(database);
  const stored = (entries: readonly Entry[], day: PlainDate) =>
    database.transaction(
      systemActor,
      (tx) => postEntries(tx, systemActor, entries, at(day)),
      ({ ok }) => ok,
    );

  it("任意事件序列:同样接受,同样拒绝,余额分文不差,重做不变", async () => {
    let [accepted, refused] = [0, 0];
    const codes = new Set<string>();
    await fc.assert(
      fc.asyncProperty(attempts(40), async (tried) => {
        await clear(database);
        let year: Year = newYear;
        for (const what of [...prologue, ...tried]) {
          const today = addDays(year.today, what.daysLater);
          const next = tryOf(year, what);
          if (next.what === "post") {
            const pure = post(year.ledger, next.entry, { recordedOn: today });
            const real = await stored([next.entry], today);
            expect(real.ok ? "ok" : told(real.refusal)).toEqual(pure.ok ? "ok" : told(pure.refusal));
            if (pure.ok) accepted++;
            else refused += Number(Boolean(codes.add(pure.refusal.code)));
          } else if (next.what === "close") {
            const { book, year: closing } = next;
            const pure = closePure(year.ledger, { book, year: closing, recordedOn: today });
            const real = await database.transaction(systemActor, (tx) =>
              closePeriod(tx, systemActor, { book, year: closing }, at(today)),
            );
            expect(real.ok ? "ok" : real.refusal.code).toBe(pure.ok ? "ok" : pure.refusal.code);
            if (!pure.ok) codes.add(pure.refusal.code);
          }
          year = attempt(year, what);
        }
        expect(await storedCells(database)).toEqual(cellsOf(year.ledger));
        const before = await storedCells(database);
        for (const { entry } of year.accepted)
          expect(await stored([entry], year.today)).toEqual({ ok: true, value: { posted: 0, repeated: 1 } });
        expect(await storedCells(database)).toEqual(before);
        const loaded = await database.transaction(systemActor, (tx) => loadLedger(tx, systemActor));
        expect(cellsOf(loaded)).toEqual(before);
        const known = {
          documents: documentsOf(year),
          allocations: allocationsOf(year),
          limits: { contracts: new Map(), approvals: new Map() },
        };
        expect(violations(loaded, known).filter(({ invariant }) => invariant !== "I8")).toEqual([]);
      }),
      { numRuns: 12 },
    );
    // Otherwise the property would say little.
    expect(accepted).toBeGreaterThan(300);
    expect(refused).toBeGreaterThan(30);
    expect([...codes]).toEqual(expect.arrayContaining(["BALANCE_EXCEEDED", "before-fund-year"]));
  }, 120_000);

  it("一份文件各行一起过账,也与规格一致", async () => {
    await fc.assert(
      fc.asyncProperty(attempts(12), fc.boolean(), async (tried, isBackwards) => {
        await clear(database);
        const begun = prologue.reduce(attempt, newYear);
        for (const { entry, recordedOn } of begun.accepted) await stored([entry], recordedOn);
        // Each attempt on the same books, so that together they may ask for more than there is.
        const entries = tried.flatMap((what) => {
          const next = tryOf(begun, { ...what, daysLater: 0 });
          return next.what === "post" && next.entry.reverses === undefined ? [next.entry] : [];
        });
        const distinct = [...new Map(entries.map((entry, row) => [row, renumbered(entry, row)])).values()];
        if (isBackwards) distinct.reverse();
        const pure = postTogether(begun.ledger, distinct, { recordedOn: begun.today });
        const real = await stored(distinct, begun.today);
        expect(real.ok ? "ok" : told(real.refusal)).toEqual(pure.ok ? "ok" : told(pure.refusal));
        expect(await storedCells(database)).toEqual(cellsOf(pure.ok ? pure.value : begun.ledger));
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});

/** Attempts on the same books get the same document; here they are rows of one. */
const renumbered = (entry: Entry, row: number): Entry => {
  const document = { issuer: "test", number: "文〔2024〕999号", row: row + 1 };
  return { ...entry, id: JSON.stringify([entry.step, document.issuer, document.number, document.row]), document };
};
