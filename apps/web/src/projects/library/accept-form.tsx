import { acceptProject, type ProjectSummary } from "@qiangyi/api";
import { type AcceptanceResult } from "@qiangyi/projects";
import { Button, DatePicker, Form, Input, Radio } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { ProblemSummary, useSubmit } from "../../ui/index.ts";
import { AcceptanceFiles, type KeptFile } from "./acceptance-files.tsx";
import { AcceptanceMembers, newMember, resultOptions } from "./acceptance-members.tsx";

interface AcceptFormProps {
  readonly projectId: string;
  readonly version: number;
  readonly programme: ProjectSummary["programme"];
}

/** 验收: its day, document, group, files and result; each result says what follows from it before it is recorded. */
export const AcceptForm = ({ projectId, version, programme }: AcceptFormProps) => {
  const [values, setValues] = useState({ documentNumber: "", conclusion: "", comparison: "", order: "", mendBy: "" });
  const [acceptedOn, setDay] = useState(dayjs().format("YYYY-MM-DD"));
  const [result, setResult] = useState<AcceptanceResult>("passed");
  const [members, setMembers] = useState(() => [newMember()] as readonly ReturnType<typeof newMember>[]);
  const [files, setFiles] = useState<readonly KeptFile[]>([]);
  const { submit, isSending, problem } = useSubmit(acceptProject, { invalidates: ["registers", "workbench"] });
  const set = (name: keyof typeof values) => (event: { target: { value: string } }) =>
    setValues((before) => ({ ...before, [name]: event.target.value }));
  const { documentNumber, conclusion, comparison, order, mendBy } = values;
  const send = () =>
    submit({
      params: { projectId },
      body: {
        version,
        acceptedOn,
        documentNumber,
        result,
        conclusion,
        ...(comparison !== "" && { comparison }),
        ...(result === "mend" && { order, ...(mendBy !== "" && { mendBy }) }),
        members: members.map(({ name, unit, post, result: own, opinion }) => ({ name, unit, post, result: own, opinion })),
        files: files.map(({ id }) => id),
      },
    });
  return (
    <section className="panel no-print" aria-label="验收">
      <h2>验收</h2>
      <Form layout="vertical" aria-label="验收">
        <ProblemSummary problem={problem} fields={fieldsFor(members.length)} />
        <div className="sel-row">
          <DayField id="accepted-on" label="验收日期" value={acceptedOn} onChange={setDay} />
          <Form.Item label="验收文号" htmlFor="accept-number" className="grow">
            <Input id="accept-number" placeholder="晋卫函〔2026〕70号" value={documentNumber} onChange={set("documentNumber")} />
          </Form.Item>
        </div>
        <AcceptanceMembers members={members} onChange={setMembers} />
        <AcceptanceFiles projectId={projectId} files={files} onChange={setFiles} />
        <Form.Item label="结果" extra={follows[result]}>
          <Radio.Group
            id="accept-result"
            aria-label="验收结果"
            value={result}
            options={resultOptions}
            onChange={({ target }) => setResult(target.value as AcceptanceResult)}
          />
        </Form.Item>
        <Form.Item label="验收组结论" htmlFor="accept-conclusion">
          <Input.TextArea id="accept-conclusion" rows={2} maxLength={2000} value={conclusion} onChange={set("conclusion")} />
        </Form.Item>
        {result === "mend" && (
          <div className="sel-row">
            <Form.Item label="整改要求" htmlFor="accept-order" className="grow">
              <Input.TextArea id="accept-order" rows={2} maxLength={2000} value={order} onChange={set("order")} />
            </Form.Item>
            <DayField
              id="accept-mend-by"
              label="整改期限"
              value={mendBy}
              onChange={(day) => setValues((before) => ({ ...before, mendBy: day }))}
            />
          </div>
        )}
        {programme === "linfen-ten-specialties" && (
          <Form.Item label="与全省同专科的比较（位次或同行数据）" htmlFor="accept-comparison">
            <Input.TextArea id="accept-comparison" rows={2} maxLength={2000} value={comparison} onChange={set("comparison")} />
          </Form.Item>
        )}
        {/* By click only: what is recorded stays, so Enter in a field must not send it. */}
        <Button
          className="accept-send"
          type="primary"
          danger={result === "failed"}
          loading={isSending}
          disabled={documentNumber === "" || conclusion.trim().length < 2}
          onClick={send}
        >
          登记验收
        </Button>
      </Form>
    </section>
  );
};

const follows = {
  passed: "项目转为“已验收”，结果按规定登入台账",
  mend: "项目仍在“实施中”，单位按期整改并报验后再次验收",
  failed: "项目转为“暂停”，由人决定恢复建设或终止；不会自动终止",
} as const;

const DayField = ({
  id,
  label,
  value,
  onChange,
}: {
  id: string;
  label: string;
  value: string;
  onChange: (day: string) => void;
}) => (
  <Form.Item label={label} htmlFor={id}>
    <DatePicker
      id={id}
      value={value === "" ? null : dayjs(value)}
      allowClear={false}
      onChange={(day) => day && onChange(day.format("YYYY-MM-DD"))}
    />
  </Form.Item>
);

const fieldsFor = (members: number) => ({
  acceptedOn: { label: "验收日期", id: "accepted-on" },
  documentNumber: { label: "验收文号", id: "accept-number" },
  conclusion: { label: "验收组结论", id: "accept-conclusion" },
  comparison: { label: "比较", id: "accept-comparison" },
  members: { label: "验收组成员", id: "member-0-name" },
  files: { label: "验收材料", id: "accept-file" },
  result: { label: "结果", id: "accept-result" },
  order: { label: "整改要求", id: "accept-order" },
  mendBy: { label: "整改期限", id: "accept-mend-by" },
  ...Object.fromEntries(
    Array.from({ length: members }, (_, index) => index).flatMap((index) =>
      (["name", "unit", "opinion"] as const).map((part) => [
        `members.${index}.${part}`,
        { label: `第${index + 1}名成员`, id: `member-${index}-${part}` },
      ]),
    ),
  ),
});
