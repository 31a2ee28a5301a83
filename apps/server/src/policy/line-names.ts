import { pilotLine, wholeFund } from "@qiangyi/api";
import { recoveredLine } from "@qiangyi/ledger";
import { type FundingLine, type FundingLineId, fundingLines } from "@qiangyi/policy";
import { isUnder, itemOf } from "./where-it-acts.ts";

const byId = new Map<string, FundingLine>(fundingLines.map((line) => [line.id, line]));

export const isLine = (id: string): id is FundingLineId => byId.has(id);
/** What money may be booked to beside the items of 第七条. */
const otherNames: ReadonlyMap<string, string> = new Map([
  [wholeFund, "专项资金合计"],
  [pilotLine, "5G+远程医疗试点"],
  [recoveredLine, "收回统筹"],
]);

/** What screens and papers call a line of plans and books; one that nobody knows keeps its id. */
export const lineName = (id: string): string => otherNames.get(id) ?? byId.get(id)?.shortName ?? id;
/** The clause that a line of money carries out; null for sums over lines and for money that was taken back. */
export const lineClause = (id: string): string | null => (id === pilotLine ? pilotClause : (byId.get(id)?.clause ?? null));

/** What the pilot's money may be used for; its regulation has no list of lines. */
const pilotClause = "5g-2022.art2.b";

/**
 * The lines whose money rests on a clause: those that it is about, by its item of 第七条 or by the clauses that set their manner and quantities, and
 * those of the items under it. The rules of 第二条 of the pilot are about its one line.
 */
export const linesRestingOn = (clause: string): readonly string[] => [
  ...fundingLines
    .filter(
      (line) =>
        isUnder(clause, itemOf(line)) ||
        isUnder(line.clause, clause) ||
        line.modeClause === clause ||
        line.quantities.some((quantity) => quantity.clause === clause),
    )
    .map(({ id }) => id),
  ...(isUnder(clause, "5g-2022.art2") ? [pilotLine] : []),
];

/** Order of the regulation; unknown lines last. */
export const lineOrder = (id: string): number => byId.get(id)?.order ?? 99;
