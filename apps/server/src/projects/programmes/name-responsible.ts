import { nameResponsibleOfHospital, nameResponsibleOfProject } from "@qiangyi/api";
import { ok, type PlainDate, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import type { ProgrammeId } from "@qiangyi/projects";
import { type Actor, type Answers, type Clock, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { findProject } from "../project.store.ts";
import { insertResponsible } from "./responsible.store.ts";

type NameRefusal = Refusal<"project-not-found"> | Refusal<"UNIT_ONLY"> | Refusal<"same-day">;
const answers: Answers<NameRefusal> = {
  "project-not-found": [404, "没有这个项目，或不是本单位的重点专科"],
  UNIT_ONLY: [403, "负责人由医院自己指定", "请由本院负责人办理"],
  "same-day": [409, "这一天已指定了一位负责人", "换人的请填另一个开始日期"],
};

interface Named {
  readonly name: string;
  readonly post: string;
  readonly startsOn: string;
}

/** 专人负责: a change says who begins and when; the one before ends the day before. */
export const nameResponsibleRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    nameResponsibleOfProject,
    async ({ tx, actor, clock, params, body }): Promise<Result<{ id: string }, NameRefusal>> => {
      const project = await findProject(tx, actor, params.projectId);
      if (project?.programme !== "linfen-ten-specialties") return refuse({ code: "project-not-found" });
      return name(tx, actor, clock, { programme: project.programme, project: project.id }, body);
    },
    answers,
  );

  handle(
    rooms,
    nameResponsibleOfHospital,
    ({ tx, actor, clock, params, body }): Promise<Result<{ id: string }, NameRefusal>> =>
      name(tx, actor, clock, { programme: params.programme, project: null }, body),
    answers,
  );
};

const name = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  of: { readonly programme: ProgrammeId; readonly project: string | null },
  body: Named,
): Promise<Result<{ id: string }, NameRefusal>> => {
  const { level, city, county, institution } = actor;
  if (level !== "unit" || institution === null || city === null) return refuse({ code: "UNIT_ONLY" });
  const startsOn = body.startsOn as PlainDate;
  const id = await insertResponsible(tx, actor, { ...of, ...body, startsOn, institution, city, county, at: clock.now() });
  return id === undefined ? refuse({ code: "same-day" }) : ok({ id });
};
