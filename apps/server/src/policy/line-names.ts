import { pilotLine, wholeFund } from "@qiangyi/api";
import { recoveredLine } from "@qiangyi/ledger";
import { type FundingLine, type FundingLineId, fundingLines } from "@qiangyi/policy";

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
/** Order of the regulation; unknown lines last. */
export const lineOrder = (id: string): number => byId.get(id)?.order ?? 99;
