import { type PerformanceRead, type RouteInput, recordSelfEvaluation } from "@qiangyi/api";
import {
  type Band,
  bands,
  enteredPoints,
  gradeOf,
  grades,
  isMet,
  pointsText,
  type SelfEntry,
  type SheetRow,
  selfScore,
} from "@qiangyi/projects";
import { Input, Select } from "antd";
import { useState } from "react";
import { Light, ProblemSummary, ScrollBox, useSubmit, WanInput } from "../ui/index.ts";
import { carrying, type Faults, FaultText, faultsOf, idOf, rowLabel } from "./faults.tsx";
import { FormEnd, HeadRow, LongText } from "./form-parts.tsx";
import { targetText } from "./sheet-section.tsx";

const form = "self";
interface Draft {
  readonly actual: string;
  readonly band: Band | undefined;
  readonly share: string;
  readonly sampleSize: string;
  readonly method: string;
  readonly reason: string;
}
const empty: Draft = { actual: "", band: undefined, share: "", sampleSize: "", method: "", reason: "" };

/** What is filled in as it will be sent: blank fields are left out, so that nothing reported is not taken for nought. */
const entryOf = ({ actual, band, share, sampleSize, method, reason }: Draft): SelfEntry => {
  const part = enteredPoints(share);
  return {
    actual,
    ...(band !== undefined && { band }),
    ...(part !== undefined && { share: part }),
    ...(/^\d{1,8}$/.test(sampleSize) && { sampleSize: Number(sampleSize) }),
    ...(method !== "" && { method }),
    ...(reason !== "" && { reason }),
  };
};

const draftsOf = ({ sheet, selfEvaluations: [last] }: PerformanceRead): readonly Draft[] =>
  (sheet?.rows ?? []).map((_, at) => {
    const entry = last?.sheetVersion === sheet?.version ? last?.entries[at] : undefined;
    return entry
      ? {
          actual: entry.actual,
          band: entry.band,
          share: entry.share === undefined ? "" : String(entry.share / 100),
          sampleSize: entry.sampleSize === undefined ? "" : String(entry.sampleSize),
          method: entry.method ?? "",
          reason: entry.reason ?? "",
        }
      : empty;
  });

const bandOptions = (Object.keys(bands) as Band[]).map((value) => ({ value, label: bands[value].label }));

