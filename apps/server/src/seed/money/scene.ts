import type { Route, RouteAnswer, RouteInput } from "@qiangyi/api";
import { addDays, type PlainDate } from "@qiangyi/kernel";
import type { Actor } from "../../platform/index.ts";
import type { Desk } from "../projects/desk.ts";
import type { People } from "../projects/people.ts";

/** Where the story of the money is told: who is there, and the day on which its last acts fall. */
export interface Scene {
  readonly desk: Desk;
  readonly people: People;
  readonly lastDay: PlainDate;
}

export type Act = <R extends Route>(route: R, input: RouteInput<R>) => Promise<RouteAnswer<R>>;

/** One person on one day, minute after minute. */
export const on = ({ desk }: Scene, actor: Actor, day: string, hour = 9): Act => {
  let minute = 0;
  const start = Date.parse(`${day}T${String(hour).padStart(2, "0")}:00:00+08:00`);
  return (route, input) => desk.send({ actor, at: new Date(start + minute++ * 60_000) }, route, input);
};

export const before = ({ lastDay }: Scene, days: number): string => addDays(lastDay, -days);

export const wan = (amount: number): string => String(BigInt(Math.round(amount * 100)) * 10_000n);
