import {
  addDays,
  addYears,
  type Fen,
  fen,
  grouped,
  inChinese,
  inWanYuan,
  type PlainDate,
  wanYuan,
  yearOf,
} from "@qiangyi/kernel";
import { checkOwnership, checkRetroactive } from "../checks.ts";
import type { Claim } from "../claim.ts";
import { compareText } from "../compare-text.ts";
import type { ExpertWorkshop, Quantity } from "../contract.ts";
import type { FundingLine } from "../funding-line.ts";
import { counted, targetOf } from "../quantities.ts";
import type { Rule } from "../rule.ts";
import { settle } from "../settle.ts";
import type { Situation } from "../situation.ts";
import { limitApproximate } from "./approximate-places.ts";
import { articleId, qiangyi2024, standardOf } from "./document.ts";
import { monthFrom } from "./whole-months.ts";

export const expertWorkshop: FundingLine<"workshopYear"> = {
  id: "expert-workshop",
  name: "外聘专家工作室",
  shortName: "外聘专家工作室",
  group: "提能力",
  order: 12,
  ref: "第七条（三）5（1）",
  clause: articleId("7.3.5.1.d"),
  modeClause: null,
  mode: "NOT_STATED",
  frequency: "建设期2年，每年",
  quantities: [{ kind: "approximate", target: 50, per: "batch", label: "每批建设的工作室", clause: articleId("7.3.5.1.b") }],
  standards: [standardOf("第七条（三）5（1）", { workshopYear: wanYuan(20) })],
  amountLabels: { workshopYear: "每个工作室每年" },
  mainUse: "差旅住宿、讲学指导、人员培训、会议交流、工作室硬件",
  payee: "建设单位",
  publicOnly: false,
  yearly: true,
};

const hosts = articleId("7.3.5.1.a");
const term = articleId("7.3.5.1.c");
const entitlement = articleId("7.3.5.1.d");
const termYears = 2;
const termMonths = 24;

/** A workshop with its claims, one for each calendar year that its term touches. */
interface Workshop {
  readonly fact: ExpertWorkshop;
  readonly batch: string;
  readonly claims: readonly Claim[];
}

/** What a year of a workshop is paid, and the day on which that year of construction begins. */
interface Instalment {
  readonly begins: PlainDate;
  readonly amount: Fen;
}

/** 第七条（三）5（1）: two years of construction and never a third instalment, whatever budget years the term touches. */
export const fundWorkshops: Rule = (s) => {
  const { workshopYear } = s.amounts(expertWorkshop);
  const workshops = s
    .factsOf("expert-workshop")
    .map((fact) => judge(fact, workshopYear, s))
    .sort((a, b) => compareText(a.fact.from, b.fact.from));
  const batches = grouped(workshops, ({ batch }) => batch);
  const quantities = [...batches.values()].map((batch) => limitBatch(batch, s)).sort(byYearAndBatch);
  const claims = workshops.flatMap((workshop) => workshop.claims);
  for (const claim of claims) settle(claim, expertWorkshop, s);
  return { claims, quantities };
};

const judge = (fact: ExpertWorkshop, workshopYear: Fen, s: Situation): Workshop => {
  const { from, id, institution } = fact;
  const to = addDays(addYears(from, termYears), -1);
  const instalments =
    s.reading("workshop.yearBasis") === "calendar-months"
      ? byMonths(fact, workshopYear)
      : byConstructionYears(fact, workshopYear);
  const claims: Claim[] = [];
  for (let year = yearOf(from); year <= yearOf(to); year += 1) {
    const claim = s.claim("expert-workshop", year, id, [id]);
    const host = s.institution(institution);
    claim.term = { from, to };
    claim.payees = [institution];
    if (host.tier !== "tertiary")
      claim.refuse("WRONG_INSTITUTION_TYPE", hosts, () => `${host.name}不是三级医院，工作室须设在三级医院`);
    checkOwnership(claim, host, expertWorkshop, s);
    pay(claim, instalments.get(year), s);
    claims.push(claim);
  }
  return { fact, batch: fact.batch ?? `${yearOf(from)}`, claims };
};

