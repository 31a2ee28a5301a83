import { atLeastZero, type Fen, fen, minus, type PlainDate, zero } from "@qiangyi/kernel";
import type { ProjectState } from "@qiangyi/projects";
import { sql } from "kysely";
import type { Actor, Tx } from "../../platform/index.ts";
import { neededBySource } from "../checks/project-funding.ts";

/** A declaration of the pilot, as far as the county whose money it asks for may know it. */
export interface StoredBurden {
  readonly project: string;
  readonly number: string | null;
  readonly title: string;
  readonly institution: string;
  readonly year: number;
  readonly state: ProjectState;
  readonly needed: Fen;
}

/** What the pilot asks of the actor's own county. Declarations that ask nothing of it are not named to it. */
export const burdensOf = async (tx: Tx, { province }: Actor): Promise<readonly StoredBurden[]> => {
  const { rows } = await sql<Omit<StoredBurden, "needed"> & { budget: unknown }>`
    select project, number, title, institution, year, state, budget from county_burdens(${province})`.execute(tx);
  return rows
    .map(({ budget, ...row }) => ({ ...row, needed: neededBySource(budget).get("county") ?? zero }))
    .filter(({ needed }) => needed > 0n);
};

export interface StoredCommitment {
  readonly project: string;
  readonly amount: Fen;
  readonly documentNumber: string;
  readonly dateOn: PlainDate | null;
  readonly byName: string;
  readonly at: Date;
}

/** The commitments of the county that stand: the last entry of each project, where it is not its withdrawal. */
export const commitmentsOf = async (
  tx: Tx,
  province: string,
  projects: readonly string[],
): Promise<ReadonlyMap<string, StoredCommitment>> => {
  if (projects.length === 0) return new Map();
  const { rows } = await sql<Omit<StoredCommitment, "amount"> & { amount: bigint }>`
    select * from (
      select distinct on (project) project, amount_fen as amount, basis as "documentNumber", dated_on as "dateOn", by_name as "byName", at, is_withdrawn
      from project_funding where province = ${province} and source = 'county' and project = any(${[...projects]}::uuid[])
      order by project, seq desc) newest
    where not is_withdrawn and amount > 0`.execute(tx);
  return new Map(rows.map((row) => [row.project, { ...row, amount: fen(row.amount) }]));
};

/** What of the county's burden nobody has committed in writing, by project; those without a gap are not in it. */
export const uncommitted = async (tx: Tx, province: string, projects: readonly string[]): Promise<ReadonlyMap<string, Fen>> => {
  if (projects.length === 0) return new Map();
  const { rows } = await sql<{ project: string; budget: unknown }>`
    select s.project, s.content #> '{answers,budget}' as budget from project_signing s
    join project p on p.province = s.province and p.id = s.project and p.signed_round = s.round
    where s.province = ${province} and s.project = any(${[...projects]}::uuid[])`.execute(tx);
  const committed = await commitmentsOf(
    tx,
    province,
    rows.map(({ project }) => project),
  );
  return new Map(
    rows.flatMap(({ project, budget }): [string, Fen][] => {
      const gap = atLeastZero(minus(neededBySource(budget).get("county") ?? zero, committed.get(project)?.amount ?? zero));
      return gap > 0n ? [[project, gap]] : [];
    }),
  );
};

/** What is not carried out any more asks nothing of the county; what it once committed stays readable. */
export const isStillAsked = ({ state }: Pick<StoredBurden, "state">): boolean =>
  state !== "rejected" && state !== "terminated" && state !== "closed";

interface FundingEntry {
  readonly project: string;
  readonly amount: Fen;
  readonly basis: string;
  readonly dateOn: PlainDate | null;
  readonly isWithdrawn: boolean;
  readonly at: Date;
}

/** The next entry of the county's money; what was said before stays readable. */
export const addCountyFunding = async (tx: Tx, actor: Actor, entry: FundingEntry): Promise<void> => {
  await sql`
    insert into project_funding (province, project, source, seq, amount_fen, basis, dated_on, is_withdrawn, level, region, by_user, by_name, at)
    select ${actor.province}, ${entry.project}::uuid, 'county', count(*) + 1, ${entry.amount}::bigint, ${entry.basis}, ${entry.dateOn}::date,
      ${entry.isWithdrawn}, 'county', ${actor.county}, ${actor.userId}, ${actor.name}, ${entry.at}::timestamptz
    from project_funding where province = ${actor.province} and project = ${entry.project}::uuid and source = 'county'`.execute(
    tx,
  );
};

/** One writer of a project's county money at a time: the county cannot lock the project, which it does not see. */
export const lockCountyFunding = async (tx: Tx, project: string): Promise<void> => {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`county-funding/${project}`}, 0))`.execute(tx);
};
