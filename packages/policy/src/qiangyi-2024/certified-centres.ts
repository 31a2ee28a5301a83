import { type Fen, inChinese, inWanYuan, yearOf } from "@qiangyi/kernel";
import type { Candidate } from "../candidates.ts";
import { checkAchieved, checkOwnership, checkWindow } from "../checks.ts";
import type { Claim } from "../claim.ts";
import type { EmergencyCentre, MaternalNewbornCentre } from "../contract.ts";
import type { FundingLine } from "../funding-line.ts";
import { targetOf } from "../quantities.ts";
import type { Situation } from "../situation.ts";

type Centre = EmergencyCentre | MaternalNewbornCentre;

const levels = { national: "国家", provincial: "省级", city: "市级" } as const;

/** What both lines of centres ask for: a public host, a national certificate, a date within the window. */
export const judgeCentre = <F extends Centre>(
  fact: F,
  { line, standard, s }: { readonly line: FundingLine; readonly standard: Fen; readonly s: Situation },
  checkHost: (claim: Claim) => void,
): Candidate<F> => {
  const { id, institution, recognised, recognisedBy } = fact;
  const host = s.institution(institution);
  const claim = s.claim(line.id, yearOf(recognised ?? s.decisionDate), id, [id]);
  claim.payees = [institution];
  claim.due = standard;
  checkHost(claim);
  checkOwnership(claim, host, line, s);
  const isAchieved = checkAchieved(claim, recognised, { s, clause: line.modeClause ?? line.clause, what: "认定" });
  if (recognisedBy !== "national")
    claim.refuse("NOT_NATIONALLY_RECOGNISED", line.clause, () => `只有${levels[recognisedBy]}认定，国家认定的达标中心才补助`);
  const isInWindow = isAchieved && checkWindow(claim, recognised, s, targetOf(line).clause);
  if (!claim.isRefused)
    claim.say(
      line.clause,
      () => `${host.name}的中心${inChinese(recognised ?? s.decisionDate)}取得国家认定，每个补助${inWanYuan(standard)}`,
    );
  return { claim, fact, date: recognised ?? "", isInWindow };
};

/** Paid once for each centre; by the other reading of the specialties' frequency once a year. */
export const centreKey = ({ fact: { institution, kind }, claim }: Candidate<Centre>, s: Situation): string =>
  s.reading("specialty.frequency") === "yearly" ? `${institution}\n${kind}\n${claim.year}` : `${institution}\n${kind}`;
