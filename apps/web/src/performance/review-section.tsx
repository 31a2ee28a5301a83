import { type DeductionSent, type PerformanceRead, type PerformanceReview, recordReview } from "@qiangyi/api";
import {
  type Dimension,
  dimensions,
  type EvaluationPhase,
  enteredPoints,
  evaluationPhases,
  pointsText,
  reScore,
} from "@qiangyi/projects";
import { Button, Radio, Select } from "antd";
import { useState } from "react";
import { ClauseLink, clauseName, Light, minuteOf, ProblemSummary, ScrollBox, useSubmit } from "../ui/index.ts";
import { FaultText, faultsOf, idOf } from "./faults.tsx";
import { CellInput, FormEnd, HeadRow, LongText, pointsInput } from "./form-parts.tsx";
import { gradeLights, gradeText } from "./words.ts";

/** 再评价: by whom the regulation of the fund names, from a hundred points down. */
export const ReviewSection = ({ page }: { page: PerformanceRead }) => {
  const [isOpen, setOpen] = useState(false);
  const { reviews, may, needsReview, evaluator } = page;
  return (
    <section className="panel" aria-label="再评价">
      <div className="perf-head">
        <h2>再评价</h2>
        <span className="perf-note">
          由{evaluator}登记{needsReview ? "，结项前须有" : "，按需复核；有再评价的以再评价为准"}
        </span>
        {may.review && !isOpen && (
          <Button className="no-print" type={reviews.length > 0 ? "default" : "primary"} onClick={() => setOpen(true)}>
            {reviews.length > 0 ? "重新评价" : "登记再评价"}
          </Button>
        )}
      </div>
      {isOpen && may.review && <ReviewForm page={page} onDone={() => setOpen(false)} />}
      {reviews.length === 0 ? (
        <p className="perf-note">本年度还没有再评价</p>
      ) : (
        reviews.map((record, at) => <Review key={record.version} record={record} isNewest={at === 0} />)
      )}
    </section>
  );
};

