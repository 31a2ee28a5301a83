import { type LineSuspension, liftLineSuspension, listLineSuspensions, suspendLine, suspensionStates } from "@qiangyi/api";
import { Button, DatePicker, Form, Input, Modal, Select, Table } from "antd";
import dayjs from "dayjs";
import { useState } from "react";
import { EmptyState, Light, minuteOf, Pending, ProblemSummary, ScrollBox, useAnswer, useSubmit } from "../ui/index.ts";

/** 暂停拨付 of whole lines: what is stopped where, by which document, until when. */
export const LineSuspensions = () => {
  const answer = useAnswer(listLineSuspensions, { query: {} });
  const [isSetting, setSetting] = useState(false);
  const [lifting, setLifting] = useState<LineSuspension>();
  if (answer.data === undefined) return <Pending of={answer} />;
  const { items, choices } = answer.data;
  return (
    <section className="panel">
      <div className="table-bar">
        <h2>按支持项目暂停拨付（生效{items.filter(({ state }) => state === "open").length}项）</h2>
        {choices !== null && (
          <div className="table-extra">
            <Button onClick={() => setSetting(true)}>暂停支持项目</Button>
          </div>
        )}
      </div>
      <ScrollBox label="按支持项目暂停拨付表格">
        <Table<LineSuspension>
          size="small"
          pagination={items.length > 50 ? { pageSize: 50 } : false}
          rowKey={({ id }) => id}
          dataSource={[...items]}
          locale={{ emptyText: <EmptyState text="没有暂停拨付的支持项目" /> }}
          columns={[
            { title: "支持项目", dataIndex: "lineName" },
            { title: "范围", dataIndex: "regionName" },
            { title: "原因", render: (_, { reason }) => <div className="wrapping">{reason}</div> },
            {
              title: "依据",
              render: (_, { documentNumber, setByOffice }) => (
                <>
                  {documentNumber}
                  <div className="unit-note">{setByOffice}</div>
                </>
              ),
            },
            { title: "起止", render: (_, { startsOn, endsOn }) => `${startsOn} 至 ${endsOn ?? "恢复之日"}` },
            { title: "经办", render: (_, { setBy, setAt }) => `${minuteOf(setAt)}　${setBy}` },
            {
              title: "状态",
              render: (_, item) =>
                item.mayLift ? (
                  <Button
                    size="small"
                    aria-label={`恢复拨付：${item.regionName}${item.lineName}`}
                    onClick={() => setLifting(item)}
                  >
                    恢复拨付
                  </Button>
                ) : (
                  <State item={item} />
                ),
            },
          ]}
        />
      </ScrollBox>
      {isSetting && choices !== null && <SuspendDialog choices={choices} onClose={() => setSetting(false)} />}
      {lifting !== undefined && <LiftDialog item={lifting} onClose={() => setLifting(undefined)} />}
    </section>
  );
};

const State = ({ item: { state, liftedBy, liftedAt, liftedReason } }: { item: LineSuspension }) => {
  if (state === "open") return <Light state="bad" text={suspensionStates.open} />;
  if (state === "ended" || liftedAt === null) return <Light state="neutral" text={suspensionStates.ended} />;
  return (
    <>
      <Light state="neutral" text={`${minuteOf(liftedAt)} ${liftedBy ?? ""}恢复`} />
      <div className="unit-note">{liftedReason}</div>
    </>
  );
};

interface Choices {
  readonly lines: readonly { readonly value: string; readonly label: string }[];
  readonly regions: readonly { readonly value: string; readonly label: string }[];
}

const concerned = ["payments", "ledger", "workbench"];

const SuspendDialog = ({ choices, onClose }: { choices: Choices; onClose: () => void }) => {
  const { submit, isSending, problem } = useSubmit(suspendLine, { invalidates: concerned, onDone: onClose });
  const [values, setValues] = useState({
    line: "",
    region: choices.regions[0]?.value ?? "",
    reason: "",
    documentNumber: "",
    endsOn: "",
  });
  const { endsOn, ...rest } = values;
  const set = (change: Partial<typeof values>) => setValues((before) => ({ ...before, ...change }));
  return (
    <Modal
      open
      title="暂停拨付一个支持项目"
      okText="暂停"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ body: { ...rest, ...(endsOn !== "" && { endsOn }) } })}
    >
      <ProblemSummary
        problem={problem}
        fields={{
          line: { label: "支持项目", id: "stop-line" },
          region: { label: "范围", id: "stop-region" },
          reason: { label: "原因", id: "stop-line-reason" },
          documentNumber: { label: "依据文号", id: "stop-line-document" },
          endsOn: { label: "暂停至", id: "stop-line-end" },
        }}
      />
      <Form layout="vertical">
        <p className="dialog-note">自今天起，这一项资金在所选范围内不得下达、不得支付；已经提交和审批的支付申请也不能办理。</p>
        <Form.Item label="支持项目" htmlFor="stop-line" required>
          <Select
            id="stop-line"
            showSearch={{ optionFilterProp: "label" }}
            value={values.line === "" ? null : values.line}
            onChange={(line: string) => set({ line })}
            options={[...choices.lines]}
          />
        </Form.Item>
        <Form.Item label="范围" htmlFor="stop-region" required>
          <Select
            id="stop-region"
            showSearch={{ optionFilterProp: "label" }}
            value={values.region}
            onChange={(region: string) => set({ region })}
            options={[...choices.regions]}
          />
        </Form.Item>
        <Form.Item label="原因" htmlFor="stop-line-reason" required>
          <Input
            id="stop-line-reason"
            maxLength={500}
            value={values.reason}
            onChange={({ target }) => set({ reason: target.value })}
          />
        </Form.Item>
        <Form.Item label="依据文号" htmlFor="stop-line-document" required>
          <Input
            id="stop-line-document"
            maxLength={100}
            value={values.documentNumber}
            onChange={({ target }) => set({ documentNumber: target.value })}
          />
        </Form.Item>
        <Form.Item label="暂停至（含当天）" htmlFor="stop-line-end" extra="不填的，到恢复拨付为止">
          <DatePicker
            id="stop-line-end"
            value={endsOn === "" ? null : dayjs(endsOn)}
            onChange={(day) => set({ endsOn: day === null ? "" : day.format("YYYY-MM-DD") })}
          />
        </Form.Item>
      </Form>
    </Modal>
  );
};

const LiftDialog = ({ item, onClose }: { item: LineSuspension; onClose: () => void }) => {
  const { submit, isSending, problem } = useSubmit(liftLineSuspension, { invalidates: concerned, onDone: onClose });
  const [reason, setReason] = useState("");
  return (
    <Modal
      open
      title={`恢复拨付：${item.regionName}「${item.lineName}」`}
      okText="恢复"
      cancelText="取消"
      confirmLoading={isSending}
      onCancel={onClose}
      onOk={() => submit({ params: { suspensionId: item.id }, body: { reason } })}
    >
      <ProblemSummary problem={problem} fields={{ reason: { label: "恢复的理由", id: "lift-line-reason" } }} />
      <Form layout="vertical">
        <Form.Item label="恢复的理由" htmlFor="lift-line-reason" required>
          <Input id="lift-line-reason" maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} />
        </Form.Item>
      </Form>
    </Modal>
  );
};
