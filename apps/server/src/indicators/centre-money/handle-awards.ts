import { decideCentreAward, fileCentreAward, type Problem, payCentreAward } from "@qiangyi/api";
import { fen, ok, parseYuan, type Refusal, refuse, zero } from "@qiangyi/kernel";
import type { AwardMatchError } from "@qiangyi/policy";
import { type Answers, handle, type Rooms } from "../../platform/index.ts";
import { awardsOf, insertAward, insertAwardPayment, insertDecision, isVoucherUsed } from "./awards.store.ts";
import { centresOf, lockMoney, mayPayFor, placeOf } from "./centre.ts";
import { matchOf, mayDecideAwards, mayFileFor } from "./list-awards.ts";

type Misfit = Refusal<AwardMatchError, { problems: NonNullable<Problem["problems"]>; clause: string }>;
type FileRefusal = Misfit | Refusal<"not-your-centre"> | Refusal<"day-misfit">;
type DecideRefusal = Refusal<"award-not-found"> | Refusal<"not-the-decider"> | Refusal<"award-decided"> | Refusal<"same-person">;
type PayRefusal =
  | Refusal<"award-not-found">
  | Refusal<"not-the-payer">
  | Refusal<"award-not-accepted">
  | Refusal<"award-paid">
  | Refusal<"day-misfit">
  | Refusal<"voucher-reused">;

const fileAnswers: Answers<FileRefusal> = {
  RECIPIENT_NOT_ELIGIBLE: [422, "获奖者不是中心，也不是中心的个人", "派驻人员获奖，奖项须写明中心"],
  LEVEL_TOO_LOW: [422, "奖项级别不够", "配套的是省部级及以上奖励"],
  NO_PRIZE_MONEY: [422, "没有奖金的荣誉不配套"],
  SHARE_EXCEEDS_PRIZE: [422, "分得的奖金超过奖金总额"],
  AWARDED_BEFORE_PLAN: [422, "获奖日期早于方案印发日"],
  DOCUMENT_MISSING: [422, "须填写获奖文件"],
  ALREADY_FILED: [409, "重复申报：同一奖项、同一获奖者已申报", "请在列表中查看已有的申报"],
  MATCH_ZERO: [422, "配套额为零，不予受理"],
  MATCH_DIFFERS: [422, "填报的配套额与计算不符", "配套额为获得奖金的20%，四舍五入到分"],
  "not-your-centre": [403, "不能为这家中心申报", "由中心自己或其主管的卫健委申报"],
  "day-misfit": [422, "获奖日期不能晚于今天"],
};
const decideAnswers: Answers<DecideRefusal> = {
  "award-not-found": [404, "没有这项申报"],
  "not-the-decider": [403, "奖金配套由省卫健委受理"],
  "award-decided": [409, "这项申报已经办理"],
  "same-person": [403, "申报人不能受理自己的申报", "请由另一人办理"],
};
const payAnswers: Answers<PayRefusal> = {
  "award-not-found": [404, "没有这项申报"],
  "not-the-payer": [403, "奖金配套由省财政拨付"],
  "award-not-accepted": [409, "这项申报还没有受理，不能拨付"],
  "award-paid": [409, "这项配套已经拨付"],
  "day-misfit": [422, "拨付日期不能晚于今天"],
  "voucher-reused": [409, "这个凭证号已经用过"],
};

const fieldOf: Record<AwardMatchError, string> = {
  RECIPIENT_NOT_ELIGIBLE: "recipient",
  LEVEL_TOO_LOW: "level",
  NO_PRIZE_MONEY: "receivedFen",
  SHARE_EXCEEDS_PRIZE: "receivedFen",
  AWARDED_BEFORE_PLAN: "awardedOn",
  DOCUMENT_MISSING: "document",
  ALREADY_FILED: "award",
  MATCH_ZERO: "matchFen",
  MATCH_DIFFERS: "matchFen",
};

export const handleAwardsRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    fileCentreAward,
    async ({ tx, actor, body, clock }) => {
      const { prizeFen, receivedFen, matchFen, ...rest } = body;
      if (!mayFileFor(actor, await centresOf(tx, actor), body.centre)) return refuse({ code: "not-your-centre" });
      if (body.awardedOn > clock.today()) return refuse({ code: "day-misfit" });
      await lockMoney(tx, actor, "awards");
      const same = await awardsOf(tx, actor, { same: { award: body.award, recipientName: body.recipientName } });
      const amounts = { prize: fen(BigInt(prizeFen)), received: fen(BigInt(receivedFen)) };
      // What was sent back may be filed again; anything else of the same award and recipient is a second filing.
      const isFiled = same.some(({ accepts }) => accepts !== false);
      const entered = matchFen === null ? null : fen(BigInt(matchFen));
      const { match, errors, explanation, clauses } = matchOf({ ...rest, ...amounts, match: entered }, { isFiled });
      const [first] = errors;
      if (first !== undefined)
        return refuse({
          code: first,
          // The first sentence is the computation, then one for each misfit.
          problems: errors.map((error, at) => ({ path: fieldOf[error], message: explanation[at + 1]?.text ?? error })),
          clause: explanation[1]?.clause ?? clauses[0] ?? "regional-centres-2023.measure29",
        });
      const filed = { ...rest, ...amounts, match: parseYuan(match) ?? zero, round: same.length + 1 };
      const id = await insertAward(tx, actor, await placeOf(tx, actor, body.centre), filed, clock.now());
      return ok({ id, explanation: [...explanation] });
    },
    fileAnswers,
  );
  handle(
    rooms,
    decideCentreAward,
    async ({ tx, actor, params, body, clock }) => {
      if (!mayDecideAwards(actor)) return refuse({ code: "not-the-decider" });
      await lockMoney(tx, actor, "awards");
      const [award] = await awardsOf(tx, actor, { id: params.award });
      if (award === undefined) return refuse({ code: "award-not-found" });
      if (award.accepts !== null) return refuse({ code: "award-decided" });
      if (award.filedBy === actor.userId) return refuse({ code: "same-person" });
      await insertDecision(tx, actor, await placeOf(tx, actor, award.centre), award, { ...body, at: clock.now() });
      return ok({ state: body.accepts ? ("accepted" as const) : ("rejected" as const) });
    },
    decideAnswers,
  );
  handle(
    rooms,
    payCentreAward,
    async ({ tx, actor, params, body, clock }) => {
      if (!mayPayFor(actor, "山西省")) return refuse({ code: "not-the-payer" });
      if (body.paidOn > clock.today()) return refuse({ code: "day-misfit" });
      await lockMoney(tx, actor, "awards");
      const [award] = await awardsOf(tx, actor, { id: params.award });
      if (award === undefined) return refuse({ code: "award-not-found" });
      if (award.accepts !== true) return refuse({ code: "award-not-accepted" });
      if (award.paidOn !== null) return refuse({ code: "award-paid" });
      if (await isVoucherUsed(tx, actor, body.voucher)) return refuse({ code: "voucher-reused" });
      await insertAwardPayment(tx, actor, await placeOf(tx, actor, award.centre), award, { ...body, at: clock.now() });
      return ok({ matchFen: award.match.toString() });
    },
    payAnswers,
  );
};
