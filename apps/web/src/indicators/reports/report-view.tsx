import type { ReportDetail } from "@qiangyi/api";
import { Alert } from "antd";
import { Link } from "react-router";
import { EmptyState, Page } from "../../ui/index.ts";
import { CheckBar } from "./check-bar.tsx";
import { OwnBar } from "./own-bar.tsx";
import { ReportFiles } from "./report-files.tsx";
import { ReportHead } from "./report-head.tsx";
import { ReportTable } from "./report-table.tsx";
import { ReportTrail } from "./report-trail.tsx";
import { reportTitle } from "./words.ts";

/** A report to be read, checked or sent: flagged values first for whoever checks. */
export const ReportView = ({ report, reportId }: { report: ReportDetail; reportId: string }) => {
  const isOwn = report.may.submit || report.may.refuse || report.may.withdraw || report.may.takeBack || report.may.correct;
  return (
    <Page
      title={reportTitle(report)}
      subtitle={
        <>
          {report.subjectName} · 第{Math.max(1, report.round)}轮 ·{" "}
          <Link to={report.may.check || report.notMine !== null ? "/indicators/checks" : "/indicators/reports"}>返回列表</Link>
        </>
      }
      actions={isOwn && <OwnBar report={report} reportId={reportId} />}
    >
      <ReportHead report={report} />
      {report.notMine !== null && <Alert className="report-alert" type="info" showIcon title={report.notMine} />}
      {report.may.check && <CheckBar rows={[{ id: reportId, version: report.version }]} isAfterClose={report.isAfterClose} />}
      {report.isHidden ? (
        <section className="panel">
          <EmptyState text="填报单位还在填写，报送后可以查看数值" />
        </section>
      ) : (
        <>
          <ReportTable report={report} isFlaggedFirst={report.may.check || report.notMine !== null} />
          <ReportFiles report={report} reportId={reportId} mayChange={false} />
        </>
      )}
      <ReportTrail trail={report.trail} />
    </Page>
  );
};
