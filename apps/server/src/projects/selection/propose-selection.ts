import { proposeSelection, type RouteAnswer, readSelection } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { clause as clauseOf } from "@qiangyi/policy/register";
import { departuresOf, storedDefinition } from "@qiangyi/projects";
import { type Actor, type Answers, type Clock, handle, newId, type Rooms, type Tx } from "../../platform/index.ts";
import { listed, type Told } from "../told.ts";
import { type Candidate, candidatesOf, countChosen, countUnreviewed } from "./candidates.store.ts";
import { callToSelect, insertSelection, type StoredCall, selectionsOfCall } from "./selections.store.ts";
import { shownCandidate, shownSelections } from "./shown-selection.ts";

type ProposeRefusal =
  | Refusal<"call-not-found">
  | Refusal<"selection-open">
  | Refusal<"REVIEW_REQUIRED", Told>
  | Refusal<"ARGUMENT_INCOMPLETE", Told>
  | Refusal<"JUSTIFICATION_REQUIRED", Told>
  | Refusal<"QUOTA_EXCEEDED", { readonly atMost: number; readonly chosen: number; readonly clause: string }>
  | Refusal<"support-above-asked", Told>
  | Refusal<"selection-incomplete", Told>;

const answers: Answers<ProposeRefusal> = {
  "call-not-found": [404, "没有这份申报通知，或不由您组织遴选"],
  "selection-open": [409, "已有一份拟选名单在等待审定", "请先由另一位人员审定或退回"],
  REVIEW_REQUIRED: [422, listed("下列项目没有评审结论，不能列入拟选名单"), "请先完成评审"],
  ARGUMENT_INCOMPLETE: [422, listed("论证不完整"), "请补登必要性、可行性、规范性结论；结论为否的不能拟选"],
  JUSTIFICATION_REQUIRED: [422, listed("与评审排序不一致的，须写明理由和条款"), "理由和条款会印在公示上"],
  QUOTA_EXCEEDED: [422, ({ atMost, chosen }) => `申报通知的名额还余${atMost}项，现选${chosen}项`],
  "support-above-asked": [422, listed("拟支持金额高于申报金额"), "拟支持金额不能高于项目申报的专项资金"],
  "selection-incomplete": [422, listed("名单没有写全"), "评审完成的每个项目都要写明选与不选；不选的写明理由"],
};

/** 遴选 (第五条, 第九条): the order of the review, and who is proposed of it. */
export const proposeSelectionRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    readSelection,
    async ({ tx, actor, params }): Promise<Result<RouteAnswer<typeof readSelection>, ProposeRefusal>> => {
      const call = await callToSelect(tx, actor, params.callId);
      if (!call) return refuse({ code: "call-not-found" });
      const { id, title, programme, year } = call;
      return ok({
        call: { id, title, programme, year },
        quota: await quotaLeft(tx, actor, call),
        unreviewed: await countUnreviewed(tx, actor, id),
        candidates: (await candidatesOf(tx, actor, id)).map(shownCandidate),
        selections: await shownSelections(tx, actor, await selectionsOfCall(tx, actor.province, id)),
      });
    },
    answers,
  );

  handle(
    rooms,
    proposeSelection,
    ({ tx, actor, clock, params, body }) => propose(tx, actor, clock, params.callId, body.rows),
    answers,
  );
};

type Asked = Parameters<typeof rowsOf>[1];

const propose = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  callId: string,
  asked: Asked,
): Promise<Result<RouteAnswer<typeof proposeSelection>, ProposeRefusal>> => {
  const call = await callToSelect(tx, actor, callId);
  if (!call) return refuse({ code: "call-not-found" });
  if ((await selectionsOfCall(tx, actor.province, callId)).some(({ state }) => state === "proposed")) {
    return refuse({ code: "selection-open" });
  }
  const candidates = await candidatesOf(tx, actor, callId, { lock: true });
  const judged = rowsOf(candidates, asked, await quotaLeft(tx, actor, call));
  if (!judged.ok) return judged;
  const id = newId();
  const { province } = actor;
  await insertSelection(
    tx,
    {
      province,
      id,
      call: callId,
      state: "proposed",
      minutes_number: null,
      minutes_on: null,
      opinion: null,
      proposed_by: actor.userId,
      proposed_by_name: actor.name,
      proposed_at: clock.now(),
      decided_by: null,
      decided_by_name: null,
      decided_at: null,
    },
    judged.value.map((row) => ({ ...row, province, selection: id })),
  );
  const [selection] = (await selectionsOfCall(tx, province, callId)).filter((one) => one.id === id);
  const [shown] = selection ? await shownSelections(tx, actor, [selection]) : [];
  if (!shown) throw new Error("a selection vanished while it was written");
  return ok(shown);
};

