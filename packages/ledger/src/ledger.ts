import type { Fen, PlainDate } from "@qiangyi/kernel";
import { type Account, ruleOf } from "./accounts.ts";
import { earmarkKey } from "./earmark.ts";
import type { BookId, Entry, Transfer } from "./entry.ts";

/** A posted transfer with what its entry says: the row that balances, statements and violations show. */
export interface Line extends Transfer {
  readonly entry: PostedEntry;
  /** `earmarkKey` of the earmark, reckoned once. */
  readonly earmarkKey: string;
}

export interface PostedEntry extends Entry {
  /** The day on which the books learnt of it. */
  readonly recordedOn: PlainDate;
  /** Place in the order of recording, shared with the closings. */
  readonly sequence: number;
}

/** 关账: from here on nothing takes effect in that year of that book. */
export interface Closing {
  readonly book: BookId;
  readonly year: number;
  readonly recordedOn: PlainDate;
  readonly sequence: number;
}

/** What has been recorded, in the order of recording. Only ever appended to; `post` and `closePeriod` give the next one. */
export interface Ledger {
  readonly entries: ReadonlyMap<string, PostedEntry>;
  readonly lines: readonly Line[];
  readonly closings: readonly Closing[];
}

export const emptyLedger: Ledger = { entries: new Map(), lines: [], closings: [] };

/** Both times: what counted on a day, as far as the books knew by another. Each left out means: without that limit. */
export interface AsOf {
  readonly effectiveOn?: PlainDate;
  readonly recordedOn?: PlainDate;
}

export const linesAsOf = (lines: readonly Line[], { effectiveOn, recordedOn }: AsOf): readonly Line[] =>
  lines.filter(
    (line) =>
      (effectiveOn === undefined || line.effectiveOn <= effectiveOn) &&
      (recordedOn === undefined || line.entry.recordedOn <= recordedOn),
  );

export const linesOfEntry = (entry: PostedEntry): readonly Line[] =>
  entry.transfers.map((transfer) => ({ ...transfer, entry, earmarkKey: earmarkKey(transfer.earmark) }));

/** The order in which events of the ledger were recorded, by numbers without gaps. */
export const nextSequence = ({ entries, closings }: Ledger): number => entries.size + closings.length + 1;

export const lastRecordedOn = ({ lines, closings }: Ledger): PlainDate | undefined => {
  const [posted, closed] = [lines.at(-1)?.entry.recordedOn, closings.at(-1)?.recordedOn];
  return posted === undefined || (closed !== undefined && closed > posted) ? closed : posted;
};

/** By how much a line moves an account, on the side on which that account grows. */
export const movement = ({ debit, credit, amount }: Transfer, account: Account): bigint => {
  if (debit !== account && credit !== account) return 0n;
  const isOnItsSide = (ruleOf(account).side === "debit" ? debit : credit) === account;
  return isOnItsSide ? amount : -amount;
};

/** The other party by which an account is kept apart; nothing for an account that is one. */
export const partyOf = ({ counterpart }: Transfer, account: Account): BookId | undefined =>
  ruleOf(account).perCounterpart ? counterpart : undefined;

/** Signed total of movements of one account. */
export const total = (lines: Iterable<Line>, account: Account): Fen => {
  let result = 0n;
  for (const line of lines) result += movement(line, account);
  return result as Fen;
};
