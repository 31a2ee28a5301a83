import { atLeastZero, endOfYear, type Fen, fen, inChinese, inWanYuan, minus, startOfYear, yearOf, yuan } from "@qiangyi/kernel";
import { checkOwnership, checkRetroactive } from "../checks.ts";
import type { Claim } from "../claim.ts";
import { compareText } from "../compare-text.ts";
import type { NationalRuralProgramme, Quantity, Secondment } from "../contract.ts";
import type { FundingLine } from "../funding-line.ts";
import { counted, targetOf } from "../quantities.ts";
import type { Rule } from "../rule.ts";
import { settle } from "../settle.ts";
import type { Situation } from "../situation.ts";
import { articleId, standardOf } from "./document.ts";
import { monthsByYear, type Period, type ServiceYear } from "./whole-months.ts";

export const doctorSecondment: FundingLine<"personYear"> = {
  id: "doctor-secondment",
  name: "千名医师下基层",
  shortName: "千名医师下基层",
  group: "提能力",
  order: 11,
  ref: "第七条（三）4",
  clause: articleId("7.3.4.e"),
  modeClause: null,
  mode: "NOT_STATED",
  frequency: "每年",
  quantities: [{ kind: "floor", target: 1000, per: "year", label: "每年从三级医院抽调的医师", clause: articleId("7.3.4.b") }],
  standards: [standardOf("第七条（三）4", { personYear: yuan(24_000) })],
  amountLabels: { personYear: "每人每年" },
  mainUse: "派出人员食宿、差旅",
  payee: "受援医院",
  publicOnly: false,
  yearly: true,
};

const eligibility = articleId("7.3.4.c");
const entitlement = articleId("7.3.4.e");
const exclusion = articleId("7.3.4.f");
const monthsOfYear = 12;

type Roster = ReadonlyMap<string, readonly Period[]>;

/** The doctors of a year with the months paid so far: one person, one amount a year, however many services. */
type PaidMonths = Map<string, number>;

/** 第七条（三）4: so much for each person and year, by whole months, paid to the hospital that receives the doctor. */
export const fundSecondments: Rule = (s) => {
  const { personYear } = s.amounts(doctorSecondment);
  const roster = rosterOf(s);
  const years = new Map<number, PaidMonths>();
  const claims: Claim[] = [];
  const inTurn = [...s.factsOf("secondment")].sort((a, b) => compareText(a.from, b.from));
  for (const fact of inTurn)
    for (const service of monthsByYear(fact, roster.get(fact.person) ?? [])) {
      const claim = judge(fact, service.year, s);
      const paidMonths = years.get(service.year) ?? new Map();
      years.set(service.year, paidMonths);
      price(claim, { fact, service, personYear }, paidMonths, s);
      settle(claim, doctorSecondment, s);
      recover(claim, s);
      claims.push(claim);
    }
  return { claims, quantities: quantitiesOf(years) };
};

const judge = (fact: Secondment, year: number, s: Situation): Claim => {
  const claim = s.claim("doctor-secondment", year, fact.id, [fact.id]);
  const sender = s.institution(fact.sender);
  const host = s.institution(fact.host);
  claim.payees = [fact.host];
  if (sender.tier !== "tertiary") claim.refuse("WRONG_INSTITUTION_TYPE", eligibility, () => `派出单位${sender.name}不是三级医院`);
  if (host.affiliation !== "county" || host.class === "township-centre")
    claim.refuse("WRONG_INSTITUTION_TYPE", eligibility, () => `受援单位${host.name}不是县级医院`);
  if (fact.title === "junior") claim.refuse("TITLE_NOT_ELIGIBLE", eligibility, () => "职称为初级，须为中级以上职称医师");
  checkOwnership(claim, host, doctorSecondment, s);
  checkRetroactive(claim, endOfYear(year), s);
  return claim;
};

