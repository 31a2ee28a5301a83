import { recordMonitoring } from "@qiangyi/api";
import { monthOf, type Refusal, type Result, refuse, yearOf } from "@qiangyi/kernel";
import { type MonitoredRow, monitoringFaults, type PerformanceFault } from "@qiangyi/projects";
import { type Answers, handle, type Rooms } from "../platform/index.ts";
import { type OpenRefusal, openAnswers, opened } from "./opened.ts";
import { append } from "./performance.store.ts";
import { type PerformanceRead, performanceOf } from "./read-performance.ts";
import { mayReport } from "./rule.ts";
import { type SheetRequired, sheetInForce, sheetRequired } from "./sheet-in-force.ts";

type MonitoringRefusal =
  | OpenRefusal
  | SheetRequired
  | Refusal<"MONITORING_INCOMPLETE", { readonly problems: readonly PerformanceFault[] }>;

const answers: Answers<MonitoringRefusal> = {
  ...openAnswers,
  ...sheetRequired,
  MONITORING_INCOMPLETE: [422, ({ problems }) => `监控表有${problems.length}处不合要求`, "请补正后一并提交，没有保存任何内容"],
};

/** 绩效运行监控: money and results of the months gone by, by the unit. */
export const recordMonitoringRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    recordMonitoring,
    async ({ tx, actor, clock, params, body }): Promise<Result<PerformanceRead, MonitoringRefusal>> => {
      const may = (project: { readonly institution: string }) => mayReport(actor, project);
      const found = await opened({ tx, actor, clock }, params, {
        stage: "monitoring",
        duties: ["performance.report"],
        may,
        who: () => "项目单位经办",
      });
      if (!found.ok) return found;
      const { project, records, year } = found.value;
      if (year === yearOf(clock.today()) && body.month > monthOf(clock.today())) return refuse({ code: "IN_FUTURE" });
      const sheet = await sheetInForce(tx, found.value);
      if (!sheet.ok) return sheet;
      const { budgetFen, spentFen, rows, month, measures } = body;
      const amounts = {
        budgetFen: budgetFen === null ? null : BigInt(budgetFen),
        spentFen: spentFen === null ? null : BigInt(spentFen),
      };
      const problems = monitoringFaults(sheet.value.rows, { month, ...amounts, rows: rows as MonitoredRow[], measures });
      if (problems.length > 0) return refuse({ code: "MONITORING_INCOMPLETE", problems });
      const key = {
        province: project.province,
        project: project.id,
        year,
        seq: records.monitorings.filter((one) => one.year === year).length + 1,
      };
      const header = { ...key, sheet_version: sheet.value.version, month, measures };
      const by = { by_user: actor.userId, by_name: actor.name, at: clock.now() };
      await append(tx, "performance_monitoring", [
        { ...header, budget_fen: amounts.budgetFen, spent_fen: amounts.spentFen, ...by },
      ]);
      await append(
        tx,
        "performance_monitoring_row",
        sheet.value.rows.map((_, at) => {
          const { actual = "", likelihood = "certain", cause } = rows[at] ?? {};
          return { ...key, position: at + 1, actual, likelihood, cause: cause ?? null };
        }),
      );
      return performanceOf({ tx, actor, clock }, project, year);
    },
    answers,
  );
