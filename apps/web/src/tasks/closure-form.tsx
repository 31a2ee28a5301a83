import { askTaskClosure, type TaskDetail, type TaskPartView } from "@qiangyi/api";
import { Button, DatePicker } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../ui/index.ts";
import { SaveSummary } from "../ui/saving/save-mark.tsx";
import { EvidenceField, Field, TextField } from "./form-fields.tsx";
import { useDrafts } from "./use-drafts.ts";

interface FormProps {
  readonly task: TaskDetail;
  readonly part: TaskPartView;
  readonly onDone: () => void;
}

/** 申请办结: the document and the evidence that a second person will judge. */
export const ClosureForm = ({ task, part, onDone }: FormProps) => {
  const { keeper, kept, textOf, put } = useDrafts({ task, part: part.code, form: "closure" });
  const [files, setFiles] = useState<readonly string[]>([]);
  const { submit, isSending, problem } = useSubmit(askTaskClosure, { invalidates: ["workbench", "indicators"], onDone });
  const id = (field: string) => `closure-${part.code}-${field}`;
  const unit = part.unit ?? "";
  const isOwn = task.ownUnits.includes(unit);
  const issuedOn = textOf("issuedOn");
  const send = () =>
    submit({
      params: { task: task.code, part: part.code },
      body: {
        unit,
        statement: textOf("statement"),
        documentNumber: textOf("documentNumber"),
        issuer: textOf("issuer"),
        issuedOn: issuedOn === "" ? null : issuedOn,
        ...(textOf("address") !== "" && { address: textOf("address") }),
        files: [...files],
        ...(isOwn ? {} : { sourceDocument: textOf("sourceDocument") }),
      },
    });
  const fields = {
    ...Object.fromEntries(Object.entries(labels).map(([path, label]) => [path, { label, id: id(path) }])),
    files: { label: "佐证文件", id: `evidence-${part.code}` },
  };
  const text = (field: keyof typeof labels, rows = 1) => (
    <TextField
      id={id(field)}
      label={labels[field]}
      rows={rows}
      maxLength={field === "statement" ? 2000 : field === "issuer" ? 60 : 200}
      value={textOf(field)}
      onChange={(value) => put(field, value)}
    />
  );
  return (
    <form
      className="task-form no-print"
      aria-label={`申请办结：${part.title}`}
      onSubmit={(event) => {
        event.preventDefault();
        void keeper.flush().then(send);
      }}
    >
      <ProblemSummary problem={problem} fields={fields} />
      <p className="task-note">由{unit}申请；办结以文件和佐证为准，由另一人认定。进展报到100%不等于办结。</p>
      {text("statement", 3)}
      <div className="task-line">
        {text("documentNumber")}
        {text("issuer")}
        <Field id={id("issuedOn")} label={labels.issuedOn}>
          <DatePicker
            id={id("issuedOn")}
            style={{ width: "100%" }}
            value={issuedOn === "" ? null : dayjs(issuedOn)}
            onChange={(day) => put("issuedOn", day === null ? "" : day.format("YYYY-MM-DD"))}
          />
        </Field>
      </div>
      <div className="task-line">
        {text("address")}
        {!isOwn && text("sourceDocument")}
      </div>
      <EvidenceField task={task.code} part={part} chosen={files} onChoose={setFiles} />
      <div className="task-actions">
        <SaveSummary answers={kept} />
        <Button onClick={onDone}>收起</Button>
        <Button type="primary" htmlType="submit" loading={isSending}>
          提交申请
        </Button>
      </div>
    </form>
  );
};

const labels = {
  statement: "完成情况",
  documentNumber: "文件名称或文号",
  issuer: "发文单位",
  issuedOn: "发文日期",
  address: "公开网址（没有佐证文件时必填）",
  sourceDocument: "来文名称和文号（代录必填）",
} as const;
