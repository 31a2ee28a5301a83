import { addDays, date, fen } from "@qiangyi/kernel";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { balances } from "./balances.ts";
import { reverse } from "./events/index.ts";
import { violations } from "./invariants/index.ts";
import { emptyLedger, type Ledger, linesAsOf } from "./ledger.ts";
import { post } from "./post.ts";
import { accepted } from "./sample-books.ts";
import { type Attempt, allocationsOf, attempt, documentsOf, newYear, prologue, type Year } from "./sample-year.ts";
import { isReconciled, statement } from "./statement.ts";
import { type Step, steps } from "./steps.ts";

// Money has to come down before it can be spent, so the steps that bring it down are drawn more often than those that take it back.
const down: Step[] = ["arrange", "issue", "receive", "freeze", "pay", "payFromTreasury", "prepay", "moveCash", "carryOver"];
const back: Step[] = ["refund", "refundCash"];
const attempts = (more: Attempt["step"][] = ["reverse", "close", "repeat"], maxLength = 40): fc.Arbitrary<Attempt[]> =>
  fc.array(
    fc.record({
      step: fc.constantFrom<Attempt["step"]>(...down, ...down, ...down, ...(Object.keys(steps) as Step[]), ...back, ...more),
      place: fc.nat(11),
      earmark: fc.constantFrom(0, 0, 0, 1, 2),
      share: fc.oneof(fc.constant(100), fc.integer({ min: 1, max: 130 })),
      daysLater: fc.constantFrom(0, 1, 3, 9, 40),
      backdated: fc.constantFrom(0, 0, 0, 5, 60),
    }),
    { minLength: 20, maxLength, size: "max" },
  );
const begun = prologue.reduce(attempt, newYear);
const play = (tried: readonly Attempt[], from = begun): Year => tried.reduce(attempt, from);
const known = (year: Year) => ({
  documents: documentsOf(year),
  allocations: allocationsOf(year),
  limits: {
    contracts: new Map(),
    approvals: new Map([
      ["project-stroke", fen(10n ** 15n)],
      ["project-trauma", fen(10n ** 15n)],
    ]),
  },
});
const shown = (ledger: Pick<Ledger, "lines">) =>
  balances(ledger.lines).map(({ book, earmarkKey, account, counterpart, amount }) => [
    book,
    earmarkKey,
    account,
    counterpart,
    amount,
  ]);

