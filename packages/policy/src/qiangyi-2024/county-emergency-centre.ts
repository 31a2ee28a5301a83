import { wanYuan } from "@qiangyi/kernel";
import { type Candidate, onePerKey, standing } from "../candidates.ts";
import { decideBy } from "../checks.ts";
import type { Claim } from "../claim.ts";
import type { EmergencyCentre, Quantity } from "../contract.ts";
import type { FundingLine } from "../funding-line.ts";
import { counted, shareOf, targetOf } from "../quantities.ts";
import { isCounty } from "../regions.ts";
import type { Rule } from "../rule.ts";
import { settle } from "../settle.ts";
import type { Situation } from "../situation.ts";
import { centreKey, judgeCentre } from "./certified-centres.ts";
import { articleId, standardOf } from "./document.ts";

export const countyEmergencyCentre: FundingLine<"centre"> = {
  id: "county-emergency-centre",
  name: "县级卒中、胸痛、创伤中心建设",
  shortName: "卒中、胸痛、创伤中心",
  group: "提能力",
  order: 9,
  ref: "第七条（三）2",
  clause: articleId("7.3.2.d"),
  modeClause: articleId("7.3.2.e"),
  mode: "REWARD_AFTER",
  frequency: "一次性（默认理解）",
  quantities: [
    { kind: "aspiration", target: 120, per: "window", label: "三年内力争建成的达标中心", clause: articleId("7.3.2.b") },
  ],
  standards: [standardOf("第七条（三）2", { centre: wanYuan(50) })],
  amountLabels: { centre: "每个国家认定的达标中心" },
  mainUse: "县级公立医院医疗事业支出",
  payee: "中心所在医院",
  publicOnly: true,
  yearly: false,
};

const hosts = articleId("7.3.2.a");
const entitlement = articleId("7.3.2.d");
const kinds = { stroke: "卒中", "chest-pain": "胸痛", trauma: "创伤" } as const;

/** 第七条（三）2: nationally recognised centres, counted by county: one of each type, the extra one waits for a decision. */
export const fundEmergencyCentres: Rule = (s) => {
  const line = countyEmergencyCentre;
  const { centre: standard } = s.amounts(line);
  const candidates = s
    .factsOf("emergency-centre")
    .map((fact) => judgeCentre(fact, { line, standard, s }, (claim) => checkHost(claim, fact, s)));
  const certified = onePerKey(
    standing(candidates, s).filter(isFirstCertificate),
    (candidate) => centreKey(candidate, s),
    ({ claim, fact }, first) => {
      claim.relyOn(s.stated("specialty.frequency"));
      claim.refuse(
        "DUPLICATE_CLAIM",
        entitlement,
        () => `该院${kinds[fact.kind]}中心已由${first.fact.id}号申请，每个中心只补一次`,
      );
    },
  );
  holdExtra(certified, s);
  const claims = candidates.map(({ claim }) => claim);
  for (const claim of claims) settle(claim, line, s);
  return { claims, quantities: claims.length === 0 ? [] : quantitiesOf(certified, s) };
};

const checkHost = (claim: Claim, { county, institution }: EmergencyCentre, s: Situation): void => {
  const host = s.institution(institution);
  if (host.class !== "general" || host.affiliation !== "county")
    claim.refuse("WRONG_INSTITUTION_TYPE", hosts, () => `${host.name}不是县级综合医院，本项只补县级综合医院的中心`);
  if (s.region(county)?.kind === "district") judgeDistrict(claim, county, s);
};

/** Item 1 leaves urban districts out, item 2 says nothing of them. */
const judgeDistrict = (claim: Claim, county: string, s: Situation): void => {
  const reading = s.reading("emergency.district");
  const where = () => `${s.regionName(county)}是市辖区`;
  claim.relyOn(s.stated("emergency.district"));
  if (reading === "decision") claim.hold("DECISION_REQUIRED", entitlement, () => `${where()}，补不补由省卫生健康委决定`);
  else if (reading === "out") claim.refuse("DISTRICT_NOT_ELIGIBLE", entitlement, () => `${where()}，按已记录的理解不补`);
  else claim.say(entitlement, () => `${where()}，按已记录的理解补助`);
};

const isFirstCertificate = ({ claim, fact }: Candidate<EmergencyCentre>): boolean => {
  if (fact.recertification !== true) return true;
  claim.refuse("DUPLICATE_CLAIM", entitlement, () => `${kinds[fact.kind]}中心是复认证，奖补过的证书换证不再补助`);
  return false;
};

const holdExtra = (certified: readonly Candidate<EmergencyCentre>[], s: Situation): void => {
  if (s.reading("emergency.perCountyType") === "all") return;
  const first = new Map<string, string>();
  for (const { claim, fact, isInWindow } of certified) {
    const key = `${fact.county}\n${fact.kind}`;
    const holder = first.get(key);
    if (holder === undefined && isInWindow) first.set(key, fact.institution);
    if (holder === undefined || holder === fact.institution) continue;
    claim.relyOn(s.stated("emergency.perCountyType"));
    const code = s.isSettled("emergency.perCountyType") ? "QUOTA_EXCEEDED" : "DECISION_REQUIRED";
    decideBy("emergency.perCountyType", claim, s)(
      code,
      entitlement,
      () => `${s.regionName(fact.county)}已有一个${kinds[fact.kind]}中心，以县为单位每类先补一个`,
    );
  }
};

const quantitiesOf = (certified: readonly Candidate<EmergencyCentre>[], s: Situation): readonly Quantity[] => {
  const inWindow = certified.filter(({ isInWindow }) => isInWindow).map(({ fact }) => fact);
  const centres = new Set(inWindow.map(({ institution, kind }) => `${institution}\n${kind}`));
  const typesByCounty = new Map<string, Set<string>>();
  for (const { county, kind } of inWindow) {
    const region = s.region(county);
    if (region !== undefined && isCounty(region)) typesByCounty.set(county, (typesByCounty.get(county) ?? new Set()).add(kind));
  }
  const coverage = (group: string, covers: (types: ReadonlySet<string>) => boolean) =>
    shareOf("county-emergency-centre", "coverage", group, {
      part: [...typesByCounty.values()].filter(covers).length,
      whole: s.countyCount,
    });
  const all = coverage("all", (types) => types.size === Object.keys(kinds).length);
  return [
    counted("county-emergency-centre", targetOf(countyEmergencyCentre), centres.size),
    coverage("any", () => true),
    ...Object.keys(kinds).map((kind) => coverage(kind, (types) => types.has(kind))),
    // By the other reading of 县级全覆盖 a county is covered by all three types; the row stands beside the others.
    ...(s.reading("emergency.coverage") === "all-types" ? [all] : []),
  ];
};
