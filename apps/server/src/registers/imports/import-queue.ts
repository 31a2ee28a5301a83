import type { FastifyReply } from "fastify";
import type { Rooms } from "../../platform/index.ts";
import { applyImport } from "./apply-import.ts";
import { changeRun } from "./import-runs.store.ts";
import { type Job, readImport } from "./read-import.ts";

export type Work = "read" | "apply";

/** One long job at a time in each server process; the others wait their turn. */
export class ImportQueue {
  private last: Promise<void> = Promise.resolve();
  private readonly rooms: Rooms;

  constructor(rooms: Rooms) {
    this.rooms = rooms;
  }

  /** Starts when the answer has left: the request's own transaction, which makes the run visible, has ended by then. */
  afterAnswer(reply: FastifyReply, work: Work, job: Pick<Job, "actor" | "target" | "run">): void {
    let isQueued = false;
    const enqueue = () => {
      if (isQueued) return;
      isQueued = true;
      this.last = this.last.then(() => this.work(work, { ...job, database: this.rooms.database, clock: this.rooms.clock }));
    };
    reply.raw.once("finish", enqueue);
    reply.raw.once("close", enqueue);
  }

  /** Until everything that was queued is done. */
  idle(): Promise<void> {
    return this.last;
  }

  private async work(work: Work, job: Job): Promise<void> {
    try {
      await (work === "read" ? readImport(job) : applyImport(job));
    } catch (error) {
      this.rooms.app.log.error({ err: error }, "import failed");
      const refusal = { code: "internal-error", message: "系统出错，没有写入任何数据", remedy: "请稍后重新上传" };
      const { database, clock, actor, run } = job;
      await database
        .transaction(actor, (tx) => changeRun(tx, actor, run, { state: "failed", refusal, finished_at: clock.now() }))
        .catch((cause: unknown) => this.rooms.app.log.error({ err: cause }, "import state not told"));
    }
  }
}
