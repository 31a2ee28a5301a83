import { assignLedgerTask, type TaskCadence, type TaskDetail, taskCadences } from "@qiangyi/api";
import { DatePicker, Form, Input, Modal, Select } from "antd";
import dayjs, { type Dayjs } from "dayjs";
import { ProblemSummary, useSubmit } from "../ui/index.ts";

interface Entered {
  readonly parts: string[];
  readonly unit?: string;
  readonly person: string;
  readonly startsOn: Dayjs;
  readonly dueOn?: Dayjs | null;
  readonly everyMonths: TaskCadence;
  readonly target?: string;
  readonly reason?: string;
}

/** 分派: who answers for which part, since when and until when. */
export const AssignDialog = ({ task, onClose }: { task: TaskDetail; onClose: () => void }) => {
  const [form] = Form.useForm<Entered>();
  const { submit, isSending, problem } = useSubmit(assignLedgerTask, { invalidates: ["workbench"], onDone: onClose });
  const open = task.parts.filter(({ state, isWaiting }) => state !== "done" && !isWaiting);
  const send = ({ parts, unit, person, startsOn, dueOn, everyMonths, target, reason }: Entered) =>
    submit({
      params: { task: task.code },
      body: {
        parts,
        ...(unit !== undefined && unit !== "" && { unit }),
        person,
        startsOn: startsOn.format("YYYY-MM-DD"),
        dueOn: dueOn ? dueOn.format("YYYY-MM-DD") : null,
        everyMonths,
        target: target ?? "",
        ...(reason !== undefined && reason !== "" && { reason }),
      },
    });
  const units = task.units.map(({ unit }) => ({ value: unit, label: unit }));
  const unassigned = open.filter(({ isAssigned }) => !isAssigned);
  return (
    <Modal
      open
      title="分派责任单位"
      okText="分派"
      cancelText="取消"
      width={640}
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => form.submit()}
    >
      <ProblemSummary problem={problem} />
      <Form<Entered>
        form={form}
        name="assign"
        layout="vertical"
        initialValues={{
          parts: (unassigned.length > 0 ? unassigned : open).map(({ code }) => code),
          startsOn: dayjs(task.today),
          everyMonths: 6,
        }}
        onFinish={send}
      >
        <Form.Item name="parts" label="部分" rules={[{ required: true, message: "请选择部分" }]}>
          <Select
            mode="multiple"
            options={open.map(({ code, title, unit }) => ({ value: code, label: `${title}（${unit ?? "未明确"}）` }))}
          />
        </Form.Item>
        <Form.Item
          name="unit"
          label={task.isOpenChoice ? "统筹或责任单位" : "责任单位"}
          extra={task.isOpenChoice ? "文件没有逐一写明，请指定一个单位" : "不选则按文件的牵头单位"}
          rules={[{ required: task.isOpenChoice, message: "请指定单位" }]}
        >
          {task.isOpenChoice ? <Input maxLength={60} /> : <Select allowClear options={units} />}
        </Form.Item>
        <Form.Item name="person" label="责任人" rules={[{ required: true, whitespace: true, min: 2, message: "请填写责任人" }]}>
          <Input maxLength={50} />
        </Form.Item>
        <div className="task-line">
          <Form.Item name="startsOn" label="起始日期" rules={[{ required: true, message: "请选择起始日期" }]}>
            <DatePicker style={{ width: "100%" }} />
          </Form.Item>
          <Form.Item name="dueOn" label="办理时限" extra={task.due === null ? "文件未定期限" : `不填按${task.due}`}>
            <DatePicker style={{ width: "100%" }} disabled={task.isStanding} />
          </Form.Item>
          <Form.Item name="everyMonths" label="报告周期">
            <Select
              options={Object.entries(taskCadences).map(([value, label]) => ({ value: Number(value) as TaskCadence, label }))}
            />
          </Form.Item>
        </div>
        <Form.Item name="target" label="量化目标">
          <Input.TextArea rows={2} maxLength={2000} />
        </Form.Item>
        <Form.Item name="reason" label="改派原因" extra="改派已经分派的部分必填">
          <Input maxLength={500} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
