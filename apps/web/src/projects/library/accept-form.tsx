import { acceptProject, type ProjectSummary } from "@qiangyi/api";
import { Button, DatePicker, Form, Input } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";

interface AcceptFormProps {
  readonly projectId: string;
  readonly version: number;
  readonly programme: ProjectSummary["programme"];
}

/** 验收: a document, its file, a conclusion; for a specialty the comparison with its peers in the province. */
export const AcceptForm = ({ projectId, version, programme }: AcceptFormProps) => {
  const [values, setValues] = useState({ documentNumber: "", conclusion: "", comparison: "" });
  const [acceptedOn, setDay] = useState(dayjs().format("YYYY-MM-DD"));
  const [file, setFile] = useState<File>();
  const { submit, isSending, problem } = useSubmit(acceptProject, { invalidates: ["registers"] });
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) =>
    setValues((before) => ({ ...before, [name]: event.target.value }));
  const needsComparison = programme === "linfen-ten-specialties";
  const send = () => {
    const { comparison, ...rest } = values;
    submit(
      { params: { projectId }, query: { version, acceptedOn, ...rest, ...(comparison !== "" && { comparison }) } },
      file ? { file } : {},
    );
  };
  return (
    <section className="panel no-print" aria-label="验收">
      <h2>验收</h2>
      <Form layout="vertical" onFinish={send} aria-label="验收">
        <ProblemSummary problem={problem} fields={fields} />
        <div className="sel-row">
          <Form.Item label="验收日期" htmlFor="accepted-on">
            <DatePicker
              id="accepted-on"
              value={dayjs(acceptedOn)}
              allowClear={false}
              onChange={(day) => day && setDay(day.format("YYYY-MM-DD"))}
            />
          </Form.Item>
          <Form.Item label="验收文号" htmlFor="accept-number" className="grow">
            <Input
              id="accept-number"
              placeholder="晋卫函〔2026〕70号"
              value={values.documentNumber}
              onChange={set("documentNumber")}
            />
          </Form.Item>
          <Form.Item label="验收报告（pdf、docx、jpg、png，20MB以内）" htmlFor="accept-file">
            <input
              id="accept-file"
              type="file"
              accept=".pdf,.docx,.jpg,.jpeg,.png"
              onChange={({ target }) => setFile(target.files?.[0])}
            />
          </Form.Item>
        </div>
        <Form.Item label="验收结论" htmlFor="accept-conclusion">
          <Input.TextArea
            id="accept-conclusion"
            rows={2}
            maxLength={2000}
            value={values.conclusion}
            onChange={set("conclusion")}
          />
        </Form.Item>
        {needsComparison && (
          <Form.Item label="与全省同专科的比较（位次或同行数据）" htmlFor="accept-comparison">
            <Input.TextArea
              id="accept-comparison"
              rows={2}
              maxLength={2000}
              value={values.comparison}
              onChange={set("comparison")}
            />
          </Form.Item>
        )}
        <Button
          type="primary"
          htmlType="submit"
          loading={isSending}
          disabled={
            !file ||
            values.documentNumber === "" ||
            values.conclusion.trim().length < 2 ||
            (needsComparison && values.comparison.trim() === "")
          }
        >
          验收通过
        </Button>
      </Form>
    </section>
  );
};

const fields = {
  documentNumber: { label: "验收文号", id: "accept-number" },
  conclusion: { label: "验收结论", id: "accept-conclusion" },
  comparison: { label: "比较", id: "accept-comparison" },
};
