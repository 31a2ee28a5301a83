import { grouped, inChinese, type PlainDate, yearOf } from "@qiangyi/kernel";
import type { Claim } from "../claim.ts";
import { compareText } from "../compare-text.ts";
import type { CountyTertiary, Institution, InstitutionClass } from "../contract.ts";
import type { Situation } from "../situation.ts";
import { articleId, qiangyi2024 } from "./document.ts";

type Judge = (claim: Claim) => void;

/** One institution of a county that claims to have reached tertiary capability. */
export interface Member {
  readonly fact: CountyTertiary;
  readonly kind: InstitutionClass;
  /** counted: raises the county's count; pending: would raise it by a decision; out: does not. */
  readonly standing: "counted" | "pending" | "out";
  readonly isInWindow: boolean;
  /** The year in which it qualifies, or of the decision while it has not. */
  readonly year: number;
  /** The day from which it no longer counts; only where the reading takes the money back. */
  readonly lost: PlainDate | undefined;
  readonly onQualifying: readonly Judge[];
  readonly onLosing: Judge;
}

const scope = articleId("7.3.1.a");
const window = articleId("7.3.1.c");
const entitlement = articleId("7.3.1.d");
const evidence = articleId("7.3.1.e");

/** The members of each county in the order in which they qualify. */
export const membersOf = (s: Situation, most: number): readonly (readonly Member[])[] => {
  const counties = grouped(s.factsOf("county-tertiary"), ({ county }) => county);
  return [...counties.values()].map((facts) => judgeCounty(facts, most, s));
};

const judgeCounty = (facts: readonly CountyTertiary[], most: number, s: Situation): readonly Member[] => {
  const roll = new CountyRoll();
  return [...facts]
    .sort((a, b) => inTurn(a, b, s))
    .map((fact) => {
      const member = judge(fact, { roll, most }, s);
      if (member.standing !== "out") roll.add(member);
      return member;
    });
};

/** The members so far that stand, kept so that a county with thousands of facts is still read in one pass. */
class CountyRoll {
  private readonly byInstitution = new Map<string, Member>();
  private readonly byKind: Partial<Record<InstitutionClass, number>> = {};
  private readonly losing: Member[] = [];
  private count = 0;

  add(member: Member): void {
    this.byInstitution.set(member.fact.institution, member);
    this.byKind[member.kind] = (this.byKind[member.kind] ?? 0) + 1;
    this.count += 1;
    if (member.lost !== undefined) this.losing.push(member);
  }

  standingOf(institution: string, day: PlainDate | null): Member | undefined {
    const member = this.byInstitution.get(institution);
    return member !== undefined && hasLostBy(member, day) ? undefined : member;
  }

  countBy(day: PlainDate | null): number {
    return this.count - this.losing.filter((member) => hasLostBy(member, day)).length;
  }

  countOfKind(kind: InstitutionClass, day: PlainDate | null): number {
    const lost = this.losing.filter((member) => member.kind === kind && hasLostBy(member, day));
    return (this.byKind[kind] ?? 0) - lost.length;
  }
}

/** Those inside the window first: an early or late one waits for a decision and must not push them out. */
const inTurn = (a: CountyTertiary, b: CountyTertiary, s: Situation): number =>
  Number(isInside(b, s)) - Number(isInside(a, s)) || compareText(a.qualified ?? "", b.qualified ?? "");

const isInside = ({ qualified }: CountyTertiary, s: Situation): boolean => qualified !== null && s.isInWindow(qualified);

const judge = (
  fact: CountyTertiary,
  { roll, most }: { readonly roll: CountyRoll; readonly most: number },
  s: Situation,
): Member => {
  const institution = s.institution(fact.institution);
  const judged: Judged = { fact, institution, onQualifying: [] };
  const isEligible = checkEligible(judged, roll, s);
  const isInWindow = isInside(fact, s);
  const place = roll.countBy(fact.qualified) + 1;
  const isCapped = isEligible && place > most;
  const standing = !isEligible ? "out" : isInWindow ? "counted" : standingOutside(judged, isCapped, s);
  if (isCapped)
    judged.onQualifying.push((claim) =>
      claim.mark(
        "COUNTY_CAP_REACHED",
        entitlement,
        () => `${institution.name}是该县第${place}所达标机构，县内按${most}所封顶，不再增加`,
      ),
    );
  const lost = lossOf(fact, s);
  return {
    fact,
    kind: institution.class,
    standing,
    isInWindow,
    year: yearOf(fact.qualified ?? s.decisionDate),
    lost: standing !== "out" && s.reading("county.lostStatus") === "recover" ? lost : undefined,
    onQualifying: judged.onQualifying,
    onLosing: (claim) => sayLost(claim, judged, { lost, standing }, s),
  };
};

interface Judged {
  readonly fact: CountyTertiary;
  readonly institution: Institution;
  readonly onQualifying: Judge[];
}

