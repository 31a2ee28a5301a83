import { draftCentreAssessment, finaliseCentreAssessment } from "@qiangyi/api";
import { fen, ok, type Refusal, refuse } from "@qiangyi/kernel";
import { managementFee, nationalCentre } from "@qiangyi/policy";
import { type Answers, handle, type Rooms } from "../../platform/index.ts";
import { asFact, assessmentsOf, insertAssessment, insertFinal } from "./assessments.store.ts";
import { lockMoney, mayAssess, placeOf } from "./centre.ts";

type DraftRefusal = Refusal<"not-the-assessor"> | Refusal<"day-misfit"> | Refusal<"year-not-begun">;
type FinalRefusal =
  | Refusal<"not-the-assessor">
  | Refusal<"assessment-not-found">
  | Refusal<"assessment-final">
  | Refusal<"assessment-superseded">
  | Refusal<"same-person">;

const notTheAssessor = [403, "这家中心的年度考核不由您的单位作出", "任务一至三由省卫健委考核，任务四由太原市卫健委考核"] as const;

const draftAnswers: Answers<DraftRefusal> = {
  "not-the-assessor": notTheAssessor,
  "day-misfit": [422, "考核日期不能晚于今天", "请填写实际的考核日期"],
  "year-not-begun": [422, "不能考核还没有开始的年度"],
};

const finalAnswers: Answers<FinalRefusal> = {
  "not-the-assessor": notTheAssessor,
  "assessment-not-found": [404, "没有这一版考核"],
  "assessment-final": [409, "这一版考核已经定稿", "要更改金额，请登记新版本并说明理由"],
  "assessment-superseded": [409, "已有更新的版本，这一版不能再定稿", "请核对最新版本后定稿"],
  "same-person": [403, "起草人不能将自己的考核定稿", "请由本单位另一人定稿"],
};

export const assessRoutes = (rooms: Rooms): void => {
  handle(
    rooms,
    draftCentreAssessment,
    async ({ tx, actor, body, clock }) => {
      const { centre, year, feeFen, ...rest } = body;
      if (!mayAssess(actor, nationalCentre(centre))) return refuse({ code: "not-the-assessor" });
      if (body.assessedOn > clock.today()) return refuse({ code: "day-misfit" });
      if (year > Number(clock.today().slice(0, 4))) return refuse({ code: "year-not-begun" });
      await lockMoney(tx, actor, `${centre}/${year}`);
      const known = (await assessmentsOf(tx, actor, centre)).filter((each) => each.year === year);
      const version = (known.at(-1)?.version ?? 0) + 1;
      const drafted = { ...rest, centre, year, version, fee: fen(BigInt(feeFen)), draftedAt: clock.now() };
      await insertAssessment(tx, actor, await placeOf(tx, actor, centre), drafted);
      return ok({ version });
    },
    draftAnswers,
  );
  handle(
    rooms,
    finaliseCentreAssessment,
    async ({ tx, actor, params: { centre, year, version }, clock }) => {
      if (!mayAssess(actor, nationalCentre(centre))) return refuse({ code: "not-the-assessor" });
      await lockMoney(tx, actor, `${centre}/${year}`);
      const known = (await assessmentsOf(tx, actor, centre)).filter((each) => each.year === year);
      const asked = known.find((each) => each.version === version);
      if (asked === undefined) return refuse({ code: "assessment-not-found" });
      if (asked.finalAt !== null) return refuse({ code: "assessment-final" });
      if (known.at(-1)?.version !== version) return refuse({ code: "assessment-superseded" });
      if (asked.draftedBy === actor.userId) return refuse({ code: "same-person" });
      await insertFinal(tx, actor, await placeOf(tx, actor, centre), asked, clock.now());
      const assessments = known.map((each) => asFact(each.version === version ? { ...each, finalAt: clock.now() } : each));
      const { explanation } = managementFee({ centre, year, assessments, paid: [] });
      return ok({ fixedFen: asked.fee.toString(), explanation: explanation.slice(0, 1) });
    },
    finalAnswers,
  );
};
