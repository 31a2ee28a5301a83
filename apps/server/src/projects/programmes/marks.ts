import { endMark, type InstitutionMark, listMarks, setMark } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import {
  type Actor,
  type Answers,
  handle,
  newId,
  type Rooms,
  type Tx,
  violatedConstraint,
  within,
} from "../../platform/index.ts";

type MarkRefusal = Refusal<"institution-not-found"> | Refusal<"mark-stands"> | Refusal<"mark-not-found">;
const answers: Answers<MarkRefusal> = {
  "institution-not-found": [404, "没有这个机构，或不在您的辖区"],
  "mark-stands": [409, "这个机构已有同样的认定"],
  "mark-not-found": [404, "没有这项认定，或已经取消"],
};

interface StoredMark extends Omit<InstitutionMark, "institution" | "setAt"> {
  readonly institutionId: string;
  readonly institutionName: string;
  readonly setAt: Date;
}

const organiserOf = ({ level }: Actor): "province" | "city" => (level === "city" ? "city" : "province");

/** 认定: where the text gives no criterion (部分实力较强…), the organiser decides and says why; a decision ends with its reason and stays readable. */
export const marksRoutes = (rooms: Rooms): void => {
  handle(rooms, listMarks, async ({ tx, actor }) => {
    const { rows } = await sql<StoredMark>`
      select m.id, m.institution as "institutionId", coalesce(i.name, m.institution) as "institutionName", m.mark, m.reason, m.set_by_name as "setBy",
        m.set_at as "setAt", m.ended_reason as "endedReason"
      from institution_mark m left join institution i on i.province = m.province and i.id = m.institution
      where ${within(actor, "m")} order by m.ended_at nulls first, m.set_at desc limit 500`.execute(tx);
    return ok({
      items: rows.map(({ institutionId, institutionName, setAt, ...mark }) => ({
        ...mark,
        institution: { id: institutionId, name: institutionName },
        setAt: setAt.toISOString(),
      })),
    });
  });

  handle(
    rooms,
    setMark,
    ({ tx, actor, clock, body }): Promise<Result<{ id: string }, MarkRefusal>> => set(tx, actor, clock.now(), body),
    answers,
  );

  handle(
    rooms,
    endMark,
    async ({ tx, actor, clock, params, body }): Promise<Result<{ id: string }, MarkRefusal>> => {
      const { rows } = await sql<{ id: string }>`
        update institution_mark set ended_at = ${clock.now()}, ended_by_name = ${actor.name}, ended_reason = ${body.reason}
        where province = ${actor.province} and id = ${params.markId} and organiser = ${organiserOf(actor)} and ended_at is null
        returning id`.execute(tx);
      const [ended] = rows;
      return ended ? ok(ended) : refuse({ code: "mark-not-found" });
    },
    answers,
  );
};

const set = async (
  tx: Tx,
  actor: Actor,
  at: Date,
  { institution, mark, reason }: { institution: string; mark: InstitutionMark["mark"]; reason: string },
): Promise<Result<{ id: string }, MarkRefusal>> => {
  const id = newId();
  try {
    const { rows } = await sql<{ id: string }>`
      insert into institution_mark (province, id, organiser, city, county, institution, mark, reason, set_by, set_by_name, set_at)
      select i.province, ${id}::uuid, ${organiserOf(actor)}, i.city, i.county, i.id, ${mark}, ${reason}, ${actor.userId}, ${actor.name},
        ${at}::timestamptz
      from institution i where ${within(actor, "i", "id")} and i.id = ${institution} returning id`.execute(tx);
    return rows.length > 0 ? ok({ id }) : refuse({ code: "institution-not-found" });
  } catch (error) {
    if (violatedConstraint(error) === "institution_mark_once") return refuse({ code: "mark-stands" });
    throw error;
  }
};
