import {
  downloadTaskFile,
  type TaskClosureView,
  type TaskDetail,
  type TaskPartView,
  type TaskReportView,
  taskCadences,
} from "@qiangyi/api";
import { Button } from "antd";
import { useState } from "react";
import { Light, minuteOf, useSave } from "../ui/index.ts";
import { ClosureForm } from "./closure-form.tsx";
import { DecideDialog } from "./decide-dialog.tsx";
import { NoteDialog } from "./note-dialog.tsx";
import { ReportForm } from "./report-form.tsx";
import { ProgressMark, TaskLightMark } from "./task-marks.tsx";

interface PartProps {
  readonly task: TaskDetail;
  readonly part: TaskPartView;
}

type Open = "report" | "closure" | "decide" | "reopen" | "escalate";

/** One part of a task: what it stands at, its reports and closures, and what this reader may do now. */
export const PartSection = ({ task, part }: PartProps) => {
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const waiting = part.closures.find(({ decision }) => decision === null);
  return (
    <section className="panel" aria-label={part.title === "整项" ? "进展和办结" : part.title}>
      <div className="task-head">
        <h2>{part.title === "整项" ? "进展和办结" : part.title}</h2>
        <span>
          <TaskLightMark light={part.light} because={part.because} />
        </span>
        <span className="task-actions no-print">
          {part.may.report && open !== "report" && (
            <Button aria-label={`填报进展：${part.title}`} onClick={() => setOpen("report")}>
              填报进展
            </Button>
          )}
          {part.may.close && open !== "closure" && (
            <Button aria-label={`申请办结：${part.title}`} onClick={() => setOpen("closure")}>
              申请办结
            </Button>
          )}
          {part.may.decide && (
            <Button type="primary" aria-label={`认定办结：${part.title}`} onClick={() => setOpen("decide")}>
              认定办结
            </Button>
          )}
          {part.may.escalate && (
            <Button aria-label={`督办：${part.title}`} onClick={() => setOpen("escalate")}>
              督办
            </Button>
          )}
          {part.may.reopen && (
            <Button aria-label={`重新打开：${part.title}`} onClick={() => setOpen("reopen")}>
              重新打开
            </Button>
          )}
        </span>
      </div>
      <PartFacts part={part} />
      {open === "report" && <ReportForm task={task} part={part} onDone={close} />}
      {open === "closure" && <ClosureForm task={task} part={part} onDone={close} />}
      {part.closures.map((closure) => (
        <Closure key={closure.id} closure={closure} />
      ))}
      {part.reports.map((report) => (
        <Report key={report.id} report={report} isCorrected={isCorrected(part, report)} />
      ))}
      {part.isAssigned && part.reports.length === 0 && <p className="task-note">还没有进展报告。</p>}
      {open === "decide" && waiting && <DecideDialog task={task.code} part={part.code} closure={waiting} onClose={close} />}
      {(open === "reopen" || open === "escalate") && <NoteDialog task={task.code} part={part.code} kind={open} onClose={close} />}
    </section>
  );
};

const isCorrected = ({ reports }: TaskPartView, { unit, period, version }: TaskReportView): boolean =>
  reports.some((other) => other.unit === unit && other.period === period && other.version > version);

const PartFacts = ({ part }: { part: TaskPartView }) => (
  <dl className="task-facts">
    <div>
      <dt>责任单位</dt>
      <dd>{part.unit ?? "未明确"}</dd>
    </div>
    <div>
      <dt>责任人</dt>
      <dd>{part.person ?? "未分派"}</dd>
    </div>
    <div>
      <dt>起止时限</dt>
      <dd>
        {part.startsOn ?? "—"} 至 {part.due ?? "—"}
      </dd>
    </div>
    <div>
      <dt>量化目标</dt>
      <dd>{part.target || "—"}</dd>
    </div>
    <div>
      <dt>报告周期</dt>
      <dd>{part.everyMonths === null ? "—" : taskCadences[part.everyMonths]}</dd>
    </div>
    <div>
      <dt>进展</dt>
      <dd>
        <ProgressMark progress={part.progress} />
      </dd>
    </div>
    {part.missing !== null && (
      <div>
        <dt>应报未报</dt>
        <dd>
          {part.missing.title}，{part.missing.dueOn}前{part.missing.daysLate > 0 && `，逾期${part.missing.daysLate}个工作日`}
        </dd>
      </div>
    )}
  </dl>
);

const Report = ({ report, isCorrected: wasCorrected }: { report: TaskReportView; isCorrected: boolean }) => (
  <article className={wasCorrected ? "task-record task-earlier" : "task-record"}>
    <h3>
      {report.periodTitle}，{report.unit}，进展{report.progress}%{report.version > 1 && `（第${report.version}版）`}
      {wasCorrected && "（已更正）"}
    </h3>
    <dl className="task-facts">
      <Said title="本期进展" text={report.done} />
      <Said title="存在问题" text={report.problems} />
      <Said title="下一步" text={report.nextStep} />
      <Said title="需协调事项" text={report.needs} />
      {report.sourceDocument !== null && <Said title="来文（代录）" text={report.sourceDocument} />}
    </dl>
    <Files files={report.files} />
    <p className="task-note">
      {report.by.name}，{minuteOf(report.by.at)}
    </p>
  </article>
);

const Said = ({ title, text }: { title: string; text: string }) => (
  <div>
    <dt>{title}</dt>
    <dd>{text || "—"}</dd>
  </div>
);

const Closure = ({ closure }: { closure: TaskClosureView }) => (
  <article className="task-record">
    <h3>
      办结申请，{closure.unit} <ClosureMark closure={closure} />
    </h3>
    <dl className="task-facts">
      <Said title="完成情况" text={closure.statement} />
      <Said title="文件" text={`${closure.documentNumber}，${closure.issuer}，${closure.issuedOn}`} />
      {closure.address !== null && <Said title="公开网址" text={closure.address} />}
      {closure.sourceDocument !== null && <Said title="来文（代录）" text={closure.sourceDocument} />}
      {closure.reason !== null && (
        <Said title={closure.decision === "returned" ? "退回原因" : "认定意见"} text={closure.reason} />
      )}
      {closure.reopenReason !== null && <Said title="重新打开原因" text={closure.reopenReason} />}
    </dl>
    <Files files={closure.files} />
    <p className="task-note">
      {closure.asked.name}申请，{minuteOf(closure.asked.at)}
      {closure.decided !== null &&
        `；${closure.decided.name}${closure.decision === "accepted" ? "认定" : "退回"}，${minuteOf(closure.decided.at)}`}
      {closure.reopened !== null && `；${closure.reopened.name}重新打开，${minuteOf(closure.reopened.at)}`}
    </p>
  </article>
);

const ClosureMark = ({ closure: { decision, reopened } }: { closure: TaskClosureView }) =>
  reopened !== null ? (
    <Light state="warning" text="已重新打开" />
  ) : decision === null ? (
    <Light state="open" text="等待另一人认定" />
  ) : decision === "accepted" ? (
    <Light state="good" text="已认定" />
  ) : (
    <Light state="bad" text="已退回" />
  );

const Files = ({ files }: { files: TaskReportView["files"] }) => {
  const save = useSave();
  return files.length === 0 ? null : (
    <p>
      佐证：
      {files.map(({ id, name }) => (
        <Button key={id} type="link" size="small" onClick={() => save(downloadTaskFile, { params: { file: id } })}>
          {name}
        </Button>
      ))}
    </p>
  );
};
