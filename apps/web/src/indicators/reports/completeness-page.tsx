import { type CompletenessRow, exportCompleteness, showCompleteness } from "@qiangyi/api";
import { reportCycles } from "@qiangyi/projects";
import { Button, Input, Segmented, Table } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { EmptyState, Light, Page, Pending, ScrollBox, useAnswer, useFilters, useSave, useWorkScope } from "../../ui/index.ts";
import { SchedulePanel } from "./schedule-panel.tsx";
import { stateLight } from "./words.ts";
import "./reports.css";

const cycles = ["month", "quarter", "year"] as const;
type Cycle = (typeof cycles)[number];
type Period = CompletenessRow["periods"][number];

/** 完整与及时: which unit has reported which period, how much of it and when. */
export const CompletenessPage = () => {
  const { year } = useWorkScope();
  const save = useSave();
  const { values, set } = useFilters(["cycle"]);
  const [text, setText] = useState("");
  const cycle: Cycle = cycles.find((one) => one === values.cycle) ?? "quarter";
  const answer = useAnswer(showCompleteness, { query: { year, cycle } }, { keepPrevious: true });
  const { data } = answer;
  const rows = (data?.rows ?? []).filter(({ subjectName, regionName }) => `${subjectName}${regionName}`.includes(text.trim()));
  return (
    <Page
      title="报表完整与及时"
      subtitle={`${year}年${reportCycles[cycle]}；到期才计入应报，完整率的基数是应填项数，及时率的基数是应报期数`}
      actions={<Button onClick={() => save(exportCompleteness, { query: { year, cycle } })}>导出</Button>}
    >
      {!data ? (
        <Pending of={answer} />
      ) : (
        <>
          <div className="figures">
            <Figure label="应报" value={`${data.total.due}期`} note={`${data.rows.length}个单位`} />
            <Figure label="已报" value={`${data.total.submitted}期`} note={`已审定${data.total.approved}期`} />
            <Figure label="未报" value={`${data.total.missing}期`} note={`迟报${data.total.late}期`} />
            <Figure
              label="完整率"
              value={percentText(data.total.completeness)}
              note={`${data.total.given}/${data.total.asked}项`}
            />
            <Figure label="及时率" value={percentText(data.total.timeliness)} note={`按时${data.total.onTime}期`} />
          </div>
          <section className="keyset-table" aria-label="各单位情况">
            <div className="table-bar">
              <div className="table-toolbar no-print">
                <Segmented<Cycle>
                  aria-label="周期"
                  value={cycle}
                  options={cycles.map((value) => ({ value, label: reportCycles[value] }))}
                  onChange={(value) => set({ cycle: value })}
                />
                <Input
                  aria-label="按单位或地区查找"
                  placeholder="单位或地区"
                  allowClear
                  style={{ width: 200 }}
                  value={text}
                  onChange={({ target }) => setText(target.value)}
                />
              </div>
              <div className="table-extra">
                {rows.length}个单位　截至{data.today}
              </div>
            </div>
            <ScrollBox label="各单位完整与及时表格" isTall>
              <Table<CompletenessRow>
                size="small"
                sticky
                pagination={rows.length > 100 ? { pageSize: 100, showSizeChanger: false } : false}
                dataSource={rows}
                rowKey={({ subject }) => subject}
                locale={{ emptyText: <EmptyState text="没有要报送的单位" /> }}
                columns={[
                  { title: "单位", dataIndex: "subjectName", width: 236 },
                  { title: "地区", dataIndex: "regionName", width: 90 },
                  ...data.periods.map((period, at) => ({
                    title: shortPeriod(period),
                    key: period,
                    width: cycle === "month" ? 64 : 104,
                    render: (_: unknown, { periods }: CompletenessRow) => (
                      <PeriodMark period={periods[at]} isShort={cycle === "month"} />
                    ),
                  })),
                  { title: "应报", dataIndex: "due", className: "number", width: 60 },
                  { title: "未报", dataIndex: "missing", className: "number", width: 60 },
                  { title: "迟报天数", dataIndex: "lateDays", className: "number", width: 84 },
                  {
                    title: "完整率",
                    className: "number",
                    width: 76,
                    sorter: (a, b) => Number(a.completeness ?? -1) - Number(b.completeness ?? -1),
                    render: (_, row) => percentText(row.completeness),
                  },
                  {
                    title: "及时率",
                    className: "number",
                    width: 76,
                    sorter: (a, b) => Number(a.timeliness ?? -1) - Number(b.timeliness ?? -1),
                    render: (_, row) => percentText(row.timeliness),
                  },
                ]}
              />
            </ScrollBox>
          </section>
          <SchedulePanel />
        </>
      )}
    </Page>
  );
};

const Figure = ({ label, value, note }: { label: string; value: string; note: string }) => (
  <div className="figure">
    <div className="figure-label">{label}</div>
    <div className="figure-value">{value}</div>
    <div className="figure-note">{note}</div>
  </div>
);

const percentText = (percent: string | null): string => (percent === null ? "—" : `${percent}%`);

/** "一季", "3月", "全年" under a heading that says the year. */
const shortPeriod = (period: string): string => {
  const rest = period.slice(5);
  return rest === "" ? "全年" : rest.startsWith("Q") ? `${"一二三四"[Number(rest[1]) - 1]}季度` : `${Number(rest)}月`;
};

const PeriodMark = ({ period, isShort }: { period: Period | undefined; isShort: boolean }) => {
  if (!period?.isEnded && period?.id === null) return <span className="period-none">—</span>;
  if (!period) return null;
  const light = stateLight(period.state, period.lateDays);
  const late = period.lateDays > 0 ? `${period.state === null ? "逾期" : "迟"}${period.lateDays}天` : "";
  const text = isShort ? (shortWords[light.text] ?? light.text) : light.text;
  const mark = <Light state={light.state} text={text} />;
  return (
    <>
      {period.id === null ? mark : <Link to={`/indicators/reports/${period.id}`}>{mark}</Link>}
      {late !== "" && <div className="period-late">{late}</div>}
    </>
  );
};

const shortWords: Readonly<Record<string, string>> = {
  未填报: "未填",
  填报中: "填报",
  待负责人报送: "待报",
  已报送: "已报",
  县级已审核: "县审",
  市级已审核: "市审",
  已审定: "审定",
  已退回: "退回",
};