/** The periods of each person on the national programme; without dates the whole year counts. */
const rosterOf = (s: Situation): Roster => {
  const roster = new Map<string, Period[]>();
  const isWholeYear = s.reading("doctor.overlap") === "year";
  for (const fact of s.factsOf("national-rural-programme")) {
    const period = periodOf(fact);
    const years = {
      from: startOfYear(Math.min(fact.year, yearOf(period.from))),
      to: endOfYear(Math.max(fact.year, yearOf(period.to))),
    };
    const known = roster.get(fact.person);
    const excluded = isWholeYear ? years : period;
    if (known === undefined) roster.set(fact.person, [excluded]);
    else known.push(excluded);
  }
  for (const [person, periods] of roster) roster.set(person, merged(periods));
  return roster;
};

/** Overlapping periods as one, so that a roster loaded twice costs no more than once. */
const merged = (periods: readonly Period[]): Period[] => {
  const joined: Period[] = [];
  for (const period of [...periods].sort((a, b) => compareText(a.from, b.from))) {
    const last = joined.at(-1);
    if (last === undefined || period.from > last.to) joined.push(period);
    else if (period.to > last.to) joined[joined.length - 1] = { from: last.from, to: period.to };
  }
  return joined;
};

const periodOf = ({ from, to, year }: NationalRuralProgramme): Period => ({
  from: from ?? startOfYear(to === undefined ? year : yearOf(to)),
  to: to ?? endOfYear(from === undefined ? year : yearOf(from)),
});

interface Priced {
  readonly fact: Secondment;
  readonly service: ServiceYear;
  readonly personYear: Fen;
}

const price = (claim: Claim, { fact, service, personYear }: Priced, paidMonths: PaidMonths, s: Situation): void => {
  const { served, excluded, year } = service;
  const open = served - excluded;
  if (excluded > 0) sayExcluded(claim, service, s);
  const counting = claim.isRefused ? 0 : countingMonths(claim, open, s);
  const before = paidMonths.get(fact.person) ?? 0;
  const months = Math.min(counting, monthsOfYear - before);
  if (!claim.isRefused) paidMonths.set(fact.person, before + months);
  if (months < counting)
    claim.mark("DUPLICATE_CLAIM", entitlement, () => `该医师${year}年已计${before}个月，一人一年最多补${monthsOfYear}个月`);
  claim.due = fen((personYear * BigInt(months)) / BigInt(monthsOfYear));
  claim.say(
    entitlement,
    () =>
      `${inChinese(fact.from)}至${inChinese(fact.to)}派驻，${year}年计${months}个整月，每人每年${inWanYuan(personYear)}，补${inWanYuan(claim.due)}`,
  );
  if (months === 0 && !claim.isRefused) claim.earnNothing(entitlement, () => `${year}年没有可以补助的整月`);
};

const countingMonths = (claim: Claim, open: number, s: Situation): number => {
  if (open === monthsOfYear) return open;
  claim.relyOn(s.stated("doctor.partYear"));
  const reading = s.reading("doctor.partYear");
  if (reading === "full") return open > 0 ? monthsOfYear : 0;
  return reading === "nothing" ? 0 : open;
};

const sayExcluded = (claim: Claim, { excluded, year }: ServiceYear, s: Situation): void => {
  claim.relyOn(s.stated("doctor.overlap"));
  claim.mark("DUPLICATE_SUBSIDY", exclusion, () => `${year}年有${excluded}个月在国家万名医师项目名单上，不得重复享受补助`);
};

/** What was allocated before the roster was known and exceeds the entitlement has to come back. */
const recover = (claim: Claim, s: Situation): void => {
  if (!s.isInForce || !claim.codes.includes("DUPLICATE_SUBSIDY")) return;
  const paid = s.paidTo("doctor-secondment", claim.subject, claim.year);
  claim.recovery = atLeastZero(minus(paid, claim.due));
  if (claim.recovery > 0n) claim.say(exclusion, () => `此前已下达${inWanYuan(paid)}，应收回${inWanYuan(claim.recovery)}`);
};

/** Distinct persons: a doctor on the national programme counts, one sent twice counts once. */
const quantitiesOf = (years: ReadonlyMap<number, PaidMonths>): readonly Quantity[] =>
  [...years]
    .sort(([a], [b]) => a - b)
    .map(([year, doctors]) => counted("doctor-secondment", targetOf(doctorSecondment), doctors.size, year));
