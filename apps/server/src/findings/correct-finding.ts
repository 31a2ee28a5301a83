import { answerCorrection, type RouteAnswer, returnCorrection, verifyCorrection } from "@qiangyi/api";
import { ok, type Result, refuse } from "@qiangyi/kernel";
import { handle, type Rooms } from "../platform/index.ts";
import { filesOf } from "./findings.store.ts";
import { titleOfActor } from "./office.ts";
import { type At, move, type Opened, openFinding } from "./opened.ts";
import { detailOf } from "./read-finding.ts";
import { type ActRefusal, actAnswers } from "./refusals.ts";
import { advance } from "./transitions.ts";

/** 整改: the owner answers with evidence, the department that confirmed verifies or returns. */
export const correctFindingRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    answerCorrection,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof answerCorrection>, ActRefusal>> => {
      const at = { tx, actor, clock };
      const opened = await openFinding(at, params.findingId);
      if (!opened.ok) return opened;
      const { finding, standing } = opened.value;
      const next = advance("answer", finding.state, standing);
      if (!next.ok) return next;
      if (body.files.length === 0 || !(await areFresh(at, opened.value, body.files)))
        return refuse({ code: "EVIDENCE_REQUIRED" });
      const moved = await move(at, opened.value, { act: "answer", note: body.note, files: [...new Set(body.files)] });
      return moved.ok ? ok(await detailOf(at, moved.value)) : moved;
    },
    actAnswers,
  );

  handle(
    rooms,
    returnCorrection,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof returnCorrection>, ActRefusal>> => {
      const at = { tx, actor, clock };
      const opened = await openFinding(at, params.findingId);
      if (!opened.ok) return opened;
      const moved = await move(at, opened.value, { act: "return", note: body.reason });
      return moved.ok ? ok(await detailOf(at, moved.value)) : moved;
    },
    actAnswers,
  );

  handle(
    rooms,
    verifyCorrection,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof verifyCorrection>, ActRefusal>> => {
      const at = { tx, actor, clock };
      const opened = await openFinding(at, params.findingId);
      if (!opened.ok) return opened;
      const moved = await move(at, opened.value, { act: "verify", note: body.opinion });
      return moved.ok ? ok(await detailOf(at, moved.value)) : moved;
    },
    actAnswers,
  );
};

/** Files of this finding that the owner's own side added, and that no earlier answer rested on. */
const areFresh = async ({ tx, actor }: At, { finding, steps }: Opened, ids: readonly string[]): Promise<boolean> => {
  const office = await titleOfActor(tx, actor);
  const used = new Set(steps.flatMap(({ act, files }) => (act === "answer" ? files : [])));
  const own = new Set((await filesOf(tx, finding)).flatMap(({ file, by_office }) => (by_office === office ? [file] : [])));
  return ids.every((id) => own.has(id) && !used.has(id));
};
