import {
  endOfYear,
  type Fen,
  grouped,
  inChinese,
  inWanYuan,
  type PlainDate,
  startOfYear,
  wanYuan,
  yearOf,
} from "@qiangyi/kernel";
import { checkOwnership, checkRetroactive, decideBy, outsideWindow } from "../checks.ts";
import type { Claim } from "../claim.ts";
import { compareText } from "../compare-text.ts";
import type { NationalRanking } from "../contract.ts";
import type { FundingLine } from "../funding-line.ts";
import type { Rule } from "../rule.ts";
import { settle } from "../settle.ts";
import type { Situation } from "../situation.ts";
import { articleId, standardOf } from "./document.ts";

export const top100Reward: FundingLine<"first" | "second" | "third"> = {
  id: "top100-reward",
  name: "三级综合医院进入国家绩效考核前100名奖励",
  shortName: "百强奖励",
  group: "建高地",
  order: 1,
  ref: "第七条（一）1",
  clause: articleId("7.1.1.b"),
  modeClause: articleId("7.1.1.c"),
  mode: "REWARD_AFTER",
  frequency: "分三个考核年度",
  quantities: [],
  standards: [standardOf("第七条（一）1", { first: wanYuan(3000), second: wanYuan(3000), third: wanYuan(4000) })],
  amountLabels: { first: "第一年", second: "第二年", third: "第三年" },
  mainUse: "公立医院医疗事业支出",
  payee: "上榜医院",
  publicOnly: true,
  yearly: true,
};

const lastPlace = 100;
const eligibility = articleId("7.1.1.a");
const entitlement = articleId("7.1.1.b");
const evidence = articleId("7.1.1.c");

/** What one hospital claims for one assessment year, and the ranking that decides it. */
interface Year {
  readonly claim: Claim;
  readonly ranking: NationalRanking | undefined;
  /** The year that sets the step: the assessment year, or by the other reading the year of publication. */
  readonly basis: number;
  /** The days that the year stands for when it is tested against the window. */
  readonly from: PlainDate;
  readonly to: PlainDate;
  readonly isListed: boolean;
}

/** 第七条（一）1: three rewards for a hospital that enters the first hundred and stays there. */
export const rewardTop100: Rule = (s) => {
  const byHospital = grouped(s.factsOf("national-ranking"), ({ institution }) => institution);
  const rungs = Object.values(s.amounts(top100Reward));
  const claims = [...byHospital].flatMap(([hospital, rankings]) => rewardHospital(hospital, rankings, rungs, s));
  return { claims, quantities: [] };
};

const rewardHospital = (hospital: string, rankings: readonly NationalRanking[], rungs: readonly Fen[], s: Situation): Claim[] => {
  const byYear = [...grouped(rankings, ({ year }) => year)].sort(([a], [b]) => a - b);
  const years = byYear.map(([year, facts]) => judgeYear(hospital, year, facts, s));
  const listed = years.filter(({ isListed }) => isListed).sort((a, b) => a.basis - b.basis || a.claim.year - b.claim.year);
  climb(listed, rungs, s);
  for (const { claim } of years) settle(claim, top100Reward, s);
  return years.map(({ claim }) => claim);
};

const judgeYear = (hospital: string, year: number, facts: readonly NationalRanking[], s: Situation): Year => {
  const claim = s.claim(
    "top100-reward",
    year,
    hospital,
    facts.map(({ id }) => id),
  );
  const institution = s.institution(hospital);
  claim.payees = [hospital];
  const general = facts.filter(({ list }) => list === "general");
  if (institution.tier !== "tertiary" || institution.class !== "general" || general.length === 0)
    claim.refuse(
      "WRONG_INSTITUTION_TYPE",
      eligibility,
      () => `${institution.name}不是综合榜上的三级综合医院，百强奖励只给三级综合医院`,
    );
  checkOwnership(claim, institution, top100Reward, s);
  const published = general.filter((fact) => fact.rank !== null && s.isAchieved(fact.published)).sort(byPublication);
  if (general.length > 0 && published.length === 0)
    claim.refuse("EVIDENCE_REQUIRED", evidence, () => `${year}年度名次在分配决定日尚未公布，公布后才能奖励`);
  const within = published.filter(({ rank }) => rank !== null && rank >= 1 && rank <= lastPlace);
  const ranking = within[0] ?? published[0];
  if (within.length > 1)
    claim.mark("DUPLICATE_CLAIM", entitlement, () => `${year}年度名次重复填报${within.length}条，只按一条奖励`);
  if (ranking !== undefined && within.length === 0)
    claim.earnNothing(eligibility, () => `${year}年度排第${ranking.rank}名，不在前${lastPlace}名，当年不奖`);
  const day = s.reading("top100.yearBasis") === "publication" ? ranking?.published : undefined;
  return {
    claim,
    ranking,
    basis: day === undefined ? year : yearOf(day),
    from: day ?? startOfYear(year),
    to: day ?? endOfYear(year),
    isListed: within.length > 0 && !claim.isRefused,
  };
};

