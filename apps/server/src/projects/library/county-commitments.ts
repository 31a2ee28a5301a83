import { type Fen, fen, minus, zero } from "@qiangyi/kernel";
import { sql } from "kysely";
import type { Tx } from "../../platform/index.ts";
import { neededBySource } from "../checks/project-funding.ts";

export interface CountyGap {
  readonly project: string;
  readonly needed: Fen;
  readonly committed: Fen;
  readonly gap: Fen;
}

/** Projects whose signed budget expects more of the county than its finance bureau has committed with a document (5g-2022.art2.h). */
export const countyGaps = async (tx: Tx, province: string, projects: readonly string[]): Promise<readonly CountyGap[]> => {
  const { rows } = await sql<{ project: string; budget: unknown; committed: bigint | null }>`
    select p.id as project, s.content -> 'answers' -> 'budget' as budget,
      (select f.amount_fen from project_funding f where f.province = p.province and f.project = p.id and f.source = 'county'
        order by f.seq desc limit 1) as committed
    from project p join project_signing s on s.province = p.province and s.project = p.id and s.round = p.signed_round
    where p.province = ${province} and p.id = any(${[...projects]}::uuid[]) order by p.number`.execute(tx);
  return rows.flatMap(({ project, budget, committed }) => {
    const needed = neededBySource(budget).get("county") ?? zero;
    const promised = fen(committed ?? 0n);
    return promised < needed ? [{ project, needed, committed: promised, gap: minus(needed, promised) }] : [];
  });
};
