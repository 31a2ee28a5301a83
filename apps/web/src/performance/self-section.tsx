import { type PerformanceRead, type SelfEvaluation, signSelfEvaluation } from "@qiangyi/api";
import { bands, pointsText } from "@qiangyi/projects";
import { Button } from "antd";
import { useState } from "react";
import { Amount, Light, minuteOf, ProblemSummary, useSubmit } from "../ui/index.ts";
import { HeadRow } from "./form-parts.tsx";
import { SelfForm } from "./self-form.tsx";
import { targetText } from "./sheet-section.tsx";
import { gradeLights, gradeText } from "./words.ts";

/** 绩效自评: what the unit reached, scored by the system, signed by its head. */
export const SelfSection = ({ page }: { page: PerformanceRead }) => {
  const [isOpen, setOpen] = useState(false);
  const { selfEvaluations, may } = page;
  const [newest, ...earlier] = selfEvaluations;
  return (
    <section className="panel" aria-label="绩效自评">
      <div className="perf-head">
        <h2>绩效自评</h2>
        {may.selfEvaluate && !isOpen && (
          <Button className="no-print" type={newest ? "default" : "primary"} onClick={() => setOpen(true)}>
            {newest ? "重新填报自评" : "填报自评"}
          </Button>
        )}
      </div>
      {isOpen && may.selfEvaluate && <SelfForm page={page} onDone={() => setOpen(false)} />}
      {newest ? (
        <>
          <SelfRecord page={page} record={newest} />
          {may.sign && <SignForm page={page} record={newest} />}
        </>
      ) : (
        <p className="perf-note">{waitingText(page)}</p>
      )}
      {earlier.length > 0 && (
        <details>
          <summary>以前的版本（{earlier.length}）</summary>
          {earlier.map((record) => (
            <SelfRecord key={record.version} page={page} record={record} />
          ))}
        </details>
      )}
    </section>
  );
};

const waitingText = ({ sheet, stages }: PerformanceRead): string =>
  sheet === null
    ? "指标表确定之后，由项目单位经办填报"
    : stages.some(({ id, state }) => id === "monitoring" && state !== "done")
      ? "先填报绩效监控，再填报自评"
      : "本年度还没有自评，由项目单位经办填报、负责人签署";

const SelfRecord = ({ page: { sheet }, record }: { page: PerformanceRead; record: SelfEvaluation }) => {
  const { execution, entries, executionPoints, points, grade, explanation, by, signed, version, sheetVersion } = record;
  const rows = sheet?.version === sheetVersion ? sheet.rows : [];
  const budget = BigInt(execution.initialFen) + BigInt(execution.adjustedFen) + BigInt(execution.carriedFen);
  return (
    <article className="perf-record">
      <div className="perf-gaps">
        <strong>第{version}版</strong>
        <Light state={gradeLights[grade]} text={`${pointsText(points)}分，${gradeText(grade)}`} />
        <Light
          state={signed ? "good" : "warning"}
          text={signed ? `${signed.name}已签署，${minuteOf(signed.at)}` : "待负责人签署"}
        />
        <span className="perf-note">
          {by.name}填报，{minuteOf(by.at)}
        </span>
      </div>
      <table className="perf-table">
        <HeadRow titles={["指标", "指标值", "完成情况", "说明"]} numbers={["分值（分）", "得分（分）"]} />
        <tbody>
          {entries.map((entry, at) => {
            const row = rows[at];
            return (
              <tr key={row?.name ?? at}>
                <td>{row?.name ?? `第${at + 1}项`}</td>
                <td>{row ? targetText(row) : "—"}</td>
                <td>
                  {entry.actual}
                  {row && row.operator !== "text" && row.unit}
                  {entry.band && entry.share !== undefined && `（${bands[entry.band].label}，${entry.share / 100}%）`}
                </td>
                <td>
                  {[entry.reason, entry.sampleSize !== undefined && `有效样本${entry.sampleSize}份，${entry.method ?? ""}`]
                    .filter(Boolean)
                    .join("；")}
                </td>
                <td className="perf-number">{row ? pointsText(row.weight) : "—"}</td>
                <td className="perf-number">{pointsText(entry.points)}</td>
              </tr>
            );
          })}
          {(sheet?.executionWeight ?? 0) > 0 && (
            <tr>
              <td>预算执行率</td>
              <td>100%</td>
              <td>
                执行 <Amount fen={execution.spentFen} /> / 预算 <Amount fen={budget} />
              </td>
              <td />
              <td className="perf-number">{pointsText(sheet?.executionWeight ?? 0)}</td>
              <td className="perf-number">{pointsText(executionPoints)}</td>
            </tr>
          )}
        </tbody>
        <tfoot>
          <tr>
            <td colSpan={5}>合计（逐项四舍五入后相加）</td>
            <td className="perf-number">{pointsText(points)}</td>
          </tr>
        </tfoot>
      </table>
      <p>总体说明：{explanation}</p>
    </article>
  );
};

const SignForm = ({ page, record }: { page: PerformanceRead; record: SelfEvaluation }) => {
  const { submit, isSending, problem } = useSubmit(signSelfEvaluation);
  const params = { projectId: page.project.id, year: page.year, version: record.version };
  return (
    <div className="perf-actions no-print">
      <ProblemSummary problem={problem} />
      <span className="perf-note">核对以上全部内容；签署后本年度指标和分值锁定</span>
      <span className="perf-grow" />
      <Button type="primary" loading={isSending} onClick={() => submit({ params, body: { sha256: record.sha256 } })}>
        签署自评
      </Button>
    </div>
  );
};
