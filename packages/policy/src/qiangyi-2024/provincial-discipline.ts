import { endOfYear, grouped, inWanYuan, startOfYear, wanYuan } from "@qiangyi/kernel";
import { type Candidate, onePerKey, standing } from "../candidates.ts";
import { checkOwnership, checkRetroactive } from "../checks.ts";
import type { Claim } from "../claim.ts";
import type { Discipline, Quantity } from "../contract.ts";
import type { FundingLine } from "../funding-line.ts";
import { counted } from "../quantities.ts";
import type { Rule } from "../rule.ts";
import { settle } from "../settle.ts";
import type { Situation } from "../situation.ts";
import { articleId, standardOf } from "./document.ts";

export const provincialDiscipline: FundingLine<"top" | "key"> = {
  id: "provincial-discipline",
  name: "省级医学重点学科建设",
  shortName: "省级医学重点学科",
  group: "建高地",
  order: 5,
  ref: "第七条（一）5",
  clause: articleId("7.1.5.b"),
  modeClause: articleId("7.1.5.d"),
  mode: "ANNUAL_BUDGET",
  frequency: "每年",
  quantities: [
    { kind: "yearly", target: 10, per: "year", group: "top", label: "每年补助的省级拔尖学科", clause: articleId("7.1.5.b") },
    { kind: "yearly", target: 50, per: "year", group: "key", label: "每年补助的省级医学重点学科", clause: articleId("7.1.5.c") },
  ],
  standards: [standardOf("第七条（一）5", { top: wanYuan(20), key: wanYuan(15) })],
  amountLabels: { top: "每个拔尖学科每年", key: "每个重点学科每年" },
  mainUse: "医学重点学科建设",
  payee: "承担医院",
  publicOnly: false,
  yearly: true,
};

type Tier = Discipline["tier"];

const oneTier = articleId("7.1.5.a");
const tierClauses: Readonly<Record<Tier, string>> = { top: articleId("7.1.5.b"), key: articleId("7.1.5.c") };
const tierNames: Readonly<Record<Tier, string>> = { top: "拔尖学科", key: "重点学科" };

/** 第七条（一）5: ten top and fifty key disciplines a year, each listed anew every year. */
export const fundDisciplines: Rule = (s) => {
  const standards = s.amounts(provincialDiscipline);
  const candidates = s.factsOf("discipline").map((fact) => judge(fact, standards[fact.tier], s));
  const holders = onePerKey(
    standing(candidates, s),
    ({ fact: { year, institution, discipline } }) => `${year}\n${institution}\n${discipline}`,
    refuseRepeated,
  );
  const quantities = limitYears(holders, candidates, s);
  const claims = candidates.map(({ claim }) => claim);
  for (const claim of claims) settle(claim, provincialDiscipline, s);
  return { claims, quantities };
};

const judge = (fact: Discipline, standard: Claim["due"], s: Situation): Candidate<Discipline> => {
  const { discipline, id, institution, tier, year } = fact;
  const claim = s.claim("provincial-discipline", year, id, [id]);
  claim.payees = [institution];
  claim.due = standard;
  checkOwnership(claim, s.institution(institution), provincialDiscipline, s);
  checkRetroactive(claim, endOfYear(year), s);
  claim.say(tierClauses[tier], () => `${discipline}列入${year}年省级${tierNames[tier]}，每年补助${inWanYuan(standard)}`);
  return { claim, fact, date: startOfYear(year), isInWindow: true };
};

const refuseRepeated = ({ claim, fact }: Candidate<Discipline>, first: Candidate<Discipline>): void => {
  const { discipline, tier, year } = fact;
  if (first.fact.tier === tier)
    claim.refuse("DUPLICATE_CLAIM", tierClauses[tier], () => `${discipline}${year}年已由${first.fact.id}号申请`);
  else
    claim.refuse("TIER_CONFLICT", oneTier, () => `${discipline}${year}年已列${tierNames[first.fact.tier]}，一年只能在一个档次`);
};

/** The yearly numbers are limits: what lies beyond is not paid, and there is nothing to decide. */
const limitYears = (
  holders: readonly Candidate<Discipline>[],
  all: readonly Candidate<Discipline>[],
  s: Situation,
): readonly Quantity[] => {
  const years = [...new Set(all.map(({ fact }) => fact.year))].sort((a, b) => a - b);
  const listed = grouped(holders, ({ fact }) => `${fact.year}${fact.tier}`);
  return years.flatMap((year) => {
    const top = listed.get(`${year}top`) ?? [];
    const key = listed.get(`${year}key`) ?? [];
    return limitYear({ year, top, key }, s);
  });
};

const limitYear = (
  {
    year,
    top,
    key,
  }: { readonly year: number; readonly top: readonly Candidate<Discipline>[]; readonly key: readonly Candidate<Discipline>[] },
  s: Situation,
): readonly Quantity[] => {
  const isIncluded = s.reading("discipline.tiers") === "included";
  return provincialDiscipline.quantities.map((quantity) => {
    const isTop = quantity.group === "top";
    const sharedPlaces = isIncluded && !isTop ? Math.min(top.length, places("top")) : 0;
    const line = isTop ? top : key;
    const most = Math.max(0, quantity.target - sharedPlaces);
    for (const { claim, fact } of line.slice(most)) {
      if (sharedPlaces > 0) claim.relyOn(s.stated("discipline.tiers"));
      claim.refuse("QUOTA_EXCEEDED", quantity.clause, () => `${year}年${tierNames[fact.tier]}已满${most}个，本项不补`);
    }
    return counted("provincial-discipline", quantity, line.length + sharedPlaces, year);
  });
};

const places = (tier: Tier): number => provincialDiscipline.quantities.find(({ group }) => group === tier)?.target ?? 0;
