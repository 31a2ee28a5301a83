import { attachEventFile, downloadEventFile, type RouteAnswer } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { sql } from "kysely";
import { type Actor, type Answers, type Download, handle, type Rooms, type Tx, within } from "../../platform/index.ts";
import { type KeepRefusal, keepAnswers, keepFile } from "../../projects/index.ts";
import type { IndicatorTables } from "../tables.ts";
import { isOwn } from "./event.ts";

type NotFound = Refusal<"event-not-found">;
type AttachRefusal = NotFound | KeepRefusal | Refusal<"event-of-another"> | Refusal<"event-settled">;

const notFound = {
  "event-not-found": [404, "找不到这个事项，或它不在您的管理范围", "从事项列表进入"],
} as const;

const attachAnswers: Answers<AttachRefusal> = {
  ...notFound,
  ...keepAnswers,
  "event-of-another": [403, "只有登记的单位（本级）可以上传附件", "请由该单位上传"],
  "event-settled": [409, "这个事项已经确认或撤销，附件不再更换", "内容有误的请上级撤销后重新登记"],
};

/** 依据文件: the paper behind a recorded item, judged by its content as everywhere. */
export const eventFileRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    attachEventFile,
    async ({ tx, actor, clock, params: { id }, file }): Promise<Result<RouteAnswer<typeof attachEventFile>, AttachRefusal>> => {
      const event = await lockedEvent(tx, actor, id);
      if (event === undefined) return refuse({ code: "event-not-found" });
      if (!isOwn(actor, event)) return refuse({ code: "event-of-another" });
      if (event.confirmed_on !== null || event.withdrawn_on !== null) return refuse({ code: "event-settled" });
      const kept = await keepFile({ tx, actor, clock }, event, file);
      if (!kept.ok) return kept;
      await tx
        .withTables<IndicatorTables>()
        .updateTable("target_event")
        .set({ file: kept.value.id, changed_at: clock.now() })
        .where("province", "=", event.province)
        .where("id", "=", id)
        .execute();
      return ok({ id: kept.value.id, name: kept.value.name });
    },
    attachAnswers,
  );

  handle(
    rooms,
    downloadEventFile,
    async ({ tx, actor, params: { id } }): Promise<Result<Download, NotFound>> => {
      const { rows } = await sql<{ name: string; type: string; content: Buffer }>`
        select f.name, f.content_type as type, f.content from target_event e join stored_file f on f.province = e.province and f.id = e.file
        where ${within(actor, "e")} and e.id = ${id}`.execute(tx);
      const [file] = rows;
      return file ? ok({ name: file.name, contentType: file.type, content: file.content }) : refuse({ code: "event-not-found" });
    },
    notFound,
  );
};

const lockedEvent = (tx: Tx, actor: Actor, id: string) =>
  tx
    .withTables<IndicatorTables>()
    .selectFrom("target_event as e")
    .select(["e.province", "e.city", "e.county", "e.institution", "e.confirmed_on", "e.withdrawn_on"])
    .where(within(actor, "e"))
    .where("e.id", "=", id)
    .forUpdate()
    .executeTakeFirst();