/** 20万元 for each construction year, booked to the budget year in which it begins; none that begins after an early end. */
const byConstructionYears = ({ from, terminated }: ExpertWorkshop, amount: Fen): ReadonlyMap<number, Instalment> => {
  const begins = [from, addYears(from, 1)].filter((day) => terminated === undefined || terminated >= day);
  return new Map(begins.map((day) => [yearOf(day), { begins: day, amount }]));
};

/** The same 40万元 by whole months of the calendar years; each year gets the difference of two running totals, so nothing is lost. */
const byMonths = ({ from, terminated }: ExpertWorkshop, workshopYear: Fen): ReadonlyMap<number, Instalment> => {
  const instalments = new Map<number, Instalment>();
  const whole = workshopYear * BigInt(termYears);
  for (let index = 0; index < termMonths; index += 1) {
    const month = monthFrom(from, index);
    if (terminated !== undefined && month.to > terminated) break;
    const share = (whole * BigInt(index + 1)) / BigInt(termMonths) - (whole * BigInt(index)) / BigInt(termMonths);
    const known = instalments.get(yearOf(month.from));
    instalments.set(yearOf(month.from), { begins: known?.begins ?? month.from, amount: fen((known?.amount ?? 0n) + share) });
  }
  return instalments;
};

const pay = (claim: Claim, instalment: Instalment | undefined, s: Situation): void => {
  const { term: period, year } = claim;
  claim.relyOn(s.stated("workshop.yearBasis"));
  if (instalment === undefined) {
    const ends = period?.to;
    claim.refuse(
      "TERM_EXHAUSTED",
      term,
      () => `建设期${termYears}年至${ends === undefined ? "" : inChinese(ends)}，${year}年没有应拨的一期`,
    );
    return;
  }
  const { amount, begins } = instalment;
  claim.due = amount;
  claim.say(
    entitlement,
    () => `自${inChinese(begins)}起的建设年度记入${year}年，补助${inWanYuan(amount)}，${termYears}年共${termYears}期`,
  );
  checkRetroactive(claim, begins, s);
  if (begins > qiangyi2024.effectiveTo) judgeAfterExpiry(claim, begins, s);
};

const judgeAfterExpiry = (claim: Claim, begins: PlainDate, s: Situation): void => {
  const reading = s.reading("workshop.afterExpiry");
  const what = () => `建设年度自${inChinese(begins)}开始，办法${inChinese(qiangyi2024.effectiveTo)}失效`;
  const clause = articleId("13.b");
  claim.relyOn(s.stated("workshop.afterExpiry"));
  if (reading === "decision") claim.hold("DECISION_REQUIRED", clause, () => `${what()}，补不补需决定`);
  else if (reading === "refuse") claim.refuse("POLICY_NOT_IN_FORCE", clause, () => `${what()}，按已记录的理解不补`);
  else claim.say(clause, () => `${what()}，按已记录的理解照补`);
};

/** A workshop takes one place of its batch for all its years. */
const limitBatch = (batch: readonly Workshop[], s: Situation): Quantity => {
  const target = targetOf(expertWorkshop);
  const selected = batch.filter(({ claims }) => !claims.some(isIneligible));
  limitApproximate(
    selected.map(({ claims }) => claims),
    target,
    s,
  );
  const years = batch.map(({ fact }) => yearOf(fact.from));
  const named = batch.find(({ fact }) => fact.batch !== undefined)?.fact.batch;
  const quantity = named === undefined ? target : { ...target, group: named };
  return counted("expert-workshop", quantity, selected.length, Math.min(...years));
};

const isIneligible = ({ codes }: Claim): boolean =>
  codes.includes("WRONG_INSTITUTION_TYPE") || codes.includes("NOT_PUBLIC_INSTITUTION");

const byYearAndBatch = (a: Quantity, b: Quantity): number =>
  ("year" in a && "year" in b ? (a.year ?? 0) - (b.year ?? 0) : 0) || compareText(a.group ?? "", b.group ?? "");
