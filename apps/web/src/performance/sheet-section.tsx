import { laySheet, type PerformanceRead, type PerformanceSheetSent } from "@qiangyi/api";
import {
  enteredPoints,
  pointsText,
  type SheetRow,
  sumOfWeights,
  targetLevels,
  targetOperators,
  wholeWeight,
} from "@qiangyi/projects";
import { Button, Input, Select } from "antd";
import { useState } from "react";
import { Light, minuteOf, ProblemSummary, ScrollBox, useSubmit } from "../ui/index.ts";
import { carrying, faultsOf, idOf } from "./faults.tsx";
import { CellInput, FormEnd, HeadRow, pointsInput } from "./form-parts.tsx";

const levels = Object.entries(targetLevels).map(([value, label]) => ({ value: value as SheetRow["level"], label }));
const operators = Object.entries(targetOperators).map(([value, label]) => ({ value: value as SheetRow["operator"], label }));

export const targetText = ({ operator, target, unit }: Pick<SheetRow, "operator" | "target" | "unit">): string =>
  operator === "text" ? target : `${targetOperators[operator]}${target}${unit}`;

/** 绩效目标 and the weights that the project is judged by. */
export const SheetSection = ({ page }: { page: PerformanceRead }) => {
  const [isOpen, setOpen] = useState(false);
  const { sheet, suggested, may, year } = page;
  const shown = sheet ?? suggested;
  return (
    <section className="panel" aria-label="绩效目标与评价指标">
      <div className="perf-head">
        <h2>绩效目标与评价指标</h2>
        {sheet ? (
          <span className="perf-note">
            {year}年第{sheet.version}版，{sheet.by.name}，{minuteOf(sheet.by.at)}
            {sheet.isLocked && "，自评已签署，分值锁定"}
          </span>
        ) : (
          <Light state="warning" text="分值还没有确定，下面是按申报目标的建议" />
        )}
        {may.laySheet && !isOpen && (
          <Button className="no-print" type={sheet ? "default" : "primary"} onClick={() => setOpen(true)}>
            {sheet ? "修改指标表" : "确定指标表"}
          </Button>
        )}
      </div>
      {isOpen && may.laySheet ? (
        <SheetForm page={page} start={shown} onDone={() => setOpen(false)} />
      ) : shown.rows.length === 0 ? (
        <p className="perf-note">申报内容没有绩效目标，由省卫健委确定指标</p>
      ) : (
        <SheetTable sheet={shown} />
      )}
    </section>
  );
};

const SheetTable = ({ sheet }: { sheet: PerformanceSheetSent }) => (
  <table className="perf-table">
    <HeadRow titles={["一级指标", "指标", "指标值"]} numbers={["分值（分）"]} />
    <tbody>
      {sheet.rows.map(({ level, name, operator, target, unit, weight }) => (
        <tr key={name}>
          <td>{targetLevels[level]}</td>
          <td>{name}</td>
          <td>{targetText({ operator, target, unit })}</td>
          <td className="perf-number">{pointsText(weight)}</td>
        </tr>
      ))}
      {sheet.executionWeight > 0 && (
        <tr>
          <td>预算执行率</td>
          <td>全年执行数占全年预算数</td>
          <td>100%</td>
          <td className="perf-number">{pointsText(sheet.executionWeight)}</td>
        </tr>
      )}
    </tbody>
    <tfoot>
      <tr>
        <td colSpan={3}>合计</td>
        <td className="perf-number">{pointsText(sumOfWeights(sheet))}</td>
      </tr>
    </tfoot>
  </table>
);

type Draft = Omit<SheetRow, "weight"> & { readonly key: string; readonly points: string };
const draftOf = ({ weight, ...row }: SheetRow): Draft => ({ ...row, key: crypto.randomUUID(), points: pointsText(weight) });
const emptyRow = (): Draft => ({
  key: crypto.randomUUID(),
  level: "output",
  name: "",
  operator: ">=",
  target: "",
  unit: "",
  points: "",
});

