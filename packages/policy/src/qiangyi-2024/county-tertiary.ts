import { atLeastZero, type Fen, fen, inWanYuan, wanYuan, yearOf, zero } from "@qiangyi/kernel";
import type { Claim } from "../claim.ts";
import { compareText } from "../compare-text.ts";
import type { Quantity } from "../contract.ts";
import type { FundingLine } from "../funding-line.ts";
import { counted } from "../quantities.ts";
import type { Rule } from "../rule.ts";
import { conclude } from "../settle.ts";
import type { Situation } from "../situation.ts";
import { type Member, membersOf } from "./county-members.ts";
import { articleId, standardOf } from "./document.ts";

export const countyTertiary: FundingLine<"one" | "two" | "three"> = {
  id: "county-tertiary",
  name: "县级医院三级医疗服务能力建设",
  shortName: "县级医院三级能力",
  group: "提能力",
  order: 8,
  ref: "第七条（三）1",
  clause: articleId("7.3.1.d"),
  modeClause: articleId("7.3.1.e"),
  mode: "REWARD_AFTER",
  frequency: "达标机构数增加时",
  quantities: [
    {
      kind: "floor",
      target: 37,
      per: "window",
      group: "general",
      label: "三年内达标的县级综合医院",
      clause: articleId("7.3.1.c"),
    },
    { kind: "floor", target: 10, per: "window", group: "tcm", label: "三年内达标的县级中医医院", clause: articleId("7.3.1.c") },
    {
      kind: "floor",
      target: 3,
      per: "window",
      group: "maternal-child",
      label: "三年内达标的县级妇幼保健院",
      clause: articleId("7.3.1.c"),
    },
  ],
  standards: [standardOf("第七条（三）1", { one: wanYuan(1000), two: wanYuan(1500), three: wanYuan(1800) })],
  amountLabels: { one: "每县一所达标，累计", two: "每县两所达标，累计", three: "每县三所达标，累计" },
  mainUse: "县级公立医院医疗事业支出",
  payee: "新达标的县级医院",
  publicOnly: true,
  yearly: false,
};

const entitlement = countyTertiary.clause;

/** 第七条（三）1: “共补助” is a cumulative total, so a county is paid the difference whenever its count grows. */
export const fundCountyTertiary: Rule = (s) => {
  const { one, two, three } = s.amounts(countyTertiary);
  const ladder = [zero, one, two, three];
  const counties = membersOf(s, ladder.length - 1);
  const claims = counties.flatMap((members) => payCounty(members, ladder, s));
  return { claims, quantities: counties.length === 0 ? [] : quantitiesOf(counties.flat()) };
};

/** Cumulative entitlement for n institutions; the text stops at three, and a fourth adds nothing. */
const total = (ladder: readonly Fen[], count: number): Fen => ladder[Math.min(count, ladder.length - 1)] ?? zero;

const payCounty = (members: readonly Member[], ladder: readonly Fen[], s: Situation): readonly Claim[] => {
  const county = members[0]?.fact.county ?? "";
  const claims = claimsOf(county, members, s);
  const paid = s.paidTo("county-tertiary", county);
  // What the county has by the years before, and what it would have if every decision went its way.
  let given: bigint = paid;
  let favoured: bigint = paid;
  const accepted: number[] = [];
  const mostEver = total(ladder, members.filter(({ standing }) => standing !== "out").length);
  for (const claim of claims) {
    const status = statusAt(members, claim.year, accepted);
    const due = total(ladder, status.counted);
    claim.amount = atLeastZero(fen(due - given));
    const mostFavourable = atLeastZero(fen(total(ladder, status.counted + status.pending) - favoured));
    claim.held = claim.isOnHold && mostFavourable > claim.amount ? fen(mostFavourable - claim.amount) : zero;
    if (
      s.reading("county.lostStatus") === "recover" &&
      members.some(({ lost }) => lost !== undefined && yearOf(lost) === claim.year)
    )
      claim.recovery = atLeastZero(fen(given - due));
    explainAmount(claim, { due, given: fen(given), status }, s);
    if (paid > 0n && paid >= mostEver) refuseAllPaid(claim, paid);
    share(claim, members, s);
    const open = fen(claim.amount + claim.held);
    conclude(claim, s);
    if (claim.isOnHold && claim.held === zero && open > 0n && claim.amount >= open) accepted.push(claim.year);
    if (s.isInForce) sayIfPaid(claim, fen(paid), status.before < status.counted);
    given += claim.amount - claim.recovery;
    favoured += claim.amount + claim.held - claim.recovery;
  }
  return claims;
};

