import { type FundingSource, fundingSources, type ProjectPage, recordFunding } from "@qiangyi/api";
import { atLeastZero, type Fen, fen, minus, ok, plus, type Refusal, type Result, refuse, sum, zero } from "@qiangyi/kernel";
import { type BudgetRow, type BudgetSource, totalsOf } from "@qiangyi/projects";
import { sql } from "kysely";
import { bookBalances, unitBook } from "../../ledger/index.ts";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { actorOn } from "../position.ts";
import { lockProject, type StoredProject } from "../project.store.ts";
import type { Offices } from "./offices.ts";
import type { CheckTables, StoredFunding } from "./tables.ts";

export type RecordFundingRefusal = Refusal<"project-not-found"> | Refusal<"FUNDING_OF_ANOTHER_LEVEL", { source: FundingSource }>;

const answers: Answers<RecordFundingRefusal> = {
  "project-not-found": [404, "没有这个项目，或不在您的查看范围"],
  FUNDING_OF_ANOTHER_LEVEL: [403, ({ source }) => `${fundingSources[source]}由该级财政登记`, "请登记本级安排的资金"],
};

/** 统筹资金表 (第四条（二）): finance of a city or county adds what its level puts beside the fund; the fund's own amount is not touched. */
export const recordFundingRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    recordFunding,
    async ({ tx, actor, clock, params, body: { source, amountFen, basis } }): Promise<Result<null, RecordFundingRefusal>> => {
      const project = await lockProject(tx, actor, params.projectId);
      const level = actor.level;
      if (!project || (level !== "city" && level !== "county") || !actorOn(actor, project).isInPlace)
        return refuse({ code: "project-not-found" });
      if ((source === "city" || source === "county") && source !== level)
        return refuse({ code: "FUNDING_OF_ANOTHER_LEVEL", source });
      const region = (level === "city" ? actor.city : actor.county) ?? "";
      const amount = BigInt(amountFen);
      await sql`
        insert into project_funding (province, project, source, seq, amount_fen, basis, level, region, by_user, by_name, at)
        select ${project.province}, ${project.id}::uuid, ${source}, count(*) + 1, ${amount}::bigint, ${basis}, ${level}, ${region}, ${actor.userId}, ${actor.name}, ${clock.now()}::timestamptz
        from project_funding where province = ${project.province} and project = ${project.id}::uuid and source = ${source}`.execute(
        tx,
      );
      return ok(null);
    },
    answers,
  );

/** The entry in force of each source. */
export const fundingRowsOf = (tx: Tx, { province, id }: Pick<StoredProject, "province" | "id">): Promise<StoredFunding[]> =>
  tx
    .withTables<CheckTables>()
    .selectFrom("project_funding")
    .selectAll()
    .distinctOn("source")
    .where("province", "=", province)
    .where("project", "=", id)
    .orderBy("source")
    .orderBy("seq", "desc")
    .execute();

/** What the budget of a declaration expects of each source. */
export const neededBySource = (budget: unknown): ReadonlyMap<BudgetSource, Fen> => {
  const rows = typeof budget === "object" && budget !== null && "rows" in budget && Array.isArray(budget.rows) ? budget.rows : [];
  return totalsOf({ rows: rows as BudgetRow[] }).bySource;
};

/** 已支付 of a project out of its unit's book, by where the money comes from. */
export const paidBySource = async (
  tx: Tx,
  actor: Actor,
  { id, institution }: Pick<StoredProject, "id" | "institution">,
): Promise<ReadonlyMap<string, Fen>> => {
  const paid = new Map<string, Fen>();
  for (const { account, earmark, amountFen } of await bookBalances(tx, actor, { book: unitBook(institution).id })) {
    if (account !== "1107" || earmark.project !== id) continue;
    paid.set(earmark.sourceLevel, plus(paid.get(earmark.sourceLevel) ?? zero, amountFen));
  }
  return paid;
};

interface Sources {
  readonly committed: readonly StoredFunding[];
  readonly needed: ReadonlyMap<BudgetSource, Fen>;
  readonly paid: ReadonlyMap<string, Fen>;
}

/**
 * Need, money from above, own-level money, and what is still uncovered. More from below never lessens what comes from above. A source
 * stands in the table too where the budget expects something of it and nobody has committed it yet.
 */
export const fundingTable = (
  project: Pick<StoredProject, "city" | "county" | "total_fen" | "support_fen">,
  { committed, needed, paid }: Sources,
  offices: Offices,
): ProjectPage["funding"] => {
  const own = sum(committed.map(({ amount_fen }) => fen(amount_fen)));
  const covered = plus(fen(project.support_fen), own);
  const bySource = new Map(committed.map((row) => [row.source, row]));
  const sources = (Object.keys(fundingSources) as FundingSource[]).filter(
    (source) => bySource.has(source) || (paid.get(source) ?? zero) > 0n || (needed.get(source) ?? zero) > 0n,
  );
  return {
    needFen: String(project.total_fen),
    upperFen: String(project.support_fen),
    upperPaidFen: String(paid.get("province") ?? zero),
    rows: sources.map((source) => {
      const row = bySource.get(source);
      const amount = fen(row?.amount_fen ?? 0n);
      const expected = needed.get(source) ?? zero;
      return {
        source,
        label: fundingSources[source],
        neededFen: String(expected),
        amountFen: String(amount),
        paidFen: String(paid.get(source) ?? zero),
        gapFen: source === "city" || source === "county" ? String(atLeastZero(minus(expected, amount))) : null,
        committed: row
          ? { office: `${offices.region(row.region)}财政局`, basis: row.basis, byName: row.by_name, at: row.at.toISOString() }
          : null,
      };
    }),
    paidFen: String(sum([...paid.values()])),
    gapFen: String(atLeastZero(minus(fen(project.total_fen), covered))),
  };
};
