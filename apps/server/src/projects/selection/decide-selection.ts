import { decideSelection, type RouteAnswer } from "@qiangyi/api";
import { addYears, dateInShanghai, ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { storedDefinition } from "@qiangyi/projects";
import { type Actor, type Answers, type Clock, handle, type Rooms, type Tx } from "../../platform/index.ts";
import { updateProject } from "../project.store.ts";
import { type StepRefusal, stepAnswers, takeStep } from "../take-step.ts";
import {
  callToSelect,
  closeSelection,
  lockSelection,
  rowsOfSelections,
  type StoredCall,
  type StoredSelection,
} from "./selections.store.ts";
import { shownSelections } from "./shown-selection.ts";

type DecideRefusal = StepRefusal | Refusal<"selection-not-found"> | Refusal<"selection-closed"> | Refusal<"minutes-in-future">;

const answers: Answers<DecideRefusal> = {
  ...stepAnswers,
  "selection-not-found": [404, "没有这份拟选名单，或不由您审定"],
  "selection-closed": [409, "这份名单已经审定或退回"],
  "minutes-in-future": [422, "会议日期晚于今天", "请核对会议纪要的日期"],
  SELF_APPROVAL: [403, "名单由您提出，或您填报、签批过其中的项目，不能由您审定", "请由另一位有此职责的人员审定"],
};

/** 审定: minutes of a meeting, by another person than the one who proposed. Chosen projects are reserved, the others end here. */
export const decideSelectionRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    decideSelection,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof decideSelection>, DecideRefusal>> => {
      const selection = await lockSelection(tx, actor.province, params.selectionId);
      const call = selection && (await callToSelect(tx, actor, selection.call));
      if (!selection || !call) return refuse({ code: "selection-not-found" });
      if (selection.state !== "proposed") return refuse({ code: "selection-closed" });
      if (body.decision === "return") {
        await closeSelection(tx, selection, { state: "returned", opinion: body.opinion });
        return shownAgain(tx, actor, selection);
      }
      if (selection.proposed_by === actor.userId) return refuse({ code: "SELF_APPROVAL", action: "reserve" });
      if (body.minutesOn > dateInShanghai(clock.now())) return refuse({ code: "minutes-in-future" });
      const moved = await moveRows(tx, actor, clock, call, selection, body.minutesNumber);
      if (!moved.ok) return moved;
      await closeSelection(tx, selection, {
        state: "decided",
        minutes_number: body.minutesNumber,
        minutes_on: body.minutesOn,
        decided_by: actor.userId,
        decided_by_name: actor.name,
        decided_at: clock.now(),
      });
      return shownAgain(tx, actor, selection);
    },
    answers,
  );

const moveRows = async (
  tx: Tx,
  actor: Actor,
  clock: Clock,
  call: StoredCall,
  selection: StoredSelection,
  minutes: string,
): Promise<Result<undefined, DecideRefusal>> => {
  const { reserveYears } = storedDefinition(call.definition);
  const today = dateInShanghai(clock.now());
  for (const row of await rowsOfSelections(tx, selection.province, [selection.id])) {
    const step = await takeStep(
      tx,
      actor,
      clock,
      row.project,
      row.is_chosen
        ? { action: "reserve", basis: minutes, ...(row.reason !== null && { opinion: row.reason }) }
        : { action: "reject", opinion: row.reason ?? "", basis: minutes },
    );
    if (!step.ok) return step;
    if (row.is_chosen) {
      await updateProject(tx, step.value, { support_fen: row.support_fen, reserved_until: addYears(today, reserveYears) });
    }
  }
  return ok(undefined);
};

const shownAgain = async (
  tx: Tx,
  actor: Actor,
  { province, id }: StoredSelection,
): Promise<Result<RouteAnswer<typeof decideSelection>, never>> => {
  const now = await lockSelection(tx, province, id);
  const [shown] = now ? await shownSelections(tx, actor, [now]) : [];
  if (!shown) throw new Error("a selection vanished while it was decided");
  return ok(shown);
};
