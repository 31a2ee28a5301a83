import { dateInShanghai } from "@qiangyi/kernel";

/** The number under which freezing and its end are posted: a query is a document of its own. */
export const queryNumber = (id: string): string => `存疑-${id}`;

export const reportMinutes = (discoveredAt: Date, raisedAt: Date): number =>
  Math.floor((raisedAt.getTime() - discoveredAt.getTime()) / 60_000);

/** 立即 is read as the same day (reading A50 of the engine's conventions); later counts as late and is shown, never refused. */
export const isReportLate = (discoveredAt: Date, raisedAt: Date): boolean =>
  dateInShanghai(raisedAt) > dateInShanghai(discoveredAt);
