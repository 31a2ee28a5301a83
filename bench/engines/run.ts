import { evaluate, isCounty, regions } from "@qiangyi/policy";
import { byHand, makeCases } from "./cases.ts";
import { makeJsonRules } from "./json-rules.ts";
import { makePublicodes } from "./publicodes-rules.ts";
import { qiangyiInputs } from "./qiangyi-claims.ts";

/**
 * Decisions per CPU-second on five rules of 第七条: this engine (with clause, checks and explanation) beside two public engines
 * and hand-written functions. Run: node bench/engines/run.ts [rounds]
 */
const perCpuSecond = (decisions: number, before: NodeJS.CpuUsage): number => {
  const { user, system } = process.cpuUsage(before);
  return decisions / ((user + system) / 1e6);
};

const cases = makeCases(2_000);
const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
const expected = {
  specialty: sum(cases.specialties.map(byHand.specialty)),
  ladder: sum(cases.ladders.map(byHand.ladder)),
  tcm: sum(cases.tcm.map(byHand.tcm)),
  doctor: sum(cases.doctors.map(byHand.doctor)),
};

const qiangyi = (): number => {
  const inputs = qiangyiInputs(
    cases,
    regions.filter(isCounty).map(({ code }) => code),
  );
  for (const input of inputs) evaluate(input);
  const before = process.cpuUsage();
  let decisions = 0;
  for (let round = 0; round < 20; round++) for (const input of inputs) decisions += evaluate(input).results.length;
  return perCpuSecond(decisions, before);
};

const handWritten = (): number => {
  const rounds = 500;
  let total = 0;
  const before = process.cpuUsage();
  for (let round = 0; round < rounds; round++) {
    for (const one of cases.specialties) total += byHand.specialty(one);
    for (const one of cases.ladders) total += byHand.ladder(one);
    for (const one of cases.tcm) total += byHand.tcm(one);
    for (const one of cases.doctors) total += byHand.doctor(one);
    for (const one of cases.rankings) total += byHand.ranking(one);
  }
  if (total === 0) throw new Error("nothing decided");
  return perCpuSecond(rounds * 5 * cases.tcm.length, before);
};

const publicodes = (count: number): number => {
  const decide = makePublicodes();
  const yes = (condition: boolean): string => (condition ? "oui" : "non");
  const before = process.cpuUsage();
  const amounts = {
    specialty: cases.specialties
      .slice(0, count)
      .map(({ isPublic, isSelected }) => decide("specialite", { public: yes(isPublic), choisi: yes(isSelected) })),
    ladder: cases.ladders
      .slice(0, count)
      .map(({ qualified, allocated }) => decide("echelle", { atteints: qualified, verse: allocated })),
    tcm: cases.tcm.slice(0, count).map(({ affiliation, tier, class: kind }) =>
      decide("tcm", {
        "rang provincial": affiliation === "province" ? 1 : 0,
        "rang municipal": affiliation === "city" ? 1 : 0,
        tertiaire: yes(tier === "tertiary"),
        general: yes(kind === "general"),
      }),
    ),
    doctor: cases.doctors
      .slice(0, count)
      .map(({ months, overlapping }) => decide("medecin", { mois: months, "mois communs": overlapping })),
    ranking: cases.rankings.slice(0, count).map(({ rank, step }) => decide("classement", { place: rank, etape: step })),
  };
  const rate = perCpuSecond(5 * count, before);
  check("publicodes", "specialty", sum(amounts.specialty), sum(cases.specialties.slice(0, count).map(byHand.specialty)));
  check("publicodes", "ladder", sum(amounts.ladder), sum(cases.ladders.slice(0, count).map(byHand.ladder)));
  check("publicodes", "tcm", sum(amounts.tcm), sum(cases.tcm.slice(0, count).map(byHand.tcm)));
  check("publicodes", "doctor", sum(amounts.doctor), sum(cases.doctors.slice(0, count).map(byHand.doctor)));
  check("publicodes", "ranking", sum(amounts.ranking), sum(cases.rankings.slice(0, count).map(byHand.ranking)));
  return rate;
};

const jsonRules = async (): Promise<number> => {
  const rules = makeJsonRules();
  const before = process.cpuUsage();
  let total = 0;
  const totals = { specialty: 0, ladder: 0, tcm: 0, doctor: 0 };
  for (const one of cases.specialties) totals.specialty += await rules.specialty({ ...one });
  for (const one of cases.ladders) totals.ladder += await rules.ladder(one);
  for (const one of cases.tcm) totals.tcm += await rules.tcm({ ...one });
  for (const one of cases.doctors) totals.doctor += await rules.doctor(one);
  for (const one of cases.rankings) total += await rules.ranking({ ...one });
  const rate = perCpuSecond(5 * cases.tcm.length, before);
  for (const name of ["specialty", "ladder", "tcm", "doctor"] as const)
    check("json-rules-engine", name, totals[name], expected[name]);
  check("json-rules-engine", "ranking", total, sum(cases.rankings.map(byHand.ranking)));
  return rate;
};

const check = (engine: string, rule: string, actual: number, wanted: number): void => {
  if (actual !== wanted) throw new Error(`${engine} decides ${rule} as ${actual}, by hand it is ${wanted}`);
};

// The engines take turns and each shows its best round: the first ones pay for compilation, and a busy machine for others.
const rounds = Number(process.argv[2] ?? 5);
const rates = { "hand-written": 0, qiangyi: 0, publicodes: 0, "json-rules-engine": 0 };
for (let round = 0; round < rounds; round += 1) {
  rates["hand-written"] = Math.max(rates["hand-written"], handWritten());
  rates.qiangyi = Math.max(rates.qiangyi, qiangyi());
  rates.publicodes = Math.max(rates.publicodes, publicodes(300));
  rates["json-rules-engine"] = Math.max(rates["json-rules-engine"], await jsonRules());
}
console.log("decisions per CPU-second on five rules");
for (const [name, rate] of Object.entries(rates)) {
  console.log(
    `  ${name.padEnd(18)} ${Math.round(rate).toLocaleString("en").padStart(14)}   qiangyi / it = ${(rates.qiangyi / rate).toFixed(2)}`,
  );
}
