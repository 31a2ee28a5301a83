import { reportOnTask } from "@qiangyi/api";
import { ok, type Refusal, type Result, refuse } from "@qiangyi/kernel";
import { periodsToReport } from "@qiangyi/policy/tasks";
import { type Answers, handle, type Rooms } from "../platform/index.ts";
import { insertAct } from "./acts.store.ts";
import { dropDrafts } from "./drafts.store.ts";
import { type OpenedRefusal, openedAnswers, openedPart } from "./opened-part.ts";
import { reportedPeriodsAsOf } from "./records.store.ts";
import { insertReport } from "./reports.store.ts";
import { type SpeakRefusal, speakAnswers, speakingFor } from "./speaking-for.ts";
import { areOfPart } from "./task-files.ts";

type ReportRefusal =
  | OpenedRefusal
  | SpeakRefusal
  | Refusal<"TASK_CLOSED">
  | Refusal<"PERIOD_NOT_OPEN">
  | Refusal<"EVIDENCE_REQUIRED", { readonly clause: string }>
  | Refusal<"FILE_NOT_OF_PART">
  | Refusal<"FALL_UNEXPLAINED", { readonly before: number }>;

const answers: Answers<ReportRefusal> = {
  ...openedAnswers,
  ...speakAnswers,
  TASK_CLOSED: [409, "这一部分已经办结，不再填报", "需要继续填报的，请督办机构重新打开"],
  PERIOD_NOT_OPEN: [422, "这一期还不能填报，或不在填报范围", "本期在最后一个月填报，过去一年内的各期可以补报"],
  EVIDENCE_REQUIRED: [422, "年度报告须附佐证文件", "请先上传当年的文件、统计或现场佐证，再提交"],
  FILE_NOT_OF_PART: [422, "所选佐证不是为这一部分上传的", "请在这一部分重新上传"],
  FALL_UNEXPLAINED: [422, ({ before }) => `进展低于上次报告的${before}%，请在“存在问题”里说明原因`],
};

/** 定期报告: what was reached, what stands in the way, what comes next. A further report of the same period puts the earlier one right. */
export const reportOnTaskRoute = (rooms: Rooms): void =>
  handle(
    rooms,
    reportOnTask,
    async ({ tx, actor, clock, params, body }): Promise<Result<{ id: string }, ReportRefusal>> => {
      const [today, at] = [clock.today(), clock.now()];
      const opened = await openedPart({ tx, actor, today }, params);
      if (!opened.ok) return opened;
      const { task, assignment, state } = opened.value;
      const speaking = speakingFor(actor, opened.value, body);
      if (!speaking.ok) return speaking;
      if (state === "closed") return refuse({ code: "TASK_CLOSED" });
      const { unit, progress, done, problems, nextStep, needs, files } = body;
      const period = periodsToReport(assignment.startsOn, assignment.everyMonths, today).find(({ code }) => code === body.period);
      if (period === undefined) return refuse({ code: "PERIOD_NOT_OPEN" });
      if (assignment.everyMonths === 12 && files.length === 0) return refuse({ code: "EVIDENCE_REQUIRED", clause: task.code });
      if (!(await areOfPart(tx, actor, { ...params, files }))) return refuse({ code: "FILE_NOT_OF_PART" });
      const earlier = (await reportedPeriodsAsOf(tx, actor, { asOf: today, task: task.code }))
        .filter((each) => each.part === params.part && each.unit === unit && each.periodEnd < period.ends)
        .toSorted((a, b) => (a.periodEnd < b.periodEnd ? 1 : -1))[0];
      if (earlier !== undefined && !task.isStanding && progress < earlier.progress && problems === "")
        return refuse({ code: "FALL_UNEXPLAINED", before: earlier.progress });
      const place = { task: task.code, part: params.part, city: task.city, onDay: today, at };
      const { id, version } = await insertReport(tx, actor, {
        ...place,
        period: period.code,
        periodEnd: period.ends,
        unit,
        progress,
        done,
        problems,
        nextStep,
        needs,
        files,
        sourceDocument: speaking.value.sourceDocument,
      });
      await insertAct(tx, actor, {
        ...place,
        kind: version === 1 ? "reported" : "corrected",
        note: [
          `${unit}，${period.title}，进展${progress}%`,
          speaking.value.sourceDocument === null ? undefined : `据${speaking.value.sourceDocument}`,
        ]
          .filter(Boolean)
          .join("；"),
      });
      await dropDrafts(tx, actor, { ...params, form: "report" });
      return ok({ id });
    },
    answers,
  );
