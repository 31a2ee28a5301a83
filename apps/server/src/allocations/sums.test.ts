import { date, fen, formatYuan } from "@qiangyi/kernel";
import { type EvaluateInput, evaluate, type Fact } from "@qiangyi/policy";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { budgetCodeOf, keyProjectsFirst } from "./budget-check.ts";
import { type Cell, cellsOf, groupCells, movedCells, totalOf } from "./cells.ts";
import { compareResults } from "./compare-results.ts";
import { directoryOf, placeClaims } from "./placed-claims.ts";
import { placeOrder } from "./places.ts";
import { planInput } from "./plan-input.ts";
import { type PlanLine, planLines } from "./plan-line.ts";
import { sampleInstitutions } from "./sample-province.ts";

const day = fc
  .date({ min: new Date("2023-01-01"), max: new Date("2025-12-31"), noInvalidDate: true })
  .map((instant) => date(instant.toISOString().slice(0, 10)));
const one = (...ids: string[]) => fc.constantFrom(...ids);
const county = one("140121", "140122", "140105");
const hospital = one("H1", "T1", "C1", "C2", "C3", "D1");

const fact = (id: string): fc.Arbitrary<Fact> =>
  fc.oneof(
    fc
      .record({ institution: hospital, selected: day, level: fc.constantFrom("national", "provincial") })
      .map((more): Fact => ({ id, type: "key-specialty", specialty: `专科${id}`, nationalSubsidy: "5000000.00", ...more })),
    fc
      .record({ institution: one("C1", "C2", "C3"), county, qualified: fc.option(day) })
      .map((more): Fact => ({ id, type: "county-tertiary", ...more })),
    fc
      .record({ institution: one("C1", "C3", "D1"), county, recognised: fc.option(day) })
      .map((more): Fact => ({ id, type: "emergency-centre", kind: "stroke", recognisedBy: "national", ...more })),
    fc.record({ host: one("C1", "C3", "Z1"), from: day }).map(
      ({ host, from }): Fact => ({
        id,
        type: "secondment",
        person: `医师${id}`,
        sender: "H1",
        host,
        from,
        to: date("2026-06-30"),
      }),
    ),
    fc.record({ institution: hospital, tuition: fc.integer({ min: 1, max: 9_999_999 }) }).map(
      ({ institution, tuition }): Fact => ({
        id,
        type: "visiting-scholar",
        person: `学者${id}`,
        institution,
        year: 2025,
        tuition: formatYuan(fen(BigInt(tuition))),
        listed: true,
      }),
    ),
  );

const facts = fc
  .integer({ min: 0, max: 25 })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, index) => fact(`f${index}`))));

const inputOf = (some: readonly Fact[]): EvaluateInput => ({
  ...planInput({
    year: 2025,
    decisionDate: date("2025-12-31"),
    facts: some,
    institutions: sampleInstitutions,
    readings: {},
    decisions: [],
    budgets: [],
    allocated: [],
  }),
  years: [2023, 2024, 2025],
});

const linesOf = (some: readonly Fact[]): { lines: PlanLine[]; total: bigint } => {
  const input = inputOf(some);
  const output = evaluate(input);
  const directory = directoryOf(input);
  const lines = planLines(placeClaims(output, directory), {
    institutionName: (id) => id,
    adjustments: new Map(),
    keyProjects: new Set(),
  });
  return { lines, total: output.totals.reduce((sum, { amount }) => sum + BigInt(amount.replace(".", "")), 0n) };
};

const levels: readonly ((cell: Cell) => string)[] = [
  ({ line }) => line,
  ({ city }) => city ?? "",
  placeOrder,
  ({ institution }) => institution ?? "",
  ({ line, institution }) => `${line} ${institution}`,
];

