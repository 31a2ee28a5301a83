import { inChinese, inWanYuan, wanYuan, yearOf } from "@qiangyi/kernel";
import { type Candidate, onePerKey, standing } from "../candidates.ts";
import { checkAchieved, checkOwnership, checkWindow } from "../checks.ts";
import type { Quantity, TownshipCentre } from "../contract.ts";
import type { FundingLine } from "../funding-line.ts";
import { counted, shareOf, targetOf } from "../quantities.ts";
import type { Rule } from "../rule.ts";
import { settle } from "../settle.ts";
import type { Situation } from "../situation.ts";
import { articleId, standardOf } from "./document.ts";

export const townshipCentre: FundingLine<"centre"> = {
  id: "township-centre",
  name: "中心乡镇卫生院（县域医疗次中心）建设",
  shortName: "中心乡镇卫生院",
  group: "兜网底",
  order: 7,
  ref: "第七条（二）",
  clause: articleId("7.2.e"),
  modeClause: articleId("7.2.f"),
  mode: "REWARD_AFTER",
  frequency: "一次性（默认理解）",
  quantities: [{ kind: "floor", target: 91, per: "window", label: "三年内支持的中心卫生院", clause: articleId("7.2.d") }],
  standards: [standardOf("第七条（二）", { centre: wanYuan(100) })],
  amountLabels: { centre: "每所卫生院" },
  mainUse: "乡镇卫生院医疗事业支出",
  payee: "中心乡镇卫生院",
  publicOnly: false,
  yearly: false,
};

const definition = articleId("7.2.a");
const floor = articleId("7.2.d");
const entitlement = articleId("7.2.e");
const evidence = articleId("7.2.f");

/** 第七条（二）: one amount for each township centre that is accepted; 91 is a floor and never a limit. */
export const fundTownshipCentres: Rule = (s) => {
  const { centre: standard } = s.amounts(townshipCentre);
  const candidates = s.factsOf("township-centre").map((fact) => {
    const candidate = judge(fact, s);
    const { claim } = candidate;
    claim.due = standard;
    if (!claim.isRefused)
      claim.say(
        entitlement,
        () =>
          `${s.institution(fact.institution).name}${inChinese(fact.accepted ?? s.decisionDate)}验收合格，每所补助${inWanYuan(standard)}`,
      );
    return candidate;
  });
  const isYearly = s.reading("specialty.frequency") === "yearly";
  const holders = onePerKey(
    standing(candidates, s),
    ({ fact, claim }) => (isYearly ? `${fact.institution}\n${claim.year}` : fact.institution),
    ({ claim }, first) => {
      claim.relyOn(s.stated("specialty.frequency"));
      claim.refuse("DUPLICATE_CLAIM", entitlement, () => `该卫生院已由${first.fact.id}号申请，每所只补一次`);
    },
  );
  if (s.reading("township.perCounty") === "one") limitPerCounty(holders, s);
  const claims = candidates.map(({ claim }) => claim);
  for (const claim of claims) settle(claim, townshipCentre, s);
  return { claims, quantities: claims.length === 0 ? [] : quantitiesOf(holders) };
};

const judge = (fact: TownshipCentre, s: Situation): Candidate<TownshipCentre> => {
  const { accepted, id, institution } = fact;
  const claim = s.claim("township-centre", yearOf(accepted ?? s.decisionDate), id, [id]);
  const host = s.institution(institution);
  claim.payees = [institution];
  if (host.class !== "township-centre")
    claim.refuse("WRONG_INSTITUTION_TYPE", definition, () => `${host.name}不是中心乡镇卫生院，本项只补中心乡镇卫生院`);
  checkOwnership(claim, host, townshipCentre, s);
  const isInWindow =
    checkAchieved(claim, accepted, { s, clause: evidence, what: "验收合格" }) && checkWindow(claim, accepted, s, floor);
  return { claim, fact, date: accepted ?? "", isInWindow };
};

const limitPerCounty = (holders: readonly Candidate<TownshipCentre>[], s: Situation): void => {
  const first = new Map<string, string>();
  for (const { claim, fact } of holders) {
    const known = first.get(fact.county);
    if (known === undefined) first.set(fact.county, fact.institution);
    else if (known !== fact.institution) {
      claim.relyOn(s.stated("township.perCounty"));
      claim.refuse("QUOTA_EXCEEDED", floor, () => `${s.regionName(fact.county)}已有一所中心卫生院，按已记录的理解每县一所`);
    }
  }
};

const quantitiesOf = (holders: readonly Candidate<TownshipCentre>[]): readonly Quantity[] => {
  const accepted = new Map<string, boolean>();
  for (const { fact, isInWindow } of holders)
    if (isInWindow) accepted.set(fact.institution, fact.agriculturalCounty === true || accepted.get(fact.institution) === true);
  const part = [...accepted.values()].filter(Boolean).length;
  return [
    counted("township-centre", targetOf(townshipCentre), accepted.size),
    shareOf("township-centre", "share", "agricultural", { part, whole: accepted.size }),
  ];
};
