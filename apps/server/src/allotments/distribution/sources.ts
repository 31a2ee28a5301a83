import type { Actor, Tx } from "../../platform/index.ts";
import { earmarkOf } from "../notices/notice.ts";
import { type IssuedRow, issuedRows, issuedRowsAt } from "../receipts/issued-rows.store.ts";
import { type HeldRow, heldRows } from "./held-rows.store.ts";
import { fixedReceiver } from "./receivers.ts";

/** A part of what was issued early and still lies in the book without a project. */
export interface PoolPart {
  readonly notice: string;
  readonly row: number;
  readonly fen: bigint;
}

/** A row that a bureau received and may pass on: what of it, and where. */
export interface Source {
  readonly row: IssuedRow;
  readonly held: HeldRow;
  readonly isVerified: boolean;
  /** Undefined: free, the region distributes it. */
  readonly receiver: string | undefined;
  /** Received, not passed on and not in doubt. */
  readonly availableFen: bigint;
  /** Early money that is to be moved to this project, as far as it lies here. */
  readonly pool: readonly PoolPart[];
  /** Nothing is left to post, but the row says below which project early money has become: it goes down once. */
  readonly isNewsOnly: boolean;
}

const available = ({ remainingFen, frozenFen }: HeldRow): bigint => (remainingFen > frozenFen ? remainingFen - frozenFen : 0n);

/** The rows of one upstream notice for a book, with what may be passed on of each. */
export const sourcesOf = async (
  tx: Tx,
  actor: Actor,
  { book, noticeId, lock }: { readonly book: string; readonly noticeId: string; readonly lock?: boolean },
): Promise<readonly Source[]> => {
  const rows = await issuedRows(tx, actor, { noticeId, receiver: book, ...(lock === true && { lock }) });
  const year = rows[0]?.year;
  if (year === undefined) return [];
  const all = await heldRows(tx, actor, { book, year });
  const held = new Map(all.map((each) => [keyOf(each), each]));
  const pools = await poolsOf(tx, actor, all);
  const taken = new Map<string, bigint>();
  return rows.flatMap((row): Source[] => {
    const stands = held.get(keyOf(row));
    if (!stands || row.kind === "reduction") return [];
    const pool = takePool(row, stands, pools, taken);
    const hasPassed = stands.distributedFen > 0n || stands.passedRows > 0;
    return [
      {
        row,
        held: stands,
        isVerified: stands.receivedOn !== null,
        receiver: fixedReceiver(row, actor),
        availableFen: available(stands),
        pool,
        isNewsOnly: row.thisFen === 0n && row.allocatedFen > 0n && !hasPassed,
      },
    ];
  });
};

const keyOf = ({ noticeId, rowNo }: { readonly noticeId: string; readonly rowNo: number }): string => `${noticeId} ${rowNo}`;

interface Pool {
  readonly row: IssuedRow;
  readonly free: bigint;
}

const poolsOf = async (tx: Tx, actor: Actor, held: readonly HeldRow[]): Promise<readonly Pool[]> => {
  const open = new Map(held.filter((each) => available(each) > 0n).map((each) => [keyOf(each), each]));
  const rows = await issuedRowsAt(tx, actor, [...open.values()]);
  return rows.flatMap((row) => {
    const stands = open.get(keyOf(row));
    return row.project === null && stands ? [{ row, free: available(stands) }] : [];
  });
};

/** A pool serves a project of the same line, nature and class, within the place for which it was issued. */
const serves = (pool: IssuedRow, row: IssuedRow): boolean => {
  const { project: _, ...wanted } = earmarkOf(row);
  return (
    JSON.stringify(earmarkOf(pool)) === JSON.stringify(wanted) &&
    (pool.destinationCounty === null || pool.destinationCounty === row.destinationCounty) &&
    (pool.destinationInstitution === null || pool.destinationInstitution === row.destinationInstitution)
  );
};

/** 已提前下达 of a row, less what earlier documents have moved for it, out of the pools that still lie here; no part is given twice. */
const takePool = (row: IssuedRow, held: HeldRow, pools: readonly Pool[], taken: Map<string, bigint>): readonly PoolPart[] => {
  if (row.project === null || row.earlierFen <= held.pooledForFen) return [];
  let wanted = row.earlierFen - held.pooledForFen;
  const parts: PoolPart[] = [];
  for (const pool of pools) {
    if (wanted === 0n) break;
    if (!serves(pool.row, row)) continue;
    const key = keyOf(pool.row);
    const left = pool.free - (taken.get(key) ?? 0n);
    const part = left < wanted ? left : wanted;
    if (part <= 0n) continue;
    taken.set(key, (taken.get(key) ?? 0n) + part);
    parts.push({ notice: pool.row.noticeId, row: pool.row.rowNo, fen: part });
    wanted -= part;
  }
  return parts;
};

/** When the city is to have passed it on: 30 days after receipt, by analogy to the province's own limit (reading A45; qiangyi-2024.art8.3.d). */
export const distributionDays = 30;