describe("各级合计", () => {
  it("任意台账：按项目、市、县、机构各自求和，都等于引擎的合计，一分不差", () => {
    fc.assert(
      fc.property(facts, (some) => {
        const { lines, total } = linesOf(some);
        const cells = cellsOf(lines);
        for (const level of levels) {
          const sums = totalOf(groupCells(cells, level).values());
          expect(sums.due).toBe(total);
          expect(sums.proposed).toBe(total);
          expect(sums.results).toBe(lines.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it("任意一条改为任意手工金额：增量加到原汇总，等于重新汇总", () => {
    fc.assert(
      fc.property(facts, fc.nat(), fc.option(fc.bigInt(0n, 10n ** 12n)), (some, at, amount) => {
        const { lines } = linesOf(some);
        const line = lines[at % Math.max(1, lines.length)];
        fc.pre(line !== undefined);
        const manual = amount === null ? null : fen(amount);
        const changed = lines.map((each) => (each === line ? { ...line, manual } : each));
        const moved = [...cellsOf(lines), ...movedCells(line, { ...line, manual })];
        for (const level of levels) {
          const before = [...groupCells(moved, level)].toSorted();
          const after = new Map(groupCells(cellsOf(changed), level));
          for (const [key, sums] of before) expect([key, sums]).toEqual([key, after.get(key) ?? sums]);
        }
      }),
      { numRuns: 80 },
    );
  });

  it("情景比较：受益减受损等于合计之差，各县各市之差不超过合计", () => {
    fc.assert(
      fc.property(facts, fc.bigInt(0n, 10n ** 9n), (some, standard) => {
        const input = inputOf(some);
        const directory = directoryOf(input);
        const before = placeClaims(evaluate(input), directory);
        const standards = { "provincial-key-specialty": Object.fromEntries([["specialty", fen(standard)]]) };
        const after = placeClaims(evaluate(input, { standards }), directory);
        const compared = compareResults(before, after);
        const moved = [...compared.winners, ...compared.losers].reduce((sum, each) => sum + each.after - each.before, 0n);
        expect(moved).toBe(compared.after - compared.before);
        for (const pairs of [compared.lines, compared.cities]) {
          expect(pairs.reduce((sum, pair) => sum + pair.after - pair.before, 0n)).toBe(compared.after - compared.before);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("输入与预算", () => {
  it("来源的次序不影响输入", () => {
    fc.assert(
      fc.property(facts, (some) => {
        expect(JSON.stringify(inputOf(some.toReversed()))).toBe(JSON.stringify(inputOf(some)));
      }),
      { numRuns: 30 },
    );
  });

  it.each([
    ["ANNUAL_BUDGET", 100n, undefined, "LINE_BUDGET_MISSING"],
    ["ANNUAL_BUDGET", 0n, undefined, undefined],
    ["REWARD_AFTER", 100n, undefined, undefined],
    ["ANNUAL_BUDGET", 100n, 100n, undefined],
    ["REWARD_AFTER", 101n, 100n, "TOTAL_BUDGET_EXCEEDED"],
  ] as const)("%s 建议%s 预算%s → %s", (mode, proposed, budget, code) => {
    expect(budgetCodeOf({ mode }, fen(proposed), budget === undefined ? undefined : fen(budget))).toBe(code);
  });

  it("重点在先的建议：合计不超过预算，不超过应补，重点未满足时非重点为零", () => {
    const claimant = fc.record({ lineNo: fc.nat(99), isKey: fc.boolean(), due: fc.bigInt(0n, 1000n).map(fen) });
    fc.assert(
      fc.property(fc.array(claimant), fc.bigInt(0n, 5000n), (claimants, budget) => {
        const served = keyProjectsFirst(claimants, fen(budget));
        expect(served.reduce((sum, { suggested }) => sum + suggested, 0n) <= budget).toBe(true);
        for (const { suggested, due } of served) expect(suggested >= 0n && suggested <= due).toBe(true);
        if (served.some(({ isKey, suggested, due }) => isKey && suggested < due)) {
          expect(served.filter(({ isKey, suggested }) => !isKey && suggested > 0n)).toEqual([]);
        }
      }),
    );
  });
});
