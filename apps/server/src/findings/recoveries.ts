import { type Fen, fen, type PlainDate } from "@qiangyi/kernel";

/** A recovery on a page, as far as counting asks. */
export interface Recovery {
  readonly id: string;
  readonly amount: Fen;
  readonly setAt: Date;
  readonly liftedAt: Date | undefined;
  /** Limited to what comes back of one payment. */
  readonly payment: string | null;
}

export interface Return {
  readonly at: Date;
  readonly on: PlainDate;
  readonly document: string;
  readonly amount: Fen;
  readonly payment?: string;
}

export interface Counted {
  readonly returned: Fen;
  readonly outstanding: Fen;
  readonly returns: readonly Return[];
}

/**
 * What came back on one page, spread over its recoveries: each document counts once, for the oldest recovery that it fits and that still misses
 * something. A reversal takes from whatever its document had been counted for.
 */
export const countReturns = (recoveries: readonly Recovery[], returns: readonly Return[]): ReadonlyMap<string, Counted> => {
  const counted = new Map(recoveries.map(({ id }) => [id, [] as Return[]]));
  const sumOf = (id: string): bigint => (counted.get(id) ?? []).reduce((so, { amount }) => so + amount, 0n);
  const oldest = recoveries.toSorted((a, b) => a.setAt.getTime() - b.setAt.getTime());
  for (const one of returns) {
    let left: bigint = one.amount;
    for (const { id, amount, ...recovery } of oldest) {
      if (left === 0n || !fits(recovery, one)) continue;
      const room = left > 0n ? amount - sumOf(id) : -sumOf(id);
      const part = left > 0n ? (left < room ? left : room) : left > room ? left : room;
      if (part === 0n) continue;
      counted.get(id)?.push({ ...one, amount: fen(part) });
      left -= part;
    }
  }
  return new Map(
    recoveries.map(({ id, amount, liftedAt }) => {
      const returned = fen(sumOf(id));
      return [id, { returned, outstanding: liftedAt ? fen(0n) : fen(amount - returned), returns: counted.get(id) ?? [] }];
    }),
  );
};

const fits = ({ setAt, liftedAt, payment }: Omit<Recovery, "id" | "amount">, { at, payment: of }: Return): boolean =>
  at >= setAt && (liftedAt === undefined || at < liftedAt) && (payment === null || payment === of);
