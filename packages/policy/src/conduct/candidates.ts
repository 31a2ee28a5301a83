import { percentText } from "../functions/amounts.ts";

/** A candidate of a selection list. */
export interface Candidate {
  readonly id: string;
  readonly score: number;
  readonly isInAgriculturalCounty: boolean;
}

/** 第七条（二）以农业县为重点: at equal score the agricultural county goes first; then the smaller id, so that the order is one. */
export const rankCandidates = (candidates: readonly Candidate[]): readonly Candidate[] =>
  candidates.toSorted(
    (a, b) =>
      b.score - a.score ||
      Number(b.isInAgriculturalCounty) - Number(a.isInAgriculturalCounty) ||
      (a.id < b.id ? -1 : a.id > b.id ? 1 : 0),
  );

/** The share of funded centres in agricultural counties: reported, never a quota. */
export const agriculturalShare = (part: number, whole: number) => ({
  part,
  whole,
  percent: percentText(BigInt(part), BigInt(whole)),
});
