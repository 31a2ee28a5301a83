import { reportOnTask, type TaskDetail, type TaskPartView } from "@qiangyi/api";
import { Button } from "antd";
import { useState } from "react";
import { EmptyState, ProblemSummary, useSubmit } from "../ui/index.ts";
import { SaveSummary } from "../ui/saving/save-mark.tsx";
import { ChoiceField, EvidenceField, TextField, unitChoices } from "./form-fields.tsx";
import { useDrafts } from "./use-drafts.ts";

interface FormProps {
  readonly task: TaskDetail;
  readonly part: TaskPartView;
  readonly onDone: () => void;
}

/** 填报进展: saved while it is written; a further report of the same period puts the earlier one right. */
export const ReportForm = ({ task, part, onDone }: FormProps) => {
  const { keeper, kept, textOf, put } = useDrafts({ task, part: part.code, form: "report" });
  const [files, setFiles] = useState<readonly string[]>([]);
  const { submit, isSending, problem } = useSubmit(reportOnTask, { invalidates: ["workbench", "indicators"], onDone });
  const id = (field: string) => `report-${part.code}-${field}`;
  const own = task.ownUnits.includes(part.unit ?? "") ? (part.unit ?? "") : (task.ownUnits[0] ?? part.unit ?? "");
  const unit = textOf("unit", own);
  const period = textOf("period", part.periods.find(({ isReported }) => !isReported)?.code ?? part.periods[0]?.code);
  const fields = Object.fromEntries(Object.entries(labels).map(([path, label]) => [path, { label, id: id(path) }]));
  const send = () => {
    const progress = textOf("progress");
    submit({
      params: { task: task.code, part: part.code },
      body: {
        period,
        unit,
        progress: /^\d{1,3}$/.test(progress) ? Number(progress) : Number.NaN,
        done: textOf("done"),
        problems: textOf("problems"),
        nextStep: textOf("nextStep"),
        needs: textOf("needs"),
        files: [...files],
        ...(task.ownUnits.includes(unit) ? {} : { sourceDocument: textOf("sourceDocument") }),
      },
    });
  };
  if (part.periods.length === 0)
    return <EmptyState text="现在没有可填报的一期；本期在最后一个月开始填报，期满后10个工作日内报完。" />;
  const text = (field: keyof typeof labels, rows = 2) => (
    <TextField id={id(field)} label={labels[field]} rows={rows} value={textOf(field)} onChange={(value) => put(field, value)} />
  );
  return (
    <form
      className="task-form no-print"
      aria-label={`填报进展：${part.title}`}
      onSubmit={(event) => {
        event.preventDefault();
        void keeper.flush().then(send);
      }}
    >
      <ProblemSummary problem={problem} fields={fields} />
      <div className="task-line">
        <ChoiceField
          id={id("period")}
          label={labels.period}
          value={period}
          options={part.periods.map(({ code, title, dueOn, isReported }) => ({
            value: code,
            label: `${title}（${dueOn}前${isReported ? "，已报，再报为更正" : ""}）`,
          }))}
          onChange={(value) => put("period", value)}
        />
        <ChoiceField
          id={id("unit")}
          label={labels.unit}
          value={unit}
          options={unitChoices(
            task.ownUnits,
            task.units.map((each) => each.unit),
            task.mayManage,
          )}
          onChange={(value) => put("unit", value)}
        />
        {text("progress", 1)}
      </div>
      {text("done", 3)}
      <div className="task-line">
        {text("problems")}
        {text("nextStep")}
        {text("needs")}
      </div>
      {!task.ownUnits.includes(unit) && text("sourceDocument", 1)}
      <EvidenceField task={task.code} part={part} chosen={files} onChoose={setFiles} />
      <div className="task-actions">
        <SaveSummary answers={kept} />
        <Button onClick={onDone}>收起</Button>
        <Button type="primary" htmlType="submit" loading={isSending}>
          提交报告
        </Button>
      </div>
    </form>
  );
};

const labels = {
  period: "报告期",
  unit: "填报单位",
  progress: "进展（%，0至100的整数）",
  done: "本期进展",
  problems: "存在问题",
  nextStep: "下一步",
  needs: "需协调事项",
  sourceDocument: "来文名称和文号（代录必填）",
} as const;
