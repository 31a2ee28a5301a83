import type { ReportDetail } from "@qiangyi/api";
import { Alert } from "antd";
import { Link } from "react-router";
import { Light } from "../../ui/index.ts";
import { dueText, stateLight } from "./words.ts";

/** Where the report stands, until when, and which desks it passes. */
export const ReportHead = ({ report }: { report: ReportDetail }) => {
  const { state, text } = stateLight(report.state);
  return (
    <>
      <section className="panel report-head" aria-label="报表状态">
        <div>
          <span className="head-label">状态</span>
          <Light state={state} text={text} />
        </div>
        <div>
          <span className="head-label">期间</span>
          {report.beginsOn}至{report.endsOn}
        </div>
        <div>
          <span className="head-label">报送期限</span>
          {dueText(report)}
        </div>
        <div>
          <span className="head-label">审核路径</span>
          <ol className="report-route">
            {report.route.map(({ level, office, isNow, isDone }) => (
              <li key={level} {...(isNow && { "aria-current": "step" as const })} className={isNow ? "is-now" : ""}>
                {office}
                {isDone ? "（已过）" : isNow ? "（审核中）" : ""}
              </li>
            ))}
          </ol>
        </div>
      </section>
      {report.returnedBecause !== null && (
        <Alert className="report-alert" type="warning" showIcon title={`退回意见：${report.returnedBecause}`} />
      )}
      {report.correctionOf !== null && (
        <Alert
          className="report-alert"
          type="info"
          showIcon
          title={
            <>
              更正原因：{report.correctionOf.reason}　<Link to={`/indicators/reports/${report.correctionOf.id}`}>查看原报表</Link>
            </>
          }
          description="审定后只改动数值有变化的指标，原数值和版本都保留。"
        />
      )}
      {report.correctedBy !== null && (
        <Alert
          className="report-alert"
          type="info"
          showIcon
          title={
            <>
              这份报表有一份更正在办理　<Link to={`/indicators/reports/${report.correctedBy}`}>查看更正单</Link>
            </>
          }
        />
      )}
      {report.isAfterClose && report.state !== "approved" && (
        <Alert
          className="report-alert"
          type="warning"
          showIcon
          title={`${report.period.slice(0, 4)}年已关账：各级审核时须书面同意，写明理由和依据`}
        />
      )}
    </>
  );
};
