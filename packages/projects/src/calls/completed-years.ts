import { addYears, type PlainDate, yearOf } from "@qiangyi/kernel";

/** Age in completed years on a day. Who was born on 29 February completes a year on 1 March where there is no 29th. */
export const completedYears = (bornOn: PlainDate, on: PlainDate): number => {
  const years = yearOf(on) - yearOf(bornOn);
  return addYears(bornOn, years) <= on ? years : years - 1;
};