/** How many may still be chosen of the whole call; null: no limit. */
const quotaLeft = async (tx: Tx, actor: Actor, call: StoredCall): Promise<number | null> => {
  const { quotas } = storedDefinition(call.definition);
  const atMost = quotas.find(({ of, per }) => of === "chosen" && per === "call")?.atMost;
  return atMost === undefined ? null : Math.max(0, atMost - (await countChosen(tx, actor, call.id)));
};

/** Judges the whole list at once: every candidate named, arguments complete, departures explained. */
export const rowsOf = (
  candidates: readonly Candidate[],
  asked: readonly {
    readonly project: string;
    readonly isChosen: boolean;
    readonly supportFen: string;
    readonly reason?: string | undefined;
    readonly clause?: string | undefined;
  }[],
  atMost: number | null,
) => {
  const byProject = new Map(asked.map((row) => [row.project, row]));
  const known = new Set(candidates.map(({ project }) => project.id));
  const strangers = asked.filter(({ project }) => !known.has(project));
  if (strangers.length > 0) {
    return refuse({
      code: "REVIEW_REQUIRED",
      problems: strangers.map(({ project }) => ({ path: project, message: project })),
      clause: "qiangyi-2024.art6.b",
    });
  }
  const chosen = new Set(asked.filter(({ isChosen }) => isChosen).map(({ project }) => project));
  const lacking = candidates.filter(({ project, missingArguments }) => chosen.has(project.id) && missingArguments.length > 0);
  if (lacking.length > 0) {
    const problems = lacking.map(({ project, missingArguments }) => ({
      path: project.id,
      message: `${project.title}缺${missingArguments.join("、")}`,
    }));
    return refuse({ code: "ARGUMENT_INCOMPLETE", problems, clause: "qiangyi-2024.art4.1.b" });
  }
  if (atMost !== null && chosen.size > atMost) {
    return refuse({ code: "QUOTA_EXCEEDED", atMost, chosen: chosen.size, clause: "qiangyi-2024.art5.a" });
  }
  const excessive = candidates.filter(
    ({ project }) => chosen.has(project.id) && BigInt(byProject.get(project.id)?.supportFen ?? "0") > project.support_fen,
  );
  if (excessive.length > 0) {
    const problems = excessive.map(({ project }) => ({ path: project.id, message: project.title }));
    return refuse({ code: "support-above-asked", problems, clause: "5g-2022.art11.a" });
  }
  const departing = departuresOf(
    candidates.map(({ project, rank }) => ({
      project: project.id,
      rank,
      score: project.review_score,
      conclusion: project.review_conclusion ?? "not-recommended",
      isKey: project.is_key,
    })),
    chosen,
  );
  const unexplained = candidates.filter(({ project }) => {
    const row = byProject.get(project.id);
    return departing.has(project.id) && !(isSaid(row?.reason) && clauseOf(row?.clause ?? "") !== undefined);
  });
  if (unexplained.length > 0) {
    const problems = unexplained.map(({ project, rank }) => ({
      path: project.id,
      message: `${project.title}（排第${rank}）${chosen.has(project.id) ? "拟选" : "未选"}`,
    }));
    return refuse({ code: "JUSTIFICATION_REQUIRED", problems, clause: "5g-2022.art9.a" });
  }
  const silent = candidates.filter(({ project }) => !chosen.has(project.id) && !isSaid(byProject.get(project.id)?.reason));
  if (silent.length > 0) {
    const problems = silent.map(({ project }) => ({ path: project.id, message: `${project.title}没有写明不选的理由` }));
    return refuse({ code: "selection-incomplete", problems, clause: "5g-2022.art9.a" });
  }
  return ok(
    candidates.map(({ project, rank }) => {
      const row = byProject.get(project.id);
      const isChosen = chosen.has(project.id);
      return {
        project: project.id,
        rank,
        score: project.review_score,
        adjusted_score: project.review_adjusted_score,
        conclusion: project.review_conclusion ?? ("not-recommended" as const),
        is_chosen: isChosen,
        support_fen: isChosen ? BigInt(row?.supportFen ?? "0") : 0n,
        departs: departing.has(project.id),
        reason: row?.reason?.trim() || null,
        clause: row?.clause || null,
      };
    }),
  );
};

const isSaid = (text: string | undefined): boolean => (text?.trim().length ?? 0) >= 2;