export const SelfForm = ({ page, onDone }: { page: PerformanceRead; onDone: () => void }) => {
  const sheet = page.sheet ?? { executionWeight: 0, rows: [] };
  const last = page.selfEvaluations[0];
  const [drafts, setDrafts] = useState(() => draftsOf(page));
  const [money, setMoney] = useState<Money>(() => moneyOf(last?.execution));
  const [explanation, setExplanation] = useState(last?.explanation ?? "");
  const { submit, isSending, problem } = useSubmit(recordSelfEvaluation, { onDone });
  const faults = faultsOf(form, problem, (path) => labels[path] ?? rowLabel(sheet.rows, path));
  const put = (at: number, change: Partial<Draft>) =>
    setDrafts((before) => before.map((row, index) => (index === at ? { ...row, ...change } : row)));
  const entries = drafts.map(entryOf);
  const execution = executionOf(money);
  const score = selfScore(sheet, entries, {
    initialFen: BigInt(execution.initialFen),
    adjustedFen: BigInt(execution.adjustedFen),
    carriedFen: BigInt(execution.carriedFen),
    spentFen: BigInt(execution.spentFen),
  });
  const isWhole = score.rows.every((points) => points !== undefined);
  const body = { execution, entries, explanation } as RouteInput<typeof recordSelfEvaluation>["body"];
  return (
    <form
      className="no-print perf-form"
      aria-label="填报自评"
      onSubmit={(event) => {
        event.preventDefault();
        submit({ params: { projectId: page.project.id, year: page.year }, body });
      }}
    >
      <ProblemSummary problem={problem} fields={faults.fields} />
      {sheet.executionWeight > 0 && <MoneyFields money={money} onChange={setMoney} faults={faults} score={score.execution} />}
      <ScrollBox label="自评指标">
        <table className="perf-table perf-entry">
          <HeadRow titles={["指标", "指标值", "完成情况", "原因或说明（未达到、超过30%的必填）"]} numbers={["得分（分）"]} />
          <tbody>
            {sheet.rows.map((row, at) => (
              <Row
                key={row.name}
                {...{ row, at, faults }}
                draft={drafts[at] ?? empty}
                entry={entries[at] ?? { actual: "" }}
                points={score.rows[at]}
                onChange={(change) => put(at, change)}
              />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <td colSpan={4}>合计{isWhole ? `，${grades[gradeOf(score.total)]}` : "（还有指标没有填报）"}</td>
              <td className="perf-number" aria-live="polite">
                {pointsText(score.total)}
              </td>
            </tr>
          </tfoot>
        </table>
      </ScrollBox>
      <LongText faults={faults} form={form} path="explanation" label="总体说明" value={explanation} onChange={setExplanation} />
      <FormEnd send="提交自评" isSending={isSending} onDone={onDone}>
        <span className="perf-note">提交后由本单位负责人核对签署</span>
      </FormEnd>
    </form>
  );
};

const labels: Readonly<Record<string, string>> = {
  initialFen: "年初预算数",
  spentFen: "全年执行数",
  explanation: "总体说明",
};

interface Money {
  readonly initial: string;
  readonly sign: "+" | "-";
  readonly adjusted: string;
  readonly carried: string;
  readonly spent: string;
}
type ExecutionText = RouteInput<typeof recordSelfEvaluation>["body"]["execution"];

const moneyOf = (execution: ExecutionText | undefined): Money => ({
  initial: execution?.initialFen ?? "",
  sign: execution?.adjustedFen.startsWith("-") ? "-" : "+",
  adjusted: execution === undefined || execution.adjustedFen === "0" ? "" : execution.adjustedFen.replace("-", ""),
  carried: execution === undefined || execution.carriedFen === "0" ? "" : execution.carriedFen,
  spent: execution?.spentFen ?? "",
});

const executionOf = ({ initial, sign, adjusted, carried, spent }: Money): ExecutionText => ({
  initialFen: initial || "0",
  adjustedFen: adjusted === "" || adjusted === "0" ? "0" : `${sign === "-" ? "-" : ""}${adjusted}`,
  carriedFen: carried || "0",
  spentFen: spent || "0",
});

interface MoneyProps {
  readonly money: Money;
  readonly onChange: (money: Money) => void;
  readonly faults: Faults;
  readonly score: number;
}

const MoneyFields = ({ money, onChange, faults, score }: MoneyProps) => {
  const field = (name: "initial" | "carried" | "spent", path: string, label: string) => (
    <div>
      <label htmlFor={idOf(form, path)}>{label}</label>
      <WanInput
        id={idOf(form, path)}
        label={label}
        hasUnit
        value={money[name]}
        onChange={(value) => onChange({ ...money, [name]: value })}
        isWrong={faults.at(path) !== undefined}
      />
      <FaultText faults={faults} form={form} path={path} />
    </div>
  );
  return (
    <div className="perf-line">
      {field("initial", "initialFen", "年初预算数")}
      <div>
        <label htmlFor={idOf(form, "adjustedFen")}>预算调整</label>
        <div className="perf-signed">
          <Select
            aria-label="调增或调减"
            value={money.sign}
            options={[
              { value: "+", label: "调增" },
              { value: "-", label: "调减" },
            ]}
            onChange={(sign: "+" | "-") => onChange({ ...money, sign })}
          />
          <WanInput
            id={idOf(form, "adjustedFen")}
            label="预算调整"
            hasUnit
            value={money.adjusted}
            onChange={(adjusted) => onChange({ ...money, adjusted })}
          />
        </div>
      </div>
      {field("carried", "carriedFen", "上年结转")}
      {field("spent", "spentFen", "全年执行数")}
      <div>
        <span className="perf-label">执行率得分</span>
        <output className="perf-output">{pointsText(score)}分</output>
      </div>
    </div>
  );
};

interface RowProps {
  readonly row: SheetRow;
  readonly at: number;
  readonly draft: Draft;
  readonly entry: SelfEntry;
  readonly points: number | undefined;
  readonly faults: Faults;
  readonly onChange: (change: Partial<Draft>) => void;
}

const Row = ({ row, at, draft, entry, points, faults, onChange }: RowProps) => {
  const of = `第${at + 1}项`;
  const met = isMet(row, entry);
  const input = (field: "actual" | "share" | "sampleSize" | "method" | "reason", label: string, hint?: string) => (
    <div className="perf-field">
      <Input
        {...carrying(faults, form, `entries.${at}.${field}`)}
        aria-label={`${of}${label}`}
        placeholder={hint}
        maxLength={field === "reason" ? 1000 : field === "actual" ? 500 : 200}
        value={draft[field]}
        onChange={({ target }) => onChange({ [field]: target.value })}
      />
      <FaultText faults={faults} form={form} path={`entries.${at}.${field}`} />
    </div>
  );
  return (
    <tr>
      <td>{row.name}</td>
      <td>{targetText(row)}</td>
      <td style={{ width: 250 }}>
        {input("actual", "完成情况", row.operator === "text" ? "完成情况" : `完成值（${row.unit}）`)}
        {row.operator === "text" && (
          <>
            <Select
              id={idOf(form, `entries.${at}.band`)}
              aria-label={`${of}达成档次`}
              style={{ width: "100%" }}
              placeholder="达成档次"
              value={draft.band ?? null}
              options={bandOptions}
              onChange={(band) => onChange({ band: band ?? undefined })}
            />
            <FaultText faults={faults} form={form} path={`entries.${at}.band`} />
            {input("share", "达成比例", "达成比例（%）")}
          </>
        )}
        {row.level === "satisfaction" && (
          <>
            {input("sampleSize", "有效样本量", "有效样本量（份）")}
            {input("method", "调查方式", "调查方式")}
          </>
        )}
      </td>
      <td>
        {input("reason", "原因或说明")}
        {met !== undefined && <Light state={met ? "good" : "warning"} text={met ? "达到" : "未达到"} />}
      </td>
      <td className="perf-number">
        {points === undefined ? "—" : pointsText(points)}
        <div className="perf-note">满分{pointsText(row.weight)}</div>
      </td>
    </tr>
  );
};
