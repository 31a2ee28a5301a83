import { attachTaskFile, downloadTaskFile } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Answers, type Download, handle, type Rooms, type Tx } from "../platform/index.ts";
import { type KeepRefusal, keepAnswers, keepFile } from "../projects/index.ts";
import { keepsLedger } from "./ledger-office.ts";
import { type OpenedRefusal, openedAnswers, openedPart } from "./opened-part.ts";
import { mine } from "./records.store.ts";

type AttachRefusal = OpenedRefusal | KeepRefusal | Refusal<"NOT_CONCERNED"> | Refusal<"PART_CLOSED">;

const attachAnswers: Answers<AttachRefusal> = {
  ...openedAnswers,
  ...keepAnswers,
  NOT_CONCERNED: [403, "您所在单位不是这项任务的责任单位，不能上传佐证", "请由责任单位或督办机构上传"],
  PART_CLOSED: [409, "这一部分已经办结，不再收佐证", "需要补充的，请督办机构重新打开"],
};

type NotFound = Refusal<"FILE_NOT_FOUND">;

/** 佐证: kept under the place of the task, judged by its content as everywhere; reports and closures name it afterwards. */
export const taskFileRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    attachTaskFile,
    async ({ tx, actor, clock, params, file }): Promise<Result<{ id: string; name: string }, AttachRefusal>> => {
      const opened = await openedPart({ tx, actor, today: clock.today() }, params);
      if (!opened.ok) return opened;
      const { task, own, state } = opened.value;
      if (own.length === 0 && !keepsLedger(actor, task)) return refuse({ code: "NOT_CONCERNED" });
      if (state === "closed") return refuse({ code: "PART_CLOSED" });
      const place = { province: actor.province, city: task.city, county: null, institution: null };
      const kept = await keepFile({ tx, actor, clock }, place, file);
      if (!kept.ok) return kept;
      const { id, name } = kept.value;
      await sql`
        insert into task_file (province, id, task, part, city, name, by_user, by_name, at)
        values (${actor.province}, ${id}, ${task.code}, ${params.part}, ${task.city}, ${name}, ${actor.userId}, ${actor.name}, ${clock.now()})`.execute(
        tx,
      );
      return ok({ id, name });
    },
    attachAnswers,
  );

  handle(
    rooms,
    downloadTaskFile,
    async ({ tx, actor, params: { file } }): Promise<Result<Download, NotFound>> => {
      const { rows } = await sql<{ name: string; type: string; content: Buffer }>`
        select f.name, s.content_type as type, s.content from task_file f join stored_file s on s.province = f.province and s.id = f.id
        where ${mine(actor, "f")} and f.id = ${file}::uuid`.execute(tx);
      const [found] = rows;
      return found
        ? ok({ name: found.name, contentType: found.type, content: found.content })
        : refuse({ code: "FILE_NOT_FOUND" });
    },
    { FILE_NOT_FOUND: [404, "没有这份佐证，或不在您的查看范围"] },
  );
};

export interface TaskFile {
  readonly id: string;
  readonly part: string;
  readonly name: string;
  readonly byUser: string;
}

/** Evidence of one task, the oldest first. */
export const filesOf = async (tx: Tx, actor: Actor, task: string): Promise<readonly TaskFile[]> => {
  const { rows } = await sql<TaskFile>`
    select f.id, f.part, f.name, f.by_user as "byUser" from task_file f where ${mine(actor, "f")} and f.task = ${task} order by f.at, f.id`.execute(
    tx,
  );
  return rows;
};

/** Whether each of the files was handed in for this very part. */
export const areOfPart = async (
  tx: Tx,
  actor: Actor,
  { task, part, files }: { readonly task: string; readonly part: string; readonly files: readonly string[] },
): Promise<boolean> => {
  const own = new Set((await filesOf(tx, actor, task)).filter((file) => file.part === part).map(({ id }) => id));
  return files.every((id) => own.has(id));
};