const byPublication = (a: NationalRanking, b: NationalRanking): number => compareText(a.published ?? "", b.published ?? "");

/** Gives each listed year its step: the years before the window first, then the ladder from the year of entry. */
const climb = (listed: readonly Year[], rungs: readonly Fen[], s: Situation): void => {
  const isBefore = ({ to }: Year) => to < s.window.from;
  const isAfter = ({ from }: Year) => from > s.window.to;
  const prior = listed.filter(isBefore);
  const counted = listed.filter((year) => !isBefore(year));
  climbOutside(prior, rungs, s);
  const entry = counted[0];
  if (entry === undefined) return;
  if (isAfter(entry)) return climbOutside(counted, rungs, s);
  let last: Year | undefined;
  let taken = 0;
  for (const year of counted) {
    if (last?.basis === year.basis) {
      refuseSecond(year);
      continue;
    }
    takeStep(year, { position: year.basis - entry.basis, taken }, rungs, s);
    if (prior.length > 0) judgePriorMember(year, s);
    if (isAfter(year)) judgeAfterWindow(year, s);
    taken += 1;
    last = year;
  }
};

const climbOutside = (years: readonly Year[], rungs: readonly Fen[], s: Situation): void =>
  years.forEach((year, index) => {
    outsideWindow(year.claim, `${year.basis}年度`, s, eligibility);
    year.claim.due = rungs[index] ?? year.claim.due;
    retroactive(year, s);
  });

const refuseSecond = ({ claim, basis }: Year): void =>
  claim.refuse("DUPLICATE_CLAIM", entitlement, () => `${basis}年度的奖励档次已由另一考核年度占用`);

/** `position` counts calendar years from the entry, `taken` the years on the list before this one: they differ after a gap. */
const takeStep = (
  year: Year,
  { position, taken }: { readonly position: number; readonly taken: number },
  rungs: readonly Fen[],
  s: Situation,
): void => {
  const { claim, ranking } = year;
  retroactive(year, s);
  const byYear = rungs[position];
  const resumed = rungs[taken];
  const hasGap = position > taken;
  if (byYear === undefined && resumed === undefined) {
    claim.refuse("TERM_EXHAUSTED", entitlement, () => `分${rungs.length}年奖励，进入后的第${position + 1}年不再奖`);
    return;
  }
  if (!hasGap) {
    claim.due = byYear ?? claim.due;
    claim.say(
      entitlement,
      () => `${claim.year}年度排第${ranking?.rank}名，进入百强第${position + 1}年，奖励${inWanYuan(claim.due)}`,
    );
    return;
  }
  takeStepAfterGap(claim, { byYear, resumed }, s);
};

const takeStepAfterGap = (
  claim: Claim,
  step: { readonly byYear: Fen | undefined; readonly resumed: Fen | undefined },
  s: Situation,
): void => {
  const none = claim.due;
  const byYear = step.byYear ?? none;
  const resumed = step.resumed ?? none;
  const policy = s.reading("top100.gapPolicy");
  claim.relyOn(s.stated("top100.gapPolicy"));
  if (policy === "A") {
    claim.due = byYear > resumed ? byYear : resumed;
    const code = s.isSettled("top100.gapPolicy") ? "TERM_EXHAUSTED" : "DECISION_REQUIRED";
    decideBy("top100.gapPolicy", claim, s)(
      code,
      entitlement,
      () => `${claim.year}年度重新进入百强，中间有中断，默认奖励到中断为止`,
    );
    return;
  }
  claim.due = policy === "B" ? byYear : resumed;
  if (claim.due === none) claim.refuse("TERM_EXHAUSTED", entitlement, () => `${claim.year}年度已超出三年奖励的范围`);
  else claim.say(entitlement, () => `${claim.year}年度中断后重新进入百强，按已记录的理解奖励${inWanYuan(claim.due)}`);
};

const judgePriorMember = ({ claim }: Year, s: Situation): void => {
  const reading = s.reading("top100.priorMember");
  claim.relyOn(s.stated("top100.priorMember"));
  if (reading === "decision")
    claim.hold("DECISION_REQUIRED", eligibility, () => "实施期前已在百强，算不算“进入”需由省卫生健康委决定");
  if (reading === "refuse")
    claim.refuse("OUTSIDE_PROGRAMME_WINDOW", eligibility, () => "首次进入百强在实施期之前，按已记录的理解不奖");
};

const judgeAfterWindow = ({ claim }: Year, s: Situation): void => {
  claim.relyOn(s.stated("top100.afterWindow"));
  if (s.reading("top100.afterWindow") === "stop")
    claim.refuse(
      "OUTSIDE_PROGRAMME_WINDOW",
      entitlement,
      () => `${claim.year}年度在实施期（至${inChinese(s.window.to)}）之后，按已记录的理解不再奖`,
    );
};

/** A ranking stands for the whole of its year, so it dates from the last day. */
const retroactive = ({ claim, to }: Year, s: Situation): void => checkRetroactive(claim, to, s);
