import type { FundingLine } from "../funding-line.ts";
import { targetOf } from "../quantities.ts";
import type { Situation } from "../situation.ts";
import type { SpecialtyCandidate } from "./key-specialties.ts";

/**
 * “三年内建设N个”: a plan, and what goes beyond it needs a decision. A specialty takes one place, also by the reading that it is
 * paid, and so claimed, every year. Returns how many places are taken.
 */
export const limitPlanned = (
  candidates: readonly SpecialtyCandidate[],
  { line, s }: { readonly line: FundingLine; readonly s: Situation },
): number => {
  const { target, clause } = targetOf(line);
  const places = new Map<string, number>();
  for (const candidate of candidates) {
    if (!candidate.isInWindow) continue;
    const place = places.get(candidate.key) ?? places.size + 1;
    places.set(candidate.key, place);
    if (place > target) overrun(candidate, { place, target, clause }, { line, s });
  }
  return places.size;
};

const overrun = (
  { claim }: SpecialtyCandidate,
  { place, target, clause }: { readonly place: number; readonly target: number; readonly clause: string },
  { line, s }: { readonly line: FundingLine; readonly s: Situation },
): void => {
  const reading = s.reading("planned.overrun");
  const what = () => `${line.shortName}计划${target}个，本项排第${place}个`;
  claim.relyOn(s.stated("planned.overrun"));
  if (reading === "decision") claim.hold("QUOTA_EXCEEDED", clause, () => `${what()}，超出的需由省卫生健康委决定`);
  else if (reading === "ceiling") claim.refuse("QUOTA_EXCEEDED", clause, () => `${what()}，按已记录的理解超出不补`);
  else claim.say(clause, () => `${what()}，按已记录的理解超出照补`);
};