const Review = ({ record, isNewest }: { record: PerformanceReview; isNewest: boolean }) => (
  <article className={`perf-record${isNewest ? "" : " perf-earlier"}`}>
    <div className="perf-gaps">
      <strong>
        第{record.version}版{isNewest ? "" : "（已被后一版替代）"}
      </strong>
      <Light state={gradeLights[record.grade]} text={`${pointsText(record.points)}分，${gradeText(record.grade)}`} />
      <span>
        自评{pointsText(record.selfPoints)}分，相差{pointsText(Math.abs(record.selfPoints - record.points))}分
      </span>
      {record.isDistorted && <Light state="warning" text="相差超过10分，提示核实自评是否失真" />}
      <span className="perf-note">
        {record.office} {record.by.name}，{minuteOf(record.by.at)}
      </span>
    </div>
    <p className="perf-gaps">
      {record.dimensions.map(({ dimension, weight, points }) => (
        <span key={dimension}>
          {dimensions[dimension]} {pointsText(points)}/{pointsText(weight)}
        </span>
      ))}
    </p>
    {record.deductions.length > 0 && (
      <table className="perf-table">
        <HeadRow titles={["维度", "扣分事项", "理由", "证据", "条款"]} numbers={["扣分（分）"]} />
        <tbody>
          {record.deductions.map((row, at) => (
            <tr key={`${row.item} ${at}`}>
              <td>{dimensions[row.dimension]}</td>
              <td>{row.item}</td>
              <td>{row.reason}</td>
              <td>{row.evidence}</td>
              <td>
                <ClauseLink id={row.clause} />
              </td>
              <td className="perf-number">{pointsText(row.points)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
    <p>评价结论：{record.conclusion}</p>
  </article>
);

type Draft = Omit<DeductionSent, "points"> & { readonly key: string; readonly points: string };
const newDraft = (clause: string): Draft => ({
  key: crypto.randomUUID(),
  dimension: "process",
  item: "",
  points: "",
  reason: "",
  evidence: "",
  clause,
});
const form = "review";

/** Clauses that a deduction usually rests on: management of performance, use and payment of the money. */
const clausesOf: Readonly<Record<string, readonly string[]>> = {
  "5g-2022.art15": ["5g-2022.art15", "5g-2022.art16.c", "5g-2022.art16.d", "5g-2022.art17.c", "5g-2022.art4.a"],
  "qiangyi-2024.art4.3.a": [
    "qiangyi-2024.art4.3.a",
    "qiangyi-2024.art9.1.a",
    "qiangyi-2024.art9.1.b",
    "qiangyi-2024.art9.1.c",
    "qiangyi-2024.art9.2.d",
  ],
};

const ReviewForm = ({ page, onDone }: { page: PerformanceRead; onDone: () => void }) => {
  const clauses = clausesOf[page.clause] ?? [page.clause];
  const [phase, setPhase] = useState<EvaluationPhase>(page.project.state === "accepted" ? "finished" : "underWay");
  const [rows, setRows] = useState<readonly Draft[]>([]);
  const [conclusion, setConclusion] = useState("");
  const { submit, isSending, problem } = useSubmit(recordReview, { onDone });
  const faults = faultsOf(form, problem, (path) =>
    path === "conclusion" ? "评价结论" : path === "deductions" ? "扣分" : `第${Number(path.split(".")[1] ?? 0) + 1}条扣分`,
  );
  const put = (at: number, change: Partial<Draft>) =>
    setRows((before) => before.map((row, index) => (index === at ? { ...row, ...change } : row)));
  const deductions = rows.map(({ dimension, item, points, reason, evidence, clause }) => ({
    dimension,
    item,
    points: enteredPoints(points) ?? 0,
    reason,
    evidence,
    clause,
  }));
  const { byDimension, total } = reScore(phase, deductions);
  return (
    <form
      className="no-print perf-form"
      aria-label="登记再评价"
      onSubmit={(event) => {
        event.preventDefault();
        submit({ params: { projectId: page.project.id, year: page.year }, body: { phase, deductions, conclusion } });
      }}
    >
      <ProblemSummary problem={problem} fields={faults.fields} />
      <div className="perf-line">
        <div>
          <span className="perf-label">评价阶段</span>
          <Radio.Group
            aria-label="评价阶段"
            value={phase}
            onChange={({ target }) => setPhase(target.value as EvaluationPhase)}
            options={(Object.keys(evaluationPhases) as EvaluationPhase[]).map((value) => ({
              value,
              label: evaluationPhases[value].label,
            }))}
          />
        </div>
        <div className="perf-gaps" role="status">
          {byDimension.map(({ dimension, weight, points }) => (
            <span key={dimension}>
              {dimensions[dimension]} {pointsText(points)}/{pointsText(weight)}
            </span>
          ))}
          <strong>得分 {pointsText(total)}</strong>
        </div>
      </div>
      {rows.length === 0 ? (
        <p className="perf-note" id={idOf(form, "deductions")}>
          没有扣分；有扣分的逐条写明理由、证据和条款
        </p>
      ) : (
        <ScrollBox label="扣分">
          <table className="perf-table perf-entry" id={idOf(form, "deductions")}>
            <HeadRow titles={["维度", "扣分事项", "扣分（分）", "理由", "证据", "条款", "移除"]} />
            <tbody>
              {rows.map((row, at) => {
                const of = `第${at + 1}条`;
                const cell = (field: "item" | "points" | "reason" | "evidence", label: string) => ({
                  faults,
                  form,
                  path: `deductions.${at}.${field}`,
                  label: `${of}${label}`,
                  value: row[field],
                  onChange: (value: string) => put(at, { [field]: value }),
                });
                return (
                  <tr key={row.key}>
                    <td style={{ width: 92 }}>
                      <Select
                        aria-label={`${of}维度`}
                        style={{ width: "100%" }}
                        value={row.dimension}
                        options={(Object.keys(dimensions) as Dimension[]).map((value) => ({ value, label: dimensions[value] }))}
                        onChange={(dimension) => put(at, { dimension })}
                      />
                    </td>
                    <td>
                      <CellInput {...cell("item", "扣分事项")} />
                    </td>
                    <td style={{ width: 92 }}>
                      <CellInput {...cell("points", "扣分")} {...pointsInput} />
                    </td>
                    <td>
                      <CellInput {...cell("reason", "理由")} />
                    </td>
                    <td>
                      <CellInput {...cell("evidence", "证据")} />
                    </td>
                    <td style={{ width: 190 }}>
                      <Select
                        id={idOf(form, `deductions.${at}.clause`)}
                        aria-label={`${of}条款`}
                        style={{ width: 176 }}
                        popupMatchSelectWidth={false}
                        value={row.clause}
                        options={clauses.map((value) => ({
                          value,
                          label: `${clauseName(value)} ${value.split(".").slice(1).join(".")}`,
                        }))}
                        onChange={(clause) => put(at, { clause })}
                      />
                      <FaultText faults={faults} form={form} path={`deductions.${at}.clause`} />
                    </td>
                    <td style={{ width: 70 }}>
                      <Button
                        aria-label={`移除${of}`}
                        onClick={() => setRows((before) => before.filter((_, index) => index !== at))}
                      >
                        移除
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </ScrollBox>
      )}
      <div className="perf-add">
        <Button onClick={() => setRows((before) => [...before, newDraft(clauses[0] ?? page.clause)])}>添加扣分</Button>
      </div>
      <LongText faults={faults} form={form} path="conclusion" label="评价结论" value={conclusion} onChange={setConclusion} />
      <FormEnd send="登记再评价" isSending={isSending} onDone={onDone} />
    </form>
  );
};
