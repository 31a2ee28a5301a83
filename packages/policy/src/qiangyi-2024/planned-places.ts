import type { Candidate } from "../candidates.ts";
import type { FundingLine } from "../funding-line.ts";
import { targetOf } from "../quantities.ts";
import type { Situation } from "../situation.ts";

/**
 * “三年内建设N个”: a plan, and what goes beyond it needs a decision. `keyOf` names the thing that takes a place, which may be
 * claimed more than once by the reading that a specialty is paid every year. Returns how many things take a place.
 */
export const limitPlanned = (
  candidates: readonly Candidate[],
  keyOf: (candidate: Candidate) => string,
  { line, s }: { readonly line: FundingLine; readonly s: Situation },
): number => {
  const { target, clause } = targetOf(line);
  const places = new Map<string, number>();
  for (const candidate of candidates) {
    if (!candidate.isInWindow) continue;
    const key = keyOf(candidate);
    const place = places.get(key) ?? places.size + 1;
    places.set(key, place);
    if (place > target) overrun(candidate, { place, target, clause }, { line, s });
  }
  return places.size;
};

const overrun = (
  { claim }: Candidate,
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
