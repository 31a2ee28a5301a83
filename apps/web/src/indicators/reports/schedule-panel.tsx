import { closeReportYear, readReportSchedule, recordReportSchedule } from "@qiangyi/api";
import { reportCycles } from "@qiangyi/projects";
import { Button, DatePicker, Form, Input, InputNumber, Modal, Select } from "antd";
import { useState } from "react";
import { ProblemSummary, useAnswer, useSubmit, useWorkScope } from "../../ui/index.ts";

/** 报送期限 and 关账, each with what it rests on; the province records them here. */
export const SchedulePanel = () => {
  const [isOpen, setOpen] = useState<"schedule" | "close">();
  const { data } = useAnswer(readReportSchedule, {});
  if (!data) return null;
  return (
    <section className="panel" aria-labelledby="report-schedule-title">
      <h2 id="report-schedule-title">报送期限与关账</h2>
      <ul className="report-files">
        {data.items.map(({ cycle, effectiveFrom, dueDays, source, by }) => (
          <li key={`${cycle} ${effectiveFrom}`}>
            <span>
              {reportCycles[cycle]}：{effectiveFrom}起的期间，期后{dueDays}日内报送；依据：{source}
              {by !== null && `（${by}登记）`}
            </span>
          </li>
        ))}
        {data.closedYears.map(({ year, closedOn, document, by }) => (
          <li key={year}>
            <span>
              {year}年已于{closedOn}关账；依据：{document}（{by}登记）
            </span>
          </li>
        ))}
      </ul>
      {data.mayDefine && (
        <div className="check-buttons no-print">
          <Button onClick={() => setOpen("schedule")}>登记报送期限</Button>
          <Button onClick={() => setOpen("close")}>年度关账</Button>
        </div>
      )}
      <ScheduleDialog isOpen={isOpen === "schedule"} onClose={() => setOpen(undefined)} />
      <CloseDialog isOpen={isOpen === "close"} onClose={() => setOpen(undefined)} />
    </section>
  );
};

interface DialogProps {
  readonly isOpen: boolean;
  readonly onClose: () => void;
}

interface ScheduleValues {
  readonly cycle: "month" | "quarter" | "year";
  readonly effectiveFrom?: { format(pattern: string): string };
  readonly dueDays?: number;
  readonly source?: string;
}

const ScheduleDialog = ({ isOpen, onClose }: DialogProps) => {
  const [form] = Form.useForm<ScheduleValues>();
  const record = useSubmit(recordReportSchedule, {
    onDone: () => {
      form.resetFields();
      onClose();
    },
  });
  const send = ({ cycle, effectiveFrom, dueDays, source = "" }: ScheduleValues) =>
    record.submit({ body: { cycle, effectiveFrom: effectiveFrom?.format("YYYY-MM-DD") ?? "", dueDays: dueDays ?? 0, source } });
  return (
    <Modal
      open={isOpen}
      title="登记报送期限"
      okText="登记"
      cancelText="取消"
      confirmLoading={record.isSending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <ProblemSummary
        problem={record.problem}
        fields={{
          effectiveFrom: { label: "适用起日", id: "effectiveFrom" },
          dueDays: { label: "期后天数", id: "dueDays" },
          source: { label: "依据", id: "source" },
        }}
      />
      <Form<ScheduleValues> form={form} layout="vertical" initialValues={{ cycle: "quarter", dueDays: 10 }} onFinish={send}>
        <Form.Item name="cycle" label="报表周期" required>
          <Select options={Object.entries(reportCycles).map(([value, label]) => ({ value, label }))} />
        </Form.Item>
        <Form.Item name="effectiveFrom" label="适用起日（从这一天起开始的期间）" required>
          <DatePicker style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="dueDays" label="期后天数" required>
          <InputNumber min={1} max={180} style={{ width: "100%" }} />
        </Form.Item>
        <Form.Item name="source" label="依据" required>
          <Input maxLength={200} placeholder="文号或说明" />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const CloseDialog = ({ isOpen, onClose }: DialogProps) => {
  const { year } = useWorkScope();
  const [document, setDocument] = useState("");
  const close = useSubmit(closeReportYear, { onDone: onClose });
  return (
    <Modal
      open={isOpen}
      title={`${year}年度关账`}
      okText="关账"
      cancelText="取消"
      confirmLoading={close.isSending}
      onCancel={onClose}
      onOk={() => close.submit({ body: { year, document } })}
    >
      <ProblemSummary problem={close.problem} fields={{ document: { label: "依据", id: "close-document" } }} />
      <p>关账不能撤销。关账后{year}年的补报和更正，须各级主管部门在审核意见中书面同意。要关其他年度，请先在页面上方换年度。</p>
      <Form layout="vertical">
        <Form.Item label="依据" htmlFor="close-document" required>
          <Input id="close-document" maxLength={200} value={document} onChange={({ target }) => setDocument(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
