import { openEvaluation } from "@qiangyi/api";
import { endOfYear, ok, type PlainDate, type Refusal, refuse } from "@qiangyi/kernel";
import { evaluationTitle } from "@qiangyi/policy/targets";
import { type Answers, handle, newId, type Rooms } from "../../platform/index.ts";
import { evaluationsOf, insertEvaluation, lockEvaluations } from "./evaluations.store.ts";

type OpenRefusal =
  | Refusal<"evaluation-unknown">
  | Refusal<"year-not-over", { readonly ends: PlainDate }>
  | Refusal<"day-misfit", { readonly ends: PlainDate }>
  | Refusal<"evaluation-open">
  | Refusal<"further-needs-reason">;

const answers: Answers<OpenRefusal> = {
  "evaluation-unknown": [422, "方案没有这样的评估", "中期评估是2025年，终期评估是2027年和2035年，年度报告是2023年至2035年"],
  "year-not-over": [409, ({ ends }) => `这个年度到${ends}才结束，还不能评估`, "到期前请看目标节点页的预览"],
  "day-misfit": [422, ({ ends }) => `数据截止日不能早于${ends}，也不能晚于今天`],
  "evaluation-open": [409, "这份评估已经开始，还没有审定", "请打开已有的一份继续编写"],
  "further-needs-reason": [422, "这份评估已经审定，再编一版须写明理由"],
};

export const openEvaluationRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    openEvaluation,
    async ({ tx, actor, clock, body: { kind, year, asOf, reason } }) => {
      if (evaluationTitle(kind, year) === undefined) return refuse({ code: "evaluation-unknown" });
      const ends = endOfYear(year);
      if (clock.today() < ends) return refuse({ code: "year-not-over", ends });
      if (asOf < ends || asOf > clock.today()) return refuse({ code: "day-misfit", ends });
      await lockEvaluations(tx, actor, `${kind}/${year}`);
      const known = (await evaluationsOf(tx, actor)).filter((each) => each.kind === kind && each.year === year);
      if (known.some(({ state }) => state !== "approved")) return refuse({ code: "evaluation-open" });
      if (known.length > 0 && reason === null) return refuse({ code: "further-needs-reason" });
      const id = newId();
      const version = known.length + 1;
      await insertEvaluation(tx, actor, { id, kind, year, version, asOf: asOf as PlainDate, reason, at: clock.now() });
      return ok({ id });
    },
    answers,
  );
