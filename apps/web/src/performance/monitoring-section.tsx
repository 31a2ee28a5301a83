import { type PerformanceRead, type RouteInput, recordMonitoring } from "@qiangyi/api";
import { type Cause, causes, type Likelihood, likelihoods } from "@qiangyi/projects";
import { Button, Select } from "antd";
import { useState } from "react";
import { Amount, Light, minuteOf, ProblemSummary, ScrollBox, useSubmit, WanInput } from "../ui/index.ts";
import { FaultText, faultsOf, idOf, rowLabel } from "./faults.tsx";
import { CellInput, FormEnd, HeadRow, LongText } from "./form-parts.tsx";
import { targetText } from "./sheet-section.tsx";
import { lightWords } from "./words.ts";

type Monitoring = PerformanceRead["monitorings"][number];

/** 绩效监控: money beside results, month by month. */
export const MonitoringSection = ({ page }: { page: PerformanceRead }) => {
  const [isOpen, setOpen] = useState(false);
  return (
    <section className="panel" aria-label="绩效监控">
      <div className="perf-head">
        <h2>绩效监控</h2>
        {page.may.monitor && !isOpen && (
          <Button className="no-print" onClick={() => setOpen(true)}>
            填报监控
          </Button>
        )}
      </div>
      {isOpen && page.may.monitor && <MonitoringForm page={page} onDone={() => setOpen(false)} />}
      {page.monitorings.length === 0 ? (
        <p className="perf-note">本年度还没有监控报告，由项目单位经办填报</p>
      ) : (
        page.monitorings.map((report) => <Report key={report.seq} report={report} page={page} />)
      )}
    </section>
  );
};

