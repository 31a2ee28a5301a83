import { pilotLine, wholeFund } from "@qiangyi/api";
import { type FundingLine, type FundingLineId, fundingLines } from "@qiangyi/policy";

const byId = new Map<string, FundingLine>(fundingLines.map((line) => [line.id, line]));

export const isLine = (id: string): id is FundingLineId => byId.has(id);
export const lineName = (id: string): string =>
  id === wholeFund ? "专项资金合计" : id === pilotLine ? "5G+远程医疗试点" : (byId.get(id)?.shortName ?? id);
/** Order of the regulation; unknown lines last. */
export const lineOrder = (id: string): number => byId.get(id)?.order ?? 99;