describe("性质:两市四县的任意事件序列", () => {
  it("每一步之后十一条不变量都成立,每一日的账也成立", () => {
    fc.assert(
      fc.property(attempts(undefined, 30), (tried) => {
        let year = begun;
        for (const one of tried) {
          const before = year;
          year = attempt(before, one);
          if (year.ledger !== before.ledger) expect(violations(year.ledger, known(year))).toEqual([]);
        }
        for (const effectiveOn of new Set(year.ledger.lines.map((line) => line.effectiveOn))) {
          const lines = linesAsOf(year.ledger.lines, { effectiveOn });
          expect(violations({ ...year.ledger, lines }, { ...known(year), documents: [], allocations: [] })).toEqual([]);
        }
      }),
      { numRuns: 20 },
    );
  }, 30_000);

  it("序列走得到每一种事件,也走得到拒绝(否则上一条说明不了什么)", () => {
    const seen = new Map<string, number>();
    let refused = 0;
    for (const tried of fc.sample(attempts(), { numRuns: 100, seed: 2024 })) {
      const year = play(tried);
      refused += year.refused;
      for (const { entry } of year.accepted) seen.set(entry.step, (seen.get(entry.step) ?? 0) + 1);
      if (year.accepted.some(({ entry }) => entry.reverses !== undefined)) seen.set("reverse", 1);
      if (year.accepted.some(({ entry }) => entry.isAdvance)) seen.set("advance", 1);
      if (year.ledger.closings.length > 0) seen.set("close", 1);
    }
    const wanted = [...Object.keys(steps), "reverse", "advance", "close"];
    expect(wanted.filter((step) => !seen.has(step))).toEqual([]);
    expect(refused).toBeGreaterThan(100);
  }, 30_000);

  it(
    "每一步再做一次,账不变",
    () =>
      fc.assert(
        fc.property(attempts(), (tried) => {
          const { ledger, accepted: done, today } = play(tried);
          for (const { entry } of done) expect(accepted(post(ledger, entry, { recordedOn: today }))).toBe(ledger);
        }),
        { numRuns: 20 },
      ),
    30_000,
  );

  it(
    "冲正使各账户余额复原",
    () =>
      fc.assert(
        fc.property(attempts(["repeat"]), (tried) => {
          const { accepted: done } = play(tried);
          let ledger = emptyLedger;
          for (const { entry, recordedOn } of done) {
            const before = shown(ledger);
            const posted = accepted(post(ledger, entry, { recordedOn }));
            if (entry.reverses === undefined) {
              const document = { issuer: "test", number: `冲正${entry.id}`, row: 1 };
              const back = accepted(post(posted, reverse(entry, { document, on: recordedOn }), { recordedOn }));
              expect(shown(back)).toEqual(before);
            }
            ledger = posted;
          }
        }),
        { numRuns: 10 },
      ),
    30_000,
  );

  it(
    "某日所记的余额,不因以后的记账而变",
    () =>
      fc.assert(
        fc.property(attempts(), fc.nat(400), fc.nat(400), (tried, knownAfter, countsAfter) => {
          const year = play(tried);
          const asOf = {
            recordedOn: addDays(date("2024-01-02"), knownAfter),
            effectiveOn: addDays(date("2024-01-02"), countsAfter),
          };
          let then = begun;
          for (const one of tried) {
            const next = attempt(then, one);
            if (next.today > asOf.recordedOn) break;
            then = next;
          }
          expect(shown({ lines: linesAsOf(year.ledger.lines, asOf) })).toEqual(
            shown({ lines: linesAsOf(then.ledger.lines, { effectiveOn: asOf.effectiveOn }) }),
          );
        }),
        { numRuns: 30 },
      ),
    30_000,
  );

  it(
    "互不相干的记账,先后次序不影响余额",
    () =>
      fc.assert(
        fc.property(attempts(["repeat"]), attempts(["repeat"]), fc.infiniteStream(fc.boolean()), (one, other, turns) => {
          // Two purposes never meet but through 调剂 and 收回统筹, so postings of the one are independent of postings of the other.
          const apart = (tried: readonly Attempt[], earmark: number) =>
            play(
              tried.filter(({ step }) => step !== "reassign" && step !== "recover").map((what) => ({ ...what, earmark })),
            ).accepted.map(({ entry }) => ({ ...entry, id: `${earmark}${entry.id}` }));
          const [first, second] = [apart(one, 0), apart(other, 1)];
          const recordedOn = date("2030-01-01");
          const inOrder = (entries: typeof first) =>
            entries.reduce((ledger, entry) => accepted(post(ledger, entry, { recordedOn })), emptyLedger);
          const mixed: typeof first = [];
          for (let [i, j] = [0, 0]; i < first.length || j < second.length; ) {
            const takesFirst = j >= second.length || (i < first.length && turns.next().value);
            mixed.push((takesFirst ? first[i++] : second[j++]) as (typeof first)[number]);
          }
          const expected = shown(inOrder([...first, ...second]));
          expect(shown(inOrder([...second, ...first]))).toEqual(expected);
          expect(shown(inOrder(mixed))).toEqual(expected);
        }),
        { numRuns: 20 },
      ),
    30_000,
  );

  it(
    "任一账簿任一期间的明细账:期初加发生额等于期末,期末等于下期期初",
    () =>
      fc.assert(
        fc.property(attempts(), fc.nat(400), fc.nat(200), (tried, start, length) => {
          const { ledger } = play(tried);
          const from = addDays(date("2024-01-01"), start);
          const to = addDays(from, length);
          for (const book of new Set(ledger.lines.map((line) => line.book))) {
            const first = statement(ledger.lines, { book }, { from, to });
            const next = statement(ledger.lines, { book }, { from: addDays(to, 1), to: addDays(to, 100) });
            for (const one of first) {
              expect(isReconciled(one)).toBe(true);
              expect(next.find(({ account }) => account === one.account)?.opening ?? 0n).toBe(one.closing);
            }
          }
        }),
        { numRuns: 20 },
      ),
    30_000,
  );
});