const Report = ({ report, page: { sheet } }: { report: Monitoring; page: PerformanceRead }) => (
  <article className="perf-record">
    <div className="perf-gaps">
      <strong>
        {report.year}年1至{report.month}月
      </strong>
      <Light state={report.funds} text={`资金${lightWords[report.funds]}`} />
      <Light state={report.performance} text={`绩效${lightWords[report.performance]}`} />
      {report.budgetFen !== null && (
        <span>
          预算 <Amount fen={report.budgetFen} />
          {"　"}执行 <Amount fen={report.spentFen} />
        </span>
      )}
      <span className="perf-note">
        {report.by.name}，{minuteOf(report.by.at)}
      </span>
    </div>
    {report.contrast !== null && (
      <p>
        <Light state="warning" text={report.contrast} />
      </p>
    )}
    <table className="perf-table">
      <HeadRow titles={["指标", "年度指标值", "累计完成", "全年完成可能性", "偏差原因"]} />
      <tbody>
        {report.rows.map(({ name, actual, likelihood, cause }, at) => {
          const target = sheet?.rows[at];
          return (
            <tr key={name}>
              <td>{name}</td>
              <td>{target && target.name === name ? targetText(target) : "—"}</td>
              <td>{actual === "" ? "年末统计" : `${actual}${target && target.name === name ? target.unit : ""}`}</td>
              <td>
                <Light
                  state={likelihood === "certain" ? "good" : likelihood === "possible" ? "warning" : "bad"}
                  text={likelihoods[likelihood]}
                />
              </td>
              <td>{cause ? causes[cause] : "—"}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
    {report.measures !== "" && <p>纠偏措施：{report.measures}</p>}
  </article>
);

interface Draft {
  readonly actual: string;
  readonly likelihood: Likelihood;
  readonly cause: Cause | undefined;
}
const form = "monitoring";
const months = Array.from({ length: 12 }, (_, at) => ({ value: at + 1, label: `1至${at + 1}月` }));
const choices = <Key extends string>(words: Readonly<Record<Key, string>>) =>
  (Object.keys(words) as Key[]).map((value) => ({ value, label: words[value] }));

const MonitoringForm = ({ page, onDone }: { page: PerformanceRead; onDone: () => void }) => {
  const sheet = page.sheet?.rows ?? [];
  const [month, setMonth] = useState(() => (new Date().getFullYear() > page.year ? 12 : new Date().getMonth() + 1));
  const [budgetFen, setBudget] = useState("");
  const [spentFen, setSpent] = useState("");
  const [rows, setRows] = useState<readonly Draft[]>(() =>
    sheet.map(() => ({ actual: "", likelihood: "certain", cause: undefined })),
  );
  const [measures, setMeasures] = useState("");
  const { submit, isSending, problem } = useSubmit(recordMonitoring, { onDone });
  const faults = faultsOf(form, problem, (path) => labels[path] ?? rowLabel(sheet, path));
  const put = (at: number, change: Partial<Draft>) =>
    setRows((before) => before.map((row, index) => (index === at ? { ...row, ...change } : row)));
  const body: RouteInput<typeof recordMonitoring>["body"] = {
    month,
    budgetFen: budgetFen === "" ? null : budgetFen,
    spentFen: spentFen === "" ? null : spentFen,
    rows: rows.map(({ actual, likelihood, cause }) => ({ actual, likelihood, ...(cause !== undefined && { cause }) })),
    measures,
  };
  return (
    <form
      className="no-print perf-form"
      aria-label="填报监控"
      onSubmit={(event) => {
        event.preventDefault();
        submit({ params: { projectId: page.project.id, year: page.year }, body });
      }}
    >
      <ProblemSummary problem={problem} fields={faults.fields} />
      <div className="perf-line">
        <div>
          <label htmlFor={idOf(form, "month")}>报告期</label>
          <Select
            id={idOf(form, "month")}
            aria-label="报告期"
            value={month}
            options={months}
            onChange={setMonth}
            style={{ width: 120 }}
          />
        </div>
        <div>
          <label htmlFor={idOf(form, "budgetFen")}>全年预算数（没有预算的留空）</label>
          <WanInput
            id={idOf(form, "budgetFen")}
            label="全年预算数"
            hasUnit
            value={budgetFen}
            onChange={setBudget}
            isWrong={faults.at("budgetFen") !== undefined}
          />
          <FaultText faults={faults} form={form} path="budgetFen" />
        </div>
        <div>
          <label htmlFor={idOf(form, "spentFen")}>累计执行数</label>
          <WanInput
            id={idOf(form, "spentFen")}
            label="累计执行数"
            hasUnit
            value={spentFen}
            onChange={setSpent}
            isWrong={faults.at("spentFen") !== undefined}
          />
          <FaultText faults={faults} form={form} path="spentFen" />
        </div>
      </div>
      <ScrollBox label="监控指标">
        <table className="perf-table perf-entry">
          <HeadRow titles={["指标", "年度指标值", "累计完成（暂无的留空）", "全年完成可能性", "偏差原因"]} />
          <tbody>
            {sheet.map((row, at) => (
              <tr key={row.name}>
                <td>{row.name}</td>
                <td>{targetText(row)}</td>
                <td style={{ width: 200 }}>
                  <CellInput
                    faults={faults}
                    form={form}
                    path={`rows.${at}.actual`}
                    label={`第${at + 1}项累计完成`}
                    value={rows[at]?.actual ?? ""}
                    maxLength={200}
                    onChange={(actual) => put(at, { actual })}
                  />
                </td>
                <td style={{ width: 160 }}>
                  <Select
                    aria-label={`第${at + 1}项完成可能性`}
                    style={{ width: "100%" }}
                    value={rows[at]?.likelihood ?? "certain"}
                    options={choices(likelihoods)}
                    onChange={(likelihood) => put(at, { likelihood, ...(likelihood === "certain" && { cause: undefined }) })}
                  />
                </td>
                <td style={{ width: 130 }}>
                  <Select
                    id={idOf(form, `rows.${at}.cause`)}
                    aria-label={`第${at + 1}项偏差原因`}
                    style={{ width: "100%" }}
                    allowClear
                    disabled={rows[at]?.likelihood === "certain"}
                    value={rows[at]?.cause ?? null}
                    options={choices(causes)}
                    onChange={(cause) => put(at, { cause: cause ?? undefined })}
                  />
                  <FaultText faults={faults} form={form} path={`rows.${at}.cause`} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollBox>
      <LongText faults={faults} form={form} path="measures" label="纠偏措施" value={measures} onChange={setMeasures} />
      <FormEnd send="提交监控" isSending={isSending} onDone={onDone} />
    </form>
  );
};

const labels: Readonly<Record<string, string>> = {
  month: "报告期",
  budgetFen: "全年预算数",
  spentFen: "累计执行数",
  measures: "纠偏措施",
};
