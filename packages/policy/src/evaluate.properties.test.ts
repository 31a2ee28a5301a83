import { formatYuan, minus, parseYuan, sum, zero } from "@qiangyi/kernel";
import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import type { JudgedClaim } from "./claim.ts";
import type { EvaluateOutput } from "./contract.ts";
import { evaluate, toJson } from "./evaluate.ts";
import { judge } from "./judge.ts";
import { fundingLines } from "./qiangyi-2024/catalogue.ts";
import { exampleInstitutions, parsed, type Row } from "./qiangyi-2024/example-province.ts";
import { readings } from "./readings.ts";
import { regions } from "./regions.ts";

// Hundreds of provinces take seconds on a busy machine; how long they take is no part of what is proved.
vi.setConfig({ testTimeout: 120_000 });

const pick = <T>(...values: readonly T[]) => fc.constantFrom(...values);
const day = fc
  .tuple(fc.integer({ min: 2021, max: 2030 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
  .map(([year, month, date]) => {
    const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
    return `${year}-${String(month).padStart(2, "0")}-${String(Math.min(date, last)).padStart(2, "0")}`;
  });
const year = fc.integer({ min: 2021, max: 2030 });
const dayOrNull = fc.option(day, { nil: null });
const money = fc
  .integer({ min: 0, max: 2_000_000_000 })
  .map((fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, "0")}`);
const institution = pick(...exampleInstitutions.map(({ id }) => id));
const county = pick(
  "140121",
  "140122",
  "140181",
  "140105",
  ...regions
    .filter(({ level }) => level === 3)
    .slice(0, 3)
    .map(({ code }) => code),
);
const word = pick("甲", "乙", "丙");
const period = fc.tuple(day, day).map(([a, b]) => (a <= b ? { from: a, to: b } : { from: b, to: a }));
const recognition = { recognisedBy: pick("national", "provincial", "city"), recognised: dayOrNull };
const hospitalClass = fc.record({
  affiliation: pick("province", "city", "county", "township"),
  tier: pick("tertiary", "secondary", "primary", "unrated"),
  class: pick("general", "tcm", "maternal-child", "specialised", "township-centre", "integrated"),
});

const record = (
  type: string,
  must: Record<string, fc.Arbitrary<unknown>>,
  may: Record<string, fc.Arbitrary<unknown>> = {},
): fc.Arbitrary<Row> => {
  const model: Record<string, fc.Arbitrary<unknown>> = { type: fc.constant(type), ...must, ...may };
  return fc.record(model, { requiredKeys: ["type", ...Object.keys(must)] }) as fc.Arbitrary<Row>;
};

const fact: fc.Arbitrary<Row> = fc.oneof(
  record(
    "national-ranking",
    {
      institution: pick("P1", "P2", "P-tcm", "P-private"),
      list: pick("general", "tcm"),
      year,
      rank: fc.option(fc.integer({ min: 0, max: 130 }), { nil: null }),
    },
    { published: day },
  ),
  record(
    "regional-centre",
    { institution, field: pick("critical-care", "infectious-disease", "trauma", "其他"), completed: dayOrNull },
    { centre: word },
  ),
  record(
    "key-specialty",
    { institution, specialty: word, level: pick("national", "provincial"), selected: day },
    { nationalSubsidy: fc.option(money, { nil: null }) },
  ),
  record("discipline", { institution, discipline: word, tier: pick("top", "key"), year }),
  record("tcm-specialty", { institution, specialty: word, selected: day }, { classAtSelection: hospitalClass }),
  record("township-centre", { institution, county, accepted: dayOrNull }, { agriculturalCounty: fc.boolean() }),
  record("county-tertiary", { institution, county, qualified: dayOrNull }, { lost: day }),
  record(
    "emergency-centre",
    { institution, county, kind: pick("stroke", "chest-pain", "trauma"), ...recognition },
    { recertification: fc.boolean() },
  ),
  record("maternal-newborn-centre", { institution, county, kind: pick("maternal", "child-newborn"), ...recognition }),
  period.chain(({ from, to }) =>
    record(
      "secondment",
      { person: word, sender: institution, host: institution, from: fc.constant(from), to: fc.constant(to) },
      { title: pick("junior", "intermediate", "associate-senior", "senior"), yearsInTitle: fc.nat(40) },
    ),
  ),
  fc.option(period, { nil: undefined }).chain((known) =>
    record("national-rural-programme", {
      person: word,
      year,
      ...(known && { from: fc.constant(known.from), to: fc.constant(known.to) }),
    }),
  ),
  record("expert-workshop", { institution, from: day }, { terminated: day, batch: word }),
  record("appropriate-technique", { institution, project: word, year }, { selectedYear: year }),
  record(
    "visiting-scholar",
    { person: word, institution, year, tuition: fc.option(money, { nil: null }), listed: fc.boolean() },
    { base: word },
  ),
);

const facts = fc.array(fact, { maxLength: 40 }).map((list) => list.map((each, index) => ({ id: `f${index}`, ...each })));
const chosenReadings = fc
  .array(pick(...readings), { maxLength: 6 })
  .chain((list) =>
    fc.record(Object.fromEntries(list.map((reading) => [reading.key, pick(...reading.values.map(({ value }) => value))]))),
  );
const lineAndYear = { line: pick(...fundingLines.map(({ id }) => id)), year };
const subject = fc.oneof(
  fc.nat(40).map((n) => `f${n}`),
  county,
  pick("P1", "P2"),
);
const allocated = fc.array(fc.record({ ...lineAndYear, subject, amount: money }), { maxLength: 12 });
const decision = fc.record({ ...lineAndYear, subject, amount: money, by: fc.constant("省卫生健康委"), on: day, reason: word });
const proposed = fc
  .array(fc.record({ ...lineAndYear, subject, amount: money }), { maxLength: 5 })
  .map((list) => list.map((each, index) => ({ id: `x${index}`, ...each })));

const anyInput: fc.Arbitrary<Row> = fc.record(
  {
    decisionDate: day,
    institutions: fc.constant(exampleInstitutions),
    facts,
    readings: chosenReadings,
    allocated,
    decisions: fc.array(decision, { maxLength: 12 }),
    budgets: fc.array(fc.record({ ...lineAndYear, amount: money }), { maxLength: 8 }),
    proposed,
  },
  { requiredKeys: ["decisionDate", "institutions", "facts"] },
);

const run = (json: Row): EvaluateOutput => evaluate(parsed(json));
const fenOf = (text: string) => parseYuan(text) ?? zero;
const runs = { numRuns: 150 };

/** A claim judged without sentences, in the words of the contract. */
const inYuan = (claim: JudgedClaim) => ({
  line: claim.line,
  year: claim.year,
  subject: claim.subject,
  facts: claim.facts,
  status: claim.status,
  amount: formatYuan(claim.amount),
  held: formatYuan(claim.held),
  recovery: formatYuan(claim.recovery),
  payee: claim.payee,
  splits: claim.shares.map(({ institution, amount }) => ({ institution, amount: formatYuan(amount) })),
  errors: claim.errors,
  clauses: claim.clauses,
  readings: claim.readings,
  ...(claim.term && { term: claim.term }),
  ...(claim.projectTotal !== undefined && { projectTotal: formatYuan(claim.projectTotal) }),
});

describe("任何合格的输入", () => {
  it("不抛出异常，每项事实都在结果里，同一（项目、对象、年度）只有一条", () => {
    fc.assert(
      fc.property(anyInput, (json) => {
        const { results } = JSON.parse(toJson(run(json))) as EvaluateOutput;
        const keys = results.map(({ line, subject: of, year: inYear }) => `${line}/${of}/${inYear}`);
        expect(new Set(keys).size).toBe(keys.length);
        const named = new Set(results.flatMap(({ facts: ids }) => ids));
        const claiming = (json["facts"] as readonly Row[])
          .filter(({ type }) => type !== "national-rural-programme")
          .map(({ id }) => id);
        expect([...named].sort()).toEqual([...claiming].sort());
      }),
      runs,
    );
  });

  it("换一种次序给出，输出逐字节相同", () => {
    const lists = ["facts", "institutions", "allocated", "decisions", "budgets", "proposed"];
    fc.assert(
      fc.property(anyInput, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (json, random) => {
        const shuffled = Object.fromEntries(
          Object.entries(json).map(([key, value]) => [
            key,
            lists.includes(key) && Array.isArray(value)
              ? value
                  .map((each: unknown) => [random.next().value, each] as const)
                  .sort(([a], [b]) => a - b)
                  .map(([, each]) => each)
              : value,
          ]),
        );
        expect(toJson(run(shuffled))).toBe(toJson(run(json)));
      }),
      runs,
    );
  });

  it("状态与金额相符，每条都有解释和条款，分配数加起来等于金额，合计等于各项之和", () => {
    fc.assert(
      fc.property(anyInput, (json) => {
        const { results, totals } = run(json);
        for (const { amount, held, status, splits, explanation, clauses, payee, recovery } of results) {
          if (status === "payable") expect(fenOf(amount) > 0n && fenOf(held) === 0n).toBe(true);
          if (status === "not_payable") expect([amount, held]).toEqual(["0.00", "0.00"]);
          expect(fenOf(recovery) >= 0n).toBe(true);
          expect(sum(splits.map((split) => fenOf(split.amount)))).toBe(fenOf(amount));
          expect(splits.length === 0).toBe(amount === "0.00");
          if (amount === "0.00") expect(payee).toBeNull();
          expect(explanation.length).toBeGreaterThan(0);
          expect(clauses).toEqual([...new Set(explanation.map(({ clause }) => clause))]);
          for (const { text } of explanation) expect(text).not.toMatch(/undefined|null|NaN|\[object/);
        }
        for (const { line, year: inYear, amount } of totals) {
          const parts = results
            .filter((result) => result.line === line && result.year === inYear)
            .map((result) => fenOf(result.amount));
          expect(fenOf(amount)).toBe(sum(parts));
        }
      }),
      runs,
    );
  });

  it("只算不写句子，逐项与写出的结果相同，次序也相同", () => {
    fc.assert(
      fc.property(anyInput, fc.option(fc.subarray([2023, 2024, 2025], { minLength: 1 }), { nil: undefined }), (json, years) => {
        const input = parsed(years === undefined ? json : { ...json, years });
        const written = evaluate(input).results.map((result) => ({ ...result, explanation: undefined }));
        expect(judge(input).map(inYuan)).toEqual(written);
      }),
      runs,
    );
  });

  it("有效期外一律不补，先列办法不在有效期内", () => {
    fc.assert(
      fc.property(anyInput, pick("2024-03-31", "2029-01-01"), (json, decisionDate) => {
        for (const { amount, held, status, errors, recovery } of run({ ...json, decisionDate }).results)
          expect([amount, held, recovery, status, errors[0]]).toEqual([
            "0.00",
            "0.00",
            "0.00",
            "not_payable",
            "POLICY_NOT_IN_FORCE",
          ]);
      }),
      runs,
    );
  });
});

describe("县级三级能力", () => {
  const standing = (qualified: number) => [0, 1000, 1500, 1800][Math.min(qualified, 3)] ?? 0;
  const hospitals = ["K1", "K2", "K3", "K4", "K-tcm", "K-maternal"];
  const inWindow = pick("2023-03-01", "2023-09-01", "2024-05-01", "2025-02-01", "2025-12-31");

  it("分几年达标，累计都等于f(n)减已下达", () => {
    fc.assert(
      fc.property(
        fc.subarray(hospitals),
        fc.array(inWindow, { minLength: 6, maxLength: 6 }),
        fc.integer({ min: 0, max: 25 }),
        (chosen, days, hundreds) => {
          const members = chosen.map((id, index) => ({
            id: `q-${id}`,
            type: "county-tertiary",
            county: "140121",
            institution: id,
            qualified: days[index],
          }));
          const paid = `${hundreds * 1_000_000}.00`;
          const rows = [{ line: "county-tertiary", subject: "140121", year: 2023, amount: paid }];
          const output = run({ decisionDate: "2027-06-30", institutions: exampleInstitutions, facts: members, allocated: rows });
          const expected = BigInt(standing(chosen.length)) * 1_000_000n - fenOf(paid);
          expect(sum(output.results.map(({ amount }) => fenOf(amount)))).toBe(expected > 0n ? expected : 0n);
        },
      ),
      runs,
    );
  });
});

describe("多做不少得", () => {
  it("再添一个成果，全部金额（含挂起）之和不减少", () => {
    const achievement = fc.oneof(
      record("township-centre", { institution: pick("T1", "T2"), county: pick("140121", "140122"), accepted: day }),
      record("county-tertiary", {
        institution: pick("K1", "K2", "K3", "K4", "K-tcm"),
        county: pick("140121", "140122"),
        qualified: day,
      }),
      record("maternal-newborn-centre", {
        institution: pick("K1", "K2"),
        county: pick("140121"),
        kind: pick("maternal", "child-newborn"),
        recognisedBy: fc.constant("national"),
        recognised: day,
      }),
      record("emergency-centre", {
        institution: pick("K1", "K2"),
        county: pick("140121"),
        kind: pick("stroke", "trauma"),
        recognisedBy: fc.constant("national"),
        recognised: day,
      }),
      record(
        "regional-centre",
        { institution: pick("P1", "P2"), field: pick("trauma", "critical-care"), completed: day },
        { centre: word },
      ),
      record("tcm-specialty", { institution: pick("P-tcm", "C-tcm", "K-tcm"), specialty: word, selected: day }),
    );
    const total = (list: readonly Row[]) => {
      const { results } = run({ decisionDate: "2028-12-31", institutions: exampleInstitutions, facts: list });
      return sum(results.flatMap(({ amount, held }) => [fenOf(amount), fenOf(held)]));
    };
    fc.assert(
      fc.property(fc.array(achievement, { minLength: 1, maxLength: 15 }), (list) => {
        const all = list.map((each, index) => ({ id: `f${String(index).padStart(2, "0")}`, ...each }));
        expect(minus(total(all), total(all.slice(0, -1))) >= 0n).toBe(true);
      }),
      runs,
    );
  });

  it("多一个整月，不少一分钱", () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 700 }), fc.integer({ min: 0, max: 60 }), (from, days, more) => {
        const until = (count: number) => new Date(Date.parse(from) + count * 86_400_000).toISOString().slice(0, 10);
        const pay = (to: string) => {
          const row = { id: "s", type: "secondment", person: "甲", sender: "P1", host: "K1", from, to };
          return sum(
            run({ decisionDate: "2028-12-31", institutions: exampleInstitutions, facts: [row] }).results.map(({ amount }) =>
              fenOf(amount),
            ),
          );
        };
        expect(pay(until(days + more)) >= pay(until(days))).toBe(true);
      }),
      runs,
    );
  });
});
