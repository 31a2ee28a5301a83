import { type FundingSource, fundingSources, type ProjectPage, recordFunding } from "@qiangyi/api";
import { atLeastZero, fen, minus, ok, plus, type Refusal, type Result, refuse, sum } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Answers, handle, type Rooms, type Tx } from "../../platform/index.ts";
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

/** Need, money from above, own-level money, and what is still uncovered. More from below never lessens what comes from above. */
export const fundingTable = (
  project: Pick<StoredProject, "city" | "county" | "total_fen" | "support_fen">,
  rows: readonly StoredFunding[],
  offices: Offices,
): ProjectPage["funding"] => {
  const own = sum(rows.map(({ amount_fen }) => fen(amount_fen)));
  const covered = plus(fen(project.support_fen), own);
  return {
    needFen: String(project.total_fen),
    upperFen: String(project.support_fen),
    rows: rows.map((row) => ({
      source: row.source,
      label: fundingSources[row.source as FundingSource],
      office: offices.finance(project, row.level),
      amountFen: String(row.amount_fen),
      basis: row.basis,
      byName: row.by_name,
      at: row.at.toISOString(),
    })),
    gapFen: String(atLeastZero(minus(fen(project.total_fen), covered))),
  };
};
