import { isDeepStrictEqual } from "node:util";
import { evaluate, isCounty, judge, regions } from "@qiangyi/policy";
import { type Answers, answersByHand, type Cases, firstOf, makeCases } from "./cases.ts";
import { makeJsonRules } from "./json-rules.ts";
import { makePublicodes } from "./publicodes-rules.ts";
import { qiangyiAnswers, qiangyiInputs } from "./qiangyi-claims.ts";

/**
 * The same cases of five rules of 第七条 answered by this engine, by two public engines and by functions written by hand: cases
 * answered per CPU-second. Run: node bench/engines/run.ts [rounds]
 */
interface Contestant {
  readonly name: string;
  readonly cases: Cases;
  /** How often the cases are answered in a round, so that a round lasts long enough to be measured. */
  readonly passes: number;
  /** What is measured: from facts, or from values in place, to decisions. */
  readonly decide: () => unknown;
  /** The amounts of one pass, to be compared; not measured. */
  readonly answers: () => Answers | Promise<Answers>;
}

const cases = makeCases(2_000);
const someCases = firstOf(cases, 300);
const countyCodes = regions.filter(isCounty).map(({ code }) => code);
const inputs = qiangyiInputs(cases, countyCodes);
const publicodes = makePublicodes();
const jsonRules = makeJsonRules();

/** All that is owed, as one who only reckons reads it. */
const owed = (): bigint => {
  let total = 0n;
  for (const input of inputs) for (const { amount } of judge(input)) total += amount;
  return total;
};
const inTheContract = (): number => {
  let results = 0;
  for (const input of inputs) results += evaluate(input).results.length;
  return results;
};
const lettersOfReasons = (): number => {
  let letters = 0;
  for (const input of inputs)
    for (const { explanation } of evaluate(input).results) for (const { text } of explanation) letters += text.length;
  return letters;
};
const qiangyi = {
  cases,
  answers: () =>
    qiangyiAnswers(
      inputs.map((input) => judge(input)),
      cases,
      countyCodes,
    ),
};

const contestants: readonly Contestant[] = [
  { ...qiangyi, name: "qiangyi", passes: 20, decide: owed },
  { ...qiangyi, name: "qiangyi, in the form of the contract", passes: 20, decide: inTheContract },
  { ...qiangyi, name: "qiangyi, every sentence written", passes: 10, decide: lettersOfReasons },
  {
    name: "publicodes",
    cases: someCases,
    passes: 1,
    decide: () => publicodes(someCases),
    answers: () => publicodes(someCases),
  },
  { name: "json-rules-engine", cases, passes: 1, decide: () => jsonRules(cases), answers: () => jsonRules(cases) },
  { name: "written by hand", cases, passes: 500, decide: () => answersByHand(cases), answers: () => answersByHand(cases) },
];

const casesPerCpuSecond = async ({ cases: answered, passes, decide }: Contestant): Promise<number> => {
  const before = process.cpuUsage();
  for (let pass = 0; pass < passes; pass += 1) await decide();
  const { user, system } = process.cpuUsage(before);
  return (5 * answered.tcm.length * passes) / ((user + system) / 1e6);
};

for (const { name, cases: answered, answers } of contestants)
  if (!isDeepStrictEqual(await answers(), answersByHand(answered))) throw new Error(`${name} answers other than by hand`);

// They take turns and each shows its best round; the first round warms all of them up and is not counted.
const rounds = Number(process.argv[2] ?? 5);
const best = new Map<string, number>();
for (let round = -1; round < rounds; round += 1)
  for (const contestant of contestants) {
    const rate = await casesPerCpuSecond(contestant);
    if (round >= 0) best.set(contestant.name, Math.max(best.get(contestant.name) ?? 0, rate));
  }

const ours = best.get("qiangyi") ?? 0;
const claims = inputs.reduce((count, input) => count + judge(input).length, 0);
console.log(`cases answered per CPU-second; for ${5 * cases.tcm.length} cases qiangyi judges ${claims} claims`);
for (const [name, rate] of best)
  console.log(
    `  ${name.padEnd(38)}${Math.round(rate).toLocaleString("en").padStart(14)}   qiangyi / it = ${(ours / rate).toFixed(2)}`,
  );