const form = "sheet";

const SheetForm = ({ page, start, onDone }: { page: PerformanceRead; start: PerformanceSheetSent; onDone: () => void }) => {
  const [rows, setRows] = useState<readonly Draft[]>(() => (start.rows.length > 0 ? start.rows.map(draftOf) : [emptyRow()]));
  const [execution, setExecution] = useState(pointsText(start.executionWeight));
  const { submit, isSending, problem } = useSubmit(laySheet, { onDone });
  const body: PerformanceSheetSent = {
    executionWeight: enteredPoints(execution) ?? 0,
    rows: rows.map(({ level, name, operator, target, unit, points }) => ({
      level,
      name,
      operator,
      target,
      unit,
      weight: enteredPoints(points) ?? 0,
    })),
  };
  const sum = sumOfWeights(body);
  const faults = faultsOf(form, problem, (path) => `第${Number(path.split(".")[1] ?? 0) + 1}项`);
  const put = (at: number, change: Partial<Draft>) =>
    setRows((before) => before.map((row, index) => (index === at ? { ...row, ...change } : row)));
  return (
    <form
      className="no-print"
      aria-label="评价指标表"
      onSubmit={(event) => {
        event.preventDefault();
        submit({ params: { projectId: page.project.id, year: page.year }, body });
      }}
    >
      <ProblemSummary problem={problem} fields={faults.fields} />
      <ScrollBox label="指标表编辑">
        <table className="perf-table perf-entry">
          <HeadRow titles={["一级指标", "指标名称", "符号", "指标值", "单位", "分值（分）", "移除"]} />
          <tbody>
            {rows.map((row, at) => {
              const of = `第${at + 1}项`;
              const cell = (field: "name" | "target" | "unit" | "points", label: string) => ({
                faults,
                form,
                path: `rows.${at}.${field === "points" ? "weight" : field}`,
                label: `${of}${label}`,
                value: row[field],
                onChange: (value: string) => put(at, { [field]: value }),
              });
              return (
                <tr key={row.key}>
                  <td style={{ width: 110 }}>
                    <Select
                      aria-label={`${of}一级指标`}
                      style={{ width: "100%" }}
                      value={row.level}
                      options={levels}
                      onChange={(level) => put(at, { level })}
                    />
                  </td>
                  <td>
                    <CellInput {...cell("name", "指标名称")} maxLength={200} />
                  </td>
                  <td style={{ width: 90 }}>
                    <Select
                      aria-label={`${of}符号`}
                      style={{ width: "100%" }}
                      value={row.operator}
                      options={operators}
                      onChange={(operator) => put(at, { operator })}
                    />
                  </td>
                  <td style={{ width: 150 }}>
                    <CellInput {...cell("target", "指标值")} maxLength={200} />
                  </td>
                  <td style={{ width: 90 }}>
                    <CellInput {...cell("unit", "单位")} maxLength={20} />
                  </td>
                  <td style={{ width: 110 }}>
                    <CellInput {...cell("points", "分值")} {...pointsInput} />
                  </td>
                  <td style={{ width: 70 }}>
                    <Button
                      aria-label={`移除${of}`}
                      disabled={rows.length === 1}
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
      <FormEnd send="确定指标表" isSending={isSending} onDone={onDone}>
        <Button onClick={() => setRows((before) => [...before, emptyRow()])}>添加指标</Button>
        <label htmlFor={idOf(form, "executionWeight")}>预算执行率分值（没有预算的填0）</label>
        <Input
          {...carrying(faults, form, "executionWeight")}
          className="number-input perf-short"
          inputMode="decimal"
          value={execution}
          onChange={({ target }) => setExecution(target.value)}
        />
        <span role="status">
          <Light
            state={sum === wholeWeight ? "good" : "warning"}
            text={`合计${pointsText(sum)}分${sum === wholeWeight ? "" : "，应为100.00"}`}
          />
        </span>
      </FormEnd>
    </form>
  );
};
