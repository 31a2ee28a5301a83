import { markReportRead, readReport } from "@qiangyi/api";
import { useEffect, useRef } from "react";
import { useParams } from "react-router";
import { Pending, useAnswer, useSubmit } from "../../ui/index.ts";
import { ReportForm } from "./report-form.tsx";
import { ReportView } from "./report-view.tsx";
import "./reports.css";

/** One report: the grid for whoever fills it, the table for everyone else. */
export const ReportPage = () => {
  const { reportId = "" } = useParams();
  const answer = useAnswer(readReport, { params: { reportId } });
  const { submit: markRead } = useSubmit(markReportRead);
  const marked = useRef("");
  const mayCheck = answer.data?.may.check === true;
  useEffect(() => {
    if (!mayCheck || marked.current === reportId) return;
    marked.current = reportId;
    markRead({ params: { reportId } });
  }, [mayCheck, reportId, markRead]);
  if (!answer.data) {
    const missing = { title: "没有这份报表", back: "/indicators/reports", backText: "回到指标填报" };
    return <Pending of={answer} missing={missing} />;
  }
  const key = `${reportId} ${answer.data.may.fill}`;
  return answer.data.may.fill ? (
    <ReportForm key={key} report={answer.data} reportId={reportId} />
  ) : (
    <ReportView key={key} report={answer.data} reportId={reportId} />
  );
};
