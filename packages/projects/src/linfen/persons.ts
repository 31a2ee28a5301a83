import type { PlainDate } from "@qiangyi/kernel";
import { type CountVerdict, countVerdict } from "./counts.ts";
import { linfenDeadline } from "./specialties.ts";

export const leaderTarget = 100;
export const staffTarget = 1000;

/** One person is one, however many rows name him. */
export const distinctCount = (keys: readonly string[]): number => new Set(keys).size;

export const leaderVerdict = (keys: readonly string[]): CountVerdict => countVerdict(distinctCount(keys), leaderTarget);
export const staffVerdict = (keys: readonly string[]): CountVerdict => countVerdict(distinctCount(keys), staffTarget);

/** An assessment before or on the last day of the programme looks at its middle, one after it at its end. */
export const assessmentKind = (on: PlainDate): "中期" | "终期" => (on <= linfenDeadline ? "中期" : "终期");

export interface Influence {
  /** 全省知名, confirmed with its evidence. */
  readonly inProvince: boolean;
  /** 在国内有一定影响. */
  readonly inCountry: boolean;
}

/** 达标 only with both confirmed; the missing one is named. */
export const influenceVerdict = ({ inProvince, inCountry }: Influence): CountVerdict => {
  const missing = [...(inProvince ? [] : ["全省知名"]), ...(inCountry ? [] : ["国内有一定影响"])];
  return { isReached: missing.length === 0, text: missing.length === 0 ? "达标" : `未达标：未认定${missing.join("、")}` };
};
