import { type ClockStateName, type ClockView, listClocks } from "@qiangyi/api";
import { ok, type PlainDate } from "@qiangyi/kernel";
import { allotmentClockEvents, type ClockEvent } from "../allotments/index.ts";
import { type Actor, handle, type Rooms, regionOfActor, type Tx } from "../platform/index.ts";
import { workCalendars } from "../projects/index.ts";
import { institutionNames } from "../registry/index.ts";
import { clockOf } from "./clock.ts";
import { stopsByClock } from "./stops.store.ts";
import { unspentEvents } from "./unspent-events.ts";

export const listClocksRoute = (rooms: Rooms): void =>
  handle(rooms, listClocks, async ({ tx, actor, query, clock }) => {
    const today = clock.today();
    return ok({ today, items: chosen(await clocksFor(tx, actor, today), query) });
  });

/** Every clock within the actor's scope, the most pressing first. */
export const clocksFor = async (tx: Tx, actor: Actor, today: PlainDate): Promise<ClockView[]> => {
  const events = [...(await allotmentClockEvents(tx, actor, today)), ...(await unspentEvents(tx, actor, today))];
  const names = await institutionNames(
    tx,
    actor,
    events.flatMap(({ holder }) => (holder.side === "unit" ? [holder.institution] : [])),
  );
  const calendars = await workCalendars(tx, actor.province);
  const frame = {
    today,
    calendarOf: (year: number) => calendars.get(year),
    stops: await stopsByClock(tx, actor),
    names,
    maySettle: (event: ClockEvent) => isOwn(actor, event),
  };
  return events.map((event) => clockOf(event, frame)).sort(byUrgency);
};

/** The office at this very place, or the very unit; not one above it. */
export const isOwn = (actor: Actor, { holder }: Pick<ClockEvent, "holder">): boolean =>
  holder.side === "unit" ? holder.institution === actor.institution : holder.region === regionOfActor(actor);

export interface ClockFilter {
  readonly state?: ClockStateName | undefined;
  readonly rule?: ClockView["rule"] | undefined;
  readonly region?: string | undefined;
}

/** A city stands for its counties too. */
export const chosen = (clocks: readonly ClockView[], { state, rule, region }: ClockFilter): ClockView[] =>
  clocks.filter(
    (clock) =>
      (state === undefined || clock.state === state) &&
      (rule === undefined || clock.rule === rule) &&
      (region === undefined || clock.holder.region === region || clock.holder.region.startsWith(region.replace(/(00)+$/, ""))),
  );

const rank: Record<ClockStateName, number> = { overdue: 0, "due-soon": 1, running: 2, waiting: 3, "met-late": 4, met: 5 };

const byUrgency = (a: ClockView, b: ClockView): number =>
  rank[a.state] - rank[b.state] || (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") || a.id.localeCompare(b.id);
