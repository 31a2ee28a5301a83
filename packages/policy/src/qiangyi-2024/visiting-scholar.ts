import { endOfYear, inWanYuan, zero } from "@qiangyi/kernel";
import { type Candidate, onePerKey, standing } from "../candidates.ts";
import { checkOwnership, checkRetroactive } from "../checks.ts";
import type { Claim } from "../claim.ts";
import type { Quantity, VisitingScholar } from "../contract.ts";
import type { FundingLine } from "../funding-line.ts";
import { counted, targetOf } from "../quantities.ts";
import type { Rule } from "../rule.ts";
import { settle } from "../settle.ts";
import { amountOf, type Situation } from "../situation.ts";
import { limitApproximate } from "./approximate-places.ts";
import { articleId, standardOf } from "./document.ts";

export const visitingScholar: FundingLine<never> = {
  id: "visiting-scholar",
  name: "国内访问学者",
  shortName: "国内访问学者",
  group: "提能力",
  order: 14,
  ref: "第七条（三）5（3）",
  clause: articleId("7.3.5.3.f"),
  modeClause: null,
  mode: "NOT_STATED",
  frequency: "按录取名单",
  quantities: [{ kind: "approximate", target: 450, per: "year", label: "每年录取的访问学者", clause: articleId("7.3.5.3.e") }],
  standards: [standardOf("第七条（三）5（3）", {})],
  amountLabels: {},
  mainUse: "学费",
  payee: "培养单位",
  publicOnly: false,
  yearly: true,
};

const list = articleId("7.3.5.3.d");
const entitlement = articleId("7.3.5.3.f");

/** 第七条（三）5（3）: the agreed tuition of those on the confirmed list; the text sets no figure of its own. */
export const fundScholars: Rule = (s) => {
  const candidates = s.factsOf("visiting-scholar").map((fact) => judge(fact, s));
  const holders = onePerKey(
    standing(candidates, s),
    ({ fact: { person, year } }) => `${year}\n${person}`,
    ({ claim, fact }, first) =>
      claim.refuse("DUPLICATE_CLAIM", entitlement, () => `该学者${fact.year}年已由${first.fact.id}号申请`),
  );
  const quantities = limitYears(holders, candidates, s);
  for (const { claim, fact } of candidates) priceTuition(claim, fact, s);
  const claims = candidates.map(({ claim }) => claim);
  for (const claim of claims) settle(claim, visitingScholar, s);
  return { claims, quantities };
};

const judge = (fact: VisitingScholar, s: Situation): Candidate<VisitingScholar> => {
  const { base, id, institution, listed, year } = fact;
  const claim = s.claim("visiting-scholar", year, id, [id]);
  claim.payees = [base ?? null];
  checkOwnership(claim, s.institution(institution), visitingScholar, s);
  if (!listed) claim.refuse("LIST_NOT_CONFIRMED", list, () => "不在省卫生健康委确认的录取名单上，不补学费");
  checkRetroactive(claim, endOfYear(year), s);
  return { claim, fact, date: `${year}`, isInWindow: true };
};

/** After the places: a scholar on the list whose agreement names no tuition still takes one. */
const priceTuition = (claim: Claim, { base, tuition }: VisitingScholar, s: Situation): void => {
  if (tuition === null) {
    claim.refuse("STANDARD_NOT_SET", entitlement, () => "协议没有写明学费，办法也没有规定标准，无法计算");
    return;
  }
  claim.due = amountOf(tuition);
  claim.relyOn(s.stated("scholar.tuition"));
  claim.say(
    entitlement,
    () => `协议学费${inWanYuan(claim.due)}由省财政负担，拨给${base ?? "协议确定的培养单位"}，其他费用由派出单位承担`,
  );
  if (claim.due === zero) claim.earnNothing(entitlement, () => "协议学费为零，没有应补的金额");
};

const limitYears = (
  holders: readonly Candidate<VisitingScholar>[],
  all: readonly Candidate<VisitingScholar>[],
  s: Situation,
): readonly Quantity[] => {
  const listed = new Map<number, Claim[]>(all.map(({ fact }) => [fact.year, []]));
  for (const { claim, fact } of holders) listed.get(fact.year)?.push(claim);
  return [...listed]
    .sort(([a], [b]) => a - b)
    .map(([year, claims]) => {
      limitApproximate(
        claims.map((claim) => [claim]),
        targetOf(visitingScholar),
        s,
      );
      return counted("visiting-scholar", targetOf(visitingScholar), claims.length, year);
    });
};
