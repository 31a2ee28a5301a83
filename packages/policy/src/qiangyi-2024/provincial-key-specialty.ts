import { inWanYuan, wanYuan } from "@qiangyi/kernel";
import type { KeySpecialty } from "../contract.ts";
import type { FundingLine } from "../funding-line.ts";
import { counted, targetOf } from "../quantities.ts";
import type { Outcome, Rule } from "../rule.ts";
import { settle } from "../settle.ts";
import type { Situation } from "../situation.ts";
import { articleId, standardOf } from "./document.ts";
import { judgeSpecialty, onePerSpecialty, type SpecialtyCandidate, specialtyKey } from "./key-specialties.ts";
import { limitPlanned } from "./planned-places.ts";

export const provincialKeySpecialty: FundingLine<"specialty"> = {
  id: "provincial-key-specialty",
  name: "省级临床重点专科建设项目",
  shortName: "省级临床重点专科",
  group: "建高地",
  order: 4,
  ref: "第七条（一）4",
  clause: articleId("7.1.4.c"),
  modeClause: articleId("7.1.4.d"),
  mode: "ANNUAL_BUDGET",
  frequency: "一次性（默认理解）",
  quantities: [
    { kind: "planned", target: 100, per: "window", label: "三年内建设的省级临床重点专科", clause: articleId("7.1.4.b") },
  ],
  standards: [standardOf("第七条（一）4", { specialty: wanYuan(200) })],
  amountLabels: { specialty: "每个专科" },
  mainUse: "临床重点专科建设",
  payee: "承担医院",
  publicOnly: false,
  yearly: false,
};

/** 第七条（一）4: one amount for each selected specialty; a specialty that the national line pays as well waits for a decision. */
export const fundProvincialSpecialties: Rule = (s, before) => {
  const line = provincialKeySpecialty;
  const { specialty: standard } = s.amounts(line);
  const windowClause = targetOf(line).clause;
  const facts = s.factsOf("key-specialty").filter(({ level }) => level === "provincial");
  const candidates = facts.map((fact) => {
    const candidate = judgeSpecialty(fact, { line, windowClause, s });
    candidate.claim.due = standard;
    if (!candidate.claim.isRefused)
      candidate.claim.say(line.clause, () => `${fact.specialty}入选省级临床重点专科，补助${inWanYuan(standard)}`);
    return candidate;
  });
  const holders = onePerSpecialty(candidates, line, s);
  holdStacked(holders, nationallyFunded(before.get("national-key-specialty"), s), s);
  const actual = limitPlanned(holders, { line, s });
  const claims = candidates.map(({ claim }) => claim);
  for (const claim of claims) settle(claim, line, s);
  return { claims, quantities: facts.length === 0 ? [] : [counted(line.id, targetOf(line), actual)] };
};

/** Specialties that the national line pays, or has paid before this decision. */
const nationallyFunded = (outcome: Outcome | undefined, s: Situation): ReadonlySet<string> => {
  const funded = outcome?.claims.filter(({ amount, line, subject }) => amount > 0n || s.paidTo(line, subject) > 0n);
  const subjects = new Set(funded?.map(({ subject }) => subject));
  const specialties = s.factsOf("key-specialty").filter(({ id, level }) => level === "national" && subjects.has(id));
  return new Set(specialties.map(specialtyKey));
};

const holdStacked = (holders: readonly SpecialtyCandidate<KeySpecialty>[], funded: ReadonlySet<string>, s: Situation): void => {
  const reading = s.reading("specialty.stacking");
  for (const { claim, fact, key } of holders) {
    if (!funded.has(key)) continue;
    const what = `${fact.specialty}同时享受国家临床重点专科补助`;
    claim.relyOn(s.stated("specialty.stacking"));
    if (reading === "hold")
      claim.hold("DECISION_REQUIRED", provincialKeySpecialty.clause, () => `${what}，省级一笔挂起，由省卫生健康委决定`);
    else if (reading === "higher-only")
      claim.refuse("DUPLICATE_SUBSIDY", provincialKeySpecialty.clause, () => `${what}，按已记录的理解只给高的一笔`);
    else claim.say(provincialKeySpecialty.clause, () => `${what}，按已记录的理解两笔都给`);
  }
};
