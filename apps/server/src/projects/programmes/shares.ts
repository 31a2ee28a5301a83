import { type ProgrammeRead, recordShare } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { regionsByCode } from "@qiangyi/policy";
import { type ProgrammeId, programmeOf, shareText, shareTrend } from "@qiangyi/projects";
import { sql } from "kysely";
import { type Actor, type Answers, handle, type Rooms, type Tx, violatedConstraint } from "../../platform/index.ts";
import { callAnswers, notOrganiser, organises } from "../calls/call.ts";

type ShareRefusal = ReturnType<typeof notOrganiser> | Refusal<"share-recorded"> | Refusal<"county-elsewhere">;
const answers: Answers<ShareRefusal> = {
  FORBIDDEN_ROLE: callAnswers.FORBIDDEN_ROLE,
  "share-recorded": [409, "这一年的比例已经登记", "登记错误的，请联系审计管理员核对后更正"],
  "county-elsewhere": [422, "这个县（市、区）不在本市"],
};

/** 大病不出市、小病不出县: a yearly figure that is watched and never judged, because the text sets none. */
export const sharesRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    recordShare,
    async ({ tx, actor, clock, params: { programme }, body }): Promise<Result<{ year: number }, ShareRefusal>> => {
      if (!organises(actor, programme)) return refuse(notOrganiser(programme));
      const { city = "" } = programmeOf(programme);
      if (body.county !== null && regionsByCode.get(body.county)?.parent !== city) return refuse({ code: "county-elsewhere" });
      try {
        await sql`insert into programme_share (province, programme, city, county, year, basis_points, source, set_by_name, set_at)
          values (${actor.province}, ${programme}, ${city}, ${body.county}, ${body.year}, ${body.basisPoints}, ${body.source}, ${actor.name},
            ${clock.now()})`.execute(tx);
      } catch (error) {
        if (violatedConstraint(error) === "programme_share_once") return refuse({ code: "share-recorded" });
        throw error;
      }
      return ok({ year: body.year });
    },
    answers,
  );

interface Share {
  readonly county: string | null;
  readonly year: number;
  readonly basisPoints: number;
  readonly source: string;
}

export const shownShares = async (tx: Tx, { province }: Actor, programme: ProgrammeId): Promise<ProgrammeRead["shares"]> => {
  const { rows } = await sql<Share>`
    select county, year, basis_points as "basisPoints", source from programme_share
    where province = ${province} and programme = ${programme} order by county nulls first, year`.execute(tx);
  return [...new Set(rows.map(({ county }) => county))].map((county) => {
    const own = rows.filter((row) => row.county === county);
    return {
      place: county === null ? "全市" : (regionsByCode.get(county)?.name ?? county),
      years: own.map(({ year, basisPoints, source }) => ({ year, text: shareText(basisPoints), source })),
      trend: shareTrend(own) ?? null,
    };
  });
};
