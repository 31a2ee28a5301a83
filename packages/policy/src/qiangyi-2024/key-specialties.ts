import { yearOf } from "@qiangyi/kernel";
import { type Candidate, onePerKey, standing } from "../candidates.ts";
import { checkAchieved, checkOwnership, checkWindow } from "../checks.ts";
import type { KeySpecialty, TcmSpecialty } from "../contract.ts";
import type { FundingLine } from "../funding-line.ts";
import type { Situation } from "../situation.ts";

type Specialty = KeySpecialty | TcmSpecialty;

/** A claim for a specialty with the key of the specialty, written once because several checks look it up. */
export interface SpecialtyCandidate<F extends Specialty = Specialty> extends Candidate<F> {
  readonly key: string;
}

/** One specialty of one hospital, whatever the list it stands on. */
export const specialtyKey = ({ institution, specialty }: Specialty): string => `${institution}\n${specialty}`;

/** What the three lines of specialties share: public first, selected, within the window. */
export const judgeSpecialty = <F extends Specialty>(
  fact: F,
  { line, windowClause, s }: { readonly line: FundingLine; readonly windowClause: string; readonly s: Situation },
): SpecialtyCandidate<F> => {
  const { id, institution, selected } = fact;
  const claim = s.claim(line.id, yearOf(selected), id, [id]);
  claim.payees = [institution];
  checkOwnership(claim, s.institution(institution), line, s);
  const isInWindow =
    checkAchieved(claim, selected, { s, clause: line.clause, what: "遴选确定" }) && checkWindow(claim, selected, s, windowClause);
  return { claim, fact, key: specialtyKey(fact), date: selected, isInWindow };
};

/** Paid once for each specialty; by the other reading once a year. Returns the candidates that are not repeats. */
export const onePerSpecialty = <F extends Specialty>(
  candidates: readonly SpecialtyCandidate<F>[],
  line: FundingLine,
  s: Situation,
): readonly SpecialtyCandidate<F>[] => {
  const isYearly = s.reading("specialty.frequency") === "yearly";
  return onePerKey(
    standing(candidates, s),
    ({ key, claim }) => (isYearly ? `${key}\n${claim.year}` : key),
    ({ claim, fact }, first) => {
      claim.relyOn(s.stated("specialty.frequency"));
      claim.refuse("DUPLICATE_CLAIM", line.clause, () => `${fact.specialty}已由${first.fact.id}号申请，不得重复补助`);
    },
  );
};
