import { listCirculars, type RouteAnswer, readCircular } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Answers, handle, type Rooms, regionOfActor, type Tx } from "../platform/index.ts";
import { findingsById, findingsIn } from "./findings.store.ts";
import { type StoredMeasure, withLiftings } from "./measures.store.ts";
import { departmentOf, officeTitle, placeOfActor } from "./office.ts";
import { shownBy } from "./shown-finding.ts";

type CircularRefusal = Refusal<"circular-not-found">;
const answers: Answers<CircularRefusal> = { "circular-not-found": [404, "没有发给本单位的这份通报，或已经签阅"] };

interface Addressed {
  readonly measure: string;
  readonly seq: number;
  readonly name: string;
  readonly readBy: string | null;
  readonly readAt: Date | null;
}

/** 通报 that came to the own unit or office, the newest first. */
export const circularRoutes = (rooms: Rooms): void => {
  handle(rooms, listCirculars, async ({ tx, actor }): Promise<Result<RouteAnswer<typeof listCirculars>, never>> => {
    const own = await addressedTo(tx, actor);
    const rows = await measuresById(
      tx,
      actor,
      own.map(({ measure }) => measure),
    );
    const measures = new Map((await withLiftings(tx, actor, rows)).map((row) => [row.id, row]));
    const findings = await findingsById(
      tx,
      actor,
      rows.map(({ finding }) => finding),
    );
    const items = own.flatMap(({ measure, name, readBy, readAt }) => {
      const row = measures.get(measure);
      if (!row) return [];
      const office = officeTitle(row.set_department, row.set_region);
      const finding = findings.find(({ id }) => id === row.finding);
      return [
        {
          id: row.id,
          title: row.title ?? "",
          text: row.body ?? "",
          office,
          documentNumber: row.document_number,
          sent: shownBy(row.by_name, office, row.at),
          addressee: name,
          readBy,
          readAt: readAt?.toISOString() ?? null,
          isLifted: row.lifted !== undefined,
          finding: finding ? { id: finding.id, number: finding.number } : null,
          mayRead: readAt === null,
        },
      ];
    });
    return ok({ items });
  });

  handle(
    rooms,
    readCircular,
    async ({ tx, actor, clock, params }): Promise<Result<RouteAnswer<typeof readCircular>, CircularRefusal>> => {
      const own = (await addressedTo(tx, actor)).find(({ measure, readAt }) => measure === params.measureId && readAt === null);
      if (!own) return refuse({ code: "circular-not-found" });
      await findingsIn(tx)
        .insertInto("finding_reading")
        .values({
          province: actor.province,
          measure: own.measure,
          seq: own.seq,
          by_user: actor.userId,
          by_name: actor.name,
          at: clock.now(),
        })
        .execute();
      return ok({ id: own.measure });
    },
    answers,
  );
};

/** Sent to this very unit, or to this very office; not to those above or below it. */
export const addressedTo = async (tx: Tx, actor: Actor): Promise<readonly Addressed[]> => {
  const department = departmentOf(actor);
  const { city, county } = placeOfActor(actor);
  const mine =
    actor.institution !== null
      ? sql`a.institution = ${actor.institution}`
      : department === undefined || regionOfActor(actor) === undefined
        ? sql`false`
        : sql`a.department = ${department} and a.city is not distinct from ${city} and a.county is not distinct from ${county}`;
  const { rows } = await sql<Addressed>`
    select a.measure, a.seq, a.name, r.by_name as "readBy", r.at as "readAt" from finding_addressee a
    left join finding_reading r on r.province = a.province and r.measure = a.measure and r.seq = a.seq
    where a.province = ${actor.province} and ${mine} order by a.measure desc, a.seq limit 500`.execute(tx);
  return rows;
};

const measuresById = (tx: Tx, actor: Actor, ids: readonly string[]): Promise<StoredMeasure[]> =>
  ids.length === 0
    ? Promise.resolve([])
    : findingsIn(tx)
        .selectFrom("finding_measure")
        .selectAll()
        .where("province", "=", actor.province)
        .where("id", "in", [...ids])
        .execute();
