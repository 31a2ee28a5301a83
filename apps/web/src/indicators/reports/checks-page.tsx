import { listReportsToReview, type ReviewedReport, type ReviewView, reviewViews } from "@qiangyi/api";
import { reportCycles } from "@qiangyi/projects";
import { Button, Segmented } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import { FilterBar, KeysetTable, Light, Page, useAnswer, useFilters, useWorkScope } from "../../ui/index.ts";
import { CheckBar } from "./check-bar.tsx";
import { dueText, reportTitle, stateLight } from "./words.ts";
import "./reports.css";

const views = Object.keys(reviewViews) as ReviewView[];

/** 指标审核: what waits on one's own desk, and where the others are; several are passed at once. */
export const ChecksPage = () => {
  const { year } = useWorkScope();
  const navigate = useNavigate();
  const { values, set } = useFilters(["show", "cycle"]);
  const [selected, setSelected] = useState<readonly ReviewedReport[]>([]);
  const show = views.find((view) => view === values.show) ?? "waiting";
  const cycle = (["month", "quarter", "year"] as const).find((one) => one === values.cycle);
  // What waits is shown whatever year it is of.
  const query = { show, ...(show !== "waiting" && { year }), ...(cycle && { cycle }) };
  const { data } = useAnswer(listReportsToReview, { query: { ...query, limit: 1 } });
  const change = (next: Parameters<typeof set>[0]) => {
    setSelected([]);
    set(next);
  };
  return (
    <Page
      title="指标审核"
      subtitle="报表由填报单位逐级报送；本级通过后转上一级，最后一级审定后数值锁定并进入看板"
      actions={
        <Link to={`/indicators/reports/completeness?year=${year}`}>
          <Button>完整与及时</Button>
        </Link>
      }
    >
      {selected.length > 0 && <CheckBar rows={selected.flatMap(rowOf)} onDone={() => setSelected([])} />}
      <KeysetTable<ReviewedReport>
        caption={reviewViews[show]}
        route={listReportsToReview}
        input={{ query }}
        rowKey={({ id }) => id ?? ""}
        onOpen={({ id }) => void navigate(`/indicators/reports/${id}`)}
        emptyText={show === "waiting" ? "没有等本级审核的报表" : "没有符合条件的报表"}
        {...(show === "waiting" && {
          selection: {
            selectedRowKeys: selected.map(({ id }) => id ?? ""),
            onChange: (_: unknown, rows: ReviewedReport[]) => setSelected(rows),
            getCheckboxProps: (row: ReviewedReport) =>
              ({ disabled: !row.isMine, "aria-label": `选择${row.subjectName}${reportTitle(row)}` }) as object,
          },
        })}
        toolbar={
          <>
            <Segmented<ReviewView>
              aria-label="范围"
              value={show}
              options={views.map((value) => ({ value, label: `${reviewViews[value]}${data ? ` ${data.counts[value]}` : ""}` }))}
              onChange={(value) => change({ show: value })}
            />
            <FilterBar
              filters={[
                {
                  kind: "choice",
                  name: "cycle",
                  label: "周期",
                  placeholder: "全部周期",
                  width: 120,
                  options: Object.entries(reportCycles).map(([value, label]) => ({ value, label })),
                },
              ]}
              values={values}
              onChange={change}
            />
          </>
        }
        columns={[
          { title: "填报单位", render: (_, { subjectName }) => <div className="wrapping">{subjectName}</div> },
          { title: "地区", dataIndex: "regionName", width: 100 },
          { title: "报表", width: 178, render: (_, row) => <span className="row-title">{reportTitle(row)}</span> },
          { title: "状态", width: 120, render: (_, { state, lateDays }) => <Light {...stateLight(state, lateDays)} /> },
          ...(show === "waiting" ? [] : [{ title: "在谁处", dataIndex: "holder", width: 150 }]),
          { title: "报送", width: 110, render: (_, { submittedOn }) => submittedOn ?? "—" },
          { title: "期限", width: 158, render: (_, row) => dueText(row) },
          {
            title: "须先看",
            width: 90,
            className: "number",
            render: (_, { flagged }) => (flagged === 0 ? "—" : `${flagged}项`),
          },
        ]}
      />
    </Page>
  );
};

const rowOf = ({ id, version }: ReviewedReport) => (id === null ? [] : [{ id, version }]);
