import type { Task } from "@qiangyi/api";
import { dateInShanghai } from "@qiangyi/kernel";
import { evaluationTitle } from "@qiangyi/policy/targets";
import type { Actor, Tx } from "../../platform/index.ts";
import { judgementsOf, openEvaluationsOf, resultsOf } from "./evaluations.store.ts";
import { hadAHandIn } from "./settle-evaluation.ts";
import type { StoredEvaluation } from "./tables.ts";

/** A submitted evaluation waits for whoever may approve it, a returned one for everybody who had a hand in it, one in writing for its authors. */
export const evaluationTasks = async (tx: Tx, actor: Actor): Promise<Task[]> => {
  const [writes, approves] = [actor.permissions.has("evaluations.write"), actor.permissions.has("evaluations.approve")];
  if (!writes && !approves) return [];
  const open = await openEvaluationsOf(tx, actor);
  const ids = open.map(({ id }) => id);
  const written = [...(await judgementsOf(tx, actor, ids)), ...(await resultsOf(tx, actor, ids))];
  return open.flatMap((evaluation): Task[] => {
    const parts = written.filter(({ evaluation: of }) => of === evaluation.id);
    const isOwn = hadAHandIn(actor, evaluation, parts);
    if (evaluation.state === "submitted") return isOwn ? [sentTask(evaluation)] : approves ? [approvalTask(evaluation)] : [];
    return isOwn && writes ? [authorTask(evaluation)] : [];
  });
};

const titleOf = ({ kind, year, version }: StoredEvaluation): string =>
  `${evaluationTitle(kind, year) ?? ""}${version > 1 ? `（第${version}版）` : ""}`;

const taskOf = (evaluation: StoredEvaluation, since: Date | null): Omit<Task, "group" | "title" | "step"> => ({
  from: "规划评估",
  amountFen: null,
  since: since && dateInShanghai(since),
  due: null,
  path: `/indicators/evaluations/${evaluation.id}`,
});

const approvalTask = (evaluation: StoredEvaluation): Task => ({
  ...taskOf(evaluation, evaluation.submittedAt),
  group: "todo",
  title: `${titleOf(evaluation)}待审定`,
  step: "审定或退回",
});

const sentTask = (evaluation: StoredEvaluation): Task => ({
  ...taskOf(evaluation, evaluation.submittedAt),
  group: "started",
  title: `${titleOf(evaluation)}已送审`,
  step: "等待没有参与编写的人审定",
});

const authorTask = (evaluation: StoredEvaluation): Task =>
  evaluation.returnedAt === null
    ? {
        ...taskOf(evaluation, evaluation.draftedAt),
        group: "drafts",
        title: `${titleOf(evaluation)}编写中`,
        step: "补齐书面评判后送审",
      }
    : {
        ...taskOf(evaluation, evaluation.returnedAt),
        group: "todo",
        title: `${titleOf(evaluation)}被退回`,
        step: `按意见修改后再送审：${evaluation.returnReason ?? ""}`,
      };
