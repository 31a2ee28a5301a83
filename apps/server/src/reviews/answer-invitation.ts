import { answerInvitation, type RouteAnswer, reviewDesk, signPledge } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type ProgrammeId, programmeOf, sha256 } from "@qiangyi/projects";
import { type Actor, type Answers, handle, type Rooms, type Tx } from "../platform/index.ts";
import { expertOfAccount, reviewsIn } from "./experts.store.ts";
import { ownSeat, type SeatRefusal, seatAnswers } from "./own-seat.ts";
import { findPanel, projectsOfPanel, type StoredSeat } from "./panels.store.ts";
import { pledgeText } from "./pledge.ts";

type AnswerRefusal = SeatRefusal | Refusal<"already-answered"> | Refusal<"JUSTIFICATION_REQUIRED"> | Refusal<"scores-locked">;

const answers: Answers<AnswerRefusal> = {
  ...seatAnswers,
  "already-answered": [409, "这项邀请已经答复过", "接受之后发现须回避的，请声明回避"],
  JUSTIFICATION_REQUIRED: [422, "请写明原因，至少两个字"],
  "scores-locked": [409, "您已在本组提交评分，不能再退出", "请联系评审组织部门"],
};

type PledgeRefusal = AnswerRefusal | Refusal<"not-accepted">;

const pledgeAnswers: Answers<PledgeRefusal> = { ...answers, "not-accepted": [409, "请先接受邀请，再签署承诺"] };

/** 我的评审: invitations show programme and numbers only, so that a conflict is declared before a title is seen. */
export const answerInvitationRoutes = (rooms: Rooms): void => {
  handle(rooms, reviewDesk, async ({ tx, actor }) => {
    const expert = await expertOfAccount(tx, actor);
    if (!expert) return ok({ expert: null, seats: [] });
    const seats = await reviewsIn(tx)
      .selectFrom("review_seat")
      .selectAll()
      .where("province", "=", actor.province)
      .where("expert", "=", expert.id)
      .orderBy("invited_at", "desc")
      .limit(100)
      .execute();
    const shown = await Promise.all(seats.map((seat) => shownSeat(tx, actor, seat)));
    return ok({ expert: { name: expert.name, unitName: expert.unit_name }, seats: shown.flatMap((seat) => seat ?? []) });
  });

  handle(
    rooms,
    answerInvitation,
    async ({ tx, actor, clock, params, body }): Promise<Result<RouteAnswer<typeof answerInvitation>, AnswerRefusal>> => {
      const own = await ownSeat(tx, actor, params.panelId, { lock: true });
      if (!own.ok) return own;
      const { seat, expert } = own.value;
      const state = stateAfter[body.answer];
      // Accepting once is enough; leaving is possible as long as nothing was handed in.
      if (seat.state !== "invited" && state === "accepted") return refuse({ code: "already-answered" });
      if (state !== "accepted" && (body.reason?.length ?? 0) < 2) return refuse({ code: "JUSTIFICATION_REQUIRED" });
      if (state !== "accepted" && (await lockedByOneself(tx, actor, params.panelId, expert.id)) > 0)
        return refuse({ code: "scores-locked" });
      await changeSeat(tx, seat, { state, reason: body.reason ?? null, answered_at: clock.now() });
      return ok({ state });
    },
    answers,
  );

  handle(
    rooms,
    signPledge,
    async ({ tx, actor, clock, params }): Promise<Result<RouteAnswer<typeof signPledge>, PledgeRefusal>> => {
      const own = await ownSeat(tx, actor, params.panelId, { lock: true });
      if (!own.ok) return own;
      const { seat } = own.value;
      if (seat.state !== "accepted") return refuse({ code: "not-accepted" });
      const at = seat.pledged_at ?? clock.now();
      if (seat.pledged_at === null) await changeSeat(tx, seat, { pledged_at: at, pledge_sha256: sha256(pledgeText) });
      return ok({ pledgedAt: at.toISOString() });
    },
    pledgeAnswers,
  );
};

const stateAfter = { accept: "accepted", decline: "declined", conflict: "conflict" } as const;

const changeSeat = async (tx: Tx, { province, panel, expert }: StoredSeat, change: Partial<StoredSeat>): Promise<void> => {
  await reviewsIn(tx)
    .updateTable("review_seat")
    .set(change)
    .where("province", "=", province)
    .where("panel", "=", panel)
    .where("expert", "=", expert)
    .execute();
};

const lockedByOneself = async (tx: Tx, { province }: Actor, panel: string, expert: string): Promise<number> => {
  const row = await reviewsIn(tx)
    .selectFrom("review_score")
    .select((select) => select.fn.countAll<bigint>().as("sheets"))
    .where("province", "=", province)
    .where("panel", "=", panel)
    .where("expert", "=", expert)
    .where("state", "=", "locked")
    .executeTakeFirstOrThrow();
  return Number(row.sheets);
};

const shownSeat = async (tx: Tx, actor: Actor, seat: StoredSeat) => {
  const panel = await findPanel(tx, actor, seat.panel);
  if (!panel) return undefined;
  const projects = (await projectsOfPanel(tx, panel)).filter(({ is_void }) => !is_void);
  const lockedSheets = await lockedByOneself(tx, actor, panel.id, seat.expert);
  return {
    panel: panel.id,
    programmeTitle: programmeOf(panel.programme as ProgrammeId).title,
    year: panel.year,
    round: panel.round,
    isBlind: panel.is_blind,
    isClosed: panel.state === "void" || (projects.length > 0 && lockedSheets === projects.length),
    numbers: projects.map(({ number }) => number),
    state: seat.state,
    invitedAt: seat.invited_at.toISOString(),
    pledgedAt: seat.pledged_at?.toISOString() ?? null,
    pledgeText,
    lockedSheets,
  };
};
