import { type Fen, fen, type PlainDate } from "@qiangyi/kernel";
import {
  type Account,
  type Earmark,
  type FundNature,
  type PostedEntry,
  type SourceLevel,
  type Step,
  steps,
  type Transfer,
} from "@qiangyi/ledger";
import { sql } from "kysely";
import type { Tx } from "../platform/index.ts";

interface StoredTransfer {
  readonly book: string;
  readonly key: string;
  readonly debit: Account;
  readonly credit: Account;
  readonly amount: string;
  readonly effectiveOn: PlainDate;
  readonly counterpart: string | null;
  readonly economicClass: string | null;
  readonly contract: string | null;
}
interface StoredEntry {
  readonly id: string;
  readonly step: Step;
  readonly issuer: string;
  readonly number: string;
  readonly row: number;
  readonly isAdvance: boolean;
  readonly reverses: string | null;
  readonly recordedOn: PlainDate;
  readonly sequence: number;
  readonly transfers: readonly StoredTransfer[];
}

/** The earmark whose key this is. */
export const earmarkOfKey = (key: string): Earmark => {
  const [year, line, nature, sourceLevel, project, functionClass, trackTag] = JSON.parse(key) as [
    number,
    string,
    FundNature,
    SourceLevel,
    string | null,
    string,
    string | null,
  ];
  return {
    year,
    line,
    nature,
    sourceLevel,
    ...(project !== null && { project }),
    functionClass,
    ...(trackTag !== null && { trackTag }),
  };
};

/** The whole entry as it was posted, its other books included; undefined for who sees none of its books. */
export const findEntry = async (tx: Tx, id: string): Promise<PostedEntry | undefined> => {
  const { rows } = await sql<{ content: StoredEntry | null }>`select ledger_entry_content(${id}) as content`.execute(tx);
  const stored = rows[0]?.content;
  return stored ? entryOf(stored) : undefined;
};

const entryOf = ({ id, step, issuer, number, row, isAdvance, reverses, recordedOn, sequence, ...stored }: StoredEntry) =>
  ({
    id,
    step,
    event: steps[step].event,
    document: { issuer, number, row },
    ...(isAdvance && { isAdvance }),
    ...(reverses !== null && { reverses }),
    transfers: stored.transfers.map(transferOf),
    recordedOn,
    sequence,
  }) satisfies PostedEntry;

const transferOf = ({ key, amount, counterpart, economicClass, contract, ...same }: StoredTransfer): Transfer => ({
  ...same,
  earmark: earmarkOfKey(key),
  amount: amountOf(amount),
  ...(counterpart !== null && { counterpart }),
  ...(economicClass !== null && { economicClass }),
  ...(contract !== null && { contract }),
});

const amountOf = (text: string): Fen => fen(BigInt(text));