const checkEligible = ({ fact, institution, onQualifying }: Judged, roll: CountyRoll, s: Situation): boolean => {
  const fail = (judgement: Judge): false => {
    onQualifying.push(judgement);
    return false;
  };
  const { name } = institution;
  let isEligible = true;
  if (s.region(fact.county)?.kind === "district")
    isEligible = fail((claim) =>
      claim.mark("DISTRICT_NOT_ELIGIBLE", scope, () => `${s.regionName(fact.county)}是市辖区，本项只补县和县级市`),
    );
  if (institution.ownership === "private" && s.reading("public.onlyPublic") !== "mainly")
    isEligible = fail((claim) =>
      claim.mark("NOT_PUBLIC_INSTITUTION", articleId("3.b"), () => `${name}不是公立机构，本项只补县级公立医院`),
    );
  if (!s.isAchieved(fact.qualified))
    return fail((claim) => claim.mark("EVIDENCE_REQUIRED", evidence, () => `${name}尚未确认达标，确认后才能补助`));
  if (fact.qualified < qiangyi2024.effectiveFrom && s.reading("retroactiveAchievement") === "refuse")
    isEligible = fail((claim) => {
      claim.relyOn(s.stated("retroactiveAchievement"));
      claim.mark("POLICY_NOT_IN_FORCE", articleId("13.a"), () => `${name}在办法施行前达标，按已记录的理解不补`);
    });
  return isEligible && checkRepeated({ fact, institution, onQualifying }, roll, s);
};

const checkRepeated = ({ fact, institution, onQualifying }: Judged, roll: CountyRoll, s: Situation): boolean => {
  const same = roll.standingOf(fact.institution, fact.qualified);
  if (same !== undefined) {
    onQualifying.push((claim) =>
      claim.mark("DUPLICATE_CLAIM", entitlement, () => `${institution.name}已由${same.fact.id}号申请，只算一所`),
    );
    return false;
  }
  if (s.reading("county.sameType") === "once" && roll.countOfKind(institution.class, fact.qualified) > 0) {
    onQualifying.push((claim) => {
      claim.relyOn(s.stated("county.sameType"));
      claim.mark("QUOTA_EXCEEDED", entitlement, () => `该县已有同类机构达标，按已记录的理解${institution.name}不再计数`);
    });
    return false;
  }
  return true;
};

const hasLostBy = ({ lost }: Member, day: PlainDate | null): boolean => lost !== undefined && day !== null && lost <= day;

/**
 * An early one falls under the window, a late one under the question of the institution after the three years. Beyond the cap
 * neither is worth a decision.
 */
const standingOutside = ({ fact, institution, onQualifying }: Judged, isCapped: boolean, s: Situation): Member["standing"] => {
  const day = fact.qualified ?? s.decisionDate;
  const key = day < s.window.from ? "programmeWindow" : "county.lateThird";
  const what = () => `${institution.name}${inChinese(day)}达标，不在项目实施期内`;
  const reading = s.reading(key);
  if (key === "county.lateThird" && reading === "pay") {
    onQualifying.push((claim) => {
      claim.relyOn(s.stated(key));
      claim.say(window, () => `${what()}，按已记录的理解补差额`);
    });
    return "counted";
  }
  const isOpen = !isCapped && (key === "programmeWindow" ? !s.isSettled(key) : reading === "decision");
  onQualifying.push((claim) => {
    claim.relyOn(s.stated(key));
    if (isOpen) claim.hold("OUTSIDE_PROGRAMME_WINDOW", window, () => `${what()}，补不补由省卫生健康委决定`);
    else claim.mark("OUTSIDE_PROGRAMME_WINDOW", window, () => `${what()}，不补`);
  });
  return isOpen ? "pending" : "out";
};

/** A loss counts once it has happened, and after the institution has qualified. */
const lossOf = ({ lost, qualified }: CountyTertiary, s: Situation): PlainDate | undefined =>
  s.isAchieved(lost) && qualified !== null && lost >= qualified ? lost : undefined;

const sayLost = (
  claim: Claim,
  { fact, institution: { name } }: Judged,
  { lost, standing }: { readonly lost: PlainDate | undefined; readonly standing: Member["standing"] },
  s: Situation,
): void => {
  if (lost === undefined || standing !== "counted") {
    claim.say(entitlement, () => `${name}登记的失去达标日期${inChinese(fact.lost ?? s.decisionDate)}不影响补助`);
    return;
  }
  const what = () => `${name}${inChinese(lost)}失去达标`;
  claim.relyOn(s.stated("county.lostStatus"));
  if (s.reading("county.lostStatus") === "recover") claim.say(entitlement, () => `${what()}，按已记录的理解收回多补的部分`);
  else if (s.isSettled("county.lostStatus")) claim.say(entitlement, () => `${what()}，按已记录的理解不收回`);
  else claim.hold("DECISION_REQUIRED", entitlement, () => `${what()}，已补的不自动收回，由省卫生健康委决定`);
};
