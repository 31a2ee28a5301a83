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

/** The real clock, so many days later or earlier: journeys through a year of the demonstration. Never in a production (config.ts). */
export const movedClock = (days: number): Clock => {
  const now = () => new Date(Date.now() + days * 86_400_000);
  return { now, today: () => dateInShanghai(now()) };
};