/** One claim for each year in which an institution qualifies or loses its status, with the checks of that year's facts. */
const claimsOf = (county: string, members: readonly Member[], s: Situation): readonly Claim[] => {
  const qualifies = (member: Member, year: number) => member.year === year;
  const loses = ({ fact: { lost } }: Member, year: number) => lost !== undefined && yearOf(lost) === year;
  const years = new Set(members.map(({ year }) => year));
  for (const { fact } of members) if (fact.lost !== undefined) years.add(yearOf(fact.lost));
  return [...years]
    .sort((a, b) => a - b)
    .map((year) => {
      const involved = members.filter((member) => qualifies(member, year) || loses(member, year)).sort(byFactId);
      const facts = involved.map(({ fact }) => fact.id);
      const claim = s.claim("county-tertiary", year, county, facts);
      for (const member of involved) {
        if (qualifies(member, year)) for (const judge of member.onQualifying) judge(claim);
        if (loses(member, year)) member.onLosing(claim);
      }
      return claim;
    });
};

const byFactId = (a: Member, b: Member): number => compareText(a.fact.id, b.fact.id);

interface CountAt {
  readonly before: number;
  readonly counted: number;
  readonly pending: number;
}

/** An early or late institution counts once a decision has paid for it in full; `accepted` are the years so decided. */
const statusAt = (members: readonly Member[], year: number, accepted: readonly number[]): CountAt => {
  const isCounted = ({ standing, year: from }: Member) =>
    standing === "counted" || (standing === "pending" && accepted.includes(from));
  const countedBy = (last: number) =>
    members.filter(
      (member) => isCounted(member) && member.year <= last && (member.lost === undefined || yearOf(member.lost) > last),
    ).length;
  const pending = members.filter((member) => member.standing === "pending" && !isCounted(member) && member.year <= year).length;
  return { before: countedBy(year - 1), counted: countedBy(year), pending };
};

const explainAmount = (
  claim: Claim,
  { due, given, status }: { readonly due: Fen; readonly given: Fen; readonly status: CountAt },
  s: Situation,
): void => {
  const { before, counted: now } = status;
  const { amount, held, recovery } = claim;
  claim.say(entitlement, () => {
    const count = before === now ? `达标机构仍为${now}所` : `达标机构由${before}所变为${now}所`;
    const rest = held > 0n ? `，另有${inWanYuan(held)}待决定` : recovery > 0n ? `，应收回${inWanYuan(recovery)}` : "";
    return `${s.regionName(claim.subject)}${count}，累计应补${inWanYuan(due)}，此前已补${inWanYuan(given)}，本次应补${inWanYuan(amount)}${rest}`;
  });
};

/** Where the county has all it could ever have, an early or late institution leaves nothing to decide; a lost status does. */
const refuseAllPaid = (claim: Claim, paid: Fen): void => {
  if (!claim.isOnHold || claim.codes.includes("DECISION_REQUIRED") || claim.amount > 0n || claim.held > 0n) return;
  claim.refuse("DUPLICATE_CLAIM", entitlement, () => `该县此前已下达${inWanYuan(paid)}，本次没有应补的差额`);
};

const sayIfPaid = (claim: Claim, paid: Fen, hasGrown: boolean): void => {
  if (claim.status !== "not_payable" || !hasGrown || paid === zero || claim.codes.length > 0) return;
  claim.mark("DUPLICATE_CLAIM", entitlement, () => `该县此前已下达${inWanYuan(paid)}，本次没有应补的差额`);
};

/** The increment belongs to those that qualify in the year; where none does, to all that count. */
const share = (claim: Claim, members: readonly Member[], s: Situation): void => {
  const reading = s.reading("county.split");
  if (claim.amount > 0n) claim.relyOn(s.stated("county.split"));
  if (reading === "county") {
    claim.payees = [claim.subject];
    claim.isSharedByCounty = true;
    return;
  }
  const standing = members.filter((member) => member.standing !== "out" && member.year <= claim.year);
  const newly = standing.filter(({ year }) => year === claim.year);
  const sharing = reading === "equal" ? standing.filter((member) => member.standing === "counted") : firmFirst(newly);
  claim.payees = [...new Set((sharing.length > 0 ? sharing : standing).map(({ fact }) => fact.institution))].sort(compareText);
};

const firmFirst = (newly: readonly Member[]): readonly Member[] => {
  const firm = newly.filter(({ standing }) => standing === "counted");
  return firm.length > 0 ? firm : newly;
};

/** One type cannot make up for another, so each has its own floor. */
const quantitiesOf = (members: readonly Member[]): readonly Quantity[] =>
  countyTertiary.quantities.map((quantity) => {
    const qualified = members.filter(
      ({ standing, lost, isInWindow, kind }) => standing !== "out" && isInWindow && lost === undefined && kind === quantity.group,
    );
    return counted("county-tertiary", quantity, qualified.length);
  });
