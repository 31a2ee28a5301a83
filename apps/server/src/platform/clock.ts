import { dateInShanghai, type PlainDate } from "@qiangyi/kernel";

/** The only source of time. Tests and demonstrations pass their own. */
export interface Clock {
  now(): Date;
  today(): PlainDate;
}

export const systemClock: Clock = { now: () => new Date(), today: () => dateInShanghai(new Date()) };

export const fixedClock = (instant: string): Clock => ({
  now: () => new Date(instant),
  today: () => dateInShanghai(new Date(instant)),
});
