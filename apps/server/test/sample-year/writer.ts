import { randomUUID } from "node:crypto";
import type { Route, RouteAnswer, RouteInput } from "@qiangyi/api";
import { expect } from "vitest";
import type { Actor } from "../../src/platform/index.ts";
import { actorAs, type TestApi } from "../api.ts";
import type { TestDatabase } from "../fresh-database.ts";
import type { Desk, DeskOf } from "./officials.ts";

/** What happened in a year, by route: otherwise a year in which nothing happened would prove everything. */
export interface Tally {
  readonly done: Map<string, number>;
  readonly refused: Map<string, number>;
}

/** Numbers of documents and vouchers that no two writers draw. */
export interface Numbers {
  next(): number;
}

/** One of those who write at the same time: his persons, his own connection to the server, his dice. */
export interface Writer {
  readonly database: TestDatabase;
  readonly deskOf: DeskOf;
  readonly numbers: Numbers;
  /** A number below `sides`, from what the attempt drew. */
  roll(sides: number): number;
  pick<Value>(values: readonly Value[]): Value | undefined;
  /** A share of an amount, at times more than there is. */
  shareOf(amount: bigint): bigint;
  look<const R extends Route>(actor: Actor, route: R, input: RouteInput<R>): Promise<RouteAnswer<R> | undefined>;
  /** The right person. A step with a number or state of its own (`isNamed`) changes nothing under any key once it is done. */
  act<const R extends Route>(
    actor: Actor,
    route: R,
    input: RouteInput<R>,
    isNamed?: "named",
  ): Promise<RouteAnswer<R> | undefined>;
  /** Somebody whose business it is not: at times he tries first, and gets nothing. */
  wrongly<const R extends Route>(desk: Desk, route: R, input: RouteInput<R>, also?: readonly Actor[]): Promise<void>;
}

interface Opening {
  readonly database: TestDatabase;
  readonly api: TestApi;
  readonly deskOf: DeskOf;
  readonly numbers: Numbers;
  readonly tally: Tally;
  readonly writer: number;
  readonly dice: readonly number[];
}

const count = (counts: Map<string, number>, key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);

export const openWriter = ({ database, api, deskOf, numbers, tally, writer, dice }: Opening): Writer => {
  let thrown = 0;
  const roll = (sides: number): number => (dice[thrown++ % dice.length] ?? 0) % sides;
  const pick = <Value>(values: readonly Value[]): Value | undefined => values[values.length === 0 ? 0 : roll(values.length)];
  /** What the persons of this writer have in the books; he does one thing at a time, so nobody else changes it. */
  const ownEntries = () =>
    database.query<{ entries: number; last: string | null }>(
      "select count(*)::int as entries, max(sequence)::text as last from ledger_entry where recorded_by like $1",
      [`%#${writer}`],
    );
  const send = async <const R extends Route>(actor: Actor, route: R, input: RouteInput<R>, idempotencyKey: string) => {
    const reply = await api.call(actor, route, input, { idempotencyKey });
    if (reply.status >= 500 || reply.status === 400)
      throw new Error(
        `${actor.userId}: ${route.method} ${route.url} ${JSON.stringify(input)} → ${reply.status} ${JSON.stringify(reply.problem)}`,
      );
    return reply;
  };
  return {
    database,
    deskOf,
    numbers,
    roll,
    pick,
    shareOf: (amount) => (amount * BigInt([100, 100, 60, 35, 10, 104][roll(6)] ?? 100)) / 100n,
    look: async (actor, route, input) => {
      const { status, answer } = await api.call(actor, route, input);
      return status === 200 ? answer : undefined;
    },
    act: async (actor, route, input, isNamed) => {
      const key = randomUUID();
      const told = `${actor.userId}: ${route.method} ${route.url} ${JSON.stringify(input)}`;
      const before = await ownEntries();
      const reply = await send(actor, route, input, key);
      const after = await ownEntries();
      if (reply.status >= 400) {
        count(tally.refused, reply.problem.code);
        expect(after, `${told} was refused with ${reply.problem.code}`).toEqual(before);
        return undefined;
      }
      count(tally.done, `${route.method} ${route.url}`);
      if (roll(2) === 0) {
        const again = await send(actor, route, input, key);
        expect([again.status, again.answer], `${told} repeated with its key`).toEqual([reply.status, reply.answer]);
      }
      if (isNamed && roll(2) === 0) {
        await send(actor, route, input, randomUUID());
        const asked = await ownEntries();
        // Of a row in doubt nothing is received; when another writer settles the doubt meanwhile, asking again receives it and only the third is a repetition.
        if (after[0]?.entries !== before[0]?.entries || asked[0]?.entries === after[0]?.entries)
          expect(asked, `${told} was repeated`).toEqual(after);
        else {
          await send(actor, route, input, randomUUID());
          expect(await ownEntries(), `${told} was repeated`).toEqual(asked);
        }
      } else expect(await ownEntries(), `${told} was repeated with its key`).toEqual(after);
      return reply.answer;
    },
    wrongly: async (desk, route, input, also = []) => {
      if (roll(2) !== 0) return;
      const wrong = pick([...also, ...strangersTo(deskOf, desk.book), actorAs("auditor", { userId: `auditor#${writer}` })]);
      if (!wrong) return;
      const before = await ownEntries();
      const reply = await send(wrong, route, input, randomUUID());
      const told = `${wrong.userId}: ${route.method} ${route.url} ${JSON.stringify(input)} → ${reply.status}`;
      if (reply.status < 400) expect(isDoneBatch(reply.answer), told).toBe(false);
      else count(tally.refused, reply.problem.code);
      expect(await ownEntries(), told).toEqual(before);
    },
  };
};

/** A batch answers with a result for each row. */
const isDoneBatch = (answer: unknown): boolean => {
  const { rows } = answer as { rows?: readonly { isDone?: boolean }[] };
  return rows === undefined || rows.some(({ isDone }) => isDone !== false);
};

/** Persons with the same work elsewhere: another bureau, another unit. */
const strangersTo = (deskOf: DeskOf, book: string): readonly Actor[] =>
  (book.startsWith("U") ? ["UC1", "UC3", "UD1"] : ["F141000", "F141021", "F140122"])
    .filter((other) => other !== book)
    .map((other) => deskOf(other).second);
