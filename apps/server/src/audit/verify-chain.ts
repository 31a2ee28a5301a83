import type { Tx } from "../platform/index.ts";
import { beginning, hashOf } from "./chain.ts";
import type { AuditTables } from "./tables.ts";

export interface Verification {
  readonly checked: number;
  readonly lastSequence: number;
  readonly lastHash: string;
  readonly broken: { readonly sequence: number; readonly reason: string } | null;
}

/** An end of the chain noted down earlier: proof that nothing was cut off or written anew since. */
export interface Anchor {
  readonly sequence: number;
  readonly hash: string;
}

const batch = 2_000;

/**
 * Reads the whole chain of a province in batches and names the first entry that does not fit. Needs sight of every entry: run it
 * with the rights of the system, not of an auditor whose view ends at a city.
 */
export const verifyChain = async (tx: Tx, province: string, anchor?: Anchor): Promise<Verification> => {
  const tables = tx.withTables<AuditTables>();
  // The head first: entries that others append while we read lie behind it.
  const head = await tables
    .selectFrom("audit_head")
    .select(["sequence", "hash"])
    .where("province", "=", province)
    .executeTakeFirst();
  const end = head?.sequence ?? 0n;
  const ending = { lastSequence: Number(end), lastHash: head?.hash ?? beginning };
  let previous = beginning;
  let sequence = 0n;
  const broken = (at: bigint, reason: string): Verification => ({
    ...ending,
    checked: Number(sequence),
    broken: { sequence: Number(at), reason },
  });
  while (sequence < end) {
    const rows = await tables
      .selectFrom("audit_entry")
      .selectAll()
      .where("province", "=", province)
      .where("sequence", ">", sequence)
      .where("sequence", "<=", end)
      .orderBy("sequence")
      .limit(batch)
      .execute();
    for (const row of rows) {
      if (row.sequence !== sequence + 1n) return broken(sequence + 1n, "这一条不见了");
      if (row.previous_hash !== previous) return broken(row.sequence, "与上一条接不上：上一条被换过，或这一条是插进来的");
      if (row.hash !== hashOf(previous, row)) return broken(row.sequence, "内容与校验值不符：写入后被改过");
      if (anchor && row.sequence === BigInt(anchor.sequence) && row.hash !== anchor.hash) {
        return broken(row.sequence, "与留存的校验值不符：这一条或它之前的记录被整段重写过");
      }
      previous = row.hash;
      sequence = row.sequence;
    }
    if (rows.length === 0) return broken(sequence + 1n, "这一条不见了");
  }
  if (previous !== ending.lastHash) return broken(end, "与链尾登记的校验值不符");
  if (anchor && BigInt(anchor.sequence) > end) return broken(end + 1n, "留存的序号已不在日志中：末尾被截去");
  return { ...ending, checked: Number(sequence), broken: null };
};
