import { inWanYuan, wanYuan, zero } from "@qiangyi/kernel";
import type { FundingLine } from "../funding-line.ts";
import { counted, targetOf } from "../quantities.ts";
import type { Rule } from "../rule.ts";
import { settle } from "../settle.ts";
import { amountOf } from "../situation.ts";
import { articleId, standardOf } from "./document.ts";
import { judgeSpecialty, onePerSpecialty } from "./key-specialties.ts";
import { limitPlanned } from "./planned-places.ts";

export const nationalKeySpecialty: FundingLine<"specialty"> = {
  id: "national-key-specialty",
  name: "国家临床重点专科建设项目",
  shortName: "国家临床重点专科",
  group: "建高地",
  order: 3,
  ref: "第七条（一）3",
  clause: articleId("7.1.3.c"),
  modeClause: articleId("7.1.3.d"),
  mode: "ANNUAL_BUDGET",
  frequency: "一次性（默认理解）",
  quantities: [
    { kind: "planned", target: 25, per: "window", label: "三年内建设的国家临床重点专科", clause: articleId("7.1.3.b") },
  ],
  standards: [standardOf("第七条（一）3", { specialty: wanYuan(300) })],
  amountLabels: { specialty: "每个专科，在国家补助之外" },
  mainUse: "临床重点专科建设",
  payee: "承担医院",
  publicOnly: false,
  yearly: false,
};

/** 第七条（一）3: the provincial amount on top of the national one, never netted against it. */
export const fundNationalSpecialties: Rule = (s) => {
  const line = nationalKeySpecialty;
  const { specialty: standard } = s.amounts(line);
  const windowClause = targetOf(line).clause;
  const facts = s.factsOf("key-specialty").filter(({ level }) => level === "national");
  const candidates = facts.map((fact) => {
    const candidate = judgeSpecialty(fact, { line, windowClause, s });
    const { claim } = candidate;
    const national = amountOf(fact.nationalSubsidy ?? "0.00");
    claim.due = standard;
    claim.nationalMoney = national;
    if (national === zero)
      claim.refuse(
        "NOT_NATIONALLY_RECOGNISED",
        line.clause,
        () => `没有${fact.specialty}的国家补助记录，省财政在国家补助基础上才补`,
      );
    else claim.say(line.clause, () => `${fact.specialty}国家补助${inWanYuan(national)}，省财政另补${inWanYuan(standard)}`);
    return candidate;
  });
  const actual = limitPlanned(onePerSpecialty(candidates, line, s), { line, s });
  const claims = candidates.map(({ claim }) => claim);
  for (const claim of claims) settle(claim, line, s);
  return { claims, quantities: facts.length === 0 ? [] : [counted(line.id, targetOf(line), actual)] };
};
