import { inWanYuan, wanYuan, yearOf } from "@qiangyi/kernel";
import { type Candidate, onePerKey, standing } from "../candidates.ts";
import { checkAchieved, checkOwnership, checkWindow } from "../checks.ts";
import type { RegionalCentre } from "../contract.ts";
import type { FundingLine } from "../funding-line.ts";
import type { Rule } from "../rule.ts";
import { settle } from "../settle.ts";
import type { Situation } from "../situation.ts";
import { articleId, standardOf } from "./document.ts";

export const specialisedRegionalCentre: FundingLine<"centre"> = {
  id: "specialised-regional-centre",
  name: "创建专业类别国家区域医疗中心",
  shortName: "专业类别国家区域医疗中心",
  group: "建高地",
  order: 2,
  ref: "第七条（一）2",
  clause: articleId("7.1.2.b"),
  modeClause: articleId("7.1.2.c"),
  mode: "REWARD_AFTER",
  frequency: "一次性",
  quantities: [],
  standards: [standardOf("第七条（一）2", { centre: wanYuan(1000) })],
  amountLabels: { centre: "每个中心" },
  mainUse: "公立医院医疗事业支出",
  payee: "国家命名文件所列医院",
  publicOnly: true,
  yearly: false,
};

const eligibility = articleId("7.1.2.a");
const entitlement = articleId("7.1.2.b");
const evidence = articleId("7.1.2.c");

const categories: ReadonlyMap<string, string> = new Map([
  ["critical-care", "重症"],
  ["infectious-disease", "传染病"],
  ["trauma", "创伤"],
]);

const proofs: ReadonlyMap<string, string> = new Map([
  ["both", "命名文件和验收记录"],
  ["naming", "国家命名文件"],
  ["acceptance", "竣工验收"],
  ["opening", "开诊运行"],
]);

/** 第七条（一）2: one reward for each centre of the three categories that is completed within the window. */
export const rewardRegionalCentres: Rule = (s) => {
  const { centre } = s.amounts(specialisedRegionalCentre);
  const candidates = s.factsOf("regional-centre").map((fact) => judge(fact, s));
  for (const { claim, fact } of candidates) {
    claim.due = centre;
    if (claim.isRefused) continue;
    claim.say(
      entitlement,
      () =>
        `${s.institution(fact.institution).name}建成${categories.get(fact.field)}区域医疗中心（以${proofOf(s)}为准），每个奖励${inWanYuan(centre)}`,
    );
  }
  const holders = onePerKey(
    standing(candidates, s),
    ({ fact }) => (fact.centre === undefined ? `\n${fact.id}` : fact.centre),
    ({ claim, fact }, first) =>
      claim.refuse(
        "DUPLICATE_CLAIM",
        entitlement,
        () => `中心“${fact.centre}”已由${s.institution(first.fact.institution).name}申请，只奖一次`,
      ),
  );
  limitPerCategory(holders, s);
  for (const { claim } of candidates) settle(claim, specialisedRegionalCentre, s);
  return { claims: candidates.map(({ claim }) => claim), quantities: [] };
};

const judge = (fact: RegionalCentre, s: Situation): Candidate<RegionalCentre> => {
  const { completed, field, id, institution } = fact;
  const claim = s.claim("specialised-regional-centre", yearOf(completed ?? s.decisionDate), id, [id]);
  claim.payees = [institution];
  if (!categories.has(field))
    claim.refuse("CATEGORY_NOT_LISTED", eligibility, () => `${field}不在奖励范围，只奖重症、传染病、创伤三类区域医疗中心`);
  checkOwnership(claim, s.institution(institution), specialisedRegionalCentre, s);
  claim.relyOn(s.stated("centre.completionProof"));
  const what = `建成（以${proofOf(s)}为准）`;
  const isInWindow =
    checkAchieved(claim, completed, { s, clause: evidence, what }) && checkWindow(claim, completed, s, eligibility);
  return { claim, fact, date: completed ?? "", isInWindow };
};

/** The facts have one date; the reading says on which document it must rest. */
const proofOf = (s: Situation): string => proofs.get(s.reading("centre.completionProof")) ?? "";

const limitPerCategory = (holders: readonly Candidate<RegionalCentre>[], s: Situation): void => {
  onePerKey(
    holders.filter(({ isInWindow }) => isInWindow),
    ({ fact }) => fact.field,
    ({ claim, fact }) => {
      const reading = s.reading("centre.perCategoryLimit");
      const isSecond = () => `${categories.get(fact.field)}类已有先建成的区域医疗中心`;
      claim.relyOn(s.stated("centre.perCategoryLimit"));
      if (reading === "decision")
        claim.hold("DECISION_REQUIRED", entitlement, () => `${isSecond()}，再奖一个需由省卫生健康委决定`);
      if (reading === "one") claim.refuse("QUOTA_EXCEEDED", entitlement, () => `${isSecond()}，按已记录的理解每类只奖一个`);
    },
  );
};
