import { dateInShanghai, type Result } from "@qiangyi/kernel";
import type { Actor, Answers, Clock, Tx } from "../../platform/index.ts";
import { type StepRefusal, stepAnswers, takeStep } from "../take-step.ts";
import { insertVersion, signedContent } from "./library.store.ts";
import { type FactRefusal, recordFact } from "./record-fact.ts";

export type StoreRefusal = StepRefusal | FactRefusal;

export const storeAnswers: Answers<StoreRefusal> = {
  ...stepAnswers,
  RESULT_NOT_RECORDED: [
    409,
    ({ title, register, why }) => `“${title}”的结果不能登入“${register}”台账：${why}`,
    "请先核对台账中已有的记录，确属重复的不得再次支持",
  ],
};

/** 入库: version 1 of the approved content, and for what is paid by plan the entry of its register. */
export const storeInLibrary = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  id: string,
  documentNumber: string,
): Promise<Result<undefined, StoreRefusal>> => {
  const step = await takeStep(tx, actor, clock, id, { action: "store", basis: documentNumber });
  if (!step.ok) return step;
  const project = step.value;
  await insertVersion(tx, {
    province: project.province,
    project: id,
    version: 1,
    content: await signedContent(tx, project),
    total_fen: project.total_fen,
    support_fen: project.support_fen,
    change: null,
    by_user: actor.userId,
    by_name: actor.name,
    at: clock.now(),
  });
  return recordFact(tx, actor, clock, project, "stored", {
    on: dateInShanghai(clock.now()),
    documentNumber,
    attachment: null,
  });
};
