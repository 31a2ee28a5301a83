import { type Fen, inWanYuan, wanYuan } from "@qiangyi/kernel";
import type { Claim } from "../claim.ts";
import type { HospitalClass, TcmSpecialty } from "../contract.ts";
import { affiliations, institutionClasses, tiers } from "../facts.ts";
import type { FundingLine } from "../funding-line.ts";
import { counted, targetOf } from "../quantities.ts";
import type { Rule } from "../rule.ts";
import { settle } from "../settle.ts";
import type { Situation } from "../situation.ts";
import { articleId, standardOf } from "./document.ts";
import { judgeSpecialty, onePerSpecialty } from "./key-specialties.ts";
import { limitPlanned } from "./planned-places.ts";

export const tcmSpecialty: FundingLine<"provincialTertiary" | "cityTertiary" | "other"> = {
  id: "tcm-specialty",
  name: "省级中医优势专科建设",
  shortName: "省级中医优势专科",
  group: "建高地",
  order: 6,
  ref: "第七条（一）6",
  clause: articleId("7.1.6.c"),
  modeClause: null,
  mode: "NOT_STATED",
  frequency: "一次性（默认理解）",
  quantities: [
    { kind: "planned", target: 100, per: "window", label: "三年内建设的省级中医优势专科", clause: articleId("7.1.6.b") },
  ],
  standards: [standardOf("第七条（一）6", { provincialTertiary: wanYuan(100), cityTertiary: wanYuan(50), other: wanYuan(30) })],
  amountLabels: {
    provincialTertiary: "省级三级中医医院每个专科",
    cityTertiary: "市级三级中医医院每个专科",
    other: "各级综合医院和市、县级二级中医医院每个专科",
  },
  mainUse: "中医优势专科建设（条文未写明，默认理解）",
  payee: "承担医院",
  publicOnly: false,
  yearly: false,
};

type Amount = keyof typeof tcmSpecialty.amountLabels;

const clauses: Readonly<Record<Amount, string>> = {
  provincialTertiary: articleId("7.1.6.c"),
  cityTertiary: articleId("7.1.6.d"),
  other: articleId("7.1.6.e"),
};

/** 第七条（一）6: the amount follows the class of the hospital on the day of selection. */
export const fundTcmSpecialties: Rule = (s) => {
  const line = tcmSpecialty;
  const standards = s.amounts(line);
  const windowClause = targetOf(line).clause;
  const facts = s.factsOf("tcm-specialty");
  const candidates = facts.map((fact) => {
    const candidate = judgeSpecialty(fact, { line, windowClause, s });
    price(candidate.claim, fact, standards, s);
    return candidate;
  });
  const actual = limitPlanned(onePerSpecialty(candidates, line, s), { line, s });
  const claims = candidates.map(({ claim }) => claim);
  for (const claim of claims) settle(claim, line, s);
  return { claims, quantities: facts.length === 0 ? [] : [counted(line.id, targetOf(line), actual)] };
};

const price = (claim: Claim, fact: TcmSpecialty, standards: Readonly<Record<Amount, Fen>>, s: Situation): void => {
  const hospital = classOf(fact, s);
  if (fact.classAtSelection !== undefined) claim.relyOn(s.stated("tcm.classDate"));
  const amount = amountFor(hospital);
  claim.due = standards[amount ?? "other"];
  if (amount === undefined) return priceUnmapped(claim, hospital, s);
  claim.say(clauses[amount], () => `${inWords(hospital)}的${fact.specialty}，每个专科补助${inWanYuan(claim.due)}`);
};

const classOf = ({ classAtSelection, institution }: TcmSpecialty, s: Situation): HospitalClass =>
  (s.reading("tcm.classDate") === "selection" ? classAtSelection : undefined) ?? s.institution(institution);

/** The three steps of the clause; undefined for a hospital that the clause does not name. */
const amountFor = ({ affiliation, tier, class: kind }: HospitalClass): Amount | undefined => {
  if (kind === "general") return "other";
  if (kind !== "tcm") return undefined;
  if (tier === "tertiary")
    return affiliation === "province" ? "provincialTertiary" : affiliation === "city" ? "cityTertiary" : undefined;
  return tier === "secondary" && (affiliation === "city" || affiliation === "county") ? "other" : undefined;
};

/** Whether the clause has an amount for hospitals of this kind, level and standing. */
export const hasTcmPrice = (hospital: HospitalClass): boolean => amountFor(hospital) !== undefined;

const priceUnmapped = (claim: Claim, hospital: HospitalClass, s: Situation): void => {
  const reading = s.reading("tcm.unmapped");
  const what = () => `条文没有列到${inWords(hospital)}`;
  claim.relyOn(s.stated("tcm.unmapped"));
  if (reading === "decision")
    claim.hold("HOSPITAL_CLASS_UNMAPPED", clauses.other, () => `${what()}，由省卫生健康委决定，建议${inWanYuan(claim.due)}`);
  else if (reading === "nothing") claim.refuse("HOSPITAL_CLASS_UNMAPPED", clauses.other, () => `${what()}，按已记录的理解不补`);
  else claim.say(clauses.other, () => `${what()}，按已记录的理解补${inWanYuan(claim.due)}`);
};

const inWords = ({ affiliation, tier, class: kind }: HospitalClass): string =>
  [labelOf(affiliations, affiliation), labelOf(tiers, tier), labelOf(institutionClasses, kind)].join("");

const labelOf = (choices: readonly { readonly value: string; readonly label: string }[], value: string): string =>
  choices.find((choice) => choice.value === value)?.label ?? value;
