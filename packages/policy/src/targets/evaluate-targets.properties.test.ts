import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { evaluateTargets, targetsToJson } from "./evaluate-targets.ts";
import { happened, inline, type Row, reported } from "./example-facts.ts";
import { parseTargetsInput } from "./parse-targets-input.ts";
import { registerTargets } from "./register/index.ts";

vi.setConfig({ testTimeout: 120_000 });

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const number = fc
  .tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 99 }))
  .map(([a, b]) => `${a}.${String(b).padStart(2, "0")}`);
const day = fc
  .tuple(fc.integer({ min: 2021, max: 2027 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 28 }))
  .map(([year, month, date]) => `${year}-${String(month).padStart(2, "0")}-${String(date).padStart(2, "0")}`);
const year = fc.integer({ min: 2021, max: 2026 });

const goal = fc.oneof(
  fc.record({ op: pick("gte", "gt", "lte", "lt", "eq"), value: number }),
  fc.tuple(pick("range", "range-strict"), number, number).map(([op, a, b]) => {
    const [min, max] = Number(a) <= Number(b) ? [a, b] : [b, a];
    return { op, value: null, min, max };
  }),
);
const period = pick("annual-flow", "annual-ratio", "each-year", "stock", "increment", "assessment-year", "roster-share");

const target = fc
  .record({
    goal,
    period,
    unit: pick("%", "个", "天"),
    by: fc.integer({ min: 2023, max: 2026 }),
    baseline: fc.option(number, { nil: null }),
  })
  .map(({ goal: asked, period: kind, unit, by, baseline }) => ({
    ...asked,
    period: kind,
    unit,
    by,
    ...(kind === "each-year" && { from: 2022 }),
    ...(kind === "increment" && { baselineDate: "2022-06-01" }),
    ...(baseline !== null && { baseline: { year: 2021, value: baseline } }),
  }));

const subAnnual = (kind: string) => kind === "annual-flow" || kind === "annual-ratio" || kind === "each-year";
const observation = (kind: string) =>
  fc
    .record({
      year,
      part: subAnnual(kind) ? pick("", "-Q1", "-Q3", "-01", "-02", "-07", "-12") : pick(""),
      reading: fc.oneof(
        number.map((value) => ({ value })),
        kind === "annual-flow" || kind === "assessment-year"
          ? number.map((value) => ({ value }))
          : fc.record({ numerator: fc.option(number, { nil: null }), denominator: number }),
      ),
      state: pick("draft", "submitted", "approved", "approved", "approved"),
      reportedOn: day,
      version: fc.integer({ min: 1, max: 3 }),
    })
    .map(({ year: of, part, reading, ...rest }) => ({ ...reported("T", `${of}${part}`, reading), ...rest }) as Row);

const facts = target.chain((terms) => {
  const observations = fc.uniqueArray(observation(String(terms.period)), {
    maxLength: 14,
    selector: ({ period: of, version }) => `${String(of)}#${String(version)}`,
  });
  const events = fc.array(
    fc.record({ on: day, withdrawnOn: fc.option(day, { nil: null }) }).map((each) => ({ ...happened("T", each.on), ...each })),
    { maxLength: 6 },
  );
  const isCounted = terms.period === "stock" || terms.period === "increment";
  return fc
    .record({ asOf: day, observations, events, isByEvents: fc.boolean() })
    .map(({ asOf, observations: reports, events: happenings, isByEvents }) => ({
      asOf,
      targets: [{ ...inline({}), ...terms } as Row],
      observations: isCounted && isByEvents ? [] : reports,
      events: isCounted && isByEvents ? happenings : [],
    }));
});

const outcome = (input: Row): string => {
  const parsed = parseTargetsInput(input);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.refusal.problems));
  return targetsToJson(evaluateTargets(parsed.value));
};
const evaluationsOf = (input: Row) => JSON.parse(outcome(input)).evaluations as Record<string, unknown>[];

describe("任意合格的输入", () => {
  it("都有结论,同样的事实次序不同、再算一遍,逐字节相同", () =>
    fc.assert(
      fc.property(facts, (input) => {
        const first = outcome(input);
        expect(outcome(input)).toBe(first);
        expect(outcome({ ...input, observations: input.observations.toReversed(), events: input.events.toReversed() })).toBe(
          first,
        );
      }),
      { numRuns: 400 },
    ));

  it("未审的、截至日之后报送的和之后的事件,不改变任何一个字节", () =>
    fc.assert(
      fc.property(facts, fc.array(number, { maxLength: 4 }), (input, corrections) => {
        const later = corrections.map((value, index) => ({
          ...reported("T", "2023", value),
          version: 10 + index,
          state: index % 2 === 0 ? "approved" : "draft",
          reportedOn: "2029-01-01",
        }));
        const added =
          input.events.length > 0
            ? { ...input, events: [...input.events, ...corrections.map(() => happened("T", "2029-01-01"))] }
            : { ...input, observations: [...input.observations, ...later] };
        expect(outcome(added)).toBe(outcome(input));
      }),
      { numRuns: 400 },
    ));

  it("达标必为100.0且没有差距;未达标不到100,必有差距", () =>
    fc.assert(
      fc.property(facts, (input) => {
        for (const { verdict, value, completion, gap } of evaluationsOf(input)) {
          if (value === null) expect({ completion, gap }).toEqual({ completion: null, gap: null });
          else if (verdict === "met") expect({ completion, gap }).toEqual({ completion: "100.0", gap: null });
          else if (verdict === "not-met") {
            expect(Number(completion)).toBeLessThanOrEqual(99.9);
            expect(gap).not.toBeNull();
          }
        }
      }),
      { numRuns: 400 },
    ));

  it("每个目标一条;逐年目标为已结束的年度各一条再加总的一条,最后", () =>
    fc.assert(
      fc.property(facts, (input) => {
        const [terms] = input.targets;
        const by = Number(terms?.["by"]);
        const years = evaluationsOf(input).map((each) => each["year"]);
        const closed = [2022, 2023, 2024, 2025, 2026].filter((each) => each <= by && input.asOf > `${each}-12-31`);
        expect(years).toEqual(terms?.["period"] === "each-year" ? [...closed, null] : [by]);
      }),
      { numRuns: 300 },
    ));
});

it("月度合计与其任意次序、任意拆分的季度合计相同", () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 9_999 }), { minLength: 12, maxLength: 12 }), (counts) => {
      const sum = (rows: readonly Row[]) =>
        evaluationsOf({ asOf: "2025-02-01", targets: [inline({})], observations: rows })[0]?.["value"];
      const monthly = counts.map((count, index) => reported("T", `2024-${String(index + 1).padStart(2, "0")}`, String(count)));
      const quarterly = [0, 1, 2, 3].map((quarter) =>
        reported("T", `2024-Q${quarter + 1}`, String(counts.slice(quarter * 3, quarter * 3 + 3).reduce((a, b) => a + b, 0))),
      );
      expect(sum(monthly)).toBe(sum(quarterly));
      expect(sum([...monthly.slice(0, 6), ...quarterly.slice(2)])).toBe(sum(monthly));
    }),
    { numRuns: 100 },
  ));

it("登记的全部目标在任何一天都有结论", () =>
  fc.assert(
    fc.property(day, (asOf) => {
      const evaluations = evaluationsOf({ asOf, targets: registerTargets.map(({ id }) => id) });
      expect(new Set(evaluations.map((each) => each["target"])).size).toBe(registerTargets.length);
    }),
    { numRuns: 10 },
  ));
