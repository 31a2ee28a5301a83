import { flagKeyProject } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Answers, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { isOrganiserOf } from "../organiser.ts";
import { lockProject, type StoredProject } from "../project.store.ts";
import type { CheckTables, StoredKeyMark } from "./tables.ts";

export type FlagKeyRefusal = Refusal<"project-not-found"> | Refusal<"FORBIDDEN_ROLE"> | Refusal<"key-mark-unchanged">;

const answers: Answers<FlagKeyRefusal> = {
  "project-not-found": [404, "没有这个项目，或不在您的查看范围"],
  FORBIDDEN_ROLE: [403, "重点项目由组织申报的卫生健康部门标注"],
  "key-mark-unchanged": [409, "标注没有变化"],
};

/** 重点项目: the text does not say which they are, so whoever organises the call marks them and says why (第四条（二）). */
export const flagKeyProjectRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    flagKeyProject,
    async ({ tx, actor, clock, params, body: { isKey, reason } }): Promise<Result<null, FlagKeyRefusal>> => {
      const project = await lockProject(tx, actor, params.projectId);
      if (!project) return refuse({ code: "project-not-found" });
      if (!isOrganiserOf(actor, project)) return refuse({ code: "FORBIDDEN_ROLE" });
      if (project.is_key === isKey) return refuse({ code: "key-mark-unchanged" });
      await sql`
        insert into project_key_mark (province, project, seq, is_key, reason, by_user, by_name, at)
        select ${project.province}, ${project.id}::uuid, count(*) + 1, ${isKey}::boolean, ${reason}, ${actor.userId}, ${actor.name}, ${clock.now()}::timestamptz
        from project_key_mark where province = ${project.province} and project = ${project.id}::uuid`.execute(tx);
      // Neither the version nor the time of arrival moves: a mark is no step, and nobody's check is disturbed by it.
      await sql`update project set is_key = ${isKey}::boolean where province = ${project.province} and id = ${project.id}::uuid`.execute(
        tx,
      );
      return ok(null);
    },
    answers,
  );

export const keyMarksOf = (tx: Tx, { province, id }: Pick<StoredProject, "province" | "id">): Promise<StoredKeyMark[]> =>
  tx
    .withTables<CheckTables>()
    .selectFrom("project_key_mark")
    .selectAll()
    .where("province", "=", province)
    .where("project", "=", id)
    .orderBy("seq")
    .execute();
