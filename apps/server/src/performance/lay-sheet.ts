import { laySheet } from "@qiangyi/api";
import { type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { type PerformanceFault, pointsText, sheetFaults, sumOfWeights, wholeWeight } from "@qiangyi/projects";
import { type Answers, handle, type Rooms } from "../platform/index.ts";
import { type OpenRefusal, openAnswers, opened } from "./opened.ts";
import { append } from "./performance.store.ts";
import { type PerformanceRead, performanceOf } from "./read-performance.ts";
import { mayManage } from "./rule.ts";
import { signedOf } from "./stages.ts";

type SheetRefusal =
  | OpenRefusal
  | Refusal<"SHEET_INCOMPLETE", { readonly problems: readonly PerformanceFault[] }>
  | Refusal<"WEIGHTS_NOT_100", { readonly sum: number; readonly clause: string }>
  | Refusal<"SHEET_LOCKED">;

const answers: Answers<SheetRefusal> = {
  ...openAnswers,
  SHEET_INCOMPLETE: [422, ({ problems }) => `指标表有${problems.length}处不合要求`, "请补正后一并保存，没有保存任何内容"],
  WEIGHTS_NOT_100: [422, ({ sum }) => `分值合计为${pointsText(sum)}，应为100.00`, "请调整各项分值，执行率的分值也计入合计"],
  SHEET_LOCKED: [409, "本年度自评已签署，指标和分值不能再改"],
};

/** 评价指标表: laid down by 省卫健委, locked once the unit has signed by it. */
export const laySheetRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    laySheet,
    async ({ tx, actor, clock, params, body }): Promise<Result<PerformanceRead, SheetRefusal>> => {
      const may = () => mayManage(actor);
      const asked = { stage: "target", duties: ["performance.manage"], may, who: () => "省卫健委", yearsAhead: 1 } as const;
      const found = await opened({ tx, actor, clock }, params, asked);
      if (!found.ok) return found;
      const { project, records, rule, year } = found.value;
      if (signedOf(records, year)) return refuse({ code: "SHEET_LOCKED" });
      const problems = sheetFaults(body);
      if (problems.length > 0) return refuse({ code: "SHEET_INCOMPLETE", problems });
      const sum = sumOfWeights(body);
      if (sum !== wholeWeight) return refuse({ code: "WEIGHTS_NOT_100", sum, clause: rule.clause });
      const key = {
        province: project.province,
        project: project.id,
        year,
        version: records.sheets.filter((sheet) => sheet.year === year).length + 1,
      };
      const by = { by_user: actor.userId, by_name: actor.name, at: clock.now() };
      await append(tx, "performance_sheet", [{ ...key, execution_weight: body.executionWeight, ...by }]);
      await append(
        tx,
        "performance_sheet_row",
        body.rows.map((row, at) => ({ ...key, seq: at + 1, ...row })),
      );
      return performanceOf({ tx, actor, clock }, project, year);
    },
    answers,
  );
