import { listAssessments, type RouteAnswer, type RouteRequest, recordAssessment } from "@qiangyi/api";
import { addDays, dateInShanghai, ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { assessmentKind, influenceCriteria, linfenDeadline, withoutEvidence } from "@qiangyi/projects";
import { type Actor, type Answers, type Clock, handle, newId, type Rooms, type Tx } from "../../platform/index.ts";
import { organises } from "../calls/call.ts";
import { isOrganiserOf } from "../organiser.ts";
import { lockProject } from "../project.store.ts";
import { assessmentsOf, insertAssessment, type StoredAssessment } from "./assessments.store.ts";
import { type Chosen, chosenOf } from "./chosen.store.ts";
import { shownLeader } from "./shown-assessments.ts";

const programme = "linfen-hundred-leaders";
type Problems = { readonly problems: readonly { path: string; message: string }[] };
type AssessRefusal =
  | Refusal<"project-not-found">
  | Refusal<"FORBIDDEN_ROLE">
  | Refusal<"LEADER_NOT_CHOSEN">
  | Refusal<"assessment-in-future">
  | Refusal<"EXPERTS_REQUIRED", { readonly clause: string }>
  | Refusal<"EVIDENCE_REQUIRED", Problems & { readonly clause: string }>;

const answers: Answers<AssessRefusal> = {
  "project-not-found": [404, "没有这名带头人，或不在您的查看范围"],
  FORBIDDEN_ROLE: [403, "带头人考核由市卫健委登记"],
  LEADER_NOT_CHOSEN: [409, "这名人员没有入选，不能考核", "只考核入选后仍在名单内的带头人"],
  "assessment-in-future": [422, "考核日期晚于今天", "请核对考核文件的日期；终期考核在培养期满后进行"],
  EXPERTS_REQUIRED: [422, "没有认定的专家", "两项影响由专家认定，请写明专家的姓名和单位"],
  EVIDENCE_REQUIRED: [
    422,
    ({ problems }) => problems.map(({ message }) => message).join("；"),
    "请列出学会任职、获奖、论文或项目",
  ],
};

/** 中期、终期考核: who is due, what was found with which evidence, and what it means for the goal. */
export const assessLeadersRoutes = (rooms: Rooms): void => {
  handle(rooms, listAssessments, async ({ tx, actor, clock }): Promise<Result<RouteAnswer<typeof listAssessments>, never>> => {
    const today = dateInShanghai(clock.now());
    const leaders = await chosenOf(tx, actor, programme);
    const items = await shownLeaders(tx, actor, leaders, today);
    const count = (of: (item: (typeof items)[number]) => boolean): number => items.filter(of).length;
    return ok({
      kind: assessmentKind(today),
      finalFrom: addDays(linfenDeadline, 1),
      isOrganiser: organises(actor, programme),
      counts: {
        leaders: items.length,
        due: count(({ due }) => due !== null),
        reached: count(({ standing }) => standing.state === "达标"),
        missed: count(({ standing }) => standing.state === "未达标"),
      },
      items,
    });
  });

  handle(
    rooms,
    recordAssessment,
    ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof recordAssessment>, AssessRefusal>> =>
      record({ tx, actor, clock }, params.projectId, body),
    answers,
  );
};

const shownLeaders = async (tx: Tx, actor: Actor, leaders: readonly Chosen[], today: PlainDate) => {
  const all = await assessmentsOf(
    tx,
    actor,
    leaders.map(({ id }) => id),
  );
  const byLeader = new Map<string, StoredAssessment[]>();
  for (const one of all) byLeader.set(one.project, [...(byLeader.get(one.project) ?? []), one]);
  return leaders.map((leader) => shownLeader(leader, byLeader.get(leader.id) ?? [], today));
};

interface At {
  readonly tx: Tx;
  readonly actor: Actor;
  readonly clock: Clock;
}

const record = async (
  { tx, actor, clock }: At,
  id: string,
  {
    assessedOn,
    inProvince,
    inCountry,
    evidence,
    experts,
    opinion,
    documentNumber,
  }: RouteRequest<typeof recordAssessment>["body"],
): Promise<Result<RouteAnswer<typeof recordAssessment>, AssessRefusal>> => {
  const project = await lockProject(tx, actor, id);
  if (project?.programme !== programme) return refuse({ code: "project-not-found" });
  if (!isOrganiserOf(actor, project)) return refuse({ code: "FORBIDDEN_ROLE" });
  const leader = (await chosenOf(tx, actor, programme)).find((one) => one.id === id);
  if (!leader) return refuse({ code: "LEADER_NOT_CHOSEN" });
  const today = dateInShanghai(clock.now());
  if (assessedOn > today) return refuse({ code: "assessment-in-future" });
  const clause = "linfen-2020.hundredleaders.influence";
  if (experts.length === 0) return refuse({ code: "EXPERTS_REQUIRED", clause });
  const bare = withoutEvidence({ inProvince, inCountry }, evidence);
  if (bare.length > 0) {
    const problems = bare.map((path) => ({ path, message: `认定“${influenceCriteria[path]}”没有证据` }));
    return refuse({ code: "EVIDENCE_REQUIRED", problems, clause });
  }
  await insertAssessment(tx, actor, project, {
    id: newId(),
    project: id,
    assessed_on: assessedOn as PlainDate,
    in_province: inProvince,
    in_country: inCountry,
    evidence,
    experts,
    opinion,
    document_number: documentNumber,
    at: clock.now(),
  });
  return ok(shownLeader(leader, await assessmentsOf(tx, actor, [id]), today));
};
