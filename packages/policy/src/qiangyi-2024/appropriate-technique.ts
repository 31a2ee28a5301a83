import { endOfYear, type Fen, inWanYuan, wanYuan } from "@qiangyi/kernel";
import { type Candidate, onePerKey, standing } from "../candidates.ts";
import { checkOwnership, checkRetroactive } from "../checks.ts";
import type { Claim } from "../claim.ts";
import type { AppropriateTechnique, Quantity } from "../contract.ts";
import type { FundingLine } from "../funding-line.ts";
import { counted, targetOf } from "../quantities.ts";
import type { Rule } from "../rule.ts";
import { settle } from "../settle.ts";
import type { Situation } from "../situation.ts";
import { limitApproximate } from "./approximate-places.ts";
import { articleId, standardOf } from "./document.ts";

export const appropriateTechnique: FundingLine<"projectYear"> = {
  id: "appropriate-technique",
  name: "基层适宜性技术推广应用项目",
  shortName: "基层适宜技术",
  group: "提能力",
  order: 13,
  ref: "第七条（三）5（2）",
  clause: articleId("7.3.5.2.c"),
  modeClause: null,
  mode: "NOT_STATED",
  frequency: "每年",
  quantities: [{ kind: "approximate", target: 50, per: "year", label: "每年遴选的适宜技术项目", clause: articleId("7.3.5.2.b") }],
  standards: [standardOf("第七条（三）5（2）", { projectYear: wanYuan(5) })],
  amountLabels: { projectYear: "每个项目每年" },
  mainUse: "差旅住宿、基层带教、宣讲培训、手术演示、技术服务、会议交流",
  payee: "立项单位",
  publicOnly: false,
  yearly: true,
};

const entitlement = appropriateTechnique.clause;

/** 第七条（三）5（2）: so much for each project and year of its term; a project that is selected again starts a new term. */
export const fundTechniques: Rule = (s) => {
  const { projectYear } = s.amounts(appropriateTechnique);
  const candidates = s.factsOf("appropriate-technique").map((fact) => judge(fact, projectYear, s));
  const holders = onePerKey(
    standing(candidates, s),
    ({ fact: { institution, project, year } }) => `${year}\n${institution}\n${project}`,
    ({ claim, fact }, first) =>
      claim.refuse("DUPLICATE_CLAIM", entitlement, () => `${fact.project}${fact.year}年已由${first.fact.id}号申请，一年只补一次`),
  );
  const quantities = limitYears(holders, candidates, s);
  const claims = candidates.map(({ claim }) => claim);
  for (const claim of claims) settle(claim, appropriateTechnique, s);
  return { claims, quantities };
};

const judge = (fact: AppropriateTechnique, projectYear: Fen, s: Situation): Candidate<AppropriateTechnique> => {
  const { id, institution, project, year } = fact;
  const claim = s.claim("appropriate-technique", year, id, [id]);
  claim.payees = [institution];
  claim.due = projectYear;
  checkOwnership(claim, s.institution(institution), appropriateTechnique, s);
  checkTerm(claim, fact, s);
  checkRetroactive(claim, endOfYear(year), s);
  claim.say(entitlement, () => `${project}${year}年补助${inWanYuan(projectYear)}`);
  return { claim, fact, date: `${year}`, isInWindow: true };
};

const checkTerm = (claim: Claim, { selectedYear, year }: AppropriateTechnique, s: Situation): void => {
  const selected = selectedYear ?? year;
  const years = Number(s.reading("technique.term"));
  if (year < selected) claim.refuse("EVIDENCE_REQUIRED", entitlement, () => `${selected}年才遴选，${year}年尚未入选`);
  if (year < selected + years) return;
  claim.relyOn(s.stated("technique.term"));
  claim.refuse("TERM_EXHAUSTED", entitlement, () => `${selected}年遴选一次管${years}年，${year}年已满；重新入选后再申请`);
};

/** The number is of projects selected in a year, so a later year of a longer term takes no new place. */
const limitYears = (
  holders: readonly Candidate<AppropriateTechnique>[],
  all: readonly Candidate<AppropriateTechnique>[],
  s: Situation,
): readonly Quantity[] => {
  const selected = new Map<number, Claim[]>(all.map(({ fact }) => [fact.year, []]));
  for (const { claim, fact } of holders) if ((fact.selectedYear ?? fact.year) === fact.year) selected.get(fact.year)?.push(claim);
  return [...selected]
    .sort(([a], [b]) => a - b)
    .map(([year, claims]) => {
      limitApproximate(
        claims.map((claim) => [claim]),
        targetOf(appropriateTechnique),
        s,
      );
      return counted("appropriate-technique", targetOf(appropriateTechnique), claims.length, year);
    });
};
