import { Engine, type RuleProperties } from "json-rules-engine";
import type { Answers, Cases } from "./cases.ts";

type Facts = Record<string, string | number | boolean>;

const all = (conditions: [fact: string, operator: string, value: unknown][], amount: number): RuleProperties => ({
  conditions: { all: conditions.map(([fact, operator, value]) => ({ fact, operator, value })) },
  event: { type: "amount", params: { amount } },
});

const engineOf = (rules: RuleProperties[]): Engine => new Engine(rules, { allowUndefinedFacts: false });

/** The five rules as json-rules-engine has them: a table of conditions each; arithmetic stays outside, as its users write it. */
export const makeJsonRules = () => {
  const specialty = engineOf([
    all(
      [
        ["isPublic", "equal", true],
        ["isSelected", "equal", true],
      ],
      200,
    ),
  ]);
  const ladder = engineOf([
    all([["qualified", "greaterThanInclusive", 3]], 1800),
    all([["qualified", "equal", 2]], 1500),
    all([["qualified", "equal", 1]], 1000),
  ]);
  const tcm = engineOf([
    all([["class", "equal", "general"]], 30),
    all(
      [
        ["class", "equal", "tcm"],
        ["tier", "equal", "tertiary"],
        ["affiliation", "equal", "province"],
      ],
      100,
    ),
    all(
      [
        ["class", "equal", "tcm"],
        ["tier", "equal", "tertiary"],
        ["affiliation", "equal", "city"],
      ],
      50,
    ),
    all(
      [
        ["class", "equal", "tcm"],
        ["tier", "equal", "secondary"],
        ["affiliation", "in", ["city", "county"]],
      ],
      30,
    ),
  ]);
  const doctor = engineOf([all([["paidMonths", "greaterThan", 0]], 2000)]);
  const ranking = engineOf([
    all(
      [
        ["rank", "lessThanInclusive", 100],
        ["step", "equal", 3],
      ],
      4000,
    ),
    all(
      [
        ["rank", "lessThanInclusive", 100],
        ["step", "lessThan", 3],
      ],
      3000,
    ),
  ]);
  const amountOf = async (engine: Engine, facts: Facts): Promise<number> => {
    const { events } = await engine.run(facts);
    return Number(events[0]?.params?.["amount"] ?? 0);
  };
  return async (cases: Cases): Promise<Answers> => ({
    specialties: await inTurn(cases.specialties, (one) => amountOf(specialty, { ...one })),
    ladders: await inTurn(cases.ladders, async (one) => Math.max(0, (await amountOf(ladder, { ...one })) - one.allocated)),
    tcm: await inTurn(cases.tcm, (one) => amountOf(tcm, { ...one })),
    doctors: await inTurn(cases.doctors, async ({ months, overlapping }) => {
      const paidMonths = months - overlapping;
      return (await amountOf(doctor, { paidMonths })) * paidMonths;
    }),
    rankings: await inTurn(cases.rankings, (one) => amountOf(ranking, { ...one })),
  });
};

const inTurn = async <Case>(cases: readonly Case[], decide: (one: Case) => Promise<number>): Promise<readonly number[]> => {
  const amounts: number[] = [];
  for (const one of cases) amounts.push(await decide(one));
  return amounts;
};
