import { precheckCall, type RouteAnswer } from "@qiangyi/api";
import { ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type DeclaringInstitution, type PrecheckFacts, precheck } from "@qiangyi/projects";
import { sql } from "kysely";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { institutionsOf } from "../../registry/index.ts";
import { callAnswers, type StoredCall } from "./call.ts";
import { findCall } from "./calls.store.ts";
import { marksFor } from "./marks.store.ts";

type PrecheckRefusal = Refusal<"call-not-found"> | Refusal<"institution-not-found">;
const answers: Answers<PrecheckRefusal> = {
  "call-not-found": callAnswers["call-not-found"],
  "institution-not-found": [404, "没有这个机构，或不在您的查看范围", "以单位账号登录，或指定辖区内的一个机构"],
};

/** 五项自检: what the platform knows already, told before anybody fills in a form. */
export const precheckCallRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    precheckCall,
    async ({ tx, actor, clock, params, query }): Promise<Result<RouteAnswer<typeof precheckCall>, PrecheckRefusal>> => {
      const call = await findCall(tx, actor, params.callId);
      if (!call) return refuse({ code: "call-not-found" });
      const id = actor.level === "unit" ? actor.institution : query.institution;
      const institution = await declaringInstitution(tx, actor, call, id ?? "");
      if (!institution) return refuse({ code: "institution-not-found" });
      const results = precheck(call.definition, await gatherFacts(tx, call, institution, clock.today()));
      return ok({
        institution: { id: institution.id, name: institution.name },
        mayStart: results.every(({ verdict }) => verdict !== "cannot"),
        answers: results.map(({ sentences, ...result }) => ({
          ...result,
          sentences: sentences.map(({ text, clause = null, remedy = null }) => ({ text, clause, remedy })),
        })),
      });
    },
    answers,
  );

/** What the rules of a call judge a unit by: the registry's record and the marks that its organiser has set. */
export const declaringInstitution = async (
  tx: Tx,
  actor: Actor,
  call: Pick<StoredCall, "province" | "organiser" | "programme">,
  id: string,
): Promise<DeclaringInstitution | undefined> => {
  const found = (await institutionsOf(tx, actor)).find((institution) => institution.id === id);
  return found && { ...found, marks: await marksFor(tx, call, id) };
};

const gatherFacts = async (
  tx: Tx,
  call: StoredCall,
  institution: DeclaringInstitution,
  today: PlainDate,
): Promise<PrecheckFacts> => ({
  institution,
  today,
  state: call.state,
  dates: call,
  declared: await declaredCounts(tx, call, institution),
  standing: await standingProjects(tx, call, institution.id),
  knownMaterials: await materialsHandedIn(tx, call, institution.id),
});

const declaredCounts = async (
  tx: Tx,
  { province, id }: StoredCall,
  { region, id: institution }: DeclaringInstitution,
): Promise<PrecheckFacts["declared"]> => {
  const count = (city: string | null, county: string | null, unit: string | null) =>
    sql`project_declared_count(${province}, ${id}::uuid, null::uuid, ${city}::text, ${county}::text, ${unit}::text)`;
  const { rows } = await sql<Record<"call" | "city" | "county" | "unit", bigint>>`
    select ${count(null, null, null)} as "call", ${count(region, null, null)} as city, ${count(null, region, null)} as county,
      ${count(null, null, institution)} as unit`.execute(tx);
  const [row] = rows;
  const of = (per: "call" | "city" | "county" | "unit"): number => Number(row?.[per] ?? 0n);
  return { call: of("call"), city: of("city"), county: of("county"), unit: of("unit") };
};

const standingProjects = async (
  tx: Tx,
  { province, programme }: StoredCall,
  institution: string,
): Promise<PrecheckFacts["standing"]> =>
  (
    await sql<PrecheckFacts["standing"][number]>`
      select title, year, number from project where province = ${province} and institution = ${institution} and programme = ${programme}
        and state not in ('draft', 'rejected', 'terminated', 'closed') order by year desc, title limit 20`.execute(tx)
  ).rows;

const materialsHandedIn = async (tx: Tx, { province, programme }: StoredCall, institution: string): Promise<readonly string[]> =>
  (
    await sql<{ material: string }>`
      select distinct a.material from project_attachment a join project p on p.province = a.province and p.id = a.project
      where p.province = ${province} and p.institution = ${institution} and p.programme = ${programme} and a.removed_at is null`.execute(
      tx,
    )
  ).rows.map(({ material }) => material);
