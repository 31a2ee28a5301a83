import { makeReportReady, type Problem, type ReportDetail } from "@qiangyi/api";
import { hindersReport, isBlankEntry, judgeReport, type ReportFinding } from "@qiangyi/projects";
import { Button, Space } from "antd";
import { useMemo, useState } from "react";
import { Link } from "react-router";
import { Page, ProblemSummary, useSession, useSubmit } from "../../ui/index.ts";
import { LeaveGuard } from "../../ui/saving/leave-guard.tsx";
import { SaveSummary } from "../../ui/saving/save-mark.tsx";
import { ReportFiles } from "./report-files.tsx";
import { cellId, ReportGrid } from "./report-grid.tsx";
import { ReportHead } from "./report-head.tsx";
import { ReportTrail } from "./report-trail.tsx";
import { useEntries } from "./use-entries.ts";
import { reportTitle } from "./words.ts";

/** 填报: every row is saved as it is written; what is wrong is said below it and together on top, by the rules of the server. */
export const ReportForm = ({ report, reportId }: { report: ReportDetail; reportId: string }) => {
  const { account } = useSession();
  const grid = useEntries(report, reportId, account?.id ?? "");
  const [isChecked, setChecked] = useState(false);
  const findings = useMemo(() => judgeReport(report.rows, grid.entries), [report.rows, grid.entries]);
  const ready = useSubmit(makeReportReady, { invalidates: ["workbench"] });
  // What is merely not filled yet is no fault while somebody is filling.
  const shown = isChecked
    ? findings
    : findings.filter(
        ({ code, indicator }) => code !== "MISSING" && code !== "PART_MISSING" && !isBlankEntry(grid.entryOf(indicator)),
      );
  const hindering = findings.filter(hindersReport);
  const filled = report.rows.filter(({ code }) => !isBlankEntry(grid.entryOf(code)) || grid.entryOf(code).note.length > 1).length;
  const handOver = async () => {
    setChecked(true);
    await grid.keeper.flush();
    if (hindering.length === 0 && grid.keeper.unsent === 0) ready.submit({ params: { reportId } });
    else document.getElementById("report-top")?.scrollIntoView();
  };
  const problem = ready.problem ? bare(ready.problem) : isChecked && hindering.length > 0 ? wholeProblem(hindering) : undefined;
  return (
    <Page
      title={reportTitle(report)}
      subtitle={
        <>
          {report.subjectName} · 已填{filled}/{report.rows.length}项 · <Link to="/indicators/reports">返回指标填报</Link>
        </>
      }
      actions={
        <Space wrap>
          <SaveSummary answers={savedOnly(grid.kept)} />
          <Button onClick={grid.undo}>撤销一步</Button>
          <Link to={`/indicators/reports/${reportId}/workbook`}>
            <Button>用工作簿填报</Button>
          </Link>
          {report.may.makeReady ? (
            <Button type="primary" loading={ready.isSending} onClick={() => void handOver()}>
              检查并提交负责人
            </Button>
          ) : (
            <span className="field-help">填好即已保存，由省卫健委汇总报送</span>
          )}
        </Space>
      }
    >
      <div id="report-top" tabIndex={-1} />
      <ReportHead report={report} />
      <ProblemSummary problem={problem} fields={fieldLinks(report)} />
      <ReportGrid rows={report.rows} grid={grid} findings={shown} isCorrection={report.isCorrection} />
      <p className="field-help">
        回车或上下键换行，左右键换格；可从Excel复制一块，粘贴到任一格；Ctrl+D取上一行的数，Ctrl+Z撤销，Ctrl+S立即保存。
      </p>
      <ReportFiles report={report} reportId={reportId} mayChange />
      <ReportTrail trail={report.trail} />
      <LeaveGuard keeper={grid.keeper} kept={grid.kept} />
    </Page>
  );
};

/** Rows that nobody has written are saved only in name: they have no time to show. */
const savedOnly = (kept: ReturnType<typeof useEntries>["kept"]) =>
  new Map([...kept].filter(([, { state, version }]) => state !== "saved" || version > 0));

const wholeProblem = (hindering: readonly ReportFinding[]): Problem => ({
  type: "about:blank",
  title: "内容不符合要求",
  status: 422,
  code: hindering[0]?.code ?? "",
  detail: `有${hindering.length}处需要处理`,
  remedy: "点每一处可到该格；改好、说明或确认后再提交",
  problems: hindering.map(({ indicator, field, message }) => ({ path: `${indicator}.${field}`, message })),
});

/** The label stands before the message already. */
const bare = (problem: Problem): Problem => ({
  ...problem,
  ...(problem.problems && {
    problems: problem.problems.map(({ path, message }) => ({ path, message: message.replace(/^“[^”]+”/, "") })),
  }),
});

const fieldLinks = ({ rows }: ReportDetail) =>
  Object.fromEntries(
    rows.flatMap(({ code, title }) =>
      ["value", "numerator", "denominator", "note"].map((field) => [
        `${code}.${field}`,
        { label: title, id: cellId(code, field) },
      ]),
    ),
  );
